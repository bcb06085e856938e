"""What no rule uses: facts, options, citations, definitions (PF412 to PF415)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from pathfinder.i18n import _, ngettext
from pathfinder.language import records
from pathfinder.language.problems import Place, Problem
from pathfinder.language.vocabulary import Fact
from pathfinder.language.walking import conditions_of, parts_of
from pathfinder.review.lint.context import Context, place_of_key
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.uses import uses

_EVERY_OPTION: Final = frozenset(("none", "other"))
"""Options that make a list complete; `other_…` are such too."""

_BESIDE: Final = frozenset(("citizenships", "former_citizenships", "stays", "current_country"))
"""Facts that `covers`, `reached`, days and stays ask without naming them."""


def find(context: Context) -> list[Problem]:
    """A warning for each thing that stands in the rule book and changes nothing."""
    asked = list(conditions(context.book))
    return [
        *_facts(context, asked),
        *_options(context, asked),
        *_citations(context),
        *_definitions(context),
    ]


def conditions(book: RuleBook) -> Iterator[Any]:
    """Every condition that pathways and cautions ask, with those in it and the definitions they name."""
    rules: list[records.Pathway | records.Caution] = [
        *book.pathways.values(), *book.cautions.values(),
    ]  # fmt: skip
    for rule in rules:
        yield from parts_of(*conditions_of(rule))


def _warning(code: str, place: Place, message: str, help: str, within: str) -> Problem:
    return Problem(
        code=code, message=message, place=place, help=help, within=within, severity="warning"
    )


def _facts(context: Context, asked: Iterable[Any]) -> Iterator[Problem]:
    """Facts that nothing asks. What a constraint ties to one that is asked changes what can be true of it."""
    vocabulary = context.book.vocabulary
    named = {getattr(condition, "fact", "") for condition in asked} | _BESIDE
    for pathway in context.book.pathways.values():
        named |= {duty.due.since for version in pathway.versions for duty in version.duties}
    tied = {other for name in named & set(vocabulary.facts) for other in vocabulary.group_of(name)}
    for name in vocabulary.facts:
        if name not in named | tied:
            yield _warning(
                "PF412",
                context.place("facts.yaml", "facts", name),
                _("No rule asks for {fact}.").format(fact=name),
                _(
                    "Remove it, or let a rule ask for it. Exclude it where saved profiles need the name."
                ),
                name,
            )


def _options(context: Context, asked: Iterable[Any]) -> Iterator[Problem]:
    """Facts with several options of which no rule names some, one warning a fact.

    Of a fact with one answer the others are the way to say no, so nobody has to name them. Nor need they be named
    where a list is incomplete or a set is asked to be empty: there every member counts.
    """
    named: dict[str, set[str]] = {}
    open_to_all: set[str] = set()
    for condition in asked:
        if isinstance(condition, records.SetFact):
            named.setdefault(condition.fact, set()).update(condition.values)
            if not condition.complete or condition.how == "only":
                open_to_all.add(condition.fact)
        elif isinstance(condition, records.EmptyFact):
            open_to_all.add(condition.fact)
    for name, known in named.items():
        fact = context.book.vocabulary.facts[name]
        lacking = [] if name in open_to_all else _lacking(fact, known)
        if lacking:
            message = ngettext(
                "No rule names the option {options} of {fact}.",
                "No rule names these options of {fact}: {options}.",
                len(lacking),
            )
            yield _warning(
                "PF413",
                context.place("facts.yaml", "facts", name, "options", lacking[0]),
                message.format(fact=name, options=", ".join(lacking)),
                _(
                    "Look whether a rule should name it. Remove it, or exclude it where saved profiles need it."
                ),
                name,
            )


def _lacking(fact: Fact, named: set[str]) -> list[str]:
    if (
        fact.kind != "choices" or len(fact.options) > 60
    ):  # languages, pathways: lists kept elsewhere
        return []
    return [
        option
        for option, _label in fact.options
        if option not in named | _EVERY_OPTION and not option.startswith("other_")
    ]


def _citations(context: Context) -> Iterator[Problem]:
    used = {use.citation for use in uses(context.book)}
    for name, locked in context.book.citations.items():
        citation = locked.citation
        if name not in used:
            yield _warning(
                "PF414",
                _key_place(context, citation.file, "citations", name.partition("/")[2]),
                _("No rule cites “{cite}”.").format(cite=name.partition("/")[2]),
                _("Cite it where something rests on it, or remove it (`--fix` does)."),
                name,
            )


def _definitions(context: Context) -> Iterator[Problem]:
    """Definitions that no rule uses, be it by way of another."""
    used = {c.name for c in conditions(context.book) if isinstance(c, records.Meets)}
    for name in context.book.definitions:
        if name not in used:
            yield _warning(
                "PF415",
                context.place("definitions.yaml", "definitions", name),
                _("No rule uses the definition “{name}”.").format(name=name),
                _("Use it with `meets:`, or remove it."),
                name,
            )


def _key_place(context: Context, file: str, *keys: str) -> Place:
    source = next((one for one in context.loaded.sources if one.path == file), None)
    return place_of_key(source, *keys) if source is not None else Place(file)
