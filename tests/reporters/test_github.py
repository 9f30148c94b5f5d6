from dataclasses import replace

from policylint.findings import Failure, Report
from policylint.reporters import get_reporter
from tests.report_house import HOSTILE, OPTIONS, make_large_report, make_report


def render(report):
    text = get_reporter("github").render(report, OPTIONS)
    text.encode()
    return text.splitlines()


def parse(line):
    """A command as the runner reads it."""
    _, head, message = line.split("::", 2)
    name, _, listed = head.partition(" ")
    properties = dict(each.split("=", 1) for each in listed.split(","))
    for value in ("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"):
        properties = {key: each.replace(*value) for key, each in properties.items()}
        message = message.replace(*value) if value[1] not in ":," else message
    return name, properties, message


def test_findings_are_commands_with_escaped_texts():
    lines = render(make_report())
    assert lines[1].startswith(
        "::error file=mails/a b#1.txt,line=1,endLine=1,col=7,endColumn=15,title=insult::Say it kindly."
    )
    name, properties, message = parse(next(line for line in lines if line.startswith("::notice")))
    assert (name, message) == ("notice", HOSTILE)
    assert (properties["line"], properties["col"]) == ("2", "17")
    assert parse(lines[3])[1]["file"] == "new\nli?ne\ufffd%.html"


def test_nothing_in_a_text_can_be_a_command():
    lines = render(make_report())
    assert len(lines) == 5
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)


def test_what_could_not_be_read_comes_first():
    name, properties, message = parse(render(make_report())[0])
    assert (name, properties["file"], properties["line"]) == ("error", "broken.txt", "3")
    assert message.startswith("can't be read")


def test_rewrites_and_what_to_decide_are_told():
    messages = [parse(line)[2] for line in render(make_report())[1:]]
    assert messages[0].endswith("Rewrite:\nplease do")
    assert "Who?" in next(message for message in messages if "24 hours" in message)


def test_a_step_shows_ten_of_a_level_and_the_rest_is_counted():
    lines = render(make_large_report(30_000))
    assert [sum(line.startswith(f"::{name} ") for line in lines) for name in ("error", "warning", "notice")] == [10] * 3
    assert lines[-1].startswith("29,970 more findings: 9,990 errors, 9,990 warnings, 9,990 notes")


def test_failures_take_the_room_of_errors():
    report = replace(make_large_report(60), errors=tuple(Failure(f"{n}.txt", 0, "odd") for n in range(12)))
    lines = render(report)
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert "2 more files could not be read." in lines
    assert lines[-1].startswith("40 more findings: 20 errors")


def test_a_range_of_lines_has_no_columns():
    report = make_report()
    source = dict(report.sources)
    finding = replace(report.findings[0], span=replace(report.findings[0].span, stop=40), excerpt="several lines")
    [line] = render(Report(files=report.files, findings=(finding,), sources=tuple(source.items())))
    assert ",line=1,endLine=2,title=" in line


def test_a_long_message_is_cut():
    finding = replace(make_report().findings[0], message="m" * 100_000, fix=None)
    assert len(render(Report(findings=(finding,)))[0]) < 5000


def test_nothing_found_is_nothing_said():
    assert render(Report()) == []
