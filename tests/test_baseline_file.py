from dataclasses import replace

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from policylint.baseline.file import HEAD, BaselineFile, parse, render, scalar
from policylint.entries import Entry, Solved

ENTRY = Entry(
    rule="resend-warning",
    path="mails/a.txt",
    fingerprint="0123456789abcdef",
    owner="@mails",
    until="2026-12-30",
    since=(("2026-11-30", "@anna"), ("2026-12-10", "@mails")),
    excerpt="back to the end of the line",
    note="asked the lawyers",
)
SOLVED = Solved("2026-12-01", "threat", "b.txt", "", "2026-11-30", "allowed")
TEXT = """\
entries:
- rule: resend-warning
  path: mails/a.txt
  fingerprint: "0123456789abcdef"
  excerpt: back to the end of the line
  owner: "@mails"
  until: 2026-12-30
  since: [2026-11-30 @anna, 2026-12-10 @mails]
  note: asked the lawyers
solved:
- {day: 2026-12-01, rule: threat, path: b.txt, owner: nobody, since: 2026-11-30, how: allowed}
"""
FILE = BaselineFile((ENTRY,), (SOLVED,))


def told(text):
    return [(line, message) for message, line in parse(text, "b.yaml").problems]


def test_a_baseline_is_written_to_be_read():
    assert render(FILE) == f"{HEAD}\n{TEXT}"


def test_what_was_written_is_read():
    assert parse(render(FILE), "b.yaml") == replace(
        FILE, head=f"{HEAD}\n", comments={(ENTRY.path, ENTRY.fingerprint): ""}
    )


def test_an_empty_baseline_is_one():
    assert parse(render(BaselineFile()), "b.yaml") == BaselineFile(head=f"{HEAD}\n")


def test_entries_stand_in_order_of_path_and_rule():
    names = [("b", "x", "0" * 16), ("a", "y", "1" * 16), ("a", "x", "2" * 16)]
    entries = [replace(ENTRY, path=path, rule=rule, fingerprint=number) for path, rule, number in names]
    read = parse(render(BaselineFile(tuple(entries))), "b.yaml").entries
    assert [(entry.path, entry.rule) for entry in read] == [("a", "x"), ("a", "y"), ("b", "x")]


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
days = st.dates().map(str)


@given(texts)
def test_any_text_is_written_as_a_scalar_that_is_read_as_it(text):
    for line in (f"a: {scalar(text)}\n", f"{{b: 1, a: {scalar(text)}, c: 2}}\n"):
        assert yaml.safe_load(line)["a"] == text
    assert scalar(text).isprintable()


def test_half_a_character_is_spelled_out():
    assert yaml.safe_load(scalar("a\udcff")) == "a\\udcff"


@given(
    st.builds(
        Entry, texts, texts, st.just("0123456789abcdef"), texts, days, st.tuples(st.tuples(days, texts)), texts, texts
    )
)
def test_any_entry_is_read_as_it_was_written(entry):
    assume(not entry.since[0][1].startswith(" "))
    assert parse(render(BaselineFile((entry,))), "b.yaml").entries == (entry,)


def test_comments_above_entries_and_a_head_of_ones_own_are_kept():
    text = "# Our faults.\n\n" + TEXT.replace("- rule", "# Ask Anna first,\n# she knows.\n- rule")
    assert render(parse(text, "b.yaml")) == text


def test_a_baseline_that_a_formatter_has_indented_is_read():
    text = TEXT.replace("\n", "\n  ").replace("\n  solved", "\nsolved")
    assert text.startswith("entries:\n  - rule")
    assert parse(text, "b.yaml").entries == (ENTRY,)
    broken = text.replace("solved:", "solved: [")
    assert parse(broken, "b.yaml").entries == (ENTRY,)


# --- what is broken


def second(text):
    """The baseline with this entry before the one that is right."""
    return TEXT.replace("entries:\n", f"entries:\n{text}\n")


OTHER = "- {rule: a, path: b, fingerprint: 0123456789abcdee, owner: c, until: 2026-12-30, since: [2026-11-30 c]}"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (second(OTHER.replace("rule", "rul")), 2, "unknown key 'rul' in 'entries[0]' (did you mean 'rule'?)"),
        (second(OTHER.replace("rule: a, ", "")), 2, "'entries[0]' has no 'rule'"),
        (second(OTHER.replace("12-30", "02-30")), 2, "'entries[0].until' is \"2026-02-30\", expected a date"),
        (second(OTHER.replace("2026-12-30", "soon")), 2, "'entries[0].until' is \"soon\", expected a date"),
        (
            second(OTHER.replace("abcdee", "abcdeg")),
            2,
            "'entries[0].fingerprint' is \"0123456789abcdeg\", expected the 16",
        ),
        (second(OTHER.replace("11-30 c", "11-31 c")), 2, "'since' is [\"2026-11-31 c\"], expected dates"),
        (second(OTHER.replace("[2026-11-30 c]", "[]")), 2, "'entries[0].since' is [], expected who has had it"),
        (second(OTHER.replace("owner: c", "owner: ''")), 2, "'entries[0].owner' is \"\", expected a name"),
        (second("- mails"), 2, "'entries[0]' is \"mails\", expected a mapping: a fault"),
        (second("- {rule: a"), 3, "broken YAML"),
        (second("- rule: a\n  rule: b"), 3, "key 'rule' stands twice"),
        (second("- !!int a"), 0, "broken YAML: invalid literal"),
        (TEXT + "since: today\n", 12, "unknown key 'since'"),
        (TEXT.replace("day: 2026-12-01", "day: 2026-13-01"), 11, "'solved[0].day' is \"2026-13-01\", expected a date"),
        (TEXT.replace("entries:", "<<<<<<< HEAD\nentries:"), 1, "marks of a merge that nobody settled"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_honoured(text, line, message):
    [(found, said)] = told(text)
    assert (found, said[: len(message)]) == (line, message)
    assert parse(text, "b.yaml").entries == (ENTRY,)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the baseline has no 'entries'"),
        ("- a\n", 'the baseline is ["a"], expected a mapping: Faults that were here'),
        ("entries: soon\n", "'entries' is \"soon\", expected a list: the faults that are known"),
        ("entries: [\x00]\n", "broken YAML"),
    ],
)
def test_a_file_that_is_no_baseline_is_told(text, message):
    [(_, said)] = told(text)
    assert said.startswith(message)


def test_the_same_fault_twice_counts_once():
    text = second(TEXT.partition("entries:\n")[2].partition("solved")[0].replace("12-30", "12-31").rstrip())
    assert told(text) == [(10, "fingerprint '0123456789abcdef' stands twice for 'mails/a.txt'")]
    assert [entry.until for entry in parse(text, "b.yaml").entries] == ["2026-12-31"]


def test_of_an_entry_that_two_branches_changed_the_whole_ones_are_honoured():
    text = TEXT.replace(
        "  until: 2026-12-30\n", "<<<<<<< HEAD\n  until: 2026-12-30\n=======\n  until: 2027-01-30\n>>>>>>> b\n"
    )
    text = text.replace("entries:\n", f"entries:\n{OTHER}\n")
    assert told(text) == [(8, "marks of a merge that nobody settled")]
    assert [entry.rule for entry in parse(text, "b.yaml").entries] == ["a"]
