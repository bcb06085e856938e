"""Everything that the documents leave open, wherever it stands in a rule."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.language import records
from pathfinder.review.dossier.records import Open
from pathfinder.review.dossier.walk import conditions
from pathfinder.values.dates import Span


def opens(record: records.Pathway | records.Caution) -> Iterator[Open]:
    """What is open in a pathway or caution: first what decides, then the doubts."""
    owner = record.id
    if isinstance(record, records.Pathway):
        for version in record.versions:
            yield from _version(version, owner)
    else:
        yield from _dated(record.span, owner, record.says, record.cites)
    for condition in conditions(record):
        yield from _condition(condition, owner)
    if isinstance(record, records.Pathway):
        doubts = tuple(doubt for version in record.versions for doubt in version.open)
    else:
        doubts = record.open
    for doubt in doubts:
        yield Open(
            owner=owner, kind=doubt.kind, says=doubt.says, because=doubt.because, sides=doubt.sides,
            cites=doubt.cites,
        )  # fmt: skip


def _version(version: records.Version, owner: str) -> Iterator[Open]:
    yield from _dated(version.span, owner, "", version.cites)
    if version.conditions != "stated":
        kind = "in part" if version.conditions == "stated in part" else "not recorded"
        yield Open(owner=owner, kind=kind, says="", cites=version.cites, decides=True)
    for closure in version.closed:
        yield from _dated(closure.span, owner, closure.says, closure.cites)
        if closure.disputed:
            yield Open(
                owner=owner, kind="closure", says="", cites=closure.cites, decides=True,
                sides=((closure.says, closure.cites), (closure.disputed, closure.disputed_cites)),
            )  # fmt: skip


def _dated(span: Span, owner: str, says: str, cites: tuple[str, ...]) -> Iterator[Open]:
    """A date that the documents know only roughly; `because` is the date as they know it."""
    rough = {
        text: None
        for text, first, last in (
            (span.from_text, span.possible_from, span.certain_from),
            (span.until_text, span.certain_until, span.possible_until),
        )
        if first != last
    }
    for text in rough:
        yield Open(owner=owner, kind="dated", says=says, because=text, cites=cites, decides=True)


def _condition(condition: records.AnyCondition, owner: str) -> Iterator[Open]:
    def found(
        kind: str, says: str = "", sides: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ) -> Open:
        because = condition.doubt if kind != "readings" else ""
        return Open(
            owner=owner, kind=kind, says=says or condition.says, because=because, sides=sides,
            cites=condition.cites, decides=True,
        )  # fmt: skip

    if isinstance(condition, records.Readings):
        sides = tuple((item.says, item.cites) for item in condition.items)
        yield found("readings", condition.about, sides)
    if isinstance(condition, records.NotStated):
        yield found("not stated")
    if condition.if_not_met_open:
        yield found("if not met")
    if condition.if_met_open:
        yield found("if met")
    if condition.applies is not None and (
        condition.applies.open_before or condition.applies.open_after
    ):
        yield found("asked for")
    if isinstance(condition, records.OptionFact | records.SetFact) and not condition.complete:
        yield found("list")
