"""Rules that rest on old documents or old reviews, worst first.

Worst is what can tell somebody yes, for a wrong yes can send them back; then a caution, for without it somebody is
not warned; then what can only refuse or leave open. Among these the oldest document comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from pathfinder.engine.assess import months_between
from pathfinder.language import records
from pathfinder.language.walking import conditions_of, parts_of
from pathfinder.review.signoff.rests import Rule, rules_of
from pathfinder.review.signoff.status import CHANGED, NEVER, Status
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, Period, add_period, parse_day

YES, WARNING, NO = "yes", "warning", "no"
"""What a rule can tell that could be wrong: a yes, a warning, nothing but a no or a doubt. Worst first."""

OLD_DOCUMENT, OLD_REVIEW = "document", "review"


class Outdated(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that rests on something old.

    `known_until` is the last day of which its newest document can speak, `months` how long ago that is; `oldest` its
    oldest citation. `reasons`: `document` and `review` (older than asked for), `changed` (since it was signed),
    `never` (read by nobody, in a rule book that has signatures). `signed` is the day of the signature that counts.
    """

    id: str
    title: str
    document: str
    document_title: str
    known_until: str
    months: int
    file: str
    line: int
    tells: str = NO
    oldest: str = ""
    oldest_document: str = ""
    oldest_known_until: str = ""
    reasons: tuple[str, ...] = ()
    signed: str = ""
    signed_by: str = ""
    signed_months: int | None = None


_UNITS = {"d": (1, 0), "w": (7, 0), "m": (0, 1), "y": (0, 12)}


def parse_age(text: str) -> Period | None:
    """Read `12m`, `18m`, `2y`, also `90d` and `6w`."""
    found = re.fullmatch(r"([1-9][0-9]{0,3})([dwmy])", text.strip().lower())
    if not found:
        return None
    days, months = _UNITS[found[2]]
    return Period(days=days * int(found[1]), months=months * int(found[1]), text=text.strip())


def outdated(
    book: RuleBook, older: Period, on: Day, reviews: Mapping[str, Status] | None = None
) -> list[Outdated]:
    """Every pathway and caution that rests on something older than a period on a day, worst first.

    `reviews` says how the rules are signed; without it only documents count.
    """
    found = []
    for rule in rules_of(book).values():
        dated = sorted(_dated(book, cites_of(rule)))
        if not dated:
            continue
        known = dated[-1][0]
        status = (reviews or {}).get(rule.id)
        reasons = [OLD_DOCUMENT] if add_period(known, older) < on else []
        if status is not None:
            reasons += _of_review(status, older, on)
        if reasons:
            found.append(_outdated(rule, book, dated, on, status, tuple(reasons)))
    return sorted(found, key=_worst)


def _worst(rule: Outdated) -> tuple[int, str, str, str]:
    return (YES, WARNING, NO).index(rule.tells), rule.known_until, rule.signed, rule.id


def _of_review(status: Status, older: Period, on: Day) -> list[str]:
    """What is old about how a rule was read."""
    if status.state in (NEVER, CHANGED):
        return [status.state]
    day = parse_day(_signed(status)[0])
    return [OLD_REVIEW] if day is not None and add_period(day, older) < on else []


def _signed(status: Status) -> tuple[str, str]:
    """Day and name of the newest signature that counts; where the rule has changed, of the newest one."""
    everything = (*status.history, *status.signatures)
    current = [one for one in everything if one.current] or everything
    return max(((one.day, one.name) for one in current), default=("", ""))


def tells(rule: Rule, on: Day) -> str:
    """What a rule can tell from a day on that could be wrong."""
    if isinstance(rule, records.Caution):
        return WARNING
    lasting = [version for version in rule.versions if version.span.possible_until >= on]
    return YES if any(version.conditions == "stated" for version in lasting) else NO


def _outdated(
    rule: Rule,
    book: RuleBook,
    dated: list[tuple[Day, str]],
    on: Day,
    status: Status | None,
    reasons: tuple[str, ...],
) -> Outdated:
    oldest = dated[0][1]
    newest = book.documents[book.citations[dated[-1][1]].citation.document]
    first = book.documents[book.citations[oldest].citation.document]
    day, name = ("", "") if status is None else _signed(status)
    signed = parse_day(day)
    return Outdated(
        id=rule.id,
        title=rule.title if isinstance(rule, records.Pathway) else rule.says,
        document=newest.id,
        document_title=newest.title,
        known_until=newest.known_until,
        months=months_between(dated[-1][0], on),
        file=rule.file,
        line=rule.line,
        tells=tells(rule, on),
        oldest=oldest,
        oldest_document=first.id,
        oldest_known_until=first.known_until,
        reasons=reasons,
        signed=day,
        signed_by=name,
        signed_months=None if signed is None else months_between(signed, on),
    )


def _dated(book: RuleBook, cites: Iterable[str]) -> Iterator[tuple[Day, str]]:
    """The citations with the last day of which their documents can speak."""
    for cite in set(cites):
        document = book.citations[cite].citation.document
        day = parse_day(book.documents[document].known_until)
        if day is not None:
            yield day, cite


def cites_of(record: records.Pathway | records.Caution) -> Iterator[str]:
    """Every citation that a pathway or caution rests on, wherever in it; what is only `context` or `open` is not."""
    for condition in parts_of(*conditions_of(record), through=False):
        yield from condition.cites
    if isinstance(record, records.Caution):
        yield from record.cites
        return
    for version in record.versions:
        yield from version.cites
        for closure in version.closed:
            yield from (*closure.cites, *closure.disputed_cites)
        if version.grants is not None:
            yield from version.grants.cites
        for duty in version.duties:
            yield from duty.cites
