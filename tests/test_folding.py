from policylint.findings import Finding
from policylint.folding import fold
from policylint.spans import Span


def make_pages(*pages, rule="insult"):
    """Findings at the words in brackets of pages, and the pages without the brackets."""
    findings, sources = [], {}
    for number, page in enumerate(pages):
        path = f"{number:02}.html"
        start, stop = page.index("["), page.index("]") - 1
        source = page.replace("[", "").replace("]", "")
        sources[path] = source
        findings.append(
            Finding(
                rule, "error", "wording", "", path, "page", "en",
                Span(start, stop), (1, start + 1), (1, stop + 1), source[start:stop], fingerprint="f",
            )
        )  # fmt: skip
    return findings, sources


def counts(*pages):
    return [len(each.others) for each in fold(*make_pages(*pages))]


def test_a_passage_on_many_pages_is_one_finding():
    (folded,) = fold(*make_pages(*["<p>Never [write again] to us.</p>"] * 7))
    assert folded.finding.path == "00.html"
    assert [finding.path for finding in folded.others] == [f"0{number}.html" for number in range(1, 7)]


def test_on_a_few_pages_it_is_told_as_often():
    assert counts(*["<p>Never [write again] to us.</p>"] * 4) == [0, 0, 0, 0]


def test_links_and_tags_around_may_differ_from_page_to_page():
    pages = [f"<a href='{'../' * depth}x.html'>Home</a> <p>Never [write again] to us.</p>" for depth in range(9)]
    assert counts(*pages) == [8]


def test_a_few_words_in_other_sentences_are_other_faults():
    assert (
        counts(*(f"<p>{word} [write again] to us.</p>" for word in "Never Don't Nobody Please Do".split())) == [0] * 5
    )


def test_a_whole_sentence_is_known_by_itself():
    assert counts(*(f"<p>{word} x. [Do not ever write to us again.] {word}</p>" for word in "abcdefgh")) == [7]


def test_many_in_one_file_are_many():
    findings, sources = make_pages(*["Never [write again] to us."] * 1)
    assert len(fold(findings * 9, sources)) == 9


def test_what_is_missing_is_missing_in_each_text():
    findings, sources = make_pages(*["[]"] * 9)
    assert len(fold(findings, sources)) == 9


def test_other_words_keep_their_order():
    pages = ["<p>You are [fools] all.</p>", *["Never [write again] to us."] * 5, "<p>You [liars].</p>"]
    assert [each.finding.path for each in fold(*make_pages(*pages))] == ["00.html", "01.html", "06.html"]
