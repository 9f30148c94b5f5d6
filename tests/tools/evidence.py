"""Learn from the corpora how much each word speaks for each rule: corpora/ -> rules/evidence/<language>.tsv.

python tests/tools/evidence.py [--lang et] [--before 4]      (needs scikit-learn)

A linear model a rule and language, over the features of `policylint.matchers.evidence`. Faults are its good examples;
near misses, texts of other rules and decent documents its bad ones. Where a rule begins to speak is set by rounds: the
texts of each are scored by a model that was learned without them.
"""

import argparse
import collections
import hashlib
import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from policylint.catalogue import Catalogue, select_rules
from policylint.catalogue.assembly import assemble
from policylint.engine import Engine
from policylint.judge import Judge
from policylint.matchers.evidence import SMALLEST, SPREAD, UNIT, find_features
from policylint.resources import rules_folder
from policylint.rules import Rule, Selection
from policylint.sentences import Passage
from tests.tools.eval import make_catalogue, make_document, read_corpora, read_documents

FAULT, NEAR_MISS, OTHER, CALM = 8.0, 4.0, 1.0, 4.0  # how much a text counts when learning
LEAST = 0.05  # smaller weights are left out
FRESH = 3  # the first round that no pattern was mended on
PRECISION = 0.9  # wanted of frames and words together, on rounds that were not learned from
FIRES = [0.05 * step for step in range(-12, 21)]  # what is tried
KEEPS = [-9.0, *(0.05 * step for step in range(-24, -9))]
LOSS = 0.06  # of the faults that patterns find, how many may be doubted
KIN = 0.3  # how much the texts of another rule of the category count when a rule's thresholds are set
NEVER = 9.0
MARGIN = 0.12  # over the loudest decent passage
TERMS_MARGIN = 0.3  # the same for rules of terms alone: a contract has hundreds of passages that come close
Features = list[set[str]]  # of each sentence


class Texts:
    """What a language is learned from: texts with a label, passages of decent documents without.

    `hits` tells of each text whether a pattern of its rule matches; `alarms` tells of each decent passage the rules
    that patterns raise there.
    """

    def __init__(self, catalogue: Catalogue, language: str, before: int) -> None:
        self.engine = Engine(catalogue, Selection(select_rules(catalogue)))
        corpora = (row for row in read_corpora() if row["lang"] == language and row["round"] < before)
        self.rows = [*read_examples(catalogue, language), *corpora]
        self.features: list[Features] = []
        self.hits: list[bool] = []
        for row in self.rows:
            judge = Judge(self.engine.ruleset, make_document(row))
            self.features.append([find_features(passage) for passages in read(judge) for passage in passages])
            self.hits.append(any(finding.rule == row["rule"] for finding in judge.findings()))
        self.decent: list[Features] = []
        self.alarms: list[set[str]] = []
        for row in read_documents():
            if row["lang"] == language and not row["expect"]:
                self._add_decent(Judge(self.engine.ruleset, make_document(row)))

    def _add_decent(self, judge: Judge) -> None:
        found = list(judge.located())
        for segment, passages in enumerate(read(judge)):
            width = min(SPREAD, len(passages))
            for first in range(0, len(passages) - width + 1 if width else 0, max(width, 1)):
                covered = range(first, first + width)
                self.decent.append([find_features(passages[at]) for at in covered])
                here = (each for each in found if each.segment == segment and judge.sentence_of(each) in covered)
                self.alarms.append({each.rule for each in here if each.level != "note"})


def read(judge: Judge) -> Iterator[list[Passage]]:
    """The sentences of each segment."""
    for index in range(len(judge.document.segments)):
        yield [passage for passage, _ in judge.passages(index)]


def load_unlearned() -> Catalogue:
    """The catalogue as its patterns alone make it."""
    return make_catalogue({**assemble([rules_folder()]), "columns": []})


def read_examples(catalogue: Catalogue, language: str) -> Iterator[dict[str, Any]]:
    """The examples of rule files as rows of a round of their own."""
    for rule in catalogue.rules.values():
        for side, examples in rule.examples.get(language, {}).items():
            for number, example in enumerate(examples):
                yield {
                    "id": f"{language}-example-{rule.id}-{side}{number}", "lang": language, "rule": rule.id,
                    "expect": side == "bad", "kind": example.kind or rule.kinds[0], "text": example.text,
                    "format": example.format, "round": 0,
                }  # fmt: skip


class Learner:
    """Matrices of one language, and the models learned on them."""

    def __init__(self, texts: Texts) -> None:
        import numpy as np
        from sklearn.feature_extraction import DictVectorizer

        self.numpy = np
        self.texts = texts
        self._vectorizer = DictVectorizer()
        self._vectorizer.fit([dict.fromkeys(set().union(*each), 1.0) for each in (*texts.features, *texts.decent)])
        self.names = list(self._vectorizer.feature_names_)
        self.matrix = self._matrix([*texts.features, *texts.decent])
        self.rules = np.array([row["rule"] for row in texts.rows] + [""] * len(texts.decent))
        self.hits = np.array(texts.hits + [False] * len(texts.decent))
        self.faults = np.array([row["expect"] for row in texts.rows] + [False] * len(texts.decent))
        # Decent documents take turns in being left out.
        rounds = sorted({row["round"] for row in texts.rows} - {0})
        self.rounds = np.array(
            [row["round"] for row in texts.rows]
            + [rounds[at * len(rounds) // max(len(texts.decent), 1)] for at in range(len(texts.decent))]
        )

    def _matrix(self, texts: Sequence[Features]) -> Any:
        from scipy.sparse import diags

        counted = [collections.Counter(name for features in each for name in features) for each in texts]
        sizes = self.numpy.array([max(sum(len(features) for features in each), SMALLEST) for each in texts])
        return (diags(sizes**-0.5) @ self._vectorizer.transform(counted)).tocsr()

    def learn(self, rule: str, rows: Any) -> tuple[Any, float]:
        """Weights of the features and the bias of a rule, learned from some rows."""
        from sklearn.svm import LinearSVC

        own = self.rules[rows] == rule
        wanted = own & self.faults[rows]
        counts = self.numpy.where(
            wanted, FAULT, self.numpy.where(own, NEAR_MISS, self.numpy.where(self.rules[rows] == "", CALM, OTHER))
        )
        model = LinearSVC(C=1.0, random_state=0, max_iter=20_000).fit(self.matrix[rows], wanted, sample_weight=counts)
        weights = model.coef_.ravel()
        return self.numpy.where(abs(weights) < LEAST, 0.0, weights), float(model.intercept_[0])

    def scores_unseen(self, rule: str) -> Any:
        """Score all rows for a rule, each by a model that was learned without its round."""
        scores = self.numpy.full(len(self.rules), -9.0)
        for number in sorted(set(self.rounds) - {0}):
            held = self.rounds == number
            weights, bias = self.learn(rule, ~held)
            scores[held] = self.matrix[held] @ weights + bias
        return scores


def find_thresholds(learner: Learner, scores: Mapping[str, Any], name: str) -> tuple[float, float]:
    """Where a rule begins to speak and its frames to be kept, so that most is found precisely enough.

    `scores` are those of all rules of its category, which have a say where its own texts are too few.
    """
    np = learner.numpy
    fresh, decent = learner.rounds >= FRESH, learner.rules == ""
    values, faults, hits, counts = [], [], [], []
    for rule, unseen in scores.items():
        own = (learner.rules == rule) & fresh
        values += [unseen[own], unseen[decent]]
        faults += [learner.faults[own], np.zeros(decent.sum(), dtype=bool)]
        hits += [learner.hits[own], np.array([rule in alarms for alarms in learner.texts.alarms], dtype=bool)]
        share = 1.0 if rule == name else KIN
        counts += [np.full(own.sum() + decent.sum(), share)]
    value, fault, hit, count = map(np.concatenate, (values, faults, hits, counts))
    best, best_worth = (FIRES[-1], KEEPS[0]), (False, 0.0)
    for fires in FIRES:
        for keeps in KEEPS:
            told = ((value > fires) | (hit & (value >= keeps))) * count
            right = (told * fault).sum()
            precision, recall = right / max(told.sum(), 1.0), right / max(fault.sum(), 1)
            is_precise = precision >= PRECISION
            worth = (is_precise, recall if is_precise else precision)
            if worth > best_worth:
                best, best_worth = (fires, keeps), worth
    return best


def find_floor(learner: Learner, rule: str, unseen: Any) -> float:
    """The score above which no decent passage speaks for a rule."""
    decent = learner.rules == ""
    return float(max(unseen[decent], default=-9.0))


def find_ceiling(learner: Learner, rule: str, unseen: Any) -> float:
    """The score below which few of the faults that a rule's patterns find are left."""
    found = (learner.rules == rule) & (learner.rounds >= FRESH) & learner.hits & learner.faults
    return float(learner.numpy.quantile(unseen[found], LOSS)) if found.any() else KEEPS[0]


def write_weights(language: str, learner: Learner, catalogue: Catalogue, digest: str) -> None:
    """Learn all rules of a language and write their weights."""
    names = sorted({str(rule) for rule in learner.rules if rule} & learnable(catalogue))
    unseen = {rule: learner.scores_unseen(rule) for rule in names}
    categories = {rule: catalogue.heads[rule][0] for rule in names}
    thresholds = {
        rule: find_thresholds(learner, {kin: unseen[kin] for kin in names if categories[kin] == categories[rule]}, rule)
        for rule in names
    }
    lines = [f"# Learned from corpora/ by `make evidence`: {digest}"]
    listed: dict[str, list[str]] = {}
    every = learner.rounds >= 0
    for column, rule in enumerate(names):
        weights, bias = learner.learn(rule, every)
        fires, keeps = thresholds[rule]
        margin = TERMS_MARGIN if catalogue.rules[rule].kinds == ("terms",) else MARGIN
        floor = find_floor(learner, rule, unseen[rule]) + margin
        fires = NEVER if is_narrow(catalogue.rules[rule]) else max(fires, floor)
        keeps = min(keeps, find_ceiling(learner, rule, unseen[rule]))
        lines.append(f"{rule} {bias:.3f} {fires:.2f} {keeps:.2f}")
        for at in weights.nonzero()[0]:
            listed.setdefault(learner.names[at], []).append(f"{column} {round(weights[at] * UNIT)}")
    lines += ["", *(f"{name}\t{' '.join(listed[name])}" for name in sorted(listed))]
    path = rules_folder() / "evidence" / f"{language}.tsv"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{language}: {len(names)} rules, {len(listed)} features, {path.stat().st_size / 1e6:.1f} MB\n{thresholds}")


def learnable(catalogue: Catalogue) -> set[str]:
    """Rules whose fault is made of words that stand there."""
    return {name for name, rule in catalogue.rules.items() if not (rule.absent or rule.check)}


def is_narrow(rule: Rule) -> bool:
    """Whether a rule points to a narrower place than a sentence, which words alone don't tell."""
    return rule.rewrite is not None and set(rule.rewrite.replaces.values()) == {"match"}


def find_digest(language: str) -> str:
    """A digest of all that a language is learned from."""
    digest = hashlib.blake2b(inspect.getsource(find_features).encode(), digest_size=12)
    for row in (*read_corpora(), *read_documents()):
        if row["lang"] == language:
            digest.update(f"{row['id']} {row['text']} {row['expect']}\n".encode())
    return digest.hexdigest()


def main(languages: Iterable[str], before: int) -> None:
    catalogue = load_unlearned()
    for language in languages:
        write_weights(language, Learner(Texts(catalogue, language, before)), catalogue, find_digest(language))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", nargs="+", default=["en", "ru", "et"])
    parser.add_argument(
        "--before", type=int, default=99, help="learn from earlier rounds only, to score this one at first contact"
    )
    arguments = parser.parse_args()
    main(arguments.lang, arguments.before)
