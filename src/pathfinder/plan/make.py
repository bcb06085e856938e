"""The plans of one person: from what was said on a day to a goal within a time."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from pathfinder.change.words import country_name
from pathfinder.engine.assess import assess
from pathfinder.engine.assessment import Assessment, CitedPassage, DocumentNote
from pathfinder.engine.judge import Judgement
from pathfinder.i18n import _
from pathfinder.language.records import Pathway
from pathfinder.plan.choice import GRAVE, Choice
from pathfinder.plan.circles import Circles
from pathfinder.plan.days import Days
from pathfinder.plan.order import in_order
from pathfinder.plan.present import own_countries, passport_expires, present
from pathfinder.plan.records import CirclePlan, Plans
from pathfinder.plan.search import Chain, Search
from pathfinder.plan.state import beginning
from pathfinder.plan.steps import Taking
from pathfinder.plan.telling import Teller
from pathfinder.schedule.person import Person
from pathfinder.schedule.windows import limits_one_stay
from pathfinder.values.dates import Period, add_period, format_day

GOALS = ("enter", "stay", "reside", "protection", "citizenship")

_ALREADY = {"reside": "residence_permits", "citizenship": "citizenships"}
"""The fact that says that a goal is reached somewhere."""


def plan(
    judgement: Judgement,
    *,
    to: str,
    within: Period,
    countries: Collection[str] | None = None,
    avoid: Collection[str] = (),
    everything: bool = False,
    explain: bool = False,
) -> Plans:
    """The plans of a person to a goal; `countries` narrows where it is reached, `avoid` what is gone through.

    `everything` adds those that are folded away, `explain` the context of pathways.
    """
    return _Maker(judgement, to, within, countries, frozenset(avoid), explain).plans(everything)


class _Maker:
    def __init__(
        self, judgement: Judgement, to: str, within: Period, countries: Collection[str] | None,
        avoid: frozenset[str], explain: bool,
    ) -> None:  # fmt: skip
        self.judgement = judgement
        self.book = judgement.on_day.book
        self.to = to
        self.first = judgement.on_day.day
        self.last = add_period(self.first, within)
        self.countries = countries
        self.avoid = avoid
        self.days = Days(self.book, self.first, self.last)
        self.start = beginning(judgement.profile.values, judgement.place, self.first)
        self.taking = Taking(self.days)
        self.now: Assessment = assess(judgement, explain=explain)
        self.present = present(self.days, self.start)
        self.teller = Teller(self.days, judgement.profile, self.now, explain=explain)

    def plans(self, everything: bool) -> Plans:
        """The plans that are shown; with `everything` also the others, after them."""
        search = Search(self.taking, self.avoid)
        chains: list[Chain] = [
            chain for goal in self.goals() for chain in search.chains(goal, self.start)
        ]
        choice = Choice(self.days, self.taking, self.start, self.avoid)
        chosen, folded = choice.chosen(chains)
        told = [self.teller.plan(number, each) for number, each in enumerate(in_order(chosen), 1)]
        alone, circles, cut = self.circles(len(told))
        if everything:
            after = len(told) + len(circles) + 1
            told += [
                self.teller.plan(number, each)
                for number, each in enumerate(in_order(folded), after)
            ]
        return Plans(
            case=self.judgement.profile.case, on=format_day(self.first), until=format_day(self.last), to=self.to,
            countries=sorted(self.countries or ()), avoided=sorted(self.avoid), receipt=self.now.receipt,
            place=self.start.place, present=self.present,
            passport_expires=passport_expires(self.judgement.profile.values, self.first, self.last),
            plans=told, folded=len(folded), alone=alone, circles=circles,
            cut=search.cut or cut, cut_because="judgements" if search.cut or cut else None,
            notices=self.notices(), cautions=list(self.teller.everywhere.values()),
            names=self.names(), citations=self._citations(), documents=self._documents(),
        )  # fmt: skip

    def goals(self) -> list[Pathway]:
        """The pathways that give what is wanted where it is wanted."""
        wanted = self.countries
        return [
            pathway
            for pathway in self.book.pathways.values()
            if pathway.gives == self.to and (wanted is None or pathway.country in wanted)
        ]

    def circles(self, before: int) -> tuple[list[str], list[CirclePlan], bool]:
        """The countries that last the whole time alone, the circles in their order, and whether some were left out."""
        if self.to != "stay":
            return [], [], False
        avoided = self.avoid | Search(self.taking).avoided
        finder = Circles(self.taking, self.start, avoided)
        alone, found = finder.found()
        if self.countries is not None:
            wanted = set(self.countries)
            alone = [code for code in alone if code in wanted]
            found = [each for each in found if each.countries <= wanted]
        person = Person(self.judgement, self.now)
        codes = {code for each in found for code in each.countries}
        limiting = frozenset(code for code in codes if limits_one_stay(person, code, self.first))
        told = [self.teller.circle(0, each, limiting) for each in found]
        told.sort(key=_circle_rank)
        numbered = [
            msgspec.structs.replace(each, number=number)
            for number, each in enumerate(told, before + 1)
        ]
        return alone, numbered, finder.cut

    def notices(self) -> list[str]:
        """What has to be known to trust the plans."""
        values, state = self.judgement.profile.values, self.start
        found = []
        already = values.get(_ALREADY.get(self.to, ""), frozenset())
        if self.to == "reside" and already:
            names = ", ".join(country_name(code, self.book) for code in sorted(already))
            found.append(
                _("A residence permit was said already: {countries}.").format(countries=names)
            )
        if state.place is None:
            found.append(
                _(
                    "Where the person is was not said, so no plan can tell how long they may remain there."
                )
            )
        elif state.gap == "*":
            found.append(
                _(
                    "Earlier stays were not said, and they may have used up days: say `stays` for days that hold."
                )
            )
        elif state.gap and state.gap not in values.get("citizenships", ()):
            found.append(
                _(
                    "Since when the person is in {country} was not said: say `stays` for days that hold."
                ).format(country=country_name(state.gap, self.book))
            )
        found += own_countries(values, self.countries, self.book)
        if any(stay.entered > self.first for stay in values.get("stays", ())):
            found.append(
                _(
                    "Stays that are booked for later are no part of the plans; `pathfinder calendar` looks at them."
                )
            )
        if "travel" in values.get("passports", ()) and "travel_passport_expires" not in values:
            found.append(
                _(
                    "Until when the travel passport is valid was not said; the plans suppose that it does not run out."
                )
            )
        return found

    def names(self) -> dict[str, str]:
        """The names of all destinations and places that may be spoken of, by code."""
        codes = {pathway.country for pathway in self.book.pathways.values()} | self.avoid
        if self.start.place is not None:
            codes.add(self.start.place)
        return {code: country_name(code, self.book) for code in sorted(codes)}

    def _citations(self) -> list[CitedPassage]:
        """The passages of dangers that follow the person everywhere, and of the steps."""
        own = {cite for caution in self.now.cautions for cite in caution.citations}
        own |= set(self.present.citations) if self.present is not None else set()
        found = {each.id: each for each in self._passages() if each.id in own}
        for result in self.teller.used[1:]:
            found |= {each.id: each for each in result.citations}
            for destination in result.destinations:
                for pathway in destination.pathways:
                    found |= {each.id: each for each in pathway.citations}
        return list(found.values())

    def _passages(self) -> list[CitedPassage]:
        """All passages of the result on the first day."""
        pathways = [each for one in self.now.destinations for each in one.pathways]
        return [*self.now.citations, *(cited for each in pathways for cited in each.citations)]

    def _documents(self) -> list[DocumentNote]:
        """The documents of the steps, each as old as it is on the day asked about."""
        own = {note.id: note for note in self.now.documents}
        found = {note.id: note for result in self.teller.used[1:] for note in result.documents}
        return [own.get(name, found[name]) for name in sorted(found)] or self.now.documents


def _circle_rank(circle: CirclePlan) -> tuple[object, ...]:
    """Those without a doubt first, then those with less danger, then those with fewer journeys."""
    everyone = [each for some in circle.dangers.values() for each in some]
    grave = [each for each in everyone if GRAVE & set(each.endangers)]
    touched = sum(each.touches == "touched" for each in grave)
    return (len(circle.doubtful), touched, len(grave), len(circle.stops), circle.countries)
