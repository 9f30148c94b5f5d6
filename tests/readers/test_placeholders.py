"""Placeholders of all kinds are read as what they stand for; whatever looks like one and is none stays as it is."""

import pytest
from hypothesis import given, settings

from policylint.documents import PLACEHOLDER, Segment
from policylint.readers import read_source
from policylint.readers.tags import templates
from tests.readers.exact import assert_exact
from tests.readers.prose import paragraphs


def say(text: str) -> str:
    return next(templates.read(Segment.whole(text))).text


def say_string(text: str) -> str:
    return next(templates.read_string(Segment.whole(text))).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # printf
        ("%s and %d, %i, %u: %@", "Value and Value, Value, Value: Value"),
        ("%1$s owes %2$.2f to %10$@", "Value owes Value to Value"),
        ("%-5s|%05d|%+d|%.2f|%5.1f|%ld|%lld|%lu|%x", "Value|Value|Value|Value|Value|Value|Value|Value|Value"),
        ("%1$s%2$s", "ValueValue"),
        ("%d%% off, 20%% off, %.1f%%", "Value% off, 20% off, Value%"),
        ("№%d (%s)", "№Value (Value)"),
        ("%{name} %(hours)s %(sum).2f %NAME%", "Name Hours Sum Name"),
        # one brace
        ("{name} {0} {user.name} {price:.2f}", "Name Value UserName Price"),
        ("{when, date, long} {n, number} {0,date} {sum, number, ::currency/EUR} {who, list}", "When N Value Sum Who"),
        # Vue, i18next
        ("@:common.app @:(a.b) @.lower:title.", "CommonApp AB Title."),
        ('$t(common.app) $t(ns:key, {"count": 1}) {{count}} {{-name}} {{sum, currency}}', "CommonApp Ns Count Name Sum"),
        ("See <1>here</1>, <0/>or <12 />there", "See here, or there"),
        ("don''t, l''heure", "don't, l'heure"),
    ],
)  # fmt: skip
def test_a_placeholder_stands_for_its_name(text: str, said: str) -> None:
    assert say(text) == said
    assert say_string(text).replace(" | ", "|") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (":name, :Name and :NAME", "Name, Name and Name"),
        ("On :date at :time_of_day (:zone).", "On Date at TimeOfDay (Zone)."),
        ("«:title» — ':title', #:number, :min-:max, :a1/:b2, *:sum*", "«Title» — 'Title', #Number, Min-Max, A1/B2, *Sum*"),
        ("Teie arve :summa eurot", "Teie arve Summa eurot"),
        ("<b>:name</b>", "<b>Name</b>"),
        ("$NAME$ wrote to $other_name$.", "Name wrote to OtherName."),
        ("One apple|Many apples", "One apple | Many apples"),
        ("One day.|:count days.|{n} days", "One day. | Count days. | N days"),
        ("{0} No letters|{1} One letter|[2,*] :n1 letters", "No letters | One letter | N1 letters"),
        ("[0,1] Few | [2,10]Some|]10,Inf[ Many", "Few | Some | Many"),
        ("{1,2} Few|rest", "Few | rest"),
    ],
)  # fmt: skip
def test_strings_have_names_with_a_colon_and_forms_with_bars(text: str, said: str) -> None:
    assert say_string(text) == said


PROSE = [
    "20% of it, 100% sure, 5 % d and 50 %ga, 20%-ne, 30 %-st, 5\u00a0%d, 7%s, a%20b, q=%2F",
    "100 %, 5%: five % six",
    "at 12:30, 12:30:45 or 9:05am",
    "https://a.example:8080/x, mailto:info@a.example, a:b, x:y and C:temp",
    "Note: text; Note :-) and :D, ::, :smile: :+1: std::vector, :a=b, (see):so, 5:five",
    '"quoted":then, **bold**:then, <b>bold</b>:then, it\'s:so',
    "a { = } c, {}, { , }, {a, b, c}, {we, you}, {date, soon}",
    "yes | no || maybe |, | end, a |b, --|--, *|x",
    "costs $5 or 10$, US$and C$, $x$",
    "e-mail@:x, info@example.com, @ home, @",
    "5 < 7 > 3, <5 days, <-- a",
    "'' '' x '' y, '' it''",
    "[link]: [1] [2,3] text",
]


@pytest.mark.parametrize("text", PROSE)
def test_plain_prose_stays_what_it_was(text: str) -> None:
    assert say(text) == text
    assert say_string(text) == text


def test_a_translated_text_in_a_tag_is_a_string() -> None:
    assert say("{{ __('We write to :name on :days, %s', $x) }}") == "We write to Name on Days, Value"
    assert say('@lang(":Name wrote at 12:30")') == "Name wrote at 12:30"


def test_names_with_a_colon_are_none_outside_strings() -> None:
    assert say("Hi :name|one|many $A_B$") == "Hi :name|one|many $A_B$"


@given(text=paragraphs)
@settings(max_examples=150, deadline=None)
def test_what_is_read_is_exact(text: str) -> None:
    made = next(templates.read_string(Segment.whole(text)))
    assert_exact(text, made, made.text)
    assert [word for word in text.split() if word.isalpha() and word != "name" and word not in made.text] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We answer <link>here</link> soon", "We answer here soon"),
        ("We answer <strong-link>ra</strong-link>ther soon", "We answer rather soon"),
        ("Fewer <than> you think", "Fewer <than> you think"),
    ],
)
def test_elements_of_the_program_itself_vanish(text: str, said: str) -> None:
    assert [segment.text for segment in read_source(f"k: '{text}'", "yaml")[0]] == [said]


def test_a_string_of_code_may_end_with_a_placeholder() -> None:
    source = "a = 'We will answer you, {name}'\nb = 'a { color: red }'\nc = '{n, plural, one {one day} other {after # days}}'"
    assert [segment.text for segment in read_source(source, "code")[0]] == [
        "We will answer you, Name",
        "one day | after N days",
    ]


def test_a_placeholder_covers_its_tag() -> None:
    text = "Kell :time, %1$s"
    made = next(templates.read_string(Segment.whole(text)))
    runs = made.source_map.runs(0, len(made.text))
    assert [text[start:stop] for _, _, kind, start, stop in runs if kind == PLACEHOLDER] == [":time", "%1$s"]


@pytest.mark.parametrize(
    "text",
    [
        ">:ab" * 100_000, ":" + "a_" * 100_000, "%" * 300_000, "%1" * 100_000, "|" * 300_000, "{0}|" * 100_000, "''" * 100_000, "$t(" * 100_000,
        "$a" * 100_000, "@:" * 100_000, "@:a." * 100_000, "<1" * 100_000, "{a,date," * 50_000, "{" + " " * 100_000 + "a",
    ],
    ids=range(14),
)  # fmt: skip
def test_hostile_texts_take_no_time(text: str) -> None:
    assert say_string(text) is not None
