"""Names of countries and languages from CLDR. Read when a rule book is put together, then cached with it."""

from __future__ import annotations

_OUTSIDE = frozenset(
    ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA", "XK")
)
"""Codes of CLDR that are no country of ISO 3166-1."""


def country_names(language: str) -> dict[str, str]:
    """ISO 3166-1 codes and the names of the countries in a language, sorted by code."""
    from babel import Locale

    names = Locale(language).territories
    return {
        code: names[code]
        for code in sorted(names)
        if len(code) == 2 and code.isalpha() and code not in _OUTSIDE
    }


def language_codes() -> dict[str, str]:
    """ISO 639-1 codes and the English names of the languages."""
    from babel import Locale

    names = Locale("en").languages
    return {code: names[code] for code in sorted(names) if len(code) == 2 and code.isalpha()}
