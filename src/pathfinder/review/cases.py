"""The cases of the rule files: run as tests, and counted, for each pathway needs some of each kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pathfinder.api import on_day
from pathfinder.engine.assess import assess
from pathfinder.engine.judge import Judgement, contradictions
from pathfinder.engine.rows import verdict_of
from pathfinder.engine.truth import ELIGIBLE, NOES, OPEN
from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem, Problems
from pathfinder.language.profile import Profile, node_from_value, read_facts
from pathfinder.language.records import Caution, Pathway
from pathfinder.rulebook.book import CaseOf, RuleBook
from pathfinder.rulebook.load import LoadedBook
from pathfinder.values.dates import LAST_DAY, Day, format_day


def check_cases(loaded: LoadedBook) -> list[Problem]:
    """Every problem of the cases of a rule book: cases that fail, and cases that are missing."""
    book = loaded.book
    if book is None:
        return []
    found = [problem for case in loaded.cases for problem in run_case(case, book)]
    by_owner: dict[str, list[CaseOf]] = {}
    for case in loaded.cases:
        by_owner.setdefault(case.owner, []).append(case)
    for pathway in book.pathways.values():
        found += _missing(pathway, by_owner.get(pathway.id, []), book)
    for caution in book.cautions.values():
        found += _missing_of_caution(caution, by_owner.get(caution.id, []))
    return sorted(found, key=Problem.sort_key)


def run_case(case: CaseOf, book: RuleBook) -> list[Problem]:
    """What is wrong with one case: its person cannot be read, or what follows is not what it says."""
    problems = Problems()
    tree = node_from_value(case.case.person)
    profile = read_facts(tree, case.file, book.vocabulary, problems)
    faults = problems.sorted() or contradictions(profile, case.case.on)
    if faults:
        return [_problem(case, "PF152", fault.message, fault.help) for fault in faults]
    wrong = differences(case, profile, book)
    return [_problem(case, "PF151", text) for text in wrong]


def _problem(case: CaseOf, code: str, message: str, help: str = "") -> Problem:
    return Problem(
        code=code,
        message=_("the case “{says}”: {what}").format(says=case.case.says, what=message),
        place=Place(case.file, case.case.line, case.case.column),
        within=case.owner,
        help=help,
    )


def differences(case: CaseOf, profile: Profile, book: RuleBook) -> list[str]:
    """How what follows for the person of a case differs from what the case says, in words."""
    judgement = Judgement(on_day(book, case.case.on), profile)
    if case.owner in book.cautions:
        touches, missing = judgement.caution(book.cautions[case.owner])
        return _compare(case, touches, missing, None, None)
    row = judgement.rows[case.owner]
    until, kinds = None, None
    if case.case.until is not None or case.case.open_kinds is not None:
        country = book.pathways[case.owner].country
        result = assess(judgement, countries={country})
        told = next(p for p in result.destinations[0].pathways if p.id == case.owner)
        until = told.until
        kinds = {note.kind for note in told.open}
    return _compare(case, row.verdict, row.missing, until, kinds)


def _compare(
    case: CaseOf, verdict: str, missing: Iterable[str], until: str | None, kinds: set[str] | None
) -> list[str]:
    expected = case.case
    wrong = []
    if verdict != expected.verdict:
        lacking = ", ".join(missing)
        text = _("the rules say {got}, the case says {expected}").format(got=verdict, expected=expected.verdict)
        wrong.append(text + (_(" (missing: {facts})").format(facts=lacking) if lacking else ""))
    if expected.missing is not None and set(expected.missing) != set(missing):
        text = _("missing are {got}, the case says {expected}")
        wrong.append(text.format(got=", ".join(missing) or "-", expected=", ".join(expected.missing) or "-"))
    if expected.until is not None and until != format_day(expected.until):
        text = _("the last lawful day is {got}, the case says {expected}")
        wrong.append(text.format(got=until, expected=format_day(expected.until)))
    if expected.open_kinds is not None and kinds != set(expected.open_kinds):
        text = _("what is open is {got}, the case says {expected}")
        wrong.append(text.format(got=", ".join(sorted(kinds or ())), expected=", ".join(expected.open_kinds)))
    return wrong


def _boundaries(pathway: Pathway) -> set[Day]:
    """Days on which a pathway may stand differently than on the day before."""
    spans = [version.span for version in pathway.versions]
    spans += [closure.span for version in pathway.versions for closure in version.closed]
    days = set()
    for span in spans:
        days |= {span.possible_from - 1, span.possible_from, span.certain_from}
        days |= {end + 1 for end in (span.certain_until, span.possible_until) if end < LAST_DAY}
    return days


def _missing(pathway: Pathway, cases: list[CaseOf], book: RuleBook) -> list[Problem]:
    """A problem for each kind of verdict that exists and that no case shows."""
    outcomes = set()
    for day in _boundaries(pathway) | {case.case.on for case in cases}:
        book_on_day = on_day(book, day)
        scope = book_on_day.pathway(pathway)
        outcomes.add(book_on_day.row(scope, book_on_day.states({})).outcomes)
    possible = 0
    for outcome in outcomes:
        possible |= outcome
    shown = {case.case.verdict for case in cases}
    wanted = {
        "eligible": bool(possible & ELIGIBLE),
        "ineligible": bool(possible & NOES),
        "undetermined": any(bits & OPEN or verdict_of(bits) == "undetermined" for bits in outcomes),
    }
    no = {"ineligible", "closed", "not_in_force"}
    found = []
    for verdict, exists in wanted.items():
        if exists and not shown & (no if verdict == "ineligible" else {verdict}):
            found.append(_no_case(pathway, verdict))
    return found


def _missing_of_caution(caution: Caution, cases: list[CaseOf]) -> list[Problem]:
    shown = {case.case.verdict for case in cases}
    wanted = ["touched"] + (["not touched"] if caution.touches is not None else [])
    return [_no_case(caution, verdict) for verdict in wanted if verdict not in shown]


def _no_case(owner: Any, verdict: str) -> Problem:
    return Problem(
        code="PF150",
        message=_("No case shows somebody for whom it is {verdict}.").format(verdict=verdict),
        place=Place(owner.file, owner.line, owner.column),
        within=owner.id,
        help=_("Add one under `cases:`."),
        severity="warning",
    )
