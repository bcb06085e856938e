"""The sentences in which differences of rules are told.

Keys of rule files stand as they are, in quotation marks: who reads rules knows them.
"""

from __future__ import annotations

import re
from typing import Any, Final

from pathfinder.i18n import N_, _
from pathfinder.review.signoff.content import NOT_HASHED, Content
from pathfinder.values.dates import parse_period
from pathfinder.values.words import date_words, period_words

GROUPS: Final = ("all of", "any of", "none of", "at least so many of", "readings")

_CONDITION = (
    N_("a condition was added: “{what}”"),
    N_("a condition was removed: “{what}”"),
    N_("Condition “{what}”"),
)
_ITEMS: Final[dict[str, tuple[str, str, str]]] = {
    **dict.fromkeys((*GROUPS, "requires", "touches", "when"), _CONDITION),
    "meets": (_CONDITION[0], _CONDITION[1], N_("Definition “{what}”")),
    "readings": (
        N_("a reading was added: “{what}”"),
        N_("a reading was removed: “{what}”"),
        N_("Reading “{what}”"),
    ),
    "refused to": (
        N_("a refusal was added: “{what}”"),
        N_("a refusal was removed: “{what}”"),
        N_("Refusal “{what}”"),
    ),
    "closed": (
        N_("a closure was added: “{what}”"),
        N_("a closure was removed: “{what}”"),
        N_("Closure “{what}”"),
    ),
    "duties": (
        N_("a duty was added: “{what}”"),
        N_("a duty was removed: “{what}”"),
        N_("Duty “{what}”"),
    ),
    "grants": (
        N_("how long it lasts was added: “{what}”"),
        N_("how long it lasts was removed: “{what}”"),
        N_("How long it lasts"),
    ),
    "open": (
        N_("an open question was added: “{what}”"),
        N_("an open question was removed: “{what}”"),
        N_("Open question “{what}”"),
    ),
    "sides": (
        N_("a side was added: “{what}”"),
        N_("a side was removed: “{what}”"),
        N_("Side “{what}”"),
    ),
    "context": (
        N_("context was added: “{what}”"),
        N_("context was removed: “{what}”"),
        N_("Context “{what}”"),
    ),
    "versions": (
        N_("a version was added: {what}"),
        N_("a version was removed: {what}"),
        N_("Version {what}"),
    ),
}

_UNITS: Final = {
    "day": N_("the number of days was {before}, is {after}"),
    "week": N_("the number of weeks was {before}, is {after}"),
    "month": N_("the number of months was {before}, is {after}"),
    "year": N_("the number of years was {before}, is {after}"),
}
_CHANGED: Final = {
    "title": N_("the title was “{before}”, is “{after}”"),
    "says": N_("the sentence was “{before}”, is “{after}”"),
    "doubt": N_("the doubt was “{before}”, is “{after}”"),
    "derived": N_("the reason for what is derived was “{before}”, is “{after}”"),
    "because": N_("the reason was “{before}”, is “{after}”"),
    "from": N_("the beginning was {before}, is {after}"),
    "until": N_("the end was {before}, is {after}"),
    "fact": N_("the fact was {before}, is {after}"),
    "question": N_("the question was “{before}”, is “{after}”"),
    "label": N_("the name was “{before}”, is “{after}”"),
    "help": N_("the explanation was “{before}”, is “{after}”"),
}
_PERIOD = re.compile(r"([0-9]+) (day|week|month|year)s?")
_COMPARISONS = ("at least", "at most", "more than", "less than")


def changed(key: str, before: str, after: str, whole: Content) -> str:
    """That a text was another one."""
    old, new = _PERIOD.fullmatch(before), _PERIOD.fullmatch(after)
    if old and new:
        said = N_("the length of time was {before}, is {after}")
        if key == "within" and "at most" in whole:
            said = N_("the window was {before}, is {after}")
        elif old[2] == new[2]:
            return _(_UNITS[old[2]]).format(before=old[1], after=new[1])
        return _(said).format(before=_length(before), after=_length(after))
    if key in _COMPARISONS and before.isdigit() and after.isdigit():
        return _("the number was {before}, is {after}").format(before=before, after=after)
    if key in ("from", "until"):
        before, after = date_words(before), date_words(after)
    said = _CHANGED.get(key, N_("“{key}” was “{before}”, is “{after}”"))
    return _(said).format(key=key, before=before, after=after)


def _length(text: str) -> str:
    period = parse_period(text)
    return text if period is None else period_words(period)


def regrouped(before: str, after: str) -> str:
    """That several conditions go together in another way."""
    return _("“{before}” became “{after}”").format(before=before, after=after)


def describe(content: Any) -> str:
    """What an item is, for a reader: its sentence, those of its conditions, or its dates."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "; ".join(filter(None, map(describe, content)))
    if isinstance(content.get("in force"), dict) and "says" not in content:
        return _dates(content["in force"])
    if content.get("says"):
        return str(content["says"])
    if NOT_HASHED in content:
        return str(content[NOT_HASHED])
    for key in (*GROUPS, "meets"):
        if key in content:
            return describe(content[key])
    if "for" in content:
        return str(content["for"])
    return "; ".join(f"{key}: {describe(value)}" for key, value in content.items() if key != "cite")


def _dates(span: Content) -> str:
    start, end = (date_words(span.get(key, "not stated")) for key in ("from", "until"))
    return _("from {start} until {end}").format(start=start, end=end)


def label(key: str, content: Content) -> str:
    """The name of a part, to say where in a rule something is different; empty where it goes without saying."""
    if key == "meets":
        return ""
    if key in ("in force", "dates", "requires", "touches", "when") and "says" not in content:
        return ""
    if key == "applies":
        return _("When it is asked for")
    words = _ITEMS.get(key)
    return _(words[2]).format(what=describe(content)) if words else ""


def added(key: str, content: Any) -> str:
    """That something is new."""
    words = _ITEMS.get(key)
    if words and not isinstance(content, str):
        return _(words[0]).format(what=describe(content))
    return _("“{key}” was added: {what}").format(key=key, what=describe(content))


def removed(key: str, content: Any) -> str:
    """That something is no longer there."""
    words = _ITEMS.get(key)
    if words and not isinstance(content, str):
        return _(words[1]).format(what=describe(content))
    return _("“{key}” was removed; it was: {what}").format(key=key, what=describe(content))


def listed(key: str, before: list[str], after: list[str]) -> str:
    """Which members a list has gained and lost."""
    if key in ("cite", "disputed in"):
        return _("it rests on another passage: was {before}, is {after}").format(
            before="; ".join(before) or "-", after="; ".join(after) or "-"
        )
    gained = ", ".join(name for name in after if name not in before)
    lost = ", ".join(name for name in before if name not in after)
    if not lost:
        return _("“{key}” has gained: {names}").format(key=key, names=gained)
    if not gained:
        return _("“{key}” has lost: {names}").format(key=key, names=lost)
    return _("“{key}” has gained: {gained}; has lost: {lost}").format(
        key=key, gained=gained, lost=lost
    )
