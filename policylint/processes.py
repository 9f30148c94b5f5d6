"""Many files over several processes, with the outcomes in the order of the files."""

import os
from collections.abc import Callable, Iterator, Sequence

from policylint.checking import Checker
from policylint.findings import Outcome
from policylint.walking import Target

Job = tuple[int, Target]  # the number of a checker, and a file for it
Progress = Callable[[int, int], None]

_WORTHWHILE = 200_000  # bytes, half a second of dense text; below, starting processes costs more than it saves
_PORTIONS = 8  # portions a process, so that none is left waiting for long

_checkers: Sequence[Checker] = ()  # in a worker: what the parent handed over


def check_all(checkers: Sequence[Checker], jobs: Sequence[Job], processes: int, progress: Progress) -> list[Outcome]:
    """Check files, in as many processes as asked for (0: one a core) when there is enough to do.

    `progress` is told how many bytes of how many are done.
    """
    total = sum(target.size for _, target in jobs)
    processes = min(processes or os.cpu_count() or 1, len(jobs))
    if processes > 1 and total > _WORTHWHILE:
        return _check_together(checkers, jobs, processes, progress)
    outcomes, done = [], 0
    for number, target in jobs:
        outcomes.append(checkers[number].check_file(target))
        done += target.size
        progress(done, total)
    return outcomes


def _check_together(
    checkers: Sequence[Checker], jobs: Sequence[Job], processes: int, progress: Progress
) -> list[Outcome]:
    import multiprocessing  # 20 ms, and only for work worth sharing

    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else None)
    total, done = sum(target.size for _, target in jobs), 0
    outcomes: list[Outcome] = [Outcome()] * len(jobs)
    with context.Pool(processes, _take_over, (checkers,)) as pool:
        for portion in pool.imap_unordered(_check_portion, _portions(jobs, total // (processes * _PORTIONS))):
            for index, outcome in portion:
                outcomes[index] = outcome
                done += jobs[index][1].size
            progress(done, total)
    return outcomes


def _portions(jobs: Sequence[Job], size: int) -> Iterator[list[tuple[int, Job]]]:
    """Cut the work into portions of about `size` bytes, the largest files first."""
    portion: list[tuple[int, Job]] = []
    weight = 0
    for index in sorted(range(len(jobs)), key=lambda index: -jobs[index][1].size):
        portion.append((index, jobs[index]))
        weight += jobs[index][1].size
        if weight >= size:
            yield portion
            portion, weight = [], 0
    if portion:
        yield portion


def _take_over(checkers: Sequence[Checker]) -> None:
    global _checkers  # noqa: PLW0603 - the one thing a worker keeps between portions
    _checkers = checkers


def _check_portion(portion: list[tuple[int, Job]]) -> list[tuple[int, Outcome]]:
    return [(index, _checkers[number].check_file(target)) for index, (number, target) in portion]
