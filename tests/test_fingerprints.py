from dataclasses import replace

from policylint.findings import Finding
from policylint.fingerprints import identify
from policylint.spans import Span


def make_finding(rule="insult", excerpt="You fool", at=0):
    span = Span(at, at + len(excerpt))
    return Finding(rule, "error", "wording", "", "a.txt", "page", "en", span, (1, at + 1), (1, span.stop + 1), excerpt)


def prints(*findings):
    return [finding.fingerprint for finding in identify(findings)]


def test_a_finding_is_known_again_where_it_moved_was_spaced_anew_or_is_told_otherwise():
    before = make_finding()
    after = replace(make_finding(excerpt="you\n  FOOL", at=40), path="b.txt", message="Be kind.", level="note")
    assert prints(before) == prints(after)


def test_rule_and_words_tell_findings_apart():
    assert len({*prints(make_finding()), *prints(make_finding("threat")), *prints(make_finding(excerpt="fool"))}) == 3


def test_the_same_words_twice_in_a_file_are_two_findings():
    first, second = prints(make_finding(), make_finding(at=20))
    assert first != second
    assert len(first) == len(second) == 16


def test_what_is_missing_has_no_words_and_a_fingerprint_all_the_same():
    assert len(prints(make_finding("missing-amount", ""))[0]) == 16
