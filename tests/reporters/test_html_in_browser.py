"""The page as people use it, in a headless Chromium; without one on the machine, these tests are skipped."""

import sys
from dataclasses import replace

import pypdfium2
import pytest

from policylint.findings import CheckedFile, Edit, Failure, Fix, Report, Skipped, Suppressed
from policylint.reporters import get_reporter
from policylint.spans import Span
from tests.browser import find_browser
from tests.report_house import OPTIONS, make_finding, make_report, make_rule

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the browser is spoken to through a pipe of POSIX"),
    pytest.mark.skipif(not find_browser(), reason="there is no Chromium on this machine"),
]
RULES = {name: make_rule(name) for name in ("insult", "threat")}
MAIL = "Dear Ann,\nyou fool, you knave, pay.\n" + "Some more line.\n" * 30 + "Or we come and fetch it.\n"
LETTER = "Здравствуйте!\nТы дурак, плати.\n"


def make():
    """Four findings in two texts: three in English of two owners, one in Russian of nobody's."""
    fix = Fix("Insult", (Edit(Span(10, 36), "please pay."),), "safe")
    mail = {"path": "mail.txt", "source": MAIL, "start": 0}
    return Report(
        files=(CheckedFile("letter.txt", "page", "ru"), CheckedFile("mail.txt", "page", "en")),
        findings=(
            make_finding("letter.txt", LETTER, 0, "дурак", language="ru", level="note", message="Скажите мягче."),
            make_finding(**mail, words="fool", owner="@mails", fix=fix),
            make_finding(**mail, words="knave", owner="@mails", level="warning", remedy="process"),
            make_finding(**mail, words="we come and fetch it", rule="threat", owner="@legal", remedy="contract"),
        ),
        sources=(("letter.txt", LETTER), ("mail.txt", MAIL)),
        errors=(Failure("scan.pdf", 0, "no text layer"),),
        skipped=(Skipped("a.png", "binary file"),),
        suppressed=(Suppressed(make_finding(**mail, words="Some"), "comment", "a quotation"),),
    )


@pytest.fixture(scope="module")
def browser():
    from tests.browser import Browser

    browser = Browser(find_browser())
    yield browser
    browser.close()


@pytest.fixture
def visit(browser, tmp_path):
    """Opens the page of a report."""

    def visit(report=None, **wishes):
        page = get_reporter("html").render(report or make(), replace(OPTIONS, root="", rules=RULES))
        path = tmp_path / "report.html"
        path.write_bytes(page.encode())
        browser.open(path.as_uri(), **wishes)
        return browser

    return visit


def shown(browser):
    """The numbers of the findings that are shown."""
    return browser.run(
        "[...document.querySelectorAll('.entry')].filter(e => e.checkVisibility()).map(e => +e.dataset.n)"
    )


def choose(browser, name, value):
    browser.run(
        f"(() => {{ const field = document.getElementById('filter').elements['{name}'];"
        f"field.value = '{value}'; field.dispatchEvent(new Event('input', {{bubbles: true}})); }})()"
    )
    settle(browser)


def settle(browser):
    """Wait until the page has answered."""
    browser.run("new Promise(done => setTimeout(done, 300))")


def focused(browser):
    return browser.run(
        "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
    )


def test_the_page_asks_for_nothing_and_complains_of_nothing(visit):
    browser = visit()
    settle(browser)
    assert browser.problems() == []
    assert browser.run("getComputedStyle(document.querySelector('.note rect, rect.note')).fill") != "rgb(0, 0, 0)"
    visit(make_report())
    settle(browser)
    assert browser.problems() == []


@pytest.mark.parametrize(
    ("name", "value", "numbers"),
    [
        ("remedy", "process", [3]),
        ("rule", "threat", [4]),
        ("language", "ru", [1]),
        ("owner", "@mails", [2, 3]),
        ("search", "FOOL", [2, 3]),  # of the passage, too
        ("search", "скажите  МЯГЧЕ", [1]),
        ("search", "letter.txt", [1]),
        ("search", "nonsense", []),
    ],
)
def test_findings_are_filtered(visit, name, value, numbers):
    browser = visit()
    assert shown(browser) == [1, 2, 3, 4]
    choose(browser, name, value)
    assert shown(browser) == numbers
    assert browser.run("document.querySelector('output').value") == f"{len(numbers)} of 4 shown"
    assert browser.run("document.getElementById('none').checkVisibility()") == (not numbers)
    browser.run("document.querySelector('[type=reset]').click()")
    settle(browser)
    assert shown(browser) == [1, 2, 3, 4]


def test_findings_of_nobody_are_found_too(visit):
    browser = visit()
    browser.run("document.querySelector('[name=owner]').selectedIndex = 2")
    browser.run("document.querySelector('[name=owner]').dispatchEvent(new Event('input', {bubbles: true}))")
    settle(browser)
    assert shown(browser) == [1]


def test_levels_are_shown_in_any_mix_and_marks_of_what_is_hidden_are_gone(visit):
    browser = visit()
    browser.run("document.querySelector('[value=error]').click()")
    settle(browser)
    assert shown(browser) == [1, 3]
    off = (
        "[...document.querySelectorAll('mark')].filter(m => getComputedStyle(m).backgroundColor === 'rgba(0, 0, 0, 0)')"
    )
    assert browser.run(f"{off}.map(m => m.dataset.n)") == ["2", "4"]
    assert browser.run("document.querySelector('#m2').checkVisibility()") is False


def test_j_and_k_walk_through_what_is_shown(visit):
    browser = visit()
    choose(browser, "language", "en")
    walked = []
    for code, key in (
        ("KeyJ", "j"),
        ("KeyJ", "j"),
        ("KeyJ", "о"),
        ("KeyJ", "j"),
        ("KeyK", "л"),
        ("KeyK", "k"),
        ("KeyK", "k"),
    ):
        browser.press(code, key)
        walked.append(focused(browser))
    assert walked == ["n2", "n3", "n4", "n4", "n3", "n2", "n2"]
    assert browser.run("getComputedStyle(document.getElementById('n2')).outlineStyle") == "solid"
    assert browser.run("document.querySelector('mark.lit').dataset.n") == "2"
    browser.press("Tab")
    assert browser.run("document.activeElement.closest('#n2') !== null && document.activeElement.id !== 'n2'")


def test_letters_are_letters_where_people_write_and_when_walking_is_switched_off(visit):
    browser = visit()
    browser.run("document.querySelector('[type=search]').focus()")
    browser.press("KeyJ", "j")
    settle(browser)
    assert browser.run("document.querySelector('[type=search]').value") == "j"
    browser.run("document.querySelector('[type=search]').blur(); document.getElementById('keys').click()")
    browser.press("KeyJ", "j")
    assert focused(browser) == "BODY"


def test_the_first_tab_stop_skips_to_the_texts_and_none_is_a_trap(visit):
    browser = visit()
    browser.press("Tab")
    assert focused(browser) == "skip"
    assert browser.run("document.activeElement.getBoundingClientRect().left") == 0
    browser.press("Enter")
    assert focused(browser) == "texts"
    stops = []
    for _ in range(60):
        browser.press("Tab")
        stops.append(browser.run("document.activeElement.outerHTML.slice(0, 90)"))
        if stops[-1].startswith("<body"):
            break
    assert stops[-1].startswith("<body"), stops


def test_why_it_hurts_is_unfolded_beside_the_finding(visit):
    browser = visit()
    browser.run("document.querySelector('#n2 .why summary').focus()")
    browser.press("Enter")
    settle(browser)
    assert browser.run("document.querySelector('#n2 .why').innerText").split("\n")[-1] == "See ISO 10002:2018"
    assert "It *hurts*." in browser.run("document.querySelector('#n2 .why').innerText")


@pytest.mark.parametrize("width", [320, 700, 1400])
def test_nothing_is_wider_than_the_window(visit, width):
    long = "x" * 300
    report = make()
    hostile = replace(
        report,
        findings=tuple(replace(each, owner=f"@{long}", context=long, message=long) for each in report.findings),
        errors=(Failure(f"{long}.pdf", 0, long),),
        skipped=(Skipped(f"{long}.png", long),),
        sources=tuple((path, f"{source}{long}") for path, source in report.sources),
    )
    for each in (report, hostile, make_report()):
        browser = visit(each, width=width)
        browser.run("document.querySelectorAll('details').forEach(each => { each.open = true })")
        scrolled, seen = browser.run("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert scrolled == seen <= width


def test_dark_and_light_have_their_own_colors_and_paper_is_light(visit):
    light = visit().run("getComputedStyle(document.body).backgroundColor")
    dark = visit(features=[("prefers-color-scheme", "dark")])
    assert dark.run("getComputedStyle(document.body).backgroundColor") != light
    dark.call("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    assert dark.run("getComputedStyle(document.body).backgroundColor") == light
    dark.call("Emulation.setEmulatedMedia", media="")


def test_all_that_matters_is_printed(visit):
    document = pypdfium2.PdfDocument(visit().print())
    text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    document.close()
    told = [
        "4 findings in 2 of 2 texts",
        "no text layer",
        "Say it kindly.",
        "Скажите мягче.",
        "please pay.",
        "It *hurts*.",
    ]
    assert [said for said in [*told, "a quotation", "a.png"] if said not in text] == []
    assert "Search" not in text
    assert "Copy" not in text


def test_without_scripts_all_can_be_read(visit):
    browser = visit(scripts=False)
    assert shown(browser) == [1, 2, 3, 4]
    assert not browser.run("document.getElementById('filter').checkVisibility()")
    assert browser.run("document.querySelector('#why-insult-en').checkVisibility()")
    assert browser.run("document.querySelectorAll('.copy').length") == 0
