import textwrap

import pytest

from policylint.fixing.fixes import ALLOW, APPLY, QUIT, SKIP, Answer
from tests.fix_house import BAD, SAID, fix, fixed, reasons, write_rules

GREETED = """Hello Anna,

the weather is fine today, and it will be fine tomorrow as well, we think.

Best regards,
Pat
"""
SAID_IN_GREETED = """Hello Anna,

We are here for you.

The weather is fine today, and it will be fine tomorrow as well, we think.

Just ask us.

Best regards,
Pat
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return write_rules(tmp_path_factory.mktemp("fix-rules"))


@pytest.fixture(autouse=True)
def rules(house, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("policylint.catalogue.rules_folder", lambda: house)


# --- what is applied, and what is left


def test_a_safe_fix_is_applied_and_an_unsafe_one_asked_for():
    text = "A promisefish.\n\nA scoldfish.\n"
    file = fix(text)
    assert file.after.decode() == f"A promisefish.\n\n{SAID['en']}\n"
    assert reasons(file) == {"promise": "the rewrite promises something: --unsafe applies it"}
    file = fix(text, unsafe=True)
    assert file.after.decode() == f"We answer within [hours] hours.\n\n{SAID['en']}\n"
    assert file.fixed.unknown == ("hours",)


def test_an_idea_is_never_applied():
    file = fix("An ideafish.\n", unsafe=True)
    assert not file.is_changed
    assert reasons(file) == {"idea": "the rewrite is an idea, to be put into your own words"}


def test_what_has_no_rewrite_is_left():
    assert reasons(fix("A barefish.\n")) == {"bare": "there is no rewrite for it"}


def test_a_rewrite_that_raises_another_rule_is_refused():
    file = fix("A worsefish.\n\nA scoldfish.\n")
    assert file.after.decode() == f"A worsefish.\n\n{SAID['en']}\n"
    assert reasons(file) == {"worse": "the rewrite would newly raise bare"}


def test_a_rewrite_that_another_fault_elsewhere_would_hide_is_refused():
    # One `bare` goes with its sentence while another comes: their number alone would tell nothing.
    file = fix("A worsefish.\n\nA scoldfish and a barefish.\n")
    assert file.after.decode() == f"A worsefish.\n\n{SAID['en']}\n"


def test_what_goes_with_a_rewrite_and_is_owed_is_said_elsewhere_when_that_is_asked_for():
    text = "Hello Anna,\n\na scoldfish is here for you. Just ask us.\n"
    file = fix(text, kind="autoreply")
    assert not file.is_changed
    assert reasons(file) == {"scold": "the rewrite would newly raise unsaid"}
    file = fix(text, kind="autoreply", unsafe=True)
    assert file.after.decode() == f"Hello Anna,\n\nWe are here for you.\n\n{SAID['en']} Just ask us.\n"
    assert [finding.rule for finding in file.fixed.applied] == ["scold", "unsaid"]
    assert not fix(file.after, kind="autoreply", unsafe=True).is_changed


def test_a_person_is_asked_for_what_would_be_missing():
    ask = answers(Answer(APPLY))
    file = fix("Hello Anna,\n\na scoldfish is here for you. Just ask us.\n", kind="autoreply", ask=ask)
    assert reasons(file) == {"scold": "the rewrite would newly raise unsaid"}


def test_a_rewrite_that_keeps_its_own_fault_is_refused():
    assert reasons(fix("A deaffish.\n")) == {"deaf": "the rewrite would still raise deaf"}


@pytest.mark.parametrize("text", ["A scoldfish.\n", "A worsefish and a scoldfish.\n\nA gonefish.\n\nEnd.\n", GREETED])
@pytest.mark.parametrize("kind", ["page", "autoreply"])
def test_a_second_fix_changes_nothing(text, kind):
    once = fix(text, unsafe=True, kind=kind).after
    assert fix(once, unsafe=True, kind=kind).after == once


def test_one_rewrite_of_a_sentence_answers_all_faults_in_it():
    file = fix("A scoldfish met a promisefish. Fine.\n", unsafe=True)
    assert file.after.decode() == f"{SAID['en']} Fine.\n"
    assert [finding.rule for finding in file.fixed.applied] == ["scold"]


def test_the_gravest_fault_goes_first_and_what_is_left_takes_a_second_pass():
    file = fix("A wordfish met a scoldfish. Fine.\n")
    assert [finding.rule for finding in file.fixed.applied] == ["word", "scold"]
    assert file.after.decode() == f"{SAID['en']} Fine.\n"


def test_several_words_of_a_sentence_are_replaced_in_one_pass():
    assert fixed("Wordfish here, nastyless there.\n") == "Trout here, nastyless there.\n"


def test_when_the_gravest_is_refused_the_other_is_tried():
    file = fix("A worsefish met a wordfish and a scoldfish.\n")
    assert file.after.decode() == f"{SAID['en']}\n"


def test_identical_sentences_are_each_fixed():
    text = "\n\n".join(["A scoldfish.", "Fine weather."] * 5)
    assert fixed(text) == text.replace("A scoldfish.", SAID["en"])


def test_nothing_is_said_twice_in_a_paragraph():
    assert fixed("A scoldfish. Fine weather. Another scoldfish.\n") == f"{SAID['en']} Fine weather.\n"


def test_identical_faults_are_told_apart_when_one_is_refused():
    # Inside of code, markdown shows words as they are; both read the same and stand in the same column.
    file = fix("A {{ x }} scoldfish.\n\nA scoldfish.\n")
    assert file.after.decode() == f"A {{{{ x }}}} scoldfish.\n\n{SAID['en']}\n"
    assert reasons(file) == {"scold": "the rewrite would lose {{ x }}"}


# --- placeholders, links and markup


def test_a_placeholder_is_never_lost():
    file = fix("Your ticket {{ ticket.id }} is a scoldfish.\n", unsafe=True)
    assert not file.is_changed
    assert reasons(file) == {"scold": "the rewrite would lose {{ ticket.id }}"}


def test_a_sentence_that_is_taken_out_takes_its_placeholder_and_that_is_said():
    file = fix("Fine. A {{ name }} gonefish. Good.\n")
    assert file.after.decode() == "Fine. Good.\n"
    assert file.fixed.lost == ("{{ name }}",)


@pytest.mark.parametrize(
    ("language", "before", "lost"),
    [
        ("en", "Fine. A scoldfish of 0800 555 0100 or fish@example.com. Good.", ("0800 555 0100", "fish@example.com")),
        ("en", "Fine, see fish@example.com. A scoldfish of fish@example.com. Good.", ()),
        ("en", "Fine. A gonefish of www.example.com/fish. Good.", ("www.example.com/fish",)),
        ("ru", "Хорошо. Здесь бранерыба: ryba@example.org.", ("ryba@example.org",)),
        ("et", "Hästi. Siin on nuhtluskala, tel 600 1234.", ("600 1234",)),
    ],
)
def test_a_contact_that_goes_with_its_sentence_is_told(language, before, lost):
    file = fix(f"{before}\n", language=language)
    assert file.is_changed
    assert file.fixed.lost == lost


def test_an_unknown_value_is_written_as_the_file_writes_variables():
    assert (
        fixed("Hi %(name)s!\n\nA promisefish.\n", unsafe=True) == "Hi %(name)s!\n\nWe answer within %(hours)s hours.\n"
    )


def test_a_link_is_never_lost():
    text = '<p>See the <a href="https://a.example">scoldfish</a> now.</p>\n'
    file = fix(text, "a.html")
    assert file.after.decode() == text
    assert reasons(file) == {"scold": "the rewrite would lose the link to https://a.example"}


def test_markup_around_and_inside_stays_but_for_tags_left_empty():
    text = '<p class="x">A <b>scoldfish</b> is <i>here</i>. <u>Fine.</u></p>\n'
    assert fixed(text, "a.html") == f'<p class="x">{SAID["en"]} <u>Fine.</u></p>\n'


def test_text_in_an_attribute_is_fixed_in_the_attribute():
    text = '<p>Fine <img alt="A nastyfish."> weather.</p>\n'
    file = fix(text, "a.html")
    assert "&quot;here&quot;" in file.after.decode()
    assert file.after.decode().endswith('.">' + " weather.</p>\n")


def test_a_comment_inside_a_sentence_is_kept():
    text = "<p>A <!-- keep me -->scoldfish.</p>\n"
    assert "<!-- keep me -->" in fixed(text, "a.html")


# --- taking out


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.txt", "Fine. A gonefish.\n", "Fine.\n"),
        ("a.txt", "A gonefish. Fine.\n", "Fine.\n"),
        ("a.txt", "Fine one.\nA gonefish.\n\nEnd.\n", "Fine one.\n\nEnd.\n"),
        ("a.txt", "Fine.\n\nA gonefish.\n\nEnd.\n", "Fine.\n\nEnd.\n"),
        ("a.txt", "Fine.\r\n\r\nA gonefish.\r\n\r\nEnd.\r\n", "Fine.\r\n\r\nEnd.\r\n"),
        ("a.txt", "Fine:\n\n- one\n- A gonefish.\n- two\n", "Fine:\n\n- one\n- two\n"),
        ("a.txt", "> It is fine.\n>\n> A gonefish.\n>\n> The end.\n", "> It is fine.\n>\n> The end.\n"),
        ("a.md", "# Fine\n\n* one\n* A gonefish.\n", "# Fine\n\n* one\n"),
        ("a.html", "<p>Fine.</p>\n<p>A gonefish.</p>\n<p>End.</p>\n", "<p>Fine.</p>\n<p>End.</p>\n"),
        ("a.html", "<p>Fine.</p>\n<ul>\n<li>A gonefish.</li>\n</ul>\n", "<p>Fine.</p>\n"),
        ("a.html", "<ul><li>Fine.</li><li><b>A gonefish.</b></li></ul>\n", "<ul><li>Fine.</li></ul>\n"),
        ("a.html", "<table><tr><td>Fine.</td><td>A gonefish.</td></tr></table>\n",
         "<table><tr><td>Fine.</td><td></td></tr></table>\n"),
        ("a.html", "<p>It is fine. <b>A gonefish.</b> The end.</p>\n", "<p>It is fine. The end.</p>\n"),
    ],
)  # fmt: skip
def test_what_is_taken_out_leaves_nothing_empty(path, before, after):
    assert fixed(before, path) == after


def test_the_only_text_is_not_taken_out():
    assert reasons(fix("A gonefish.\n")) == {"gone": "nothing would be left of the text"}
    assert reasons(fix('{"a": "A gonefish.", "b": "Fine."}', "a.json")) == {"gone": "nothing would be left of the text"}


# --- clauses and words


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("At 10:30, as 1,000 clausefish swim, look.\n", "At 10:30, we eat trout, look.\n"),
        ("Look: clausefish swim.\n", "Look: we eat trout.\n"),
        ("Clausefish swim, look.\n", "We eat trout, look.\n"),
        ("Look — clausefish swim!\n", "Look — we eat trout!\n"),
        ("Wordfish swim.\n", "Trout swim.\n"),
        ("Some wordfish swim.\n", "Some trout swim.\n"),
    ],
)
def test_a_part_of_a_sentence_fits_in(before, after):
    assert fixed(before) == after


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "We eat trout, you partfish. Fine.\n", "We eat trout. Fine.\n"),
        ("en", "You partfish, but we eat trout. Fine.\n", "We eat trout. Fine.\n"),
        ("en", "Fine – you partfish – weather.\n", "Fine weather.\n"),
        ("ru", "Вы частерыба, но мы поможем.\n", "Мы поможем.\n"),
        ("ru", "Мы поможем — ах вы частерыба!\n", "Мы поможем!\n"),
        ("et", "Olete osakala, aga aitame teid.\n", "Aitame teid.\n"),
        ("et", "Aitame teid, te osakala.\n", "Aitame teid.\n"),
        ("en", "A partfish. Fine.\n", "Fine.\n"),
    ],
)
def test_a_clause_that_is_taken_out_leaves_a_sentence(language, before, after):
    assert fixed(before, language=language) == after


def test_a_clause_is_taken_out_across_markup_and_lines():
    text = "<p>Fine <b>weather,\n  you partfish</b>. <i>You partfish</i>, but {{ name }} helps.</p>\n"
    file = fix(text, "a.html")
    assert file.after.decode() == "<p>Fine <b>weather</b>. {{ name }} helps.</p>\n"
    assert file.fixed.lost == ()


def test_a_placeholder_goes_with_its_clause_and_that_is_said():
    file = fix("You {{ name }} partfish, but we eat trout.\n")
    assert file.after.decode() == "We eat trout.\n"
    assert file.fixed.lost == ("{{ name }}",)


def test_a_rewrite_keeps_the_space_that_it_begins_with_where_there_is_none():
    assert fixed("Eat trout—addfish.\n") == "Eat trout— (or trout).\n"
    assert fixed("Eat addfish today.\n") == "Eat (or trout) today.\n"


def test_shouted_words_keep_names_and_acronyms():
    text = "Write to Anna. SHOUTFISH ASKS ANNA FOR VAT.\n"
    assert fixed(text) == "Write to Anna. Shoutfish asks Anna for VAT.\n"


def test_shouted_words_that_may_be_names_are_not_rewritten_without_asking():
    text = "Fine. SHOUTFISH GO TO OFFALY.\n"
    assert reasons(fix(text)) == {"shout": "the rewrite promises something: --unsafe applies it"}
    assert fixed(text, unsafe=True) == "Fine. Shoutfish go to offaly.\n"


def test_what_is_shouted_behind_a_tag_that_nobody_read_begins_a_sentence():
    assert fixed("<p>Fine</p><p>SHOUTFISH GO AWAY</p>\n", unsafe=True) == "<p>Fine</p><p>Shoutfish go away</p>\n"


def test_what_is_shouted_inside_of_a_sentence_stays_inside():
    assert fixed("Please SHOUTFISH GO AWAY, all.\n", unsafe=True) == "Please shoutfish go away, all.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Look: Clausefish swim.\n", "Look: We eat trout.\n"),
        ("Look, Clausefish swim.\n", "Look, we eat trout.\n"),
        ("Hi! a scoldfish is here. Fine.\n", "Hi! write to us at any time. Fine.\n"),
        ("Hi! A scoldfish is here. Fine.\n", "Hi! Write to us at any time. Fine.\n"),
        ("Hi Anna, A scoldfish is here. Fine.\n", "Hi Anna, Write to us at any time. Fine.\n"),
    ],
)
def test_a_rewrite_begins_with_a_letter_like_that_of_the_old_words(before, after):
    assert fixed(before) == after


# --- sentences


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Dear Anna,\na scoldfish is here.\n", "Dear Anna,\nwrite to us at any time.\n"),
        ("Dear Anna,\n\nA scoldfish is here.\n", "Dear Anna,\n\nWrite to us at any time.\n"),
        ("Dear Anna,\nA scoldfish is here.\n", "Dear Anna,\nWrite to us at any time.\n"),
        ("Hi Anna, a scoldfish is here. Fine.\n", "Hi Anna, write to us at any time. Fine.\n"),
        ("Dear scoldfish, pay now.\n", "Write to us at any time.\n"),
        ("{{ name }}, a scoldfish is here.\n", "{{ name }}, write to us at any time.\n"),
        ("Dear {{ name }}, a scoldfish is here.\n", "Dear {{ name }}, write to us at any time.\n"),
        ("Dear Anna,\na gonefish is here. Fine.\n", "Dear Anna,\nFine.\n"),
    ],
)
def test_a_greeting_stays_before_the_rewrite_of_its_sentence(before, after):
    assert fixed(before) == after


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "Note: a scoldfish is here.\n", "Note: write to us at any time.\n"),
        ("en", "Note: A scoldfish is here.\n", "Note: Write to us at any time.\n"),
        ("en", "e) A scoldfish is here.\n", "e) Write to us at any time.\n"),
        ("en", "1.2. A scoldfish is here.\n", "1.2. Write to us at any time.\n"),
        ("en", "Q: Fine?\nA: A scoldfish is here.\n", "Q: Fine?\nA: Write to us at any time.\n"),
        ("en", "**Note:** a scoldfish is here.\n", "**Note:** write to us at any time.\n"),
        ("en", "A scoldfish: it is here.\n", "Write to us at any time.\n"),
        ("en", "**Fine. A scoldfish** is here.\n", "**Fine.** Write to us at any time.\n"),
        ("en", "A scoldfish **is here. Fine.**\n", "Write to us at any time. **Fine.**\n"),
        ("en", "**Is it fine?** Yes, a scoldfish is here.\n", "**Is it fine?** Write to us at any time.\n"),
        ("ru", "Важно: здесь бранерыба.\n", "Важно: пишите нам в любое время.\n"),
        ("ru", "**Как быть?** Да, здесь бранерыба.\n", "**Как быть?** Пишите нам в любое время.\n"),
        ("ru", "– Здесь бранерыба.\n", "– Пишите нам в любое время.\n"),
        ("et", "Tähelepanu: siin on nuhtluskala.\n", "Tähelepanu: kirjutage meile julgesti ka öösel.\n"),
        ("et", "NB! Siin on nuhtluskala.\n", "NB! Kirjutage meile julgesti ka öösel.\n"),
    ],
)
def test_what_stands_before_a_sentence_stays(language, before, after):
    assert fixed(before, language=language) == after


def test_a_question_stays_before_its_answer():
    assert fixed("Fine, an askfish? A tellfish. Good.\n") == "Fine, an askfish? We eat trout. Good.\n"
    assert fixed("Fine, an askfish. A tellfish. Good.\n") == "We eat trout. Good.\n"


def test_a_label_goes_with_a_sentence_that_is_taken_out():
    assert fixed("Fine.\n\nNote: a gonefish is here.\n\nEnd.\n") == "Fine.\n\nEnd.\n"


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("a.txt", "From: scoldfish@sea.example\n\nFine.\n", "it is the header of a mail"),
        ("a.txt", "От: noreply@sea.example, scoldfish\n\nFine.\n", "it is the header of a mail"),
        ("a.txt", "Saatja: scoldfish <kala@sea.example>\n\nFine.\n", "it is the header of a mail"),
        ("a.txt", "A scoldfish needs:\n\n- water\n- weed\n", "the rewrite would part a list from what introduces it"),
        ("a.html", "<p>A scoldfish needs:</p><ul><li>water</li></ul>\n",
         "the rewrite would part a list from what introduces it"),
        ("a.txt", "Fine | A scoldfish | 5\n", "the rewrite would break a row of a table"),
    ],
)  # fmt: skip
def test_a_sentence_that_is_more_than_one_is_left(path, text, reason):
    file = fix(text, path)
    assert not file.is_changed
    assert reasons(file) == {"scold": reason}


def test_of_a_table_only_the_text_of_the_cell_is_rewritten():
    text = "<table><tr><td>Fine</td><td>A scoldfish is here</td></tr></table>\n"
    assert fixed(text, "a.html") == text.replace("A scoldfish is here", SAID["en"])
    text = "| a | b |\n| --- | --- |\n| fine | A scoldfish is here |\n"
    assert fixed(text, "a.md") == text.replace("A scoldfish is here", SAID["en"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A scoldfish. Another scoldfish. Fine.\n", "Write to us at any time. Fine.\n"),
        ("Fine. A scoldfish.\nMore scoldfish\nswim. A scoldfish.\n", "Fine. Write to us at any\ntime.\n"),
        ("A scoldfish. Fine. A scoldfish.\n", "Write to us at any time. Fine.\n"),
        ("Factfish cost 5 €. Pay factfish by 3 May 2026. Fine.\n", "We ask for 5 € by 3 May 2026. Thanks. Fine.\n"),
    ],
)
def test_neighbours_with_the_same_fault_get_one_rewrite(before, after):
    file = fix(before)
    assert " ".join(file.after.decode().split()) == " ".join(after.split())
    assert len(file.fixed.applied) == 1 + (before == "A scoldfish. Fine. A scoldfish.\n")


def test_neighbours_are_fixed_one_by_one_where_one_carries_data():
    file = fix("A scoldfish. A scoldfish {{ x }}. Fine.\n")
    assert file.after.decode() == "Write to us at any time. A scoldfish {{ x }}. Fine.\n"
    assert reasons(file) == {"scold": "the rewrite would lose {{ x }}"}


def test_what_a_sentence_said_is_written_as_the_template_has_it():
    text = "<p>The factfish costs <%= sum %> by {{ due_date }}.</p>\n"
    assert fixed(text, "a.html") == "<p>We ask for <%= sum %> by {{ due_date }}. Thanks.</p>\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A duefish of €5. A duefish of €7 by 3 May.\n", "Pay €5, by 3 May.\n"),
        ("A duefish swims. A duefish of A$7 comes by 3 May.\n", "Pay A$7, by 3 May.\n"),
        ("A duefish swims. A duefish with a deposit of €7.\n", "Pay later, please.\n"),
    ],
)
def test_what_a_rewrite_takes_is_said_in_the_sentence_itself_first(before, after):
    assert fixed(before) == after


def test_what_a_rewrite_is_for_may_differ_by_language():
    assert (
        fixed("Hi Anna, a wholefish {{ x }} is here.\n")
        == "Hi Anna, “a wholefish {{ x }} is here.” is no way to speak.\n"
    )
    assert fixed("Сегодня, если целорыба тут, тихо.\n", language="ru") == "Сегодня, говорим ясно, тихо.\n"
    assert reasons(fix("Siin on terveskala.\n", language="et")) == {
        "whole": "the rewrite is an idea, to be put into your own words"
    }


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.txt", "An afterfish is here. Fine.\n", "An afterfish is here. It is fresh. Fine.\n"),
        ("a.txt", "An afterfish\n", "An afterfish. It is fresh.\n"),
        ("a.html", "<p>Fine. <b>An afterfish.</b></p>\n", "<p>Fine. <b>An afterfish.</b> It is fresh.</p>\n"),
    ],
)
def test_a_sentence_is_said_behind_the_one_at_fault(path, before, after):
    assert fixed(before, path) == after


def test_a_rewrite_knows_the_kind_of_its_document():
    assert fixed("A kindfish.\n", kind="autoreply") == "This is a autoreply.\n"


# --- lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_kept(end):
    text = end.join(["Fine weather", "today.", "", "A long time ago a longfish,", "which was long,", "swam by.", ""])
    after = fixed(text)
    assert after.startswith(f"Fine weather{end}today.{end}{end}We keep trout")
    assert {part for part in ("\n", "\r") if part in after} == set(end)
    assert after.count("\r") == (0 if end == "\n" else after.count(end))
    assert after.endswith(f"day of it.{end}")


def test_a_wrapped_paragraph_keeps_its_width():
    words = "Fine weather today and tomorrow. A longfish swam by here. And what comes behind it stays as it was, too."
    text = textwrap.fill(words, 50) + "\n"
    after = fixed(text)
    assert max(map(len, after.splitlines())) <= 50
    assert " ".join(after.split()).startswith("Fine weather today and tomorrow. We keep trout in cold")
    assert after.endswith(text[text.index("And what comes") + len("And what comes ") :][-20:])


def test_a_paragraph_on_one_line_stays_on_one():
    assert fixed("Fine weather. A longfish swam by.\n").count("\n") == 1


def test_a_wrapped_item_keeps_its_indent():
    after = fixed("Fine:\n\n- A long time ago a longfish that was very,\n  very long swam by.\n- end\n")
    assert after.startswith("Fine:\n\n- We keep trout in cold and clear water all\n  year round")
    assert after.endswith("\n- end\n")


def test_a_quoted_mail_stays_quoted():
    after = fixed("> Fine weather. A long time ago a longfish\n> that was very long swam by. End.\n")
    assert all(line.startswith("> ") for line in after.splitlines())
    assert "We keep trout" in after
    assert after.rstrip().endswith("End.")


def test_no_line_breaks_inside_a_placeholder():
    # The name would still be the same, but not for every template engine.
    text = "Dear {{ x }},\nfine weather.\n\nA long time ago a promisefish\nswam by.\n"
    assert "{{ hours }}" in fixed(text, unsafe=True)


# --- what is missing


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            "a.txt",
            GREETED,
            SAID_IN_GREETED,
        ),
        (
            "a.md",
            GREETED,
            SAID_IN_GREETED,
        ),
        (
            "a.txt",
            "Hello Anna,\nthe weather is fine today, we think so.\n\nRegards\nPat\n",
            "Hello Anna,\n\nWe are here for you.\n\nThe weather is fine today, we think so.\n\nJust ask us.\n\nRegards\nPat\n",
        ),
        (
            "a.html",
            '<p id="a" class="b">Hello Anna,</p>\n<p>the weather is fine today, we think.</p>\n  <p>Best regards</p>\n',
            '<p id="a" class="b">Hello Anna,</p>\n<p class="b">We are here for you.</p>\n<p>The weather is fine today, we think.</p>\n  <p>Just ask us.</p>\n  <p>Best regards</p>\n',
        ),
        (
            "a.html",
            "<td>Hello Anna,<br>\nthe weather is fine today, we think so.<br>\nPat</td>\n",
            "<td>Hello Anna,<br>\nWe are here for you.<br>\nThe weather is fine today, we think so.<br>\nJust ask us.<br>\nPat</td>\n",
        ),
    ],
)
def test_what_is_missing_is_said_after_the_greeting_and_before_the_closing(path, before, after):
    assert fixed(before, path, unsafe=True, kind="autoreply") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<div style="display: none">the weather of today is fine and calm</div>\n<p>We think so, too.</p>\n',
            '<div style="display: none">the weather of today is fine and calm</div>\n<p>Just ask us.</p>\n<p>We are here for you.</p>\n<p>We think so, too.</p>\n',
        ),
        (
            "<h1>The weather of today</h1>\n<p>It is fine and calm, we think.</p>\n",
            "<h1>The weather of today</h1>\n<p>Just ask us.</p>\n<p>We are here for you.</p>\n<p>It is fine and calm, we think.</p>\n",
        ),
        (
            "<tr><td><span>Hello Anna,</span></td></tr>\n<tr><td><p>the weather is fine today, we think.</p></td></tr>\n",
            "<tr><td><span>Hello Anna,</span></td></tr>\n<tr><td><p>We are here for you.</p>\n<p>The weather is fine today, we think.</p>\n<p>Just ask us.</p></td></tr>\n",
        ),
    ],
)
def test_nothing_is_put_where_it_would_be_hidden_or_shouted(before, after):
    made = fixed(before, "a.html", unsafe=True, kind="autoreply")
    assert sorted(made.splitlines()) == sorted(after.splitlines())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Weather\n\n**Harbour** is fine and calm today, we think.\n",
         "# Weather\n\nWe are here for you.\n\n**Harbour** is fine and calm today, we think.\n\nJust ask us.\n"),
        ("> the harbour is fine and calm today, we think.\n",
         "> We are here for you.\n>\n> the harbour is fine and calm today, we think.\n>\n> Just ask us.\n"),
    ],
)  # fmt: skip
def test_what_is_put_in_front_of_signs_or_into_a_quotation_fits(before, after):
    assert fixed(before, "a.md", unsafe=True, kind="autoreply") == after


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "Dear Anna,\nthe weather is fine today.\nThe Kestrel team\n",
         "Dear Anna,\nWe are here for you.\nThe weather is fine today.\nJust ask us.\nThe Kestrel team\n"),
        ("en", "Kia ora,\n\nit is calm. See you on the ice! Kestrel\n",
         "Kia ora,\n\nWe are here for you.\n\nIt is calm. Just ask us. See you on the ice! Kestrel\n"),
        ("en", "Hi Anna, we sail at nine on Friday and at ten on Sunday. Bye for now!\n",
         "Hi Anna, we are here for you. We sail at nine on Friday and at ten on Sunday. Just ask us. Bye for now!\n"),
        ("ru", "Добрый день!\nЗавтра будет хорошая погода на всём озере.\nУК «Двор»\n",
         "Добрый день!\nМы рядом с вами.\nЗавтра будет хорошая погода на всём озере.\nПросто спросите.\nУК «Двор»\n"),
        ("et", "Tere, Mari,\nhomme on ilus ilm.\n\nKohtumiseni\nVool AS\n",
         "Tere, Mari,\n\nOleme teie jaoks olemas.\n\nHomme on ilus ilm.\n\nKüsige julgesti.\n\nKohtumiseni\nVool AS\n"),
    ],
)  # fmt: skip
def test_what_is_missing_is_laid_out_as_the_text_is(language, before, after):
    assert fixed(before, unsafe=True, kind="autoreply", language=language) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>The weather is fine today, we think.</p>\n<p><a href='x'>Pay now</a></p>\n",
         "<p>We are here for you.</p>\n<p>The weather is fine today, we think.</p>\n<p>Just ask us.</p>\n<p><a href='x'>Pay now</a></p>\n"),
        ("<table><tr><td><span>The weather is fine today, and calm.</span></td></tr><tr><td>{shop} team</td></tr></table>\n",
         "<table><tr><td>We are here for you.<br>\n<span>The weather is fine today, and calm.</span><br>\nJust ask us.</td></tr><tr><td>{shop} team</td></tr></table>\n"),
        ("<p>The weather is fine today, we think. Write to</p>\n<p>{{ owner_email }}</p>\n",
         "<p>We are here for you.</p>\n<p>The weather is fine today, we think. Write to</p>\n<p>{{ owner_email }}</p>\n<p>Just ask us.</p>\n"),
        ("<p>The weather of <a href='x'>today is fine, we think</a></p>\n",
         "<p>We are here for you.</p>\n<p>The weather of <a href='x'>today is fine, we think</a></p>\n<p>Just ask us.</p>\n"),
        ("<p><b>The weather of today</b> is fine.</p>\n<p><b>The Kestrel team</b></p>\n",
         "<p>We are here for you.</p>\n<p><b>The weather of today</b> is fine.</p>\n<p>Just ask us.</p>\n<p><b>The Kestrel team</b></p>\n"),
        ("<p>Hello Anna,<br>\nit is fine.<br>\n<b>See you soon</b><br>\nPat<br>\nKestrel</p>\n",
         "<p>Hello Anna,<br>\nWe are here for you.<br>\nIt is fine.<br>\nJust ask us.<br>\n<b>See you soon</b><br>\nPat<br>\nKestrel</p>\n"),
        ("<p>The weather is fine today, we think.</p>\n<table><tr><td>Sum</td><td>Total of May</td></tr></table>\n",
         "<p>We are here for you.</p>\n<p>The weather is fine today, we think.</p>\n<p>Just ask us.</p>\n<table><tr><td>Sum</td><td>Total of May</td></tr></table>\n"),
    ],
)  # fmt: skip
def test_nothing_is_put_into_a_link_a_button_or_a_label(before, after):
    assert fixed(before, "a.html", unsafe=True, kind="autoreply") == after


def test_where_all_text_is_in_links_there_is_no_place():
    file = fix(
        "<p><a href='x'>The weather is fine today, we think so too</a></p>\n", "a.html", unsafe=True, kind="autoreply"
    )
    assert not file.is_changed
    assert reasons(file) == {"unsaid": "there is no rewrite for it", "unsigned": "there is no rewrite for it"}


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_what_is_put_in_has_the_line_ends_of_the_file(end):
    after = fixed(GREETED.replace("\n", end), unsafe=True, kind="autoreply")
    assert f"Hello Anna,{end}{end}We are here for you.{end}{end}The" in after
    assert after.replace(end, "").isprintable()


# --- one by one


def answers(*given):
    asked = []
    rest = iter(given)

    def ask(finding, document):
        asked.append((finding.rule, finding.start[0]))
        return next(rest)

    ask.asked = asked
    return ask


def test_a_person_decides_on_each():
    ask = answers(Answer(SKIP), Answer(APPLY), Answer(APPLY, "Trout are fine."), Answer(ALLOW, "a fish fair"))
    file = fix("A scoldfish.\n\nA scoldfish.\n\nA scoldfish.\n\nA scoldfish.\n", "a.md", ask=ask)
    allowance = "<!-- policylint: allow scold -- a fish fair -->"
    said = SAID["en"]
    assert file.after.decode() == f"A scoldfish.\n\n{said}\n\nTrout are fine.\n\n{allowance}\nA scoldfish.\n"
    assert ask.asked == [("scold", 1), ("scold", 3), ("scold", 5), ("scold", 7)]
    assert [left.reason for left in file.fixed.left] == ["skipped"]


def test_who_quits_is_asked_no_more_and_keeps_what_was_done():
    ask = answers(Answer(APPLY), Answer(QUIT))
    file = fix("A scoldfish.\n\nA gonefish.\n\nA scoldfish.\n", ask=ask)
    assert file.after.decode() == f"{SAID['en']}\n\nA gonefish.\n\nA scoldfish.\n"
    assert [left.reason for left in file.fixed.left] == ["not asked", "not asked"]


def test_a_persons_own_words_are_proved_too():
    file = fix("A scoldfish.\n", ask=answers(Answer(APPLY, "A barefish.")))
    assert reasons(file) == {"scold": "the rewrite would newly raise bare"}


@pytest.mark.parametrize(
    ("path", "text", "comment"),
    [
        ("a.txt", "Fine.\n\nA scoldfish.\n", None),  # whatever stands in a plain text is sent
        ("a.txt.j2", "Fine.\n\nA scoldfish.\n", "{# policylint: allow scold -- why #}"),
        ("a.liquid", "Fine.\n\nA scoldfish.\n", "{% comment %} policylint: allow scold -- why {% endcomment %}"),
        (
            "a.txt",
            "{{ x | date: 1 }}.\n\nA scoldfish.\n",
            "{% comment %} policylint: allow scold -- why {% endcomment %}",
        ),
        ("a.hbs", "Fine.\n\nA scoldfish.\n", "{{!-- policylint: allow scold -- why --}}"),
        ("a.txt.erb", "Fine.\n\nA scoldfish.\n", "<%# policylint: allow scold -- why %>"),
        ("a.mdx", "Fine.\n\nA scoldfish.\n", "{/* policylint: allow scold -- why */}"),
        ("a.txt", "Hi {% if x %}Fine.{% endif %}\n\nA scoldfish.\n", "{# policylint: allow scold -- why #}"),
        ("a.html", "<p>Fine.</p>\n  <p>A scoldfish.</p>\n", "  <!-- policylint: allow scold -- why -->"),
        ("a.html", "<p><% x %>Fine.</p>\n<p>A scoldfish.</p>\n", "<%# policylint: allow scold -- why %>"),
        ("a.md", "# Fine\n\nA scoldfish.\n", "<!-- policylint: allow scold -- why -->"),
        ("a.yaml", "a: Fine\nb: A scoldfish.\n", "# policylint: allow scold -- why"),
        ("a.yaml", "a: Fine\nb: |\n  Fine.\n\n  A scoldfish.\n", "# policylint: allow scold -- why"),
        ("a.toml", 'a = "Fine"\nb = "A scoldfish."\n', "# policylint: allow scold -- why"),
        ("a.properties", "a=Fine\nb=A scoldfish.\n", "# policylint: allow scold -- why"),
        ("a.ini", "[x]\na=Fine\nb=A scoldfish.\n", "; policylint: allow scold -- why"),
        ("a.strings", '"a" = "Fine";\n"b" = "A scoldfish.";\n', "/* policylint: allow scold -- why */"),
        (
            "a.py",
            'message = "Fine weather today."\nanswer = "We have a scoldfish here."\n',
            "# policylint: allow scold -- why",
        ),
        (
            "a.js",
            'message = "Fine weather today."\nanswer = "We have a scoldfish here."\n',
            "// policylint: allow scold -- why",
        ),
        (
            "a.po",
            'msgid "Fine weather."\nmsgstr "Fine weather."\n\nmsgid "b"\nmsgstr "A scoldfish is here."\n',
            "# policylint: allow scold -- why",
        ),
        (
            "a.sql",
            "INSERT INTO mails (body) VALUES\n('Fine weather is here today.'),\n('We have a scoldfish here today.');\n",
            "-- policylint: allow scold -- why",
        ),
        (
            "a.php",
            "<?php\n$fine = 'Fine weather is here.';\n$message = 'We have a scoldfish here.';\n",
            "// policylint: allow scold -- why",
        ),
        ("a.rst", "Fine.\n\nA scoldfish.\n", None),
        ("a.json", '{"a": "A scoldfish."}', None),
    ],
)
def test_an_allowance_is_a_comment_of_the_format_and_silences_the_finding(path, text, comment):
    file = fix(text, path, ask=answers(Answer(ALLOW, "why")))
    if comment is None and not file.is_changed:
        assert reasons(file) == {"scold": "no comment can stand here that would allow it"}
        return
    assert file.fixed.left == ()
    line = next(line for line in file.after.decode().splitlines() if "policylint" in line)
    assert line.strip() == (comment or line).strip()
    assert fix(file.after, path).fixed is None  # nothing is found any more


# --- languages


@pytest.mark.parametrize("language", ["en", "ru", "et"])
def test_each_language_is_fixed_in_its_own(language):
    assert fixed(f"{BAD[language]}\n", language=language) == f"{SAID[language]}\n"
