"""One plan as a schedule, for the calendar of a phone: only days that are certain."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.i18n import _
from pathfinder.plan.records import CirclePlan, Plan, Plans, PlanStep
from pathfinder.schedule.records import Entry, Schedule
from pathfinder.values.dates import Day, parse_day


def calendar_of(plans: Plans, number: int) -> Schedule:
    """The days of the plan or the circle with this number, the earliest first."""
    found: list[Entry] = []
    for plan in plans.plans:
        if plan.number == number:
            found += _of_plan(plan)
    for circle in plans.circles:
        if circle.number == number:
            found += _of_circle(circle)
    entries = sorted(found, key=lambda each: (each.day, each.kind, each.about))
    return Schedule(case=plans.case, on=_day(plans.on), entries=tuple(entries), notices=())


def _of_plan(plan: Plan) -> Iterator[Entry]:
    for step, following in zip(plan.steps, [*plan.steps[1:], None], strict=True):
        if step.on is None:
            return
        yield Entry(
            kind="return", day=_day(step.on), country=step.country, about=f"step {step.number} {step.pathway.id}",
            says=_("Step {n}: {country}: {title}").format(n=step.number, country=step.name, title=step.pathway.title),
            because=_dangers(step), sure=not step.branch,
        )  # fmt: skip
        until = following.on if following is not None else None
        yield from _renewals(step, until)
        if step.branch:
            return
        if step.remain_until is not None and (until is None or until > step.remain_until):
            yield Entry(
                kind="last_day", day=_day(step.remain_until), country=step.country, about=step.pathway.id,
                says=_("{country}: last lawful day of this stay").format(country=step.name),
                because=step.pathway.title,
            )  # fmt: skip


def _renewals(step: PlanStep, until: str | None) -> Iterator[Entry]:
    days = [*step.renew_on, *([step.on] if step.register and step.on else [])]
    for day in days:
        if until is None or day <= until:
            yield Entry(
                kind="duty", day=_day(day), country=step.country, about=f"{step.pathway.id} {day}",
                says=_("{country}: register the stay by this day").format(country=step.name),
                because=step.pathway.title,
            )  # fmt: skip


def _of_circle(circle: CirclePlan) -> Iterator[Entry]:
    """Each day of leaving, with the country that follows; both days of a journey count there."""
    for number, (stop, following) in enumerate(
        zip(circle.stops, [*circle.stops[1:], None], strict=True), 1
    ):
        if number == 1 and stop.entry is not None:
            yield Entry(
                kind="return", day=_day(stop.entered), country=stop.country, about="circle 0",
                says=_("Enter {country}").format(country=stop.name),
            )  # fmt: skip
        days = [*stop.renew_on, *([stop.entered] if stop.register else [])]
        for day in days:
            yield Entry(
                kind="duty", day=_day(day), country=stop.country, about=f"circle {number} {day}",
                says=_("{country}: register the stay by this day").format(country=stop.name),
            )  # fmt: skip
        if following is None:
            continue
        doubt = ""
        if following.earlier_open:
            doubt = _("The documents do not say whether earlier visits to {country} count.").format(
                country=following.name
            )
        yield Entry(
            kind="leave_by", day=_day(stop.left), country=stop.country, about=f"circle {number}",
            says=_("Last day in {country}; enter {next}").format(country=stop.name, next=following.name),
            because=doubt, sure=not following.earlier_open,
        )  # fmt: skip


def _dangers(step: PlanStep) -> str:
    """That dangers touch the person there: a calendar is read without the page."""
    if any(each.touches == "touched" for each in step.dangers):
        return _("Dangers touch this person there: read the plan before.")
    return ""


def _day(written: str) -> Day:
    day = parse_day(written)
    assert day is not None
    return day
