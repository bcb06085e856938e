"""The countries of a result, group by group: from the feasible ones to those not covered."""

from __future__ import annotations

import msgspec

from pathfinder.engine.assessment import DestinationResult
from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.output import dangers
from pathfinder.output.cited import Citations
from pathfinder.output.groups import (
    Destinations,
    at_discretion,
    carriers,
    counted,
    grouped,
    main_refusal,
    named,
    of_verdict,
    refused,
)
from pathfinder.output.page import PLAIN, Line, Run, country, item, section, text
from pathfinder.output.pathways import (
    because,
    carrying,
    head,
    known_as_of,
    may_be_open,
    not_open,
    reason_of,
    tone_of,
    unsettled,
    waiting,
)
from pathfinder.output.tree import full, notes
from pathfinder.output.words import Labels, destination_word


class Countries(msgspec.Struct, frozen=True):
    """The part of the page about countries; in full where its citations are exact.

    `shared` names the dangers that were told before, because they stand with several countries.
    """

    on: str
    citations: Citations
    labels: Labels
    shared: frozenset[str]

    def lines(self, destinations: Destinations) -> list[Line]:
        """All groups that have a country, from best to worst."""
        groups = grouped(destinations)
        alone = len(destinations) == 1
        return [
            *self._feasible(groups["feasible"]),
            *self._facts(groups["facts"], alone),
            *self._documents(groups["documents"]),
            *self._not_feasible(groups["not_feasible"], alone),
            *self._not_covered(groups["not_covered"]),
        ]

    def _feasible(self, found: Destinations) -> list[Line]:
        lines = [section(counted(_("Feasible"), found), "good")] if found else []
        for each in found:
            lines += self._country(each, self._open_ways(each))
        return lines

    def _facts(self, found: Destinations, alone: bool) -> list[Line]:
        head = counted(_("Possible, and saying more can help"), found)
        lines = [section(head, "doubt")] if found else []
        for each in found:
            ways = self._possible_ways(each)
            lines += self._country(each, ways + self._refused_ways(each, in_full=alone))
        return lines

    def _documents(self, found: Destinations) -> list[Line]:
        if not found:
            return []
        head = _("Possible, but the documents are silent or disagree")
        lines = [section(counted(head, found), "doubt")]
        lines.append(text(_("Nothing that this person can say settles these.")))
        if self.citations.exact:
            for each in found:
                lines += self._country(each, [])
            return lines
        for together in self._by_gap(found):
            lines += self._gaps(together)
        return lines

    def _by_gap(self, found: Destinations) -> list[Destinations]:
        """Countries in which the very same way has the very same gap together."""
        groups: dict[tuple[Line, ...] | str, Destinations] = {}
        for each in found:
            ways = of_verdict(each, "undetermined")
            alike = len(ways) == 1 and not self._dangers(0, each)
            key = tuple(unsettled(0, ways[0], self.citations)) if alike else each.country
            groups.setdefault(key, []).append(each)
        return list(groups.values())

    def _gaps(self, together: Destinations) -> list[Line]:
        """Countries in as few lines as their gaps need: the names lead the line of a single one."""
        ways = of_verdict(together[0], "undetermined")
        lead = self._names(together)
        if len(ways) == 1:
            lines = unsettled(0, ways[0], self.citations, lead)
        else:
            lines = [item(0, *lead)]
            for pathway in ways:
                lines += unsettled(1, pathway, self.citations)
        return lines + self._dangers(1, together[0])

    def _names(self, together: Destinations) -> tuple[Run, ...]:
        """The names of countries that lead a line, each with its danger in words."""
        runs: list[Run] = []
        for each in together:
            mark, tone = dangers.mark(each)
            comma: Run = (", ", "") if runs else PLAIN
            runs += [comma, (translate_rule(each.name), "strong")]
            runs.append((f" ({mark})", tone) if mark else PLAIN)
        return (*runs, (": ", "strong"))

    def _country(self, destination: DestinationResult, in_short: list[Line]) -> list[Line]:
        words = destination_word(destination.verdict)
        if at_discretion(destination):
            words = _("{verdict}, if an authority agrees").format(verdict=words)
        mark, tone = dangers.mark(destination)
        lines = [
            country(
                (f"{translate_rule(destination.name)}: ", "strong"),
                (words, tone_of(destination.verdict)),
                (f"; {mark}", tone) if mark else PLAIN,
                self._date(destination),
            )
        ]
        if self.citations.exact:
            for pathway in destination.pathways:
                lines += full(pathway, self.on, self.citations, self.labels)
            lines += notes(0, destination.context, self.citations)
        else:
            lines += [*in_short, *self._age(destination)]
        return lines + self._dangers(0, destination)

    def _dangers(self, depth: int, destination: DestinationResult) -> list[Line]:
        own = [each for each in destination.cautions if each.id not in self.shared]
        return dangers.of_country(depth, own, self.citations, self.labels)

    def _age(self, destination: DestinationResult) -> list[Line]:
        """How old the statements are that make a country feasible, the oldest of them."""
        found = [each.as_of for each in carriers(destination) if each.as_of]
        return [item(0, known_as_of(min(found), self.on))] if found else []

    def _date(self, destination: DestinationResult) -> Run:
        """The date of the oldest statement on which a country that may be open rests."""
        found = [each.as_of for each in of_verdict(destination, "undetermined") if each.as_of]
        if destination.verdict != "possible" or not found or self.citations.exact:
            return PLAIN
        return _("; known only as of {date}").format(date=min(found)), "quiet"

    def _open_ways(self, destination: DestinationResult) -> list[Line]:
        """What carries the country in full, what comes with it or may be open besides in a line."""
        lines: list[Line] = []
        found = carriers(destination)
        if all(each.gives == "enter" for each in found):
            entry_only = _("The documents say how to enter and nothing about staying.")
            lines.append(item(0, (entry_only, "doubt")))
        for pathway in found:
            lines += carrying(pathway, self.citations)
        for pathway in of_verdict(destination, "eligible"):
            if pathway in found:
                continue
            briefly = not pathway.until and not pathway.duties
            lines += (
                [head(0, pathway, self.citations)] if briefly else carrying(pathway, self.citations)
            )
        for pathway in of_verdict(destination, "undetermined"):
            if pathway.missing:
                lines.append(may_be_open(pathway, self.citations, self.labels))
        return [*lines, *self._gap_titles(destination), *self._refused_ways(destination)]

    def _possible_ways(self, destination: DestinationResult) -> list[Line]:
        lines = [head(0, each, self.citations) for each in of_verdict(destination, "eligible")]
        ways = sorted(
            of_verdict(destination, "undetermined"), key=lambda each: each.gives == "enter"
        )
        told: set[str] = set()
        for pathway in ways:
            if pathway.missing:
                lines += waiting(pathway, self.citations, self.labels, told)
        return [*lines, *self._gap_titles(destination)]

    def _gap_titles(self, destination: DestinationResult) -> list[Line]:
        """The pathways that only the documents leave open, in one line."""
        ways = [each for each in of_verdict(destination, "undetermined") if not each.missing]
        if not ways:
            return []
        titles = "; ".join(translate_rule(each.title) for each in ways)
        told = _("The documents do not settle, whatever is said: {titles}.")
        return [item(0, told.format(titles=titles))]

    def _refused_ways(self, destination: DestinationResult, *, in_full: bool = True) -> list[Line]:
        ways = refused(destination)
        if in_full or not ways:
            return [not_open(each, self.citations) for each in ways]
        titles = "; ".join(translate_rule(each.title) for each in ways)
        return [item(0, _("Not open: {titles}.").format(titles=titles))]

    def _not_feasible(self, found: Destinations, alone: bool) -> list[Line]:
        lines = [section(counted(_("Not feasible on that day"), found))] if found else []
        if self.citations.exact or alone:
            for each in found:
                lines += self._country(each, self._refused_ways(each))
            return lines
        for together in self._by_reason(found):
            lines.append(self._refused(together))
            lines += self._touched(together[0])
        return lines

    def _by_reason(self, found: Destinations) -> list[Destinations]:
        """Countries that are refused for the very same reason together, in the order of the first.

        A country with a danger of its own to tell stands alone.
        """
        groups: dict[tuple[str, ...], Destinations] = {}
        for each in found:
            key: tuple[str, ...] = reason_of(main_refusal(each), self.citations)
            if self._touched(each) or len(refused(each)) > 1:
                key = (*key, each.country)
            groups.setdefault(key, []).append(each)
        return list(groups.values())

    def _touched(self, destination: DestinationResult) -> list[Line]:
        """The dangers that certainly touch the person in a country that is not open to them."""
        touched = [each for each in destination.cautions if each.touches == "touched"]
        own = [each for each in touched if each.id not in self.shared]
        return dangers.of_country(1, own, self.citations, self.labels)

    def _refused(self, together: Destinations) -> Line:
        """Countries that are refused for the same reason, in one item."""
        told = because if len(together) == 1 else reason_of
        says, tag = told(main_refusal(together[0]), self.citations)
        runs: list[Run] = [*self._names(together), (says, ""), (tag, "quiet")]
        rest = len(refused(together[0])) - 1
        if rest > 0:
            more = ngettext(
                "{n} other way is refused too.", "{n} other ways are refused too.", rest
            )
            runs.append((f" {more.format(n=rest)}", ""))
        return item(0, *runs)

    def _not_covered(self, found: Destinations) -> list[Line]:
        if not found:
            return []
        names = ", ".join(named(each) for each in found)
        told = _(
            "{names}: the documents state no conditions there for this person. That says neither"
            " that one may go nor that one may not."
        )
        lines = [section(counted(_("Not covered"), found)), text(told.format(names=names))]
        for each in found:
            if self.citations.exact:
                if each.cautions or each.pathways or each.context:
                    lines += self._country(each, [])
            elif touched := self._touched(each):
                lines += [item(0, *self._names([each])), *touched]
        return lines
