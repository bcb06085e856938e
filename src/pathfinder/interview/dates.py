"""Days as people write them, and in words: a day, or as much of it as was said."""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import TYPE_CHECKING

import msgspec

from pathfinder.i18n import _, current_language
from pathfinder.interview.faults import fault
from pathfinder.interview.russian import cases
from pathfinder.interview.typed import plain
from pathfinder.language.answers import Fault
from pathfinder.values.dates import Day, format_day, parse_day

if TYPE_CHECKING:
    from babel import Locale


class Parts(msgspec.Struct, frozen=True):
    """What was said of a day; 0 for what was not. `weekday` counts from 1, Monday.

    `two_figures`: of the year only the last two figures were said.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = 0
    two_figures: bool = False

    @property
    def whole(self) -> bool:
        return bool((self.year or self.two_figures) and self.month and self.day)


class Written(msgspec.Struct, frozen=True):
    """A date in a text, from one character to another."""

    start: int
    end: int
    parts: Parts


@functools.cache
def _locale(language: str) -> Locale:
    from babel import Locale

    return Locale(language)


def _forms(names: str) -> dict[str, int]:
    """The names of months or weekdays in both languages, in all their forms, to their numbers from CLDR."""
    found: dict[str, int] = {}
    for language in ("en", "ru"):
        kinds = getattr(_locale(language), names)
        for form in ("stand-alone", "format"):
            for width in ("wide", "abbreviated"):
                for number, name in kinds[form][width].items():
                    word = plain(name).strip(".")
                    found[word] = number
                    if width == "wide" and form == "stand-alone":
                        found.update(dict.fromkeys(cases(word), number))
    return found


@functools.cache
def _months() -> dict[str, int]:
    """All words that mean a month, beginnings of three letters and more among them."""
    whole = _forms("months")
    found = dict(whole)
    for word in whole:
        for end in range(3, len(word)):
            meant = {number for other, number in whole.items() if other.startswith(word[:end])}
            if len(meant) == 1:
                found[word[:end]] = meant.pop()
    return found


@functools.cache
def _weekdays() -> dict[str, int]:
    return {word: number + 1 for word, number in _forms("days").items()}


_RELATIVE = {
    "today": 0, "сегодня": 0, "yesterday": -1, "вчера": -1, "позавчера": -2, "tomorrow": 1, "завтра": 1,
}  # fmt: skip

_WRITTEN = r"""
    (?P<d13>\d{2})(?P<m13>\d{2})(?P<y13>(?:19|2[01])\d{2})(?!\d)
  | (?P<y14>(?:19|2[01])\d{2})(?P<m14>\d{2})(?P<d14>\d{2})(?!\d)
  | (?P<y1>\d{4})(?P<s1>[-./])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2}) (?![./]?\d)
  | (?P<d2>\d{1,2})(?P<s2>[-/ ]|\.\ ?)(?P<m2>\d{1,2})(?P=s2)(?P<y2>\d{4}|\d{2}) (?![./]?\d)
  | (?P<d15>\d{1,2})\.(?P<m15>\d{1,2})\.?\ (?P<y15>\d{4}) (?![./]?\d)
  | (?P<d3>\d{1,2})[-/.\ ]?(?:st|nd|rd|th|го|-го|е|-е)?[-/.,\ ]*(?:of\ )?(?P<n3>MONTH)\.?
      (?:(?:[-/.,\ ]{0,3}(?=\d{4})|[-/.]|,?\ |[-/., ]?')(?P<y3>\d{4}|\d{2}(?!\ ?MONTH))(?![-./]?\d))?
  | (?P<n4>MONTH)[.\ ]+(?P<d4>\d{1,2})(?:st|nd|rd|th)? (?![.:]?\d)
      (?:[,\ ]{0,3}(?P<y4>\d{4})(?!\d))?
  | (?P<y5>\d{4})[-/.,\ ]+(?P<n5>MONTH)\.?[-/.,\ ]+(?P<d5>\d{1,2}) (?![./]?\d)
  | (?P<n6>MONTH)[-/.,\ ]{0,3}'?(?P<y6>\d{4}|(?<=')\d{2})(?!\d)
  | (?P<m7>\d{1,2})[-./](?P<y7>\d{4})(?!\d)
  | (?P<y8>\d{4})[-./](?P<m8>\d{1,2})(?![./]?\d)
  | (?P<d9>\d{1,2})[./](?P<m9>\d{1,2})(?![./]?\d)
  | (?P<y10>\d{4})(?!\d)
  | (?P<n11>MONTH)\b
  | (?P<ago>\d{1,4}|an?|one|)\ ?(?P<unit>(?:day|week)s?\ ago|(?:день|дня|дней|неделю|недели|недель)\ назад)\b
  | (?P<near>RELATIVE)\b
  | (?P<d12>\d{1,2})(?:st|nd|rd|th|-?го|-?е)?(?![\d])
"""


@functools.cache
def _pattern() -> re.Pattern[str]:
    """A date as anybody may write it. Made once: it holds the names of months and weekdays.

    The islands Jan Mayen and Сен-Бартелеми begin like months.
    """

    def any_of(words: dict[str, int]) -> str:
        longest_first = sorted(words, key=len, reverse=True)
        return "(?:" + "|".join(map(re.escape, longest_first)) + r")(?!-?[^\W\d_]|\ mayen\b)"

    body = _WRITTEN.replace("MONTH", any_of(_months())).replace("RELATIVE", any_of(_RELATIVE))
    weekday = rf"(?:(?:в|во|on)\ )?(?P<weekday>{any_of(_weekdays())})\.?,?\ +"
    return re.compile(
        rf"(?<![\w])(?:{weekday})?(?:{body})(?:\ ?(?:года|году|год|г)\b\.?)?", re.VERBOSE
    )


def scan(text: str, day: Day) -> list[Written]:
    """The dates in a text that went through `plain`, in their order. `day` is what “today” means.

    Where one date with slashes can only have its month first (06/15/2023), all of the text have: nobody changes
    within an entry.
    """
    matches = list(_pattern().finditer(text))
    month_first = any(map(_only_month_first, matches))
    return [
        Written(found.start(), found.end(), _parts(found, day, month_first)) for found in matches
    ]


def _only_month_first(found: re.Match[str]) -> bool:
    return found["s2"] == "/" and int(found["m2"]) > 12 >= int(found["d2"]) > 0


def _parts(found: re.Match[str], day: Day, month_first: bool = False) -> Parts:
    said = {name: value for name, value in found.groupdict().items() if value is not None}
    weekday = _weekdays()[said.pop("weekday")] if "weekday" in said else 0
    if "near" in said or "unit" in said:
        if "near" in said:
            moved = day + _RELATIVE[said["near"]]
        else:
            length = 7 if said["unit"].startswith(("week", "нед")) else 1
            count = int(said["ago"]) if said["ago"].isdigit() else 1
            moved = day - length * count
        date = dt.date.fromordinal(max(1, moved))
        return Parts(date.year, date.month, date.day, weekday)
    values = {name[0]: value for name, value in said.items() if name[0] in "ymdn"}
    year, number = values.get("y", ""), int(values.get("d", 0))
    month = _months()[values["n"]] if "n" in values else int(values.get("m", 0))
    if month_first and said.get("s2") == "/":
        number, month = month, number
    elif month > 12 >= number > 0 and "m9" in said:  # 10.22 is October
        year, number, month = str(month), 0, number
    return Parts(int(year or 0), month, number, weekday, len(year) == 2)


def with_century(parts: Parts, day: Day, ahead: int) -> Parts:
    """The parts with the year in full: the latest that lies at most `ahead` years after the day asked about."""
    if not parts.two_figures:
        return parts
    latest = dt.date.fromordinal(day).year + ahead
    year = latest - (latest - parts.year) % 100
    return msgspec.structs.replace(parts, year=year, two_figures=False)


def resolve(parts: Parts) -> Day:
    """The day of whole parts; raises `Fault` where the calendar has no such day."""
    help = _("Day, month, year: 5.10.2022 is the fifth of October.")
    if not 1 <= parts.month <= 12:
        raise fault("PF114", _("A year has twelve months."), help)
    try:
        found = parse_day(f"{parts.year:04d}-{parts.month:02d}-{parts.day:02d}")
        date = dt.date(parts.year, parts.month, parts.day)
    except ValueError:
        raise fault("PF114", _("That month does not have so many days."), help) from None
    if found is None:
        raise fault("PF114", _("That year lies too far away."), help)
    if parts.weekday not in (0, date.isoweekday()):
        raise fault("PF114", _("That day is another day of the week."), help)
    return found


_AROUND = re.compile(
    r"(?:\b(?:on|in|the|of|с|со|в|во|до|по|from|since|until|till|by|был[ао]?|дата|date)\b|[\s,.;:'-])*"
)
"""What may stand around the one date of a text."""


def read_parts(text: str, day: Day, ahead: int) -> Parts:
    """What a text says of one day; raises `Fault` where it says anything else."""
    words = plain(text[:200]).strip()
    written = scan(words, day)
    if len(text) <= 200 and len(written) == 1:
        [one] = written
        if _AROUND.fullmatch(words[: one.start]) and _AROUND.fullmatch(words[one.end :]):
            return with_century(one.parts, day, ahead)
    raise not_a_date()


def missing(parts: Parts) -> str:
    """What is still needed of a day, as a question; empty where nothing is. Raises `Fault` for impossible parts."""
    if parts.whole:
        return ""
    if parts.month > 12 or parts.day > 31:
        raise not_a_date()
    if not parts.month:
        if parts.year:
            return _("Which day and month of {year}?").format(year=parts.year)
        return _("Which month and year?")
    # In a leap year every day that a month can have can be written.
    known = resolve(Parts(parts.year or 2024, parts.month, parts.day or 1))
    if parts.year:
        return _("Which day of {month}?").format(month=_by_skeleton(known, "yMMMM"))
    if parts.day:
        return _("{day} of which year?").format(day=_by_skeleton(known, "MMMMd"))
    month = _locale(current_language()).months["stand-alone"]["wide"][parts.month]
    return _("Which day of {month}, and of which year?").format(month=month)


def _by_skeleton(day: Day, skeleton: str) -> str:
    from babel.dates import format_skeleton

    return format_skeleton(skeleton, dt.date.fromordinal(day), locale=current_language())


def not_a_date() -> Fault:
    """That a text says no day."""
    help = _("Write 5.10.2022, 5 October 2022 or 2022-10-05.")
    return fault("PF114", _("This cannot be read as a date."), help)


def written(parts: Parts) -> str:
    """The parts as a text that reads as the same; what was not said is left out."""
    if parts.whole:
        return format_day(resolve(parts))
    if not parts.month:
        return str(parts.year or parts.day)
    named = _locale("en").months["format"]["wide"][parts.month]
    return " ".join(str(part) for part in (parts.day, named, parts.year) if part)


def together(before: Parts, more: Parts) -> Parts:
    """What was said first and what was added; the later one counts where both say the same thing."""
    return Parts(
        more.year or before.year,
        more.month or before.month,
        more.day or before.day,
        more.weekday or before.weekday,
    )


def day_words(day: Day, form: str = "full") -> str:
    """A day in words of the language that is spoken; `full` has the day of the week, `long` has not."""
    from babel.dates import format_date

    return format_date(dt.date.fromordinal(day), form, locale=current_language())
