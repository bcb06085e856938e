"""Changes in the words of the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pathfinder.change.changes import Change
from pathfinder.change.marks import Mark
from pathfinder.engine.questions import ELSEWHERE
from pathfinder.i18n import _, current_language, translate_rule
from pathfinder.language.vocabulary import SCHENGEN
from pathfinder.rulebook.book import RuleBook

_MOST = 6
"""So many names are listed; of more it is said how many there are."""


def step_words(change: Change, mark: Mark, book: RuleBook) -> str:
    """The sentence that says what to do."""
    sentence = _(mark.how)
    if "{what}" not in sentence:
        return sentence
    return sentence.format(what=_listed(_names(change, book)))


def country_name(code: str, book: RuleBook) -> str:
    """The name of a destination or of a country."""
    region = book.vocabulary.regions.get(code)
    if region is not None:
        return translate_rule(region.title)
    if code == ELSEWHERE:
        return _("another country")
    names = book.country_names.get(current_language()) or book.vocabulary.countries
    return names.get(code, code)


def written(change: Change) -> list[str]:
    """The values as scripts read them, in the notation of CSV."""
    return [_written(value) for value in change.values]


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _names(change: Change, book: RuleBook) -> list[str]:
    fact = book.vocabulary.facts[change.fact]
    options = dict(fact.options)
    if fact.kind == "visas":
        return _visas(change, options, book)
    if fact.kind in ("country", "countries", "by_country"):
        return [country_name(code, book) for code in change.values]
    if fact.kind == "yes_no":
        return [_("yes") if value else _("no") for value in change.values]
    return [translate_rule(options.get(value, str(value))) for value in change.values]


def _visas(change: Change, options: dict[str, str], book: RuleBook) -> list[str]:
    """Kinds of visas, each with who issues it; a Schengen visa stands for those of its states."""
    issuers = list(dict.fromkeys(issuer for issuer, _kind in change.values))
    if SCHENGEN in issuers:
        issuers = [SCHENGEN]
    kinds = list(dict.fromkeys(kind for _issuer, kind in change.values))
    names = {SCHENGEN: _("a state of the Schengen area")}
    by = _listed([names.get(issuer) or country_name(issuer, book) for issuer in issuers])
    return [
        _("{kind}, of {issuer}").format(kind=_listed(_labels(kinds, options)), issuer=by),
    ]


def _labels(words: Iterable[str], options: dict[str, str]) -> list[str]:
    return [translate_rule(options.get(word, word)) for word in words]


def _listed(names: list[str]) -> str:
    """Names of which each will do."""
    shown = names[:_MOST]
    if len(names) > _MOST:
        shown.append(_("another of {n}").format(n=len(names)))
    if len(shown) == 1:
        return shown[0]
    return _("{names} or {last}").format(names=", ".join(shown[:-1]), last=shown[-1])
