"""The whole result for one profile: every pathway told, every caution that touches, and what it all rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from pathfinder.engine.assessment import (
    Assessment,
    CautionResult,
    CitedPassage,
    DestinationResult,
    DocumentNote,
    Duty,
    Note,
    PathwayResult,
    Receipt,
)  # fmt: skip
from pathfinder.engine.duties import Duties
from pathfinder.engine.judge import DestinationVerdict, Judgement
from pathfinder.engine.reasons import Teller
from pathfinder.engine.terms import in_force
from pathfinder.engine.tracing import NEVER, Trace
from pathfinder.engine.wording import dates_of, open_point
from pathfinder.i18n import _, current_language, translate_rule
from pathfinder.language import records
from pathfinder.values.dates import LAST_DAY, Day, add_period, format_day, parse_day
from pathfinder.values.words import period_words
from pathfinder.version import __version__

_RANK = {"feasible": 0, "possible": 1, "not_feasible": 3, "not_covered": 4}


def assess(
    judgement: Judgement,
    *,
    countries: Collection[str] | None = None,
    explain: bool = False,
    with_sensitive: bool = False,
) -> Assessment:
    """The result of a judgement as records; `countries` narrows the destinations, `explain` adds the context."""
    return _Assessor(judgement, explain, with_sensitive).assessment(countries)


class _Assessor:
    def __init__(self, judgement: Judgement, explain: bool, with_sensitive: bool) -> None:
        self.judgement = judgement
        self.on_day = judgement.on_day
        self.book = judgement.on_day.book
        self.day = judgement.on_day.day
        self.explain = explain
        self.with_sensitive = with_sensitive
        self.used: dict[str, None] = {}

    def assessment(self, countries: Collection[str] | None) -> Assessment:
        verdicts = self.judgement.destinations
        chosen = [name for name in verdicts if countries is None or name in countries]
        chosen.sort(key=lambda name: (_rank(verdicts[name]), name))
        destinations = [self.destination(name, verdicts[name]) for name in chosen]
        everywhere = self.cautions(lambda caution: not caution.countries)
        everyone = [*everywhere, *(caution for d in destinations for caution in d.cautions)]
        own = {cite for caution in everyone for cite in _cites_of_caution(caution)}
        own |= {cite for d in destinations for note in d.context for cite in note.citations}
        return Assessment(
            case=self.judgement.profile.case,
            on=format_day(self.day),
            receipt=Receipt(
                f"pathfinder {__version__}", f"sha256:{self.book.hash}", format_day(self.day)
            ),
            destinations=destinations,
            cautions=everywhere,
            citations=self.passages(sorted(own)),
            documents=self.documents(),
        )

    def destination(self, country: str, verdict: DestinationVerdict) -> DestinationResult:
        language = current_language()
        names = self.book.country_names.get(language) or self.book.vocabulary.countries
        regions = self.book.vocabulary.regions
        region = regions.get(country)
        record = self.book.destinations[country]
        names_of_it = {
            country,
            *(name for name in regions if country in regions[name].on(self.day)),
        }

        def here(caution: records.Caution) -> bool:
            return not names_of_it.isdisjoint(caution.countries)

        return DestinationResult(
            country=country,
            name=translate_rule(region.title) if region else names.get(country, country),
            verdict=verdict.verdict,
            possible_because=list(verdict.because),
            pathways=[self.pathway(pathway) for pathway in self.book.of_country(country)],
            cautions=self.cautions(here),
            context=self.notes(record.context),
        )

    def notes(self, statements: Iterable[records.Statement]) -> list[Note]:
        if not self.explain:
            return []
        for statement in statements:
            self.used.update(dict.fromkeys(statement.cites))
        return [Note(translate_rule(item.says), list(item.cites)) for item in statements]

    def pathway(self, pathway: records.Pathway) -> PathwayResult:
        row = self.judgement.rows[pathway.id]
        scope = self.on_day.pathway(pathway)
        profile = self.judgement.profile
        trace = Trace(self.on_day, scope, self.judgement.numbers, profile.values)
        teller = Teller(
            trace, profile, self.book.vocabulary, row.verdict, with_sensitive=self.with_sensitive
        )
        teller.tell(pathway, scope.root)
        versions = in_force(pathway, self.day)
        until = self.until(pathway, trace, row.verdict)
        owed = Duties(self.judgement)
        duties = [
            owed.told(duty, until)
            for version in versions
            for duty in version.duties
            if owed.must(duty)
        ]
        context = self.notes(pathway.context)
        cites = _cites(pathway, teller, duties)
        cites += [cite for note in context for cite in note.citations if cite not in cites]
        grounds = [cite for version in versions or pathway.versions for cite in version.cites]
        return PathwayResult(
            id=pathway.id,
            title=translate_rule(pathway.title),
            gives=pathway.gives,
            verdict=row.verdict,
            covered=row.covered,
            at_discretion=pathway.at_discretion,
            missing=list(row.missing),
            open=list(teller.open.values()),
            reasons=teller.reasons,
            until=format_day(until) if until is not None else None,
            grants=_grants(versions),
            duties=duties,
            in_force=dates_of(pathway),
            as_of=self.as_of(grounds),
            citations=self.passages(cites),
            context=context,
        )

    def until(self, pathway: records.Pathway, trace: Trace, verdict: str) -> Day | None:
        """The last lawful day of a stay that includes the date asked about."""
        if pathway.gives != "stay" or verdict not in ("eligible", "undetermined"):
            return None
        root = trace.scope.root.items[1]
        parts = [root] if root.op != "readings" else list(root.items)
        standing = [part for part in parts if part.op == "guard"]
        ends = [trace.until(part.items[1]) for part in standing]
        ends += [_stands_until(part.about, self.day) for part in standing]
        end = min(ends, default=NEVER)
        return end if NEVER < end < LAST_DAY and end >= self.day else None

    def cautions(self, wanted: Any) -> list[CautionResult]:
        found = []
        for caution in self.book.cautions.values():
            if not wanted(caution):
                continue
            touches, missing = self.judgement.caution(caution)
            if touches == "not touched":
                continue
            points = [open_point(doubt) for doubt in caution.open]
            self.used.update(dict.fromkeys(caution.cites))
            since = caution.span.from_text
            found.append(
                CautionResult(
                    id=caution.id,
                    touches=touches,
                    says=translate_rule(caution.says),
                    certainty=caution.certainty,
                    endangers=list(caution.endangers),
                    since=None if since == "not stated" else since,
                    missing=list(missing),
                    citations=list(caution.cites),
                    open=points,
                )
            )
        return sorted(found, key=lambda caution: caution.touches != "touched")

    def passages(self, cites: Iterable[str]) -> list[CitedPassage]:
        found = []
        for name in cites:
            self.used[name] = None
            locked = self.book.citations[name]
            citation = locked.citation
            found.append(
                CitedPassage(
                    id=name,
                    document=citation.document,
                    section=citation.section,
                    from_=citation.first,
                    to=citation.last,
                    verified=locked.verified,
                    checked=locked.checked,
                )
            )
        return found

    def as_of(self, cites: Iterable[str]) -> str | None:
        """The last day of which the documents of a pathway can speak."""
        known = [
            self.book.documents[self.book.citations[c].citation.document].known_until for c in cites
        ]
        return max((day for day in known if parse_day(day)), default=None)

    def documents(self) -> list[DocumentNote]:
        names = sorted({self.book.citations[cite].citation.document for cite in self.used})
        notes = []
        for name in names:
            document = self.book.documents[name]
            known = parse_day(document.known_until)
            age = months_between(known, self.day) if known is not None else None
            notes.append(
                DocumentNote(
                    id=name,
                    title=document.title,
                    author=document.author,
                    published=document.published,
                    months_old=age,
                    where=document.where,
                )
            )
        return notes


def _stands_until(version: records.Version, day: Day) -> Day:
    """The last day on which a version certainly stands and nothing closes it yet."""
    spans = [closure.span for closure in version.closed]
    closing = [first - 1 for span in spans for first in (span.possible_from, span.certain_from)]
    return min(version.span.certain_until, *(end for end in closing if end >= day), LAST_DAY)


def _rank(verdict: DestinationVerdict) -> int:
    rank = _RANK[verdict.verdict]
    return 2 if verdict.verdict == "possible" and "facts" not in verdict.because else rank


def _grants(versions: list[records.Version]) -> str | None:
    for version in versions:
        grant = version.grants
        if grant is None:
            continue
        if grant.says:
            return translate_rule(grant.says)
        if grant.period is None:
            return None
        if grant.within is None:
            return period_words(grant.period)
        return _("{period} in {window}").format(
            period=period_words(grant.period), window=period_words(grant.within)
        )
    return None


def _cites(pathway: records.Pathway, teller: Teller, duties: list[Duty]) -> list[str]:
    """Every citation that a pathway's result rests on, those of the pathway first."""
    found = dict.fromkeys(cite for version in pathway.versions for cite in version.cites)
    for reason in teller.reasons:
        found.update(dict.fromkeys(reason.citations))
    for note in teller.open.values():
        found.update(dict.fromkeys(note.citations))
        found.update(dict.fromkeys(cite for side in note.sides for cite in side.citations))
    for duty in duties:
        found.update(dict.fromkeys(duty.citations))
    return list(found)


def _cites_of_caution(caution: CautionResult) -> Iterable[str]:
    """Every citation that a caution's result rests on."""
    yield from caution.citations
    for point in caution.open:
        yield from point.citations
        for side in point.sides:
            yield from side.citations


def months_between(first: Day, last: Day) -> int:
    """Whole months from one day to another; negative where the second is earlier."""
    from pathfinder.values.dates import Period

    if last < first:
        return -months_between(last, first)
    months = (last - first) // 31
    while add_period(first, Period(months=months + 1)) <= last:
        months += 1
    return months
