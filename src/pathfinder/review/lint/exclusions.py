"""Findings that a rule book lets stand for a reason and a while, in its `exclusions.yaml` (PF430, PF431)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

import msgspec

from pathfinder.i18n import N_, _
from pathfinder.language.exclusions import Exclusion, read_exclusions
from pathfinder.language.problems import Place, Problem, Problems, did_you_mean, nearest
from pathfinder.language.reading import Reader
from pathfinder.language.tree import parse_yaml
from pathfinder.review.lint.context import Context
from pathfinder.rulebook.files import MAX_RULE_FILE, decode, read_bytes, shown_path
from pathfinder.values.dates import format_day

EXCLUSIONS_FILE: Final = "exclusions.yaml"

REMOVE: Final = N_("Remove it.")
"""What to do with an exclusion that is like nothing there is: `--fix` takes away only such ones."""


class Excluded(msgspec.Struct, frozen=True):
    """A finding that is let stand, and why."""

    problem: Problem
    reason: str


def load_exclusions(folder: str) -> tuple[list[Exclusion], list[Problem]]:
    """The exclusions of a rule book and what is wrong with the file; a rule book need not have it."""
    path = os.path.join(folder, EXCLUSIONS_FILE)
    shown = shown_path(path)
    problems = Problems()
    text = None
    try:
        text = decode(read_bytes(folder, EXCLUSIONS_FILE), shown, problems, MAX_RULE_FILE)
    except FileNotFoundError:
        pass
    except OSError as error:
        message = _("The file cannot be read: {why}.").format(why=error.strerror or "")
        problems.add("PF101", Place(shown), message)
    found: list[Exclusion] = []
    for tree in parse_yaml(text, shown, problems) if text is not None else []:
        found += read_exclusions(tree, Reader(shown, problems))
    return found, problems.sorted()


def exclude(problems: Iterable[Problem], context: Context) -> tuple[list[Problem], list[Excluded]]:
    """The problems that remain and those that are excluded.

    An exclusion that is past excludes nothing any more and is told; so is a name in one that meets no finding. Of a
    book in which some files have errors nobody can tell the latter.
    """
    exclusions, faults = load_exclusions(context.folder)
    found = list(problems)
    kept = [problem for problem in found if not _letting(problem, exclusions, context)]
    excluded = [
        Excluded(problem, letting[0].reason)
        for problem in found
        if (letting := _letting(problem, exclusions, context))
    ]
    kept += faults
    for one in exclusions:
        if one.until < context.today:
            kept.append(_past(one))
        elif context.whole:
            kept += _idle(one, found, context)
    return kept, excluded


def _letting(
    problem: Problem, exclusions: Iterable[Exclusion], context: Context
) -> list[Exclusion]:
    """The exclusions that let a problem stand."""
    return [
        one
        for one in exclusions
        if one.until >= context.today
        and any(_meets(one, where, problem, context) for where in one.where)
    ]


def _meets(one: Exclusion, where: str, problem: Problem, context: Context) -> bool:
    return one.code == problem.code and where in (
        problem.within,
        problem.within.partition(" › ")[0],
        _file_of(problem, context),
    )


def _file_of(problem: Problem, context: Context) -> str:
    """The name inside the folder of the file that a problem is about."""
    name = os.path.relpath(problem.place.file, context.folder)
    return name.replace(os.sep, "/")


def _past(one: Exclusion) -> Problem:
    message = _("The exclusion of {code} ended on {day}.")
    return Problem(
        code="PF431",
        message=message.format(code=one.code, day=format_day(one.until)),
        place=one.place,
        within=", ".join(one.where),
        help=_("Mend what it let stand, or look again and give a new day."),
        severity="warning",
    )


def names_in(context: Context) -> set[str]:
    """Everything in the rule book that an exclusion can name."""
    book = context.book
    named: list[Iterable[str]] = [
        book.pathways, book.cautions, book.citations, book.definitions, book.documents, book.destinations,
        book.vocabulary.facts, book.vocabulary.regions, [source.name for source in context.loaded.sources],
    ]  # fmt: skip
    return {name for names in named for name in names}


def _idle(one: Exclusion, problems: list[Problem], context: Context) -> list[Problem]:
    """A warning for each name of an exclusion that meets no finding."""
    found = []
    for where, place in zip(one.where, one.places, strict=True):
        if any(_meets(one, where, problem, context) for problem in problems):
            continue
        names = {
            problem.within.partition(" › ")[0] for problem in problems if problem.code == one.code
        }
        message = _("Nothing is excluded here: there is no {code} at “{where}”.")
        help = did_you_mean(where, sorted(names - set(one.where))) if names else ""
        everything = names_in(context)
        near = None if where in everything else nearest(where, everything)
        if not help and near is not None:
            help = _("Did you mean “{name}”?").format(name=near)
        found.append(
            Problem(
                code="PF430",
                message=message.format(code=one.code, where=where),
                place=place,
                within=where,
                help=help or _(REMOVE),
                severity="warning",
            )
        )
    return found
