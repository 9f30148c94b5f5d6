"""Read what nobody would write, in every format, for some time: the promises of the readers hold for it as well.

    python tests/tools/fuzz.py [--seconds 60] [--seed N] [--format html ...]

Case files and scraps of syntax are cut, mixed, repeated and broken. Whatever comes of it, a reader gives exact segments or
a ReadError, in time and within bounds of memory. What breaks a promise is made as small as that allows and kept in a file.
"""

import argparse
import hashlib
import io
import random
import re
import signal
import sys
import tempfile
import time
import traceback
import tracemalloc
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from policylint.documents import Segment
from policylint.errors import ReadError
from policylint.readers import FORMATS, Loaded, load, read_source
from tests.test_roundtrip import _PARTS, assert_maps

CASES = Path(__file__).parents[1] / "readers" / "cases"
KEPT = Path(tempfile.gettempdir()) / "policylint-fuzz"
SECONDS_PER_INPUT = 10  # of which any reader needs a hundredth
BYTES_PER_BYTE = 250  # a segment of one letter costs half a kilobyte
SPARE_BYTES = 5_000_000
LONG = 0.4  # seconds from which a second look is taken at what took so long
LARGE = (10_000, 30_000, 100_000, 300_000)
MEASURED = 20_000  # bytes; to measure memory takes time
OFTEN_LARGE = 30  # one input in so many is a large one
OFTEN_MEASURED = 4  # and of one large one in so many the memory is measured
WORD = re.compile(r"\b[^\W_]{3,}\b(?![\w:=-])")
WORDS = (
    "ра\u00adз",
    "mo\u0303ne",
    "сро\u0301к",
    "Cчета",
    "non\u2011stop",
    "5\u00a0days",
    "{{ a }}",
    "%s",
    ":name",
    "🙂",
    "\u200b",
    "a|b",
    "",
)
SIGNS = "{}[]()<>\"'`\\/&;:,.=+-*_#%$@!?|~^ \n\r\t\x00\x0c\u00a0\u00ad\u200b\u0301\u2028\ufeff\ud7ff🙂õЯ0aZ"


class TooSlowError(Exception):
    """A reader has taken more than its time."""


class TooMuchError(Exception):
    """A reader has taken more than its memory."""


@dataclass
class Tally:
    """What was seen of one format."""

    inputs: int = 0
    refused: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    memory: float = 0.0
    broken: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fed:
    """An input; of a large text also one of half the length, made in the same way."""

    data: bytes
    half: bytes = b""
    is_measured: bool = False


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooSlowError(f"more than {seconds} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


Read = tuple[Loaded, tuple[Segment, ...], dict[str, str]]


def read_all(data: bytes, format: str) -> tuple[float, Read]:
    """Read bytes as a file of a format, and say how long it took."""
    began = time.perf_counter()
    loaded = load(data, f"a.{format}", format)
    segments, facts = read_source(loaded.source, loaded.format, loaded.segments)
    return time.perf_counter() - began, (loaded, segments, facts)


def check_time(fed: Fed, format: str, taken: float) -> None:
    """Compare what took long with half of it: twice is right, four times is not."""
    if taken < LONG or not fed.half:
        return
    with suppress(ReadError):
        half = max(read_all(fed.half, format)[0] for _ in "ab")
        again, _ = read_all(fed.data, format)  # something else may have held us up
        if min(taken, again) > 3.2 * half:
            raise TooSlowError(f"{taken:.2f} s for {len(fed.data)} bytes, {half:.2f} s for half of them")


def check_promises(loaded: Loaded, segments: tuple[Segment, ...], facts: dict[str, str]) -> None:
    """Hold what was read against the promises; maps are long where texts are."""
    for segment in segments[:2000]:
        assert segment.text == segment.text.strip() != "", "an empty segment"
        assert segment.role != "meta", "a segment without text"
        if len(segment.text) < 20_000:
            assert_maps(loaded.source, segment)
    assert all(isinstance(value, str) for value in facts.values()), "a fact that is no text"


def probe(fed: Fed, format: str, tally: Tally) -> str:
    """Read one input; give the place and kind of what went wrong, or nothing."""
    if fed.is_measured:
        tracemalloc.start()
    try:
        with time_limit(SECONDS_PER_INPUT * (5 if fed.is_measured else 1)):
            taken, read = read_all(fed.data, format)
        if fed.is_measured:
            _check_memory(fed.data, tally)
        else:
            tally.seconds += taken
            tally.slowest = max(tally.slowest, taken)
            check_time(fed, format, taken)
        check_promises(*read)
    except ReadError:
        tally.refused += 1
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is what is looked for
        places = traceback.extract_tb(problem.__traceback__)
        place = next((each for each in reversed(places) if "/readers/" in each.filename), places[-1])
        is_slow = isinstance(problem, TooSlowError)
        return f"{type(problem).__name__} {'' if is_slow else f'in {Path(place.filename).name}:{place.lineno} '}{str(problem)[:150]}"
    finally:
        tracemalloc.stop()
    return ""


def _check_memory(data: bytes, tally: Tally) -> None:
    peak = tracemalloc.get_traced_memory()[1]
    tally.memory = max(tally.memory, peak / max(len(data), 1))
    if peak > BYTES_PER_BYTE * len(data) + SPARE_BYTES:
        raise TooMuchError(f"{peak / 1e6:.0f} MB for {len(data) / 1e6:.2f} MB")


# --- inputs


def mutate(text: str, others: list[str], chance: random.Random) -> str:
    """Break a text in one way or several, or only words of it."""
    if chance.random() < 0.3:
        return WORD.sub(lambda word: chance.choice(WORDS) if chance.random() < 0.1 else word[0], text)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 8))):
        start, stop = sorted(chance.randint(0, len(text)) for _ in "ab")
        if chance.random() < 0.7:
            stop = min(stop, start + chance.randint(0, 40))
        text = chance.choice(_WAYS)(text, start, stop, others, chance)
    return text


_Way = Callable[[str, int, int, list[str], random.Random], str]
_WAYS: tuple[_Way, ...] = (
    lambda text, start, stop, others, chance: text[:start] + text[stop:],
    lambda text, start, stop, others, chance: text[:stop] + text[start:],
    lambda text, start, stop, others, chance: text[:start] + chance.choice(_PARTS) + text[start:],
    lambda text, start, stop, others, chance: text[:start] + chance.choice(_PARTS) + text[stop:],
    lambda text, start, stop, others, chance: text[:start] + chance.choice(SIGNS) + text[start + 1 :],
    lambda text, start, stop, others, chance: (
        text[:start] + chance.choice(others)[: chance.randint(1, 300)] + text[stop:]
    ),
    lambda text, start, stop, others, chance: text[:start] + text[start:stop] * chance.randint(2, 9) + text[stop:],
    lambda text, start, stop, others, chance: text[: max(start, 1)],
    lambda text, start, stop, others, chance: text.replace("\n", chance.choice(("\r\n", "\r", "", "\n\n"))),
    lambda text, start, stop, others, chance: text[:start] + text[start:stop][::-1] + text[stop:],
)


def enlarge(text: str, chance: random.Random, size: int) -> str:
    """Say a part of a text very often: what isn't linear shows itself."""
    start = chance.randint(0, len(text))
    part = text[start : start + chance.choice((1, 2, 3, 7, 20, 90, 400))] or "{"
    closing = text[chance.randint(0, len(text)) :]
    return text[:start] + part * (size // len(part)) + closing


def make_text(seeds: list[str], others: list[str], chance: random.Random, size: int) -> str:
    text = chance.choice(seeds)
    if chance.random() < 0.3:
        text = "".join(chance.choices(_PARTS, k=chance.randint(1, 40)))
    text = mutate(text, others, chance)
    return enlarge(text, chance, size) if size else text


def make_packed(seeds: list[bytes], chance: random.Random, size: int) -> bytes:
    """Break a packed file: the parts of an archive, or its bytes."""
    data = chance.choice(seeds)
    if zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.8:
        return _break_parts(data, chance, size)
    return mutate(data.decode("latin-1"), [data.decode("latin-1")], chance).encode("latin-1", "replace")


def _break_parts(data: bytes, chance: random.Random, size: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice([name for name in names if name.endswith(".xml")])
        for name in names:
            inside = old.read(name)
            if name == chosen:
                text = mutate(inside.decode("utf-8", "replace"), [inside.decode("utf-8", "replace")], chance)
                inside = (enlarge(text, chance, size) if size else text).encode("utf-8", "replace")
            if chance.random() < 0.98:
                new.writestr(name, inside)
    return made.getvalue()


def find_seeds() -> tuple[dict[str, list[str]], dict[str, list[bytes]]]:
    """The case files, by format; a text of another format may be read as any."""
    texts: dict[str, list[str]] = defaultdict(list)
    packed: dict[str, list[bytes]] = defaultdict(list)
    for path in sorted(CASES.iterdir()):
        if path.suffix == ".expected":
            continue
        data = path.read_bytes()
        loaded = load(data, path.name)
        if FORMATS[loaded.format].is_packed:
            packed[loaded.format].append(data)
        else:
            texts[loaded.format].append(loaded.source)
    return texts, packed


# --- what is found


def _name_place(complaint: str) -> str:
    return " ".join(complaint.split(" ", 3)[:3])


def reduce(data: bytes, format: str, complaint: str) -> bytes:
    """Leave out what the complaint doesn't need."""
    if complaint.startswith(("TooSlowError", "TooMuchError")):
        return data
    size = len(data) // 2
    ends = time.monotonic() + 20
    while size and time.monotonic() < ends:
        at = 0
        while at < len(data) and time.monotonic() < ends:
            shorter = data[:at] + data[at + size :]
            if _name_place(probe(Fed(shorter), format, Tally())) == _name_place(complaint):
                data = shorter
            else:
                at += size
        size //= 2
    return data


def keep(data: bytes, format: str) -> Path:
    KEPT.mkdir(exist_ok=True)
    path = KEPT / f"{hashlib.sha256(data).hexdigest()[:12]}.{format}"
    path.write_bytes(data)
    return path


class Feeder:
    """Makes inputs of case files; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._texts, self._packed = find_seeds()
        self._others = [text for found in self._texts.values() for text in found]

    def make(self, format: str) -> Fed:
        """Make an input of a format."""
        chance = self._chance
        is_large = chance.randrange(OFTEN_LARGE) == 0
        is_measured = is_large and chance.randrange(OFTEN_MEASURED) == 0
        size = MEASURED if is_measured else chance.choice(LARGE) if is_large else 0
        if FORMATS[format].is_packed:
            return Fed(make_packed(self._packed[format], chance, size), b"", is_measured)
        state = chance.getstate()
        data = self._make_text(format, size)
        half = b""
        if is_large:
            # The very same text, of which the same part is said half as often.
            chance.setstate(state)
            half = self._make_text(format, size // 2)
        return Fed(data, half, is_measured)

    def _make_text(self, format: str, size: int) -> bytes:
        own = self._texts[format]
        seeds = own if own and self._chance.random() < 0.8 else self._others
        return make_text(seeds, self._others, self._chance, size).encode("utf-8", "replace")


def fuzz(formats: list[str], seconds: float, seed: int) -> dict[str, Tally]:
    """Feed all formats in turn until time is up."""
    feeder = Feeder(seed)
    tallies: dict[str, Tally] = defaultdict(Tally)
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        for name in formats:
            tally = tallies[name]
            tally.inputs += 1
            fed = feeder.make(name)
            complaint = probe(fed, name, tally)
            place = _name_place(complaint)
            if complaint and place not in tally.broken:
                tally.broken[place] = complaint
                smaller = reduce(fed.data, name, complaint)
                print(f"{name}: {complaint}\n  {smaller[:200]!r}\n  kept as {keep(smaller, name)}", flush=True)
    return tallies


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--format", nargs="*", default=sorted(FORMATS))
    asked = parser.parse_args()
    print(f"seed {asked.seed}, {asked.seconds:g} s", flush=True)
    tallies = fuzz(asked.format, asked.seconds, asked.seed)
    print(f"{'format':<12}{'inputs':>8}{'refused':>9}{'ms each':>9}{'slowest ms':>12}{'bytes/byte':>12}{'broken':>8}")
    for name, tally in sorted(tallies.items()):
        each = 1000 * tally.seconds / max(tally.inputs, 1)
        print(
            f"{name:<12}{tally.inputs:>8}{tally.refused:>9}{each:>9.2f}{1000 * tally.slowest:>12.0f}{tally.memory:>12.0f}{len(tally.broken):>8}"
        )
    return 1 if any(tally.broken for tally in tallies.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
