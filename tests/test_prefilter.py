"""The prefilter may only ever say 'nothing can match here'."""

from collections.abc import Iterable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policylint.catalogue import load_catalogue
from policylint.engine import Engine
from policylint.matchers.words import WordGroups, split_words
from policylint.rules import Selection
from policylint.sentences import tokenize
from tests.house import read

CATALOGUE = load_catalogue()
# Without the prefilter every phrase of a rule is tried: a few rules of different make are enough.
RULES = ("resend-warning", "short-reminder", "premium-line", "profanity", "shouting", "missing-response-time")
SHARP = Engine(CATALOGUE, Selection(frozenset(RULES)))
BLUNT = Engine(CATALOGUE, Selection(frozenset(RULES)))


class Everything(frozenset[int]):
    """As if every group of words were said, so that every pattern comes to its matcher."""

    def issuperset(self, _numbers: object) -> bool:
        return True

    def __contains__(self, _number: object) -> bool:
        return True

    def __or__(self, _other: object) -> "Everything":
        return self

    __ror__ = __or__


class EverythingIsSaid(WordGroups):
    """Groups of words that keep nothing back."""

    def said_by(self, _words: Iterable[str]) -> Everything:
        return Everything()


BLUNT.ruleset.groups = EverythingIsSaid(CATALOGUE.word_groups, CATALOGUE.ending_groups, CATALOGUE.hints)

BAD_TEXTS = [
    example.text
    for rule in RULES
    for sides in CATALOGUE.rules[rule].examples.values()
    for example in sides["bad"]
    if example.format == "txt"
]
SCRAPS = [scrap for text in BAD_TEXTS for scrap in text.replace("\n", " ").split(" ") if scrap]
texts = st.one_of(
    st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=12).map(" ".join),
    st.lists(st.sampled_from(BAD_TEXTS), min_size=1, max_size=3).map("\n\n".join),
)
disguises = st.sampled_from(
    [
        str,
        str.upper,
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("е", "ё"),
        lambda text: text.replace("a", "a\u00ad"),
        lambda text: text.replace("'", "’"),
        lambda text: text.replace("o", "&#111;"),
        lambda text: text.replace("e", "<b>e</b>"),
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts, kind=st.sampled_from(["autoreply", "reminder", "terms", "offer", "cancellation"]))
def test_no_segment_or_sentence_with_a_match_is_dropped(text: str, kind: str) -> None:
    document = read(text, kind=kind)
    assert SHARP.check(document) == BLUNT.check(document)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts, disguise=disguises, format=st.sampled_from(["txt", "html"]))
def test_no_file_with_a_match_is_dropped(text: str, disguise, format: str) -> None:
    source = disguise(text)
    if SHARP.check(read(source, kind="terms", format=format)):
        assert SHARP.can_match(source, "terms")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80) | texts)
def test_fast_split_finds_every_word_of_the_tokenizer(text: str) -> None:
    words = {word for word, _, _ in tokenize(text) if word.isalnum() or word[0].isalpha()}
    assert words <= split_words(text)
