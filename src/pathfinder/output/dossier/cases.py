"""The cases of a rule in words, whether they pass, and what no case shows."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from pathfinder.i18n import N_, _, current_language, translate_rule
from pathfinder.output.answers import Answers
from pathfinder.output.dossier.saying import said
from pathfinder.output.words import open_word
from pathfinder.review.dossier.records import CaseResult, Rule
from pathfinder.review.testing.coverage import Point
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import format_day
from pathfinder.values.text import inert

_VERDICT = {
    "eligible": N_("eligible"),
    "ineligible": N_("ineligible"),
    "undetermined": N_("undetermined"),
    "closed": N_("closed"),
    "not_in_force": N_("not in force"),
    "touched": N_("touched"),
    "possibly": N_("possibly touched"),
    "not touched": N_("not touched"),
}
_TONE = {"eligible": "good", "touched": "danger", "possibly": "doubt", "undetermined": "doubt"}
_TRUTH = {"met": N_("met"), "not met": N_("not met"), "unknown": N_("unknown")}


class CaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """A case: what it is about, its day, what the person has said, its verdict, and how the result differs."""

    says: Markup
    on: str
    person: tuple[tuple[str, str], ...]
    verdict: str
    tone: str
    more: tuple[str, ...]
    differences: tuple[str, ...]


class Unshown(msgspec.Struct, frozen=True):
    """A condition with the truths that no case shows, and cases to paste that do."""

    says: Markup
    truths: str
    cases: tuple[str, ...]


def verdict_word(verdict: str) -> str:
    """The verdict of a case."""
    return _(_VERDICT[verdict]) if verdict in _VERDICT else verdict


def case_rows(rule: Rule, book: RuleBook) -> list[CaseRow]:
    """The cases of a rule in the order of its file; nobody in them is a person, so nothing is masked."""
    names = book.country_names.get(current_language()) or book.vocabulary.countries
    answers = Answers(book.vocabulary, names, with_sensitive=True)
    return [_row(result, answers, book) for result in rule.cases]


def _row(result: CaseResult, answers: Answers, book: RuleBook) -> CaseRow:
    case = result.case
    person = tuple(
        (inert(lead[0].rstrip(": ")), inert("".join(run[0] for run in rest)))
        for lead, *rest in answers.written(result.profile)
    )
    return CaseRow(
        says=said(case.says),
        on=format_day(case.on),
        person=person,
        verdict=verdict_word(case.verdict),
        tone=_TONE.get(case.verdict, ""),
        more=tuple(_more(result, book)),
        differences=tuple(map(inert, result.differences)),
    )


def _more(result: CaseResult, book: RuleBook) -> list[str]:
    """What else a case expects besides its verdict."""
    case = result.case
    told = []
    if case.missing is not None:
        facts = [book.vocabulary.facts.get(name) for name in case.missing]
        names = "; ".join(translate_rule(fact.label) for fact in facts if fact) or _("none")
        told.append(_("missing: {facts}").format(facts=names))
    if case.until is not None:
        told.append(_("last lawful day {day}").format(day=format_day(case.until)))
    if case.open_kinds is not None:
        kinds = ", ".join(map(open_word, case.open_kinds)) or _("none")
        told.append(_("open: {kinds}").format(kinds=kinds))
    return told


def unshown(points: tuple[Point, ...]) -> list[Unshown]:
    """What no case of a rule shows."""
    return [
        Unshown(
            said(point.says), ", ".join(_(_TRUTH[truth]) for truth in point.unseen), point.cases
        )
        for point in points
    ]
