"""The words for verdicts, truths, kinds and lengths of time that every form of output uses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pathfinder.engine.assessment import CautionResult, PathwayResult, Reason
from pathfinder.i18n import N_, _, ngettext
from pathfinder.values.dates import parse_day, parse_uncertain

Labels = Mapping[str, str]
"""Fact -> how people call it ("valid passports")."""

_DESTINATION = {
    "feasible": N_("feasible"),
    "possible": N_("possible"),
    "not_feasible": N_("not feasible"),
    "not_covered": N_("not covered"),
}
_GIVES = {
    "enter": N_("gives entry"),
    "stay": N_("gives a stay"),
    "reside": N_("gives residence"),
    "protection": N_("gives protection"),
    "citizenship": N_("gives citizenship"),
    "other": N_("gives no stay of its own"),
}
_TRUTH = {
    "yes": N_("met"),
    "no": N_("not met"),
    "not_said": N_("not said"),
    "not_stated": N_("the documents do not say"),
}
_APPLIES = {
    "yes": N_("applies"),
    "no": N_("does not apply"),
    "not_said": N_("not said whether it applies"),
    "not_stated": N_("the documents do not say whether it applies"),
}
_OPEN = {
    "disputed": N_("disputed"),
    "silent": N_("not stated"),
    "dated": N_("dated only roughly"),
    "assumed": N_("assumed"),
    "not modelled": N_("not judged here"),
}
_CERTAINTY = {
    "law": N_("law"),
    "practice": N_("practice"),
    "incident": N_("has happened"),
    "opinion": N_("an author's opinion"),
}
_ENDANGERS = {
    "liberty": N_("liberty"),
    "expulsion": N_("expulsion"),
    "entry": N_("entry"),
    "stay": N_("stay"),
    "papers": N_("papers"),
    "property": N_("property"),
    "privacy": N_("privacy"),
    "livelihood": N_("livelihood"),
    "housing": N_("housing"),
    "mobilisation": N_("mobilisation"),
    "protection": N_("protection"),
    "hostility": N_("hostility"),
}
_CONDITION = {
    "covers": N_("Whom it covers"),
    "in force": N_("In force"),
    "requires": N_("Condition"),
    "conditions": N_("What the documents record"),
    "refused": N_("Refusal"),
    "closed": N_("Closure"),
    "reached": N_("How the country is reached"),
}


def _word(table: Mapping[str, str], key: str) -> str:
    """The word for a key; one that the table lacks stands as it is, for silence would hide it."""
    return _(table[key]) if key in table else key


def destination_word(verdict: str) -> str:
    """The verdict of a destination."""
    return _word(_DESTINATION, verdict)


def gives_word(gives: str) -> str:
    """What a pathway gives, as a verb and its object."""
    return _word(_GIVES, gives)


def open_word(kind: str) -> str:
    """Why something is open."""
    return _word(_OPEN, kind)


def certainty_word(certainty: str) -> str:
    """On what a danger rests: a law, a practice, an incident or an opinion."""
    return _word(_CERTAINTY, certainty)


def endangers_word(danger: str) -> str:
    """One thing that a danger endangers."""
    return _word(_ENDANGERS, danger)


def endangers_words(caution: CautionResult) -> str:
    """What a danger endangers, joined by commas."""
    return ", ".join(map(endangers_word, caution.endangers))


def label(fact: str, labels: Labels) -> str:
    """How people call a fact; its name in words where nobody has given it a label."""
    return labels.get(fact) or fact.replace("_", " ")


def fact_words(facts: list[str], labels: Labels) -> str:
    """Facts by their labels; semicolons, for a label may hold a comma."""
    return "; ".join(label(fact, labels) for fact in facts)


def verdict_words(pathway: PathwayResult) -> str:
    """The verdict of a pathway as the end of a sentence that begins with its title.

    `eligible` is never a bare yes: where an authority decides the words say so in the same breath.
    """
    if pathway.verdict == "eligible":
        if pathway.at_discretion:
            return _("every stated condition for applying is met, and an authority decides")
        return _("every stated condition is met")
    if pathway.verdict == "undetermined":
        if pathway.missing:
            return _("cannot be told yet")
        return _("the documents do not settle it")
    if pathway.verdict == "closed":
        return _("closed on that day")
    if pathway.verdict == "not_in_force":
        return _("not in force on that day")
    if not pathway.covered:
        return _("does not cover this person")
    return _("a stated condition is not met")


def part_of(reason: Reason) -> str:
    """The part of the pathway that a reason belongs to: `requires` of `requires.1.2`."""
    for part in _CONDITION:
        if reason.condition.partition(".")[0].partition(" ")[0] == part.partition(" ")[0]:
            return part
    return reason.condition


def condition_words(reason: Reason) -> str:
    """`Condition 1.2` for `requires.1.2`, `Conditions` for all of them."""
    part = part_of(reason)
    place = reason.condition[len(part) :].lstrip(". ")
    if part == "requires" and not place:
        return _("Conditions")
    if part == "reached" and place:
        return _("There already") if place == "there" else _("By {entry}").format(entry=place)
    return f"{_word(_CONDITION, part)} {place}".rstrip()


def truth_words(reason: Reason) -> str:
    """Whether a condition is met; of a refusal or a closure as a whole, whether it applies.

    That a refusal is "met" would read like good news.
    """
    turned = part_of(reason) in ("refused", "closed") and "." not in reason.condition
    return _word(_APPLIES if turned else _TRUTH, reason.truth)


def capital(words: str) -> str:
    """The words with a capital letter at the start."""
    return words[:1].upper() + words[1:]


def shortened(words: str, columns: int) -> str:
    """The words cut after a whole one, with three dots, where they are longer than `columns`."""
    if len(words) <= columns:
        return words
    return words[: columns - 3].rsplit(" ", 1)[0].rstrip(",;:") + "..."


def sentence(words: str) -> str:
    """The words with a full stop, if they do not end with one."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def months_words(months: int) -> str:
    """A number of months; from two years on in years and months."""
    if months < 24:
        return ngettext("{n} month", "{n} months", months).format(n=months)
    years, rest = divmod(months, 12)
    in_years = ngettext("{n} year", "{n} years", years).format(n=years)
    return f"{in_years} {months_words(rest)}" if rest else in_years


def age_words(months_old: int | None) -> str:
    """How long before the day asked about something was published, or how long after it."""
    if months_old is None:
        return _("its age on the day asked about cannot be told")
    if months_old == 0:
        return _("less than a month from the day asked about")
    if months_old > 0:
        return _("{months} before the day asked about").format(months=months_words(months_old))
    return _("{months} after the day asked about").format(months=months_words(-months_old))


def months_since(date: str, on: str) -> int | None:
    """Whole months from a date as a document knows it to a day; None where one is no date.

    A date that is known to the month or year counts from its last day; a later one is negative.
    """
    then, now = parse_uncertain(date), parse_day(on)
    if then is None or now is None:
        return None
    first, last = (dt.date.fromordinal(day) for day in sorted((then.last, now)))
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return months if then.last <= now else -months
