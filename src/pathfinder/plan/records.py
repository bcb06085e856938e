"""Plans as records: the JSON of `pathfinder plan`, from which every form is written. Dates are ISO text."""

from __future__ import annotations

import msgspec

from pathfinder.engine.assessment import (
    CautionResult,
    CitedPassage,
    DocumentNote,
    PathwayResult,
    Receipt,
)  # fmt: skip


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """Something to get before a step; each of `values` alone does it. `cautions` are the dangers of getting it, by id.

    `consulate`: it is got at an authority of the own state or may be, so that its dangers come first.
    """

    fact: str
    values: list[str]
    says: str
    consulate: bool
    cautions: list[str]


class Wait(msgspec.Struct, frozen=True, kw_only=True):
    """How the person remains before a step: where, until when that is lawful, and what is renewed meanwhile.

    `dangers` are those of Russia for who waits there.
    `how` is `stay`, `residence`, `own country`, `not stated` or `not known`. `days` are null where nothing is certain.
    """

    country: str | None
    name: str | None
    days: int | None
    certain: bool
    how: str
    renew_on: list[str]
    dangers: list[CautionResult] = []


class Present(msgspec.Struct, frozen=True, kw_only=True):
    """Where the person is on the day asked about, and until when remaining there is lawful by what the documents state.

    `how` is that of a wait. `until` is the last certainly lawful day (null: not certain even now, or none that can be
    told), `may_until` the last on which it may be; `beyond`: that day lies after the time asked about. `renew_on` are
    the days by which a registration is renewed for it; `stays` and `citations` are what it rests on.
    """

    country: str
    name: str
    how: str
    until: str | None
    may_until: str | None
    beyond: bool
    renew_on: list[str]
    stays: list[str]
    citations: list[str]


class PlanStep(msgspec.Struct, frozen=True, kw_only=True):
    """One step: a pathway that is taken on `on`, by `entry` where the country is entered on the same day.

    `on` is null after a branch, where no day is certain; `earliest` is the day for which the step was judged.
    `branch` says why what follows is not certain: `needs`, `missing`, `open`, `discretion`, `waiting`. `remain_until`
    is the last day on which remaining there is certainly lawful (null: no last day within the time, or none that can be
    told), `may_remain_until` the last on which it may be; `remain_how` says by what. `dangers` are cautions by id.
    `moves`: the person goes there with this step.

    `supposed` are the conditions of the pathway (as in its reasons) that hold only because the plan supposes that the
    person registers on `supposed_on`; `late`: the registration had lapsed or was never made, and what follows when it
    is made up for the documents do not say.
    """

    number: int
    country: str
    name: str
    pathway: PathwayResult
    entry: PathwayResult | None
    on: str | None
    earliest: str
    branch: list[str]
    missing: list[str]
    needs: list[Need]
    moves: bool
    register: bool
    wait: Wait | None
    remain_until: str | None
    may_remain_until: str | None
    remain_how: str
    renew_on: list[str]
    dangers: list[CautionResult]
    supposed_on: str | None = None
    supposed: list[str] = []
    late: bool = False


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Steps that lead to a goal, none of them in vain.

    `reached_on` and `days` are null where a step is a branch: times behind it are not added up. `unstated`: the
    documents name the last pathway without its conditions. `special`: it is only for people of a certain descent or
    family, or of another kind that nobody can bring about, and nothing that was said points to it.
    """

    number: int
    goal: str
    country: str
    name: str
    certain: bool
    reached_on: str | None
    days: int | None
    unstated: bool
    special: bool
    steps: list[PlanStep]


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """A stay of a circle: the day of entry and the day of leaving both count.

    `earlier_open`: there was an earlier visit, and the documents do not say whether it counts.
    """

    country: str
    name: str
    entered: str
    left: str
    days: int
    entry: str | None
    stays: list[str]
    register: bool
    renew_on: list[str]
    earlier_open: bool
    citations: list[str]


class CirclePlan(msgspec.Struct, frozen=True, kw_only=True):
    """Stays one after the other that last the whole time; `dangers` by country. `doubtful`: see `earlier_open`."""

    number: int
    countries: list[str]
    doubtful: list[str]
    stops: list[Stop]
    dangers: dict[str, list[CautionResult]]


class Plans(msgspec.Struct, frozen=True, kw_only=True):
    """The plans of one person. `folded` others lead to the same, later, longer or through more danger.

    `alone` are countries in which a stay certainly lasts the whole time, with no circle. `cut`: the search was ended
    before it was complete, `cut_because` by what (`judgements`: they were used up). `names` are the names of
    countries by code. `present` is null where the place was not said,
    `passport_expires` where no day within the time was.
    """

    case: str | None
    on: str
    until: str
    to: str
    countries: list[str]
    avoided: list[str]
    receipt: Receipt
    place: str | None
    present: Present | None
    passport_expires: str | None
    plans: list[Plan]
    folded: int
    alone: list[str]
    circles: list[CirclePlan]
    cut: bool
    cut_because: str | None = None
    notices: list[str]
    cautions: list[CautionResult]
    names: dict[str, str]
    citations: list[CitedPassage]
    documents: list[DocumentNote]
