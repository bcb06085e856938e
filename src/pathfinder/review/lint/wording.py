"""How documents write numbers, dates, periods, countries and professions, so that one can be looked for in a passage.

A search is a regular expression over *plain* words: every word and number of a text in order, one space between
them, " . " where a sentence ends. Numbers and dates are found in figures and, in English, in words; months and
countries have the names that CLDR gives them in the language of the document.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache
from typing import Final

from pathfinder.values.dates import Day, Period, Uncertain, parse_uncertain

_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]{0,200}>|\[\^?\d{1,3}\](?:\([^()\s]*\))?|[⁰¹²³⁴-⁹]+|[*_\u200b-\u200f\u2060\ufeff\u00ad]"
)
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_PIECES = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[.;!?]")
_YEAR_WITH_MARK = re.compile(r"((?:19|20)\d\d)(\d{1,2})")
"""A year to which a copy glues the raised number of a footnote: "202342" is 2023 and the note 42."""
_DAY_IN_FIGURES = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


def plain(text: str) -> str:
    """The words of a text for searching: hyphens as spaces, then the same with the hyphens left out.

    Both, because a copy may break "resi-dence" at the end of a line, and "one-year" is two words.
    """
    text = _MARKUP.sub("", unicodedata.normalize("NFKC", text))
    parted = _pieces(_DASH.sub(" ", text))
    joined = _pieces(_DASH.sub("", re.sub(r"(?<=\d)\s*[-\u2010-\u2015\u2212]", " ", text)))
    return parted if joined == parted else f"{parted}. {joined}"


def _pieces(text: str) -> str:
    return f" {' '.join(map(_piece, _PIECES.findall(text)))} "


def _piece(written: str) -> str:
    """A word or number: without the mark of a footnote, without separators, a day of figures as in ISO."""
    marked = _YEAR_WITH_MARK.fullmatch(written)
    if marked:
        return marked[1]
    day = _DAY_IN_FIGURES.fullmatch(written)
    if day:
        return f"{day[3]} {int(day[2]):02} {int(day[1]):02}"
    return written.replace(",", "") if _THOUSANDS.fullmatch(written) else written


_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


_DIGITS = "|".join(_ONES[1:10])
_NOT_BEHIND = "".join(f"(?<!{word} )" for word in (*_TENS, "hundred", "hundred and"))
"""What may not stand before a number in words: in "twenty one" there is no one."""


def number_words(number: int) -> str:
    """A number in English words as a pattern: "one hundred and eighty" or "one hundred eighty"."""
    if number >= 1000:
        return str(number)
    if number < 100:
        return _NOT_BEHIND + _below_hundred(number)
    hundreds, rest = f"(?:{_ONES[number // 100]}|a) hundred", number % 100
    if rest:
        return f"{hundreds} (?:and )?{_below_hundred(rest)}"
    return rf"{hundreds}(?! (?:and )?(?:{'|'.join((*_ONES, *_TENS))})\b)"


def _below_hundred(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = _TENS[number // 10 - 2], number % 10
    return f"{tens} ?{_ONES[ones]}" if ones else rf"{tens}(?! (?:{_DIGITS})\b)"


def number_pattern(number: int) -> str:
    """A number, in figures or in words."""
    return f"(?:0?{number}|(?i:{number_words(number)}))"


_UNIT_WORDS: Final = {"day": "days?", "week": "weeks?", "month": "months?", "year": "years?"}


def period_pattern(period: Period) -> str:
    """A period as a rule writes it ("6 months"): the number and soon after it the unit."""
    count, unit = period.text.split()
    unit = unit.rstrip("s")
    word = r"(?:[^\s.;!?]+ )"
    if count == "1":
        return rf" (?:0?1 ?|(?i:one ?|an? (?:calendar )?|(?:each|every|per) ))(?i:{unit}) "
    pattern = rf" {number_pattern(int(count))} ?{word}{{0,5}}(?i:{_UNIT_WORDS[unit]}) "
    if (int(count), unit) == (6, "month"):
        pattern += "| (?i:half ?(?:an? )?year) "
    return pattern


@cache
def _months(language: str) -> dict[int, str]:
    """Month names as patterns, by number. Upper and lower case count: "May" is not "may"."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    found: dict[int, set[str]] = {}
    for context in locale.months.values():
        for width in ("wide", "abbreviated"):
            for number, name in context.get(width, {}).items():
                found.setdefault(number, set()).update((name.rstrip("."), name.rstrip(".").upper()))
    found[9].add("Sept")
    return {
        number: "(?:" + "|".join(sorted(map(re.escape, names))) + ")"
        for number, names in found.items()
    }


_ORDINAL = r"(?:(?:st|nd|rd|th) )?+(?:of )?+"
_OTHER_END = r"(?:(?:to|and|or|through|till|until) )?"


def _year(year: int) -> str:
    """What may follow a day or a month: its year, or no year at all, never another one."""
    several = r"(?:(?:19|20)\d\d (?:and|or|to) )?"
    return rf"(?:\. )?+(?:(?:of|in|the|year) )*+(?:{several}{year} |(?!(?:19|20)\d\d ))"


def _day_pattern(day: Day, language: str) -> str:
    date = dt.date.fromordinal(day)
    month, number = _months(language)[date.month], f"0?{date.day} {_ORDINAL}"
    other = rf"(?:{_OTHER_END}\d{{1,2}} {_ORDINAL})?"
    forms = (
        rf" {number}{other}{_OTHER_END}{month} {_year(date.year)}",
        rf" {month} (?:\d{{1,2}} {_ORDINAL}{_OTHER_END})?{number}{_year(date.year)}",
        rf" {date.year} {date.month:02} {date.day:02} ",
        rf" 0?{date.day}\.0?{date.month}\.{date.year} ",
    )
    return "|".join(forms)


_SEASON_WORDS: Final = {
    "spring": "spring",
    "early summer": "(?:early|beginning of|start of) (?:the )?summer",
    "summer": "summer",
    "autumn": "(?:autumn|fall)",
    "first half of": "first half",
    "second half of": "(?:second|latter) half",
    "early": "(?:early|beginning|start|first months|first quarter)",
    "late": "(?:late|end|last months|last quarter|fourth quarter)",
}
_IN_FIGURES = re.compile(r"(?:about )?(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def date_patterns(text: str, language: str) -> list[str]:
    """A date as a rule writes it ("2023-07", "summer 2022"), as patterns every one of which has to be found.

    A year may stand apart from the day or month, but no other year may follow it.
    """
    if text.startswith("between "):
        _between, first, _and, last = text.split()
        return [*date_patterns(first, language), *date_patterns(last, language)]
    date = parse_uncertain(text)
    if date is None:
        return [re.escape(text)]
    year = dt.date.fromordinal(date.first).year
    found = _IN_FIGURES.fullmatch(text)
    if found is None:
        season = text.rsplit(" ", 1)[0]
        return [f"(?i: {_SEASON_WORDS[season]} ){_year(year)}", f" {year} "]
    return [*_in_figures(date, found, language), f" {year} "]


def _in_figures(date: Uncertain, found: re.Match[str], language: str) -> list[str]:
    if found[3]:
        return [_day_pattern(date.first, language)]
    if not found[2]:
        return []
    day = dt.date.fromordinal(date.first)
    month = _months(language)[day.month]
    return [rf" {month} (?:\d{{1,2}} {_ORDINAL})?+{_year(day.year)}| {day.year} {day.month:02} "]


NATIONS: Final = {
    "AE": r"Emirat|UAE\b", "AR": "Argentin", "BE": "Belgi", "CH": "Swiss|Switzerland", "CN": "Chinese", "CY": "Cypr",
    "CZ": "Czech", "DE": "German", "DK": r"Danish|Danes?\b", "ES": r"Spanish|Spaniard", "FI": r"Finnish|Finns?\b",
    "FR": "French", "GB": r"Brit|UK\b", "GR": "Greek", "HR": "Croat", "HU": "Hungar", "IE": "Irish", "IT": "Itali",
    "KG": "Kyrgyz|Kirghiz", "KR": "(?<!North )Korea", "KZ": "Kazakh", "MK": "Macedoni", "MN": "Mongol", "MX": "Mexic",
    "NL": "Dutch|Holland", "NO": "Norw", "PL": r"Polish|Poles?\b", "PT": "Portug", "SE": "Swed",
    "SK": "Slovak", "SI": "Sloven", "TJ": "Tajik",
    "TM": "Turkmen", "TR": r"Turkey|Turkish|Turks?\b", "UA": "Ukrain", "US": r"USA?\b|America", "UZ": "Uzbek",
    "VN": "Vietnam|Viet Nam",
}  # fmt: skip
"""How the names of a country, its people and what is theirs begin, where its English name does not tell."""

REGIONS: Final = {
    "EU": r"EU|European Union", "SCHENGEN": "Schengen", "EAEU": "EAEU|EEU|Eurasian Economic Union",
    "CIS": "CIS|Commonwealth of Independent States",
}  # fmt: skip
"""Names of regions besides their titles in `regions.yaml`."""


def country_pattern(code: str, names: tuple[str, ...]) -> str:
    """A country or region by its names, or by its people: "Kazakhstan", "Kazakh", "Kazakhstani"."""
    forms = [re.escape(plain(name).strip()) for name in names if name]
    known = REGIONS.get(code) or NATIONS.get(code)
    ending = "s?" if code in REGIONS else r"[^\W\d_]*"
    return rf" (?:{'|'.join([known, *forms] if known else forms)}){ending} "


WORDS: Final = {
    "academic": "academi|scholar|universit", "artist": "musician|singer|rapper|painter|rock band|punk band",
    "entrepreneur": "business",
    "human_rights_defender": "human rights", "it_specialist": "programmer|software", "journalist": "journalis|reporter",
    "lawyer": "attorney", "ngo_employee": "NGO|non ?governmental|civil society", "physician": "doctor",
    "scientist": "researcher|scholar", "sales_manager": "sales", "customer_service_manager": "customer service",
}  # fmt: skip
"""How a document may begin the word for a profession, where it is not the label of `facts.yaml`."""


def option_pattern(option: str, label: str) -> str:
    """A listed option by its label, or by words that mean the same."""
    name = plain(re.sub(r"\s*\([^()]*\)", "", label)).strip()
    forms = "|".join(form for form in (WORDS.get(option), re.escape(name)) if form)
    also = r"|IT\b" if option == "it_specialist" else ""
    return rf" (?:(?i:{forms}){also})[^\W\d_]* "
