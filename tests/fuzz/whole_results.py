"""Everything the program tells, of a person, a family or a rule book, made in this process as the commands make it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec

from pathfinder.api import judge
from pathfinder.change.whatif import whatif
from pathfinder.cli import summary
from pathfinder.cli.calendar import as_json as calendar_as_json
from pathfinder.cli.families import Wanted, judged, relation_words
from pathfinder.cli.report import _of_family, _of_person
from pathfinder.engine.assess import assess
from pathfinder.engine.judge import Judgement
from pathfinder.family.together import family
from pathfinder.i18n import current_language, translate_rule, use_language, use_rule_sentences
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile, ProfileProblems
from pathfinder.output import markdown, report_html, report_markdown, terminal, together
from pathfinder.output import whatif as whatif_page
from pathfinder.output.schedule import schedule_page
from pathfinder.output.sheet import render_sheet
from pathfinder.rulebook.book import RuleBook
from pathfinder.schedule.icalendar import write_calendar
from pathfinder.schedule.make import schedule

STAMP = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
Found = Sequence[Profile | ProfileProblems]


class Told(NamedTuple):
    """What was written about a person, and what they were found to be."""

    judgement: Judgement
    text: str
    html: str
    markdown: str
    calendar: bytes
    lists: list[Any]
    json: list[bytes]


@contextmanager
def speaking(language: str, book: RuleBook) -> Iterator[None]:
    """Another language for a while."""
    before = current_language()
    use_language(language)
    use_rule_sentences(book.translations.get(language, {}))
    try:
        yield
    finally:
        use_language(before)
        use_rule_sentences({})


def labels_of(book: RuleBook) -> dict[str, str]:
    """How people call the facts."""
    return {name: translate_rule(fact.label) for name, fact in book.vocabulary.facts.items()}


def about(profile: Profile, day: int, book: RuleBook) -> Told | None:
    """Everything about one person on a day; None where what they say contradicts itself."""
    labels = labels_of(book)
    try:
        judgement = judge(profile, on=day, rules=book)
    except ProblemsFound:
        return None
    whole = assess(judgement, explain=True, with_sensitive=True)
    text = io.StringIO()
    terminal.render(whole, labels=labels, file=text, explain=True)
    changes = whatif(judgement)
    terminal.write(whatif_page.page(changes, labels, everything=True), file=text)
    planned = schedule(judgement, assess(judgement))
    terminal.write(schedule_page(planned, lambda _entry: None), file=text)
    summary.lines(whole, labels, profile.unsaid)
    document = _of_person(profile, Wanted(on=day, countries=None, with_sensitive=True), book)
    return Told(
        judgement=judgement,
        text=text.getvalue(),
        html=report_html.render(document),
        markdown=markdown.render(whole, labels=labels, explain=True)
        + report_markdown.render(document),
        calendar=b"".join(
            write_calendar([planned], stamp=STAMP, discreet=way) for way in (False, True)
        )
        if planned.entries
        else b"",
        lists=[planned, changes, whole],
        json=[msgspec.json.encode(each) for each in (whole, changes, calendar_as_json(planned))],
    )


def about_family(found: Found, day: int, book: RuleBook) -> tuple[str, str]:
    """Everything about the people of one case file: as text and as a document; empty where nobody can be judged."""
    judgements, problems = judged(found, day, book)
    if not judgements:
        assert problems
        return "", ""
    result = family(judgements, explain=True, with_sensitive=True)
    text = io.StringIO()
    page = together.page(result, labels_of(book), relation_words(book), explain=True)
    terminal.write(page, file=text)
    msgspec.json.encode(result)
    if problems:
        return text.getvalue(), ""
    wanted = Wanted(on=day, countries=None, with_sensitive=True)
    try:
        document = _of_family(list(found), wanted, book, whole=True)
    except ProblemsFound:
        return text.getvalue(), ""
    report_markdown.render(document)
    return text.getvalue(), report_html.render(document)


def sheets(book: RuleBook) -> str:
    """The sheets of all countries."""
    text = io.StringIO()
    for code in sorted(book.destinations):
        render_sheet(book, code, file=text)
    return text.getvalue()
