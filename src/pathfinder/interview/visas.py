"""Visas as people write them, in the notation of profiles."""

from __future__ import annotations

from typing import NoReturn

from pathfinder.i18n import _
from pathfinder.interview.countries import Countries
from pathfinder.interview.entries import CONNECTING, FUTURE, UNTIL, Incomplete, day_of, taken_apart
from pathfinder.interview.faults import fault
from pathfinder.interview.listed import Listed
from pathfinder.interview.typed import fold, phrases
from pathfinder.language.vocabulary import SCHENGEN
from pathfinder.values.dates import Day, format_day

_SCHENGEN = phrases(
    "schengen, shengen, schengen area, шенген, шенгена, шенгенская, шенгенскую, шенгенской, шенгенские,"
    " шенгенской зоны, шенгенская зона"
)

_MOST_WORDS = 16
"""So many words the issuer and the kind of a visa have at most."""


def _issuer(words: str, countries: Countries) -> str | None:
    if fold(words) in _SCHENGEN:
        return SCHENGEN
    found = countries.names.exactly(words) or countries.names.find(words)
    return found[0] if len(found) == 1 else None


def visa(text: str, countries: Countries, kinds: Listed, day: Day) -> str:
    """A visa in the notation of profiles."""
    entry = taken_apart(text, day)
    if len(entry.dates) > 1:
        raise fault("PF114", _("One date for each visa: its last day."), _visa_help())
    words = fold(entry.said).split()
    bare = [word for word in words if word not in CONNECTING - {"с", "c"}]
    issuer, kind = (
        _issuer_and_kind(_trimmed(words), countries, kinds)
        or _issuer_and_kind(bare, countries, kinds)
        or _no_visa(bare, countries)
    )
    if not entry.dates:
        raise Incomplete(_("Until which day is this visa valid?"))
    return f"{issuer} {kind} {format_day(day_of(entry.dates[0], day, FUTURE))}"


def _visa_help() -> str:
    return _("Write for example Schengen C until 1.5.2023: who issued it, its kind, its last day.")


def _trimmed(words: list[str]) -> list[str]:
    """The words without those that lead to the date."""
    return words[:-1] if words and words[-1] in UNTIL else words


def _issuer_and_kind(
    words: list[str], countries: Countries, kinds: Listed
) -> tuple[str, str] | None:
    """Who issued a visa and of which kind it is, in either order."""
    if len(words) > _MOST_WORDS:
        return None
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    for one, two in [*splits, *((two, one) for one, two in splits)]:
        issuer, kind = _issuer(one, countries), kinds.find(two)
        if issuer and len(kind) == 1:
            return issuer, kind[0]
    return None


def _no_visa(words: list[str], countries: Countries) -> NoReturn:
    if 0 < len(words) <= _MOST_WORDS and _issuer(" ".join(words), countries):
        raise Incomplete(_("Of which kind is this visa?"))
    raise fault("PF114", _("This visa cannot be read."), _visa_help())
