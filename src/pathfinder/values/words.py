"""Periods and dates as rules write them, in the words of the reader's language."""

from __future__ import annotations

import re

from pathfinder.i18n import _, ngettext
from pathfinder.values.dates import Period


def period_words(period: Period) -> str:
    """A length of time in words: `6 months`."""
    found = re.fullmatch(r"([0-9]+) (day|week|month|year)s?", period.text)
    if found is None:
        return period.text
    count = int(found[1])
    forms = {
        "day": ngettext("{n} day", "{n} days", count),
        "week": ngettext("{n} week", "{n} weeks", count),
        "month": ngettext("{n} month", "{n} months", count),
        "year": ngettext("{n} year", "{n} years", count),
    }
    return forms[found[2]].format(n=count)


def date_words(text: str) -> str:
    """A date as a document knows it, in words; figures stay as they are."""
    between = re.fullmatch(r"between (\S+) and (\S+)", text)
    if between:
        return _("between {first} and {last}").format(first=between[1], last=between[2])
    found = re.fullmatch(r"([a-z ]+?) ([0-9][0-9-]*)", text)
    if found is None:
        return _("not stated") if text == "not stated" else text
    forms = {
        "about": _("about {date}"),
        "spring": _("spring {date}"),
        "early summer": _("early summer {date}"),
        "summer": _("summer {date}"),
        "autumn": _("autumn {date}"),
        "first half of": _("first half of {date}"),
        "second half of": _("second half of {date}"),
        "early": _("early {date}"),
        "late": _("late {date}"),
    }
    return forms[found[1]].format(date=found[2]) if found[1] in forms else text
