"""The rules of one country as a sheet that a lawyer reads with the documents in the other hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from pathfinder.i18n import N_, _, current_language, ngettext, translate_rule
from pathfinder.language import records
from pathfinder.output.outline import Outline, dates_words, day_words, derived_lines
from pathfinder.output.page import Line, country, item, section, text, title
from pathfinder.output.passages import cited_passages
from pathfinder.output.terminal import write
from pathfinder.output.words import (
    capital,
    certainty_word,
    endangers_word,
    gives_word,
    open_word,
    sentence,
)
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import format_day
from pathfinder.values.words import period_words

CONDITIONS = {
    "stated": N_("The documents state all conditions."),
    "stated in part": N_("The documents state a part of the conditions: undetermined at best."),
    "not recorded": N_("The documents record no conditions: undetermined at best."),
}


def render_sheet(
    book: RuleBook, code: str, *, file: TextIO, cases: Mapping[str, int] | None = None
) -> None:
    """Write the rules of a destination, or of a file such as `RU`, to `file`.

    `cases` is the number of cases by pathway or caution: a rule book that is put together has none.
    """
    write(sheet(book, code, cases or {}), file=file)


def sheet(book: RuleBook, code: str, cases: Mapping[str, int]) -> list[Line]:
    """Everything that the rules of a country hold, as lines of a page."""
    return _Sheet(book, code, cases).lines()


class _Sheet:
    """Puts a sheet together and remembers which citations it has named."""

    def __init__(self, book: RuleBook, code: str, cases: Mapping[str, int]) -> None:
        self.book = book
        self.cases = cases
        self.code = code
        self.record = book.destinations[code]
        self.used: dict[str, None] = {}
        self.outline = Outline(book.vocabulary, self.tag)

    def lines(self) -> list[Line]:
        pathways = self.book.of_country(self.code)
        cautions = [each for each in self.book.cautions.values() if self._of_this(each)]
        lines = self._head(len(pathways), len(cautions))
        if pathways:
            lines.append(section(_("Pathways")))
        for pathway in pathways:
            lines += self._pathway(pathway)
        if cautions:
            lines.append(section(_("Dangers"), "danger"))
        for caution in cautions:
            lines += self._caution(caution)
        if self.record.context:
            lines.append(section(_("What helps to judge and decides nothing")))
            lines += self._statements(0, self.record.context)
        return lines + cited_passages(self.book, list(self.used))

    def _of_this(self, caution: records.Caution) -> bool:
        return caution.file == self.record.file or self.code in caution.countries

    def _head(self, pathways: int, cautions: int) -> list[Line]:
        regions = self.book.vocabulary.regions
        countries = (
            self.book.country_names.get(current_language()) or self.book.vocabulary.countries
        )
        names = {**countries, **{code: translate_rule(r.title) for code, r in regions.items()}}
        name = names.get(self.code, self.code)
        checked = day_words(self.record.last_checked)
        counts = [
            ngettext("{n} pathway", "{n} pathways", pathways).format(n=pathways),
            ngettext("{n} danger", "{n} dangers", cautions).format(n=cautions),
        ]
        told = _("{counts}. Last checked: {day}. Rules: sha256:{hash}.").format(
            counts=", ".join(counts), day=checked, hash=self.book.hash[:12]
        )
        lines = [
            title(_("The rules of {name} ({code})").format(name=name, code=self.code)),
            text(told),
        ]
        if self.record.named_only:
            only = _("The documents name this country and state no conditions for it.")
            lines.append(text(only, (self.tag(self.record.cites), "quiet")))
        elif self.record.cites:
            lines.append(text(_("Named in:"), (self.tag(self.record.cites), "quiet")))
        where = _("A condition without a citation rests on that of what it stands in.")
        if pathways or cautions:
            lines.append(text((where, "quiet")))
        return lines

    def tag(self, cites: Sequence[str]) -> str:
        """` [window; regulation]`; a citation of another file with the name of that file."""
        self.used.update(dict.fromkeys(cites))
        names = [cite.removeprefix(f"{self.code}/") for cite in cites]
        return f" [{'; '.join(names)}]" if names else ""

    def _pathway(self, pathway: records.Pathway) -> list[Line]:
        gives = gives_word(pathway.gives)
        discretion = _("At discretion: yes, an authority decides.")
        lines = [
            country((f"{pathway.id}: ", "strong"), translate_rule(pathway.title)),
            item(0, _("It {gives}. {covers}").format(gives=gives, covers=self._covers(pathway))),
            item(0, discretion if pathway.at_discretion else _("At discretion: no.")),
        ]
        if pathway.reached:
            reached = _("Only for who is in the country or can enter it by one of its pathways:")
            entries = ", ".join(self.book.entries.get(pathway.country, ())) or _("none")
            lines.append(item(0, f"{reached} {entries}."))
        several = len(pathway.versions) > 1
        for number, version in enumerate(pathway.versions, 1):
            dates = dates_words(version.span)
            lead = _("Version {n}, in force: {dates}.") if several else _("In force: {dates}.")
            words = f"{lead.format(n=number, dates=dates)} {_(CONDITIONS[version.conditions])}"
            lines.append(item(0, (words, "strong"), (self.tag(version.cites), "quiet")))
            lines += derived_lines(1, version.span.derived)
            lines += self._version(1 if several else 0, version)
        if pathway.context:
            lines.append(item(0, _("What helps to judge and decides nothing:")))
            lines += self._statements(1, pathway.context)
        return lines + self._cases(pathway.id)

    def _covers(self, pathway: records.Pathway) -> str:
        covers = pathway.covers
        if covers.everyone:
            return _("It covers foreigners of any citizenship.")
        names = ", ".join(covers.citizens)
        if covers.former:
            told = _("It covers citizens of {names} and former citizens of {former}.")
            return told.format(names=names, former=", ".join(covers.former))
        return _("It covers citizens of {names}.").format(names=names)

    def _version(self, depth: int, version: records.Version) -> list[Line]:
        lines: list[Line] = []
        if version.requires is not None:
            lines += self.outline.required(depth, _("Required"), version.requires, version.cites)
        if version.refused:
            lines.append(item(depth, (_("Refused to whoever meets one of these:"), "strong")))
            for condition in version.refused:
                lines += self.outline.lines(depth + 1, condition, version.cites)
        for closure in version.closed:
            lines += self._closure(depth, closure)
        if version.grants is not None:
            lines += self._grant(depth, version.grants)
        for duty in version.duties:
            lines += self._duty(depth, duty)
        for doubt in version.open:
            lines += self._doubt(depth, doubt)
        return lines

    def _closure(self, depth: int, closure: records.Closure) -> list[Line]:
        dates = dates_words(closure.span)
        lead = _("Closed ({dates}): ").format(dates=dates)
        says = sentence(translate_rule(closure.says))
        lines = [item(depth, (lead, "strong"), says, (self.tag(closure.cites), "quiet"))]
        lines += derived_lines(depth + 1, closure.span.derived)
        if closure.disputed:
            other = sentence(translate_rule(closure.disputed))
            words = _("Another document says: {says}").format(says=other)
            tag = self.tag(closure.disputed_cites)
            lines.append(item(depth + 1, (words, "doubt"), (tag, "quiet")))
        return lines

    def _grant(self, depth: int, grant: records.Grant) -> list[Line]:
        words = period_words(grant.period) if grant.period else _("not stated")
        if grant.period and grant.within:
            words = _("{period} within {window}").format(
                period=words, window=period_words(grant.within)
            )
        says = f" {sentence(translate_rule(grant.says))}" if grant.says else ""
        lead = _("For how long: {words}.").format(words=words)
        line = item(depth, (lead, "strong"), says, (self.tag(grant.cites), "quiet"))
        return [line, *derived_lines(depth + 1, grant.derived)]

    def _duty(self, depth: int, duty: records.DutyRule) -> list[Line]:
        lead = _("To do ({due}): ").format(due=due_words(duty.due))
        says = sentence(translate_rule(duty.says))
        lines = [item(depth, (lead, "strong"), says, (self.tag(duty.cites), "quiet"))]
        lines += derived_lines(depth + 1, duty.derived)
        if duty.when is not None:
            whom = _("Only for whom this is true")
            lines += self.outline.required(depth + 1, whom, duty.when, duty.cites)
        return lines

    def _doubt(self, depth: int, doubt: records.Doubt) -> list[Line]:
        lead = _("Open ({kind}): ").format(kind=open_word(doubt.kind))
        says = sentence(translate_rule(doubt.says))
        lines = [item(depth, (lead, "doubt"), says, (self.tag(doubt.cites), "quiet"))]
        if doubt.because:
            why = sentence(translate_rule(doubt.because))
            lines.append(item(depth + 1, _("Because: {why}").format(why=why)))
        for number, (side, cites) in enumerate(doubt.sides, 1):
            words = _("Side {n}: {says}").format(n=number, says=sentence(translate_rule(side)))
            lines.append(item(depth + 1, words, (self.tag(cites), "quiet")))
        return lines

    def _statements(self, depth: int, statements: Sequence[records.Statement]) -> list[Line]:
        return [
            item(depth, sentence(translate_rule(each.says)), (self.tag(each.cites), "quiet"))
            for each in statements
        ]

    def _caution(self, caution: records.Caution) -> list[Line]:
        kinds = ", ".join(endangers_word(danger) for danger in caution.endangers)
        told = _("{certainty}; it endangers: {kinds}; {dates}.").format(
            certainty=capital(certainty_word(caution.certainty)),
            kinds=kinds,
            dates=dates_words(caution.span),
        )
        says = sentence(translate_rule(caution.says))
        lines = [
            country((f"{caution.id}: ", "strong"), says, (self.tag(caution.cites), "quiet")),
            item(0, told),
            *derived_lines(1, caution.span.derived),
        ]
        others = [name for name in caution.countries if name != self.code]
        if others:
            names = ", ".join(others)
            lines.append(item(0, _("Shown also with: {names}.").format(names=names)))
        if caution.touches is None:
            lines.append(item(0, _("It touches everybody.")))
        else:
            words = _("Whom it touches")
            lines += self.outline.required(0, words, caution.touches, caution.cites)
        for doubt in caution.open:
            lines += self._doubt(0, doubt)
        return lines + self._cases(caution.id)

    def _cases(self, owner: str) -> list[Line]:
        n = self.cases.get(owner, 0)
        told = ngettext("{n} case shows it.", "{n} cases show it.", n)
        return [item(0, told.format(n=n))] if n else []


def due_words(due: records.Due) -> str:
    """When a duty falls due, as the rule says it."""
    if due.how == "last day":
        return _("by the last lawful day")
    if due.how == "day" and due.day is not None:
        return _("by {day}").format(day=format_day(due.day))
    if due.how == "after" and due.after is not None:
        told = _("{period} after {what} in {country}")
        return told.format(period=period_words(due.after), what=due.since, country=due.country)
    return _("by when is not stated")
