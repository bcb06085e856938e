"""What a person must do by when, as far as it follows from what they have said."""

from __future__ import annotations

from typing import Any

from pathfinder.engine.assessment import Duty
from pathfinder.engine.judge import Judgement
from pathfinder.engine.truth import NO
from pathfinder.i18n import _, translate_rule
from pathfinder.language import records
from pathfinder.values.dates import Day, add_period, format_day
from pathfinder.values.stays import present_stay
from pathfinder.values.words import period_words


class Duties:
    """The duties of one person."""

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement
        self.on_day = judgement.on_day

    def must(self, duty: records.DutyRule) -> bool:
        """Whether a duty is this person's, as far as they have said."""
        if duty.when is None:
            return True
        scope = self.on_day.scope(self.on_day.maker.condition(duty.when))
        numbers = self.on_day.states(self.judgement.profile.values)
        return self.on_day.row(scope, numbers).outcomes != NO

    def told(self, duty: records.DutyRule, until: Day | None) -> Duty:
        """A duty with its day; `until` is the last lawful day of the stay."""
        rule, day = duty.due, None
        if rule.how == "last day":
            day, says = until, _("by the last lawful day")
        elif rule.how == "day":
            day, says = rule.day, _("by a fixed day")
        elif rule.how == "after" and rule.after is not None:
            begun = self._since(rule)
            day = add_period(begun, rule.after) if begun is not None else None
            what = self._event(rule)
            says = _("{period} after {what}").format(period=period_words(rule.after), what=what)
        else:
            says = _("the documents do not say by when")
        text = format_day(day) if day is not None else None
        return Duty(translate_rule(duty.says), text, says, list(duty.cites))

    def _event(self, rule: records.Due) -> str:
        """What a duty is counted from, in words."""
        if rule.since == "the present stay":
            return _("the present stay began")
        fact = self.on_day.book.vocabulary.facts.get(rule.since)
        return (
            _("the date “{label}”").format(label=translate_rule(fact.label)) if fact else rule.since
        )

    def _since(self, rule: records.Due) -> Day | None:
        """The day from which a duty is counted, if it is known."""
        values = self.judgement.profile.values
        if rule.since != "the present stay":
            value: Any = values.get(rule.since, ())
            named = (day for country, day in value if country == rule.country)
            return next((day for day in named if day <= self.on_day.day), None)
        if self.judgement.place == rule.country:
            return present_stay(
                values.get("stays", ()), frozenset((rule.country,)), self.on_day.day
            )
        return self.on_day.day if self.judgement.place is not None else None
