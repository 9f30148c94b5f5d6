from dataclasses import replace

from policylint.accounts import Account, draw_up, list_overdue, list_passings, list_solved
from policylint.entries import Entry, Solved, Standing

ENTRY = Entry("insult", "a.txt", "0" * 16, "@mails", "2026-12-30", (("2026-11-30", "@mails"),))
PASSED = replace(
    ENTRY,
    path="b.txt",
    until="2027-02-01",
    since=(("2026-10-01", "@anna"), ("2026-11-01", "@mails"), ("2026-12-20", "@anna"), ("2026-12-20", "@mails")),
)
LATE = replace(ENTRY, path="c.txt", until="2026-12-31")
FREE = replace(ENTRY, path="d.txt", owner="", since=(("2027-01-01", ""),), until="2027-01-01")
STANDING = Standing(
    path="policylint-baseline.yaml",
    folder="/",
    today="2027-01-01",
    entries=(ENTRY, PASSED, LATE, FREE),
    solved=(
        Solved("2026-11-30", "x", "a", "@old", "2026-10-01"),
        Solved("2026-12-01", "x", "a", "@mails", "2026-11-01"),
    ),
    gone=(Solved("2027-01-01", "x", "b", "@new", "2026-12-31"),),
)


def test_an_account_tells_what_its_owner_has_and_had_to_do():
    assert draw_up(STANDING, "2026-12-01") == [
        Account("@mails", 3, 2, 92, "2027-02-01", 1, 1, 1),
        Account("", 1, 0, 0, "2027-01-01", 0, 0, 0),
        Account("@anna", 0, 0, 0, "", 0, 1, 1),
        Account("@new", 0, 0, 0, "", 1, 0, 0),
    ]


def test_what_became_of_entries_is_listed_from_the_day_that_is_asked_for():
    assert [each.day for each in list_solved(STANDING, "2026-11-30")] == ["2026-11-30", "2026-12-01", "2027-01-01"]
    assert [(each.day, each.giver, each.taker) for each in list_passings(STANDING, "2026-11-02")] == [
        ("2026-12-20", "@mails", "@anna"),
        ("2026-12-20", "@anna", "@mails"),
    ]


def test_the_longest_overdue_comes_first():
    assert [entry.path for entry in list_overdue(STANDING)] == ["a.txt", "c.txt"]
