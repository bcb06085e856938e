"""The countries of a result, group by group: from the feasible ones to those not covered."""

from __future__ import annotations

import msgspec

from pathfinder.engine.assessment import DestinationResult, PathwayResult
from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.output import dangers
from pathfinder.output.cited import Citations
from pathfinder.output.page import Line, Run, country, item, section, text
from pathfinder.output.pathways import carrying, in_one_line, tone_of, unsettled
from pathfinder.output.reasons import why_not
from pathfinder.output.tree import full, notes
from pathfinder.output.words import Labels, destination_word, label, sentence, verdict_words

_ASKED_FIRST = 5
"""How many facts the hint on what to ask first names."""

_REASONS = 2
"""How many reasons stand against a country that is not feasible, in short."""

_LASTING = ("stay", "reside", "protection", "citizenship")
"""What a pathway gives that makes a country feasible by itself; entry only where no such is stated."""

Destinations = list[DestinationResult]


def grouped(destinations: Destinations) -> dict[str, Destinations]:
    """By verdict; the possible ones apart: `facts` where saying more can help, else `documents`."""
    groups: dict[str, Destinations] = {
        "feasible": [],
        "facts": [],
        "documents": [],
        "not_feasible": [],
        "not_covered": [],
    }
    for each in destinations:
        group = each.verdict
        if group == "possible":
            group = "facts" if "facts" in each.possible_because else "documents"
        groups[group].append(each)
    return groups


def carriers(destination: DestinationResult) -> list[PathwayResult]:
    """The eligible pathways that make a destination feasible: those for a stay, else for entry."""
    eligible = _of(destination, "eligible")
    lasting = [each for each in eligible if each.gives in _LASTING]
    return lasting or [each for each in eligible if each.gives == "enter"]


def at_discretion(destination: DestinationResult) -> bool:
    """Whether a destination is feasible only where an authority agrees: then never a bare yes."""
    found = carriers(destination) if destination.verdict == "feasible" else []
    return bool(found) and all(each.at_discretion for each in found)


class Countries(msgspec.Struct, frozen=True):
    """The part of the page about countries; in full where its citations are exact."""

    on: str
    citations: Citations
    labels: Labels

    def lines(self, destinations: Destinations) -> list[Line]:
        """All groups that have a country, from best to worst."""
        groups = grouped(destinations)
        return [
            *self._feasible(groups["feasible"]),
            *self._facts(groups["facts"]),
            *self._documents(groups["documents"]),
            *self._not_feasible(groups["not_feasible"]),
            *self._not_covered(groups["not_covered"]),
        ]

    def _feasible(self, found: Destinations) -> list[Line]:
        if not found:
            return []
        lines = [section(_counted(_("Feasible"), found), "good")]
        for each in found:
            lines += self._country(each)
        return lines

    def _facts(self, found: Destinations) -> list[Line]:
        if not found:
            return []
        lines = [section(_counted(_("Possible, and saying more can help"), found), "doubt")]
        if hint := self._asked_first(found):
            lines.append(text(hint))
        for each in found:
            lines += self._country(each)
        return lines

    def _asked_first(self, found: Destinations) -> str:
        """The facts that most countries wait for; nothing for one country, which says it itself."""
        if len(found) == 1:
            return ""
        waiting: dict[str, int] = {}
        for each in found:
            for fact in {fact: None for pathway in each.pathways for fact in pathway.missing}:
                waiting[fact] = waiting.get(fact, 0) + 1
        first = sorted(waiting.items(), key=lambda pair: -pair[1])[:_ASKED_FIRST]
        named = [
            ngettext("{fact} ({n} country)", "{fact} ({n} countries)", n).format(
                fact=label(fact, self.labels), n=n
            )
            for fact, n in first
        ]
        return _("What to ask first: {facts}.").format(facts="; ".join(named)) if named else ""

    def _documents(self, found: Destinations) -> list[Line]:
        if not found:
            return []
        head = _("Possible, but the documents are silent or disagree")
        lines = [section(_counted(head, found), "doubt")]
        lines.append(text(_("Nothing that this person can say settles these.")))
        for each in found:
            lines += self._country(each) if self.citations.exact else self._gaps(each)
        return lines

    def _gaps(self, destination: DestinationResult) -> list[Line]:
        """A country in as few lines as its gaps need: its name leads the line of a single one."""
        name = translate_rule(destination.name)
        ways = _of(destination, "undetermined")
        if len(ways) == 1:
            lines = unsettled(0, ways[0], self.on, self.citations, (f"{name}: ", "strong"))
        else:
            lines = [item(0, (name, "strong"))]
            for pathway in ways:
                lines += unsettled(1, pathway, self.on, self.citations)
        return lines + dangers.of_country(1, destination.cautions, self.citations, self.labels)

    def _country(self, destination: DestinationResult) -> list[Line]:
        words = destination_word(destination.verdict)
        if at_discretion(destination):
            words = _("{verdict}, if an authority agrees").format(verdict=words)
        verdict: Run = (words, tone_of(destination.verdict))
        lines = [country((f"{translate_rule(destination.name)}: ", "strong"), verdict)]
        if self.citations.exact:
            for pathway in destination.pathways:
                lines += full(pathway, self.on, self.citations, self.labels)
            lines += notes(0, destination.context, self.citations)
        else:
            lines += self._in_short(destination)
        return lines + dangers.of_country(0, destination.cautions, self.citations, self.labels)

    def _in_short(self, destination: DestinationResult) -> list[Line]:
        """The pathways that are open, then those that may be; the others only in full."""
        lines: list[Line] = []
        if destination.verdict == "feasible" and _entry_only(destination):
            entry_only = _("The documents say how to enter and nothing about staying.")
            lines.append(item(0, (entry_only, "doubt")))
        for pathway in _of(destination, "eligible"):
            lines += carrying(pathway, self.on, self.citations, self.labels)
        for pathway in _of(destination, "undetermined"):
            if destination.verdict == "feasible":
                lines.append(in_one_line(pathway, self.citations, self.labels))
            else:
                lines += carrying(pathway, self.on, self.citations, self.labels)
        return lines

    def _not_feasible(self, found: Destinations) -> list[Line]:
        if not found:
            return []
        lines = [section(_counted(_("Not feasible on that day"), found))]
        for each in found:
            if self.citations.exact:
                lines += self._country(each)
                continue
            lines.append(self._refused(each))
            grave = [one for one in each.cautions if one.touches == "touched" or dangers.grave(one)]
            lines += dangers.of_country(1, grave, self.citations, self.labels)
        return lines

    def _refused(self, destination: DestinationResult) -> Line:
        """One country in one item: its main reasons, those for a stay before those for entry."""
        runs: list[Run] = [(f"{translate_rule(destination.name)}:", "strong")]
        ways = sorted(destination.pathways, key=lambda each: each.gives in {"enter", "other"})
        told = dict.fromkeys(self._because(pathway) for pathway in ways)
        for says, tag in list(told)[:_REASONS]:
            runs += [(f" {says}", ""), (tag, "quiet")]
        rest = len(told) - _REASONS
        if rest > 0:
            more = ngettext(
                "{n} other way is refused too.", "{n} other ways are refused too.", rest
            )
            runs.append((f" {more.format(n=rest)}", ""))
        return item(0, *runs)

    def _because(self, pathway: PathwayResult) -> tuple[str, str]:
        """Why a pathway is refused, with its date or its first reason, and the tag of the source."""
        words = verdict_words(pathway)
        reasons = [each for each in why_not(pathway) if each.says]
        ids = [passage.id for passage in pathway.citations]
        if reasons and pathway.verdict != "not_in_force":
            words = f"{words}: {translate_rule(reasons[0].says)}"
            ids = reasons[0].citations or ids
        elif pathway.in_force:
            words = f"{words} ({pathway.in_force})"
        told = _("{title}, {why}").format(title=translate_rule(pathway.title), why=words)
        return sentence(told), self.citations.tag(ids)

    def _not_covered(self, found: Destinations) -> list[Line]:
        if not found:
            return []
        names = ", ".join(translate_rule(each.name) for each in found)
        told = _(
            "{names}: the documents state no conditions there for this person. That says neither"
            " that one may go nor that one may not."
        )
        lines = [section(_counted(_("Not covered"), found)), text(told.format(names=names))]
        for each in found:
            if each.cautions or (self.citations.exact and (each.pathways or each.context)):
                lines += self._country(each)
        return lines


def _entry_only(destination: DestinationResult) -> bool:
    return all(each.gives == "enter" for each in carriers(destination))


def _of(destination: DestinationResult, verdict: str) -> list[PathwayResult]:
    return [pathway for pathway in destination.pathways if pathway.verdict == verdict]


def _counted(words: str, found: Destinations) -> str:
    n = len(found)
    return ngettext("{words}: {n} country", "{words}: {n} countries", n).format(words=words, n=n)
