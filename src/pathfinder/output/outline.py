"""Conditions of a rule in words: an outline that a lawyer compares with the document.

Each condition shows the sentence of the rule and, in brackets, what the program asks for to decide
it. Countries stand by their codes there, as in the rule file and on the person's form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from pathfinder.i18n import N_, _, ngettext, translate_rule
from pathfinder.language import records
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.output.page import Line, Run, item
from pathfinder.output.words import sentence
from pathfinder.values.dates import Day, Span, format_day
from pathfinder.values.words import date_words, period_words

OPERATORS = (
    N_("at least"), N_("at most"), N_("more than"), N_("less than"), N_("on or after"), N_("on or before"),
    N_("before"), N_("after"),
)  # fmt: skip
"""How rule files compare numbers and dates; they are translated where they are shown."""


class Outline(msgspec.Struct, frozen=True):
    """Writes conditions; `tag` names citations."""

    vocabulary: Vocabulary
    tag: Callable[[Sequence[str]], str]

    def required(
        self, depth: int, words: str, condition: records.AnyCondition, cites: tuple[str, ...]
    ) -> list[Line]:
        """The condition of a whole, under a heading; its `all of` is part of the heading."""
        plain = isinstance(condition, records.AllOf) and not condition.says
        if not plain or condition.applies or condition.doubt or condition.derived:
            return [item(depth, (f"{words}:", "strong")), *self.lines(depth + 1, condition, cites)]
        lines = [item(depth, (_("{words}, all of these:").format(words=words), "strong"))]
        for each in below(condition):
            lines += self.lines(depth + 1, each, cites)
        return lines

    def lines(
        self, depth: int, condition: records.AnyCondition, cites: tuple[str, ...] = ()
    ) -> list[Line]:
        """A condition, what qualifies it, and the conditions it consists of.

        `cites` are those of what it stands in; they are not repeated.
        """
        runs: list[Run] = []
        words = self.words(condition)
        says = translate_rule(condition.says) if condition.says else ""
        if isinstance(condition, records.Group):
            runs = [(f"{words}:", "strong"), (f" {sentence(says)}" if says else "", "")]
        else:
            runs = [(sentence(says) + " " if says else "", ""), (f"[{words}]", "strong")]
        own = condition.cites if condition.cites != cites else ()
        lines = [item(depth, *runs, (self.tag(own), "quiet"))]
        lines += [item(depth + 1, (each, "doubt")) for each in qualified(condition)]
        for each in below(condition):
            lines += self.lines(depth + 1, each, condition.cites)
        return lines

    def words(self, condition: records.AnyCondition) -> str:
        """What the program asks for to decide a condition; how its items count, of a group."""
        if isinstance(condition, records.Question):
            return self._question(condition)
        if isinstance(condition, records.Meets):
            return _("as defined under “{name}”").format(name=condition.name)
        if isinstance(condition, records.NotStated):
            return _("the documents do not say: never met, never failed")
        return _group_words(condition)

    def _question(self, question: records.Question) -> str:
        """What is asked of the person, in the words of the rule file."""
        if isinstance(question, records.DaysIn):
            return _("days in {countries} within {window}: at most {limit}").format(
                countries=", ".join(question.countries),
                window=period_words(question.within),
                limit=period_words(question.at_most),
            )
        if isinstance(question, records.PresentStay):
            return _present_stay_words(question)
        label = self._label(question.fact)
        if isinstance(question, records.VisaOf):
            issuers = ", ".join(question.issuers)
            types = _(" of type {types}").format(types=", ".join(question.types))
            words = _("valid on the day asked about, of {issuers}{types}")
            told = words.format(issuers=issuers, types=types if question.types else "")
        elif isinstance(question, records.OptionFact | records.SetFact):
            told = self._member_words(question)
        else:
            told = self._value_words(question)
        return f"{label}: {told}"

    def _label(self, name: str) -> str:
        fact = self.vocabulary.facts.get(name)
        return translate_rule(fact.label) if fact is not None and fact.label else name

    def _value_words(self, question: Any) -> str:
        if isinstance(question, records.YesNoFact):
            return _("yes") if question.value else _("no")
        if isinstance(question, records.EmptyFact):
            return _("said to be none") if question.value else _("at least one")
        if isinstance(question, records.NumberFact):
            fact = self.vocabulary.facts.get(question.fact)
            unit = f" {fact.unit}" if fact is not None and fact.unit else ""
            return f"{_(question.operator)} {question.number}{unit}"
        if isinstance(question, records.DateFact):
            day = format_day(question.day) if question.day else _("the day asked about")
            return f"{_(question.operator)} {day}"
        assert isinstance(question, records.SinceFact)
        return _since_words(question)

    def _member_words(self, question: records.OptionFact | records.SetFact) -> str:
        fact = self.vocabulary.facts.get(question.fact)
        options = dict(fact.options) if fact is not None else {}
        names = ", ".join(translate_rule(options.get(each) or each) for each in question.values)
        told = _how_words(question).format(names=names)
        if question.complete:
            return told
        if question.out_of is None:
            return _("{asked} (the document gives this list in part)").format(asked=told)
        return _("{asked} (the document gives this list in part: {n} of {all})").format(
            asked=told, n=len(question.values), all=question.out_of
        )


def qualified(condition: records.AnyCondition) -> list[str]:
    """What holds where it is met or failed, when it is asked for, and what was derived, in sentences."""
    doubt = sentence(translate_rule(condition.doubt)) if condition.doubt else ""
    told = []
    if condition.if_not_met_open:
        told.append(_("If not met: open. {doubt}").format(doubt=doubt))
    if condition.if_met_open:
        told.append(_("If met: open. {doubt}").format(doubt=doubt))
    if condition.applies is not None:
        told.append(f"{applies_words(condition.applies)} {doubt}".strip())
    if not told and doubt and doubt != sentence(translate_rule(condition.says)):
        told.append(_("Doubt: {doubt}").format(doubt=doubt))
    if condition.applies is not None:
        told += derived_words(condition.applies.span.derived)
    return told + derived_words(condition.derived)


def below(condition: records.AnyCondition) -> tuple[records.AnyCondition, ...]:
    """The conditions of which a condition consists; that of a definition is the one it stands for."""
    if isinstance(condition, records.Group):
        return condition.items
    if isinstance(condition, records.Meets) and condition.item is not None:
        return (condition.item,)
    return ()


def _group_words(group: records.Group) -> str:
    n = len(group.items)
    if isinstance(group, records.AllOf):
        return _("All of these")
    if isinstance(group, records.AnyOf):
        return _("Any of these")
    if isinstance(group, records.NoneOf):
        return _("None of these")
    if isinstance(group, records.AtLeast):
        return _("At least {count} of these {n}").format(count=group.count, n=n)
    about = translate_rule(group.about).rstrip(".")
    told = ngettext("{n} reading of: {about}", "{n} readings of: {about}", n)
    return told.format(n=n, about=about) + _(" (where they differ the answer is open)")


def _how_words(question: records.OptionFact | records.SetFact) -> str:
    if isinstance(question, records.OptionFact):
        if question.negated:
            return _("none of: {names}")
        return _("{names}") if len(question.values) == 1 else _("one of: {names}")
    if question.how == "any":
        return _("includes {names}") if len(question.values) == 1 else _("includes any of: {names}")
    if question.how == "all":
        return _("includes all of: {names}")
    return _("includes none of: {names}") if question.how == "none" else _("only: {names}")


def _present_stay_words(question: records.PresentStay) -> str:
    countries = ", ".join(question.countries)
    if question.at_most is not None:
        told = _("present stay in {countries}: at most {limit}")
        return told.format(countries=countries, limit=period_words(question.at_most))
    assert question.began_before is not None
    told = _("present stay in {countries}: began before {day}")
    return told.format(countries=countries, day=format_day(question.began_before))


def _since_words(question: records.SinceFact) -> str:
    if question.period is None:
        told = _("{country}: recorded") if question.recorded else _("{country}: not recorded")
        return told.format(country=question.country)
    if question.how == "within":
        told = _("{country}: no longer ago than {period}")
    else:
        told = _("{country}: at least {period} ago")
    return told.format(country=question.country, period=period_words(question.period))


def derived_lines(depth: int, derived: str) -> list[Line]:
    """Why a number or date of the rule is not in the passage, if it is not."""
    return [item(depth, (words, "doubt")) for words in derived_words(derived)]


def derived_words(derived: str) -> list[str]:
    """The same as a sentence; none where it is in the passage."""
    if not derived:
        return []
    return [_("Not in the passage itself: {why}").format(why=sentence(translate_rule(derived)))]


def applies_words(applies: records.Applies) -> str:
    """When a condition is asked for, and what failing it means before and after."""
    before = _("open") if applies.open_before else _("not required")
    after = _("open") if applies.open_after else _("not required")
    return _("Asked for {dates}; before: {before}; after: {after}.").format(
        dates=dates_words(applies.span), before=before, after=after
    )


def dates_words(span: Span) -> str:
    """A period as the documents know it: `from 2023-01-26, end not stated`."""
    start = _("from {day}").format(day=date_words(span.from_text))
    end = _("until {day}").format(day=date_words(span.until_text))
    unknown = "not stated"
    return ", ".join(
        (
            _("start not stated") if span.from_text == unknown else start,
            _("end not stated") if span.until_text == unknown else end,
        )
    )


def day_words(day: Day | None) -> str:
    """A day, or that there is none."""
    return format_day(day) if day is not None else _("not recorded")
