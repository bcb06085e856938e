"""The words of a result that are the same for everybody: periods, groups of conditions, whom a pathway covers."""

from __future__ import annotations

from typing import Any

from pathfinder.engine.assessment import Open, Side
from pathfinder.i18n import _, translate_rule
from pathfinder.language import records
from pathfinder.values.dates import format_day
from pathfinder.values.stays import Stay
from pathfinder.values.words import date_words


def item_says(about: Any) -> str:
    """The sentence of the condition that a name stands for."""
    return (
        item_says(about.item)
        if isinstance(about, records.Meets) and about.item
        else str(about.says)
    )


def group_words(about: Any) -> str:
    """What a group that has no sentence of its own asks for."""
    if isinstance(about, records.Meets) and about.item is not None:
        return group_words(about.item)
    if isinstance(about, records.AllOf):
        return _("All of these:")
    if isinstance(about, records.AnyOf):
        return _("One of these is enough:")
    if isinstance(about, records.NoneOf):
        return _("None of these:")
    if isinstance(about, records.AtLeast):
        return _("At least {count} of these:").format(count=about.count)
    if isinstance(about, records.Readings):
        return _("Readings of {about}:").format(about=translate_rule(about.about).rstrip("."))
    return ""


def open_point(doubt: records.Doubt) -> Open:
    """A doubt of a rule file as results show it."""
    return Open(
        kind=doubt.kind,
        says=translate_rule(doubt.says),
        because=translate_rule(doubt.because) if doubt.because else None,
        decides=False,
        sides=[Side(translate_rule(says), list(cites)) for says, cites in doubt.sides],
        citations=list(doubt.cites),
    )


def dated_only(pathway: records.Pathway) -> Open:
    """That the documents date a pathway only roughly."""
    says = _("The documents date this way only so: {dates}.").format(dates=dates_of(pathway))
    cites = [cite for version in pathway.versions for cite in version.cites]
    return Open(kind="dated", says=says, decides=True, citations=list(dict.fromkeys(cites)))


def covers_words(pathway: records.Pathway) -> str:
    """Of whom a pathway speaks."""
    covers = pathway.covers
    if covers.everyone:
        return _("The documents speak of foreigners of any citizenship.")
    names = ", ".join(covers.citizens)
    if covers.former:
        former = ", ".join(covers.former)
        return _(
            "The documents speak of citizens of {names} and former citizens of {former}."
        ).format(names=names, former=former)
    return _("The documents speak of citizens of {names}.").format(names=names)


def span_words(span: Any) -> str:
    """A period as the documents know it."""
    start = (
        _("start not stated")
        if span.from_text == "not stated"
        else _("from {date}").format(date=date_words(span.from_text))
    )
    end = (
        _("end not stated")
        if span.until_text == "not stated"
        else _("until {date}").format(date=date_words(span.until_text))
    )
    return f"{start}, {end}"


def dates_of(pathway: records.Pathway) -> str:
    """When a pathway is in force, version by version."""
    return "; ".join(span_words(version.span) for version in pathway.versions)


def value_words(value: Any, kind: str) -> str:
    """A canonical value as text, in the notation of spreadsheets."""
    if kind == "yes_no":
        return "yes" if value else "no"
    if kind in ("choices", "countries"):
        return "; ".join(sorted(value)) or "none"
    if kind == "date":
        return format_day(value)
    if kind == "stays":
        return "; ".join(_stay_words(stay) for stay in value) or "none"
    if kind == "by_country":
        return "; ".join(f"{country} {format_day(day)}" for country, day in value) or "none"
    if kind == "visas":
        return "; ".join(f"{v.issuer} {v.type} {format_day(v.until)}" for v in value) or "none"
    return str(value)


def _stay_words(stay: Stay) -> str:
    end = format_day(stay.left) if stay.left is not None else ""
    return f"{stay.country} {format_day(stay.entered)}..{end}"
