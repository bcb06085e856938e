"""The report holds everything a helper needs, in either form, and nothing from outside acts in it."""

from __future__ import annotations

import itertools
import re
import stat
from functools import cache
from pathlib import Path

import msgspec
import pytest

from command_line import CommandLine
from output.report_page import ReportPage
from pathfinder.api import judge
from pathfinder.engine.assess import assess
from pathfinder.language.profile import Profile, parse_profiles
from pathfinder.output import report_html, report_markdown
from pathfinder.output.answers import Answers
from pathfinder.output.report import report
from pathfinder.output.report_html import address
from pathfinder.output.report_parts import Report
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.cache import load_rules
from pathfinder.schedule.make import schedule

EXAMPLES = Path(__file__).parents[2] / "examples"
ON = "2024-02-12"
HOSTILE = (
    "<script>alert(1)</script>\"'><img src=https://evil.example/x onerror=alert(2)>\u202e&amp;"
)


@cache
def book() -> RuleBook:
    """The rule book, read once."""
    return load_rules(None)


def person(name: str) -> Profile:
    """The person of an example."""
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    [found] = parse_profiles(text, f"{name}.yaml", "yaml", book().vocabulary)
    assert isinstance(found, Profile)
    return found


def made(profile: Profile, *, with_sensitive: bool = False) -> Report:
    """The report of a person."""
    judgement = judge(profile, on=ON, rules=book())
    whole = assess(judgement)
    answers = Answers(book().vocabulary, book().vocabulary.countries, with_sensitive=with_sensitive)
    return report(whole, schedule(judgement, whole), book().vocabulary.facts, answers.part(profile))


@cache
def page(name: str = "igor") -> ReportPage:
    """The page of an example, read back."""
    return ReportPage(report_html.render(made(person(name))))


@pytest.mark.parametrize("name", ["igor", "activist", "empty", "andrei", "evgeniy"])
def test_every_link_leads_somewhere(name: str) -> None:
    """Links inside lead to an id that is there once; the others are addresses of documents."""
    found = page(name)
    assert len(set(found.ids)) == len(found.ids)
    inside = {link[1:] for link in found.links if link.startswith("#")}
    assert inside <= set(found.ids)
    outside = {link for link in found.links if not link.startswith("#")}
    assert outside <= {address(document.where) for document in book().documents.values()} - {""}


def test_the_parts_stand_in_the_order_in_which_they_are_needed() -> None:
    """What to do first comes before where to go, and both before everything in full."""
    assert [words for level, words in page().headings if level == 2] == [
        "What to do first",
        "Where to go",
        "Where it may be possible, if more is said",
        "Days that must not be missed",
        "What has not been said",
        "Dangers that follow this person everywhere",
        "Dangers in several of the countries",
        "Feasible: 3 countries",
        "Possible, and saying more can help: 12 countries",
        "Possible, but the documents are silent or disagree: 3 countries",
        "Not feasible on that day: 18 countries",
        "Not covered: 15 countries",
        "What this person said",
        "The documents that this rests on",
        "Passages",
    ]


@pytest.mark.parametrize("name", ["igor", "activist", "empty"])
def test_a_reader_who_hears_the_page_finds_the_way(name: str) -> None:
    """One first heading, no level skipped, landmarks, a language, labelled parts and tables."""
    found = page(name)
    levels = [level for level, _words in found.headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert found.named("html") == [{"lang": "en"}]
    for landmark in ("header", "nav", "main", "footer"):
        assert len(found.named(landmark)) == 1, landmark
    labels = [each["aria-labelledby"] for each in found.named("section") + found.named("table")]
    assert set(labels) <= set(found.ids)
    assert all(cell.get("scope") in {"col", "row"} for cell in found.named("th"))
    assert found.links[0] == "#result"


def rows(document: Report, name: str) -> dict[str, list[str]]:
    """The rows of a part's table by the words of their first cell."""
    [part] = [each for each in document.parts if each.name == name]
    assert part.table is not None
    cells = [["".join(words for words, _tone in cell) for cell in row] for row in part.table.rows]
    return {row[0]: row[1:] for row in cells}


def test_a_country_into_which_one_may_only_enter_says_so() -> None:
    """That nothing is stated about staying stands beside the way in, in the first table."""
    found = rows(made(person("activist")), "where")
    assert found["Montenegro"][0].endswith("(how long one may stay is not stated)")
    assert "not stated" not in found["Georgia"][0]


def test_a_lesser_danger_is_not_passed_over() -> None:
    """Only a country of which no danger at all is told has none named in the tables."""
    for name in ("igor", "activist", "andrei"):
        judgement = judge(person(name), on=ON, rules=book())
        result = assess(judgement)
        document = made(person(name))
        told = {each.name: each.cautions for each in result.destinations}
        for table in ("where", "perhaps"):
            if table in {part.name for part in document.parts}:
                for country, cells in rows(document, table).items():
                    none = "none named" in cells
                    assert none is not bool(told[country.partition(" (if")[0]])


def test_every_passage_behind_a_sentence_is_listed_once() -> None:
    """The numbers in the text and the list of passages are the same, and no passage stands there twice."""
    document = made(person("igor"))
    listed = [(each.document, each.words) for each in document.references]
    assert len(set(listed)) == len(listed)
    assert [each.number for each in document.references] == list(range(1, len(listed) + 1))
    cited = {link for link in page().links if link.startswith("#passage-")}
    assert len(cited) > 50


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    """No script, no picture, no frame, no form, no style from elsewhere; a policy forbids them besides."""
    found = page()
    tags = {tag for tag, _attributes in found.elements}
    assert tags.isdisjoint(
        {"script", "img", "iframe", "object", "embed", "form", "link", "video", "audio", "base"}
    )
    assert not re.search(r"url\(|@import", found.style)
    policy = [each["content"] for each in found.named("meta") if "http-equiv" in each]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert not any(name.startswith("on") for _tag, names in found.elements for name in names)


def test_a_hostile_label_is_text() -> None:
    """Markup in the label of a case adds no element and shows what was hidden in it."""
    plain = page("igor")
    hostile = ReportPage(
        report_html.render(made(msgspec.structs.replace(person("igor"), case=HOSTILE)))
    )
    assert [tag for tag, _named in hostile.elements] == [tag for tag, _named in plain.elements]
    assert HOSTILE.replace("\u202e", "<U+202E>") in hostile.text
    written = report_markdown.render(made(msgspec.structs.replace(person("igor"), case=HOSTILE)))
    assert "<script" not in written.replace("\\<", "")
    assert "\u202e" not in written


def test_sensitive_answers_are_masked_unless_asked_for() -> None:
    """What was said of a summons is not on the paper; with the option it is, and the paper says so."""
    masked = ReportPage(report_html.render(made(person("igor")))).text
    assert "Summons: said, not shown here" in masked
    shown = ReportPage(report_html.render(made(person("igor"), with_sensitive=True))).text
    assert "Summons: on paper" in shown
    assert "keep this paper away" in shown


def test_what_nobody_wants_to_say_of_a_sensitive_fact_is_masked_too() -> None:
    """That somebody declines to answer can tell enough."""
    masked = page("evgeniy").text
    assert "Liable for mobilisation: said, not shown here" in masked
    assert "does not want to say" not in masked


def test_both_forms_say_the_same() -> None:
    """Every sentence of the page stands in the Markdown, and the documents with their addresses do too."""
    document = made(person("activist"))
    written = re.sub(r"\\(.)", r"\1", report_markdown.render(document))
    for part in document.parts:
        assert f"## {part.heading}\n" in written
        for line in part.lines:
            for words, tone in line.runs:
                assert tone == "quiet" or words.strip() in written
    assert "https://www.themoscowtimes.com/" in written
    assert written.endswith("\n")


def test_it_says_how_old_everything_is() -> None:
    """Each feasible country has the date of its oldest statement, each document its own, with its age."""
    text = page().text
    assert "2022-07-31 (18 months old)" in text
    assert "2023-06 (7 months before the day asked about)" in text


@pytest.mark.parametrize(
    "where, link",
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("www.pragueprocess.eu", "https://www.pragueprocess.eu"),
        ("not recorded", ""),
        ("javascript:alert(1)", ""),
        ("https://example.org/ and more", ""),
        ("www.example", ""),
    ],
)
def test_only_addresses_of_the_web_are_links(where: str, link: str) -> None:
    """What a rule book calls an address is a link only if it is one."""
    assert address(where) == link


def test_the_command_writes_a_private_file(cli: CommandLine, tmp_path: Path) -> None:
    """HTML or Markdown by the name of the file, mode 0600, never over a file without --force."""
    for name, start in (("a.html", b"<!DOCTYPE html>"), ("a.md", b"# Where can")):
        out = tmp_path / name
        done = cli("report", EXAMPLES / "igor.yaml", "-o", out, "--on", ON)
        assert (done.exit_code, done.stdout) == (0, "")
        assert out.read_bytes().startswith(start)
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
        assert cli("report", EXAMPLES / "igor.yaml", "-o", out, "--on", ON).exit_code == 2
        assert (
            cli("report", EXAMPLES / "igor.yaml", "-o", out, "--on", ON, "--force").exit_code == 0
        )


def test_wrong_usage_is_told_before_any_work(cli: CommandLine, tmp_path: Path) -> None:
    """A name that ends in neither, and a file of several people, are wrong usage."""
    done = cli("report", EXAMPLES / "igor.yaml", "-o", "a.pdf", "--on", ON)
    assert (done.exit_code, "ends in .html or .md" in done.stderr) == (2, True)
    several = "facts: {citizenships: [RU]}\n---\nfacts: {citizenships: [RU]}\n"
    done = cli("report", "-", "-o", "a.md", "--on", ON, stdin=several)
    assert (done.exit_code, "about one person" in done.stderr) == (2, True)
    assert list(tmp_path.glob("a.*")) == []


def test_only_some_countries(cli: CommandLine) -> None:
    """--country narrows the document, and - writes it to standard output."""
    done = cli("report", EXAMPLES / "igor.yaml", "-o", "-", "--on", ON, "--country", "KZ")
    found = ReportPage(done.stdout)
    assert "Kazakhstan" in found.text
    assert "Armenia: " not in found.text
