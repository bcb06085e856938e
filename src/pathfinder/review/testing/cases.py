"""The cases of the rule files: run as tests, and counted, for each pathway needs some of each kind.

Cases are taken day by day, and on each day only the trees are made that its cases need: most of the time goes into
trees, and the cases of one pathway are of many days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from pathfinder.engine.assess import assess
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement, contradictions
from pathfinder.engine.rows import verdict_of
from pathfinder.engine.truth import ELIGIBLE, NOES, OPEN, YES
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
    by_owner: dict[str, list[CaseOf]] = {}
    for case in loaded.cases:
        by_owner.setdefault(case.owner, []).append(case)
    days: dict[Day, set[str]] = {}
    for pathway in book.pathways.values():
        for day in _telling_days(pathway, by_owner.get(pathway.id, [])):
            days.setdefault(day, set()).add(pathway.id)
    found: list[Problem] = []
    outcomes: dict[str, set[int]] = {name: set() for name in book.pathways}
    for on_day, cases in by_day(book, loaded.cases, days):
        found += [problem for case in cases for problem in run_case(case, on_day)]
        for name in days.get(on_day.day, ()):
            scope = on_day.pathway(book.pathways[name])
            outcomes[name].add(on_day.row(scope, on_day.states({})).outcomes)
    for pathway in book.pathways.values():
        found += _missing(pathway, by_owner.get(pathway.id, []), outcomes[pathway.id])
    for caution in book.cautions.values():
        found += _missing_of_caution(caution, by_owner.get(caution.id, []), book)
    return sorted(found, key=Problem.sort_key)


def failures(loaded: LoadedBook) -> list[Problem]:
    """The cases that fail, without those that are missing."""
    book = loaded.book
    if book is None:
        return []
    found = [
        problem
        for on_day, cases in by_day(book, loaded.cases)
        for case in cases
        for problem in run_case(case, on_day)
    ]
    return sorted(found, key=Problem.sort_key)


def by_day(
    book: RuleBook, cases: Iterable[CaseOf], also: dict[Day, set[str]] | None = None
) -> Iterator[tuple[BookOnDay, list[CaseOf]]]:
    """Each day with its cases, and the rules of that day as far as the cases need them.

    `also` names more pathways and cautions that are needed on a day.
    """
    of: dict[Day, list[CaseOf]] = {day: [] for day in also or ()}
    for case in cases:
        of.setdefault(case.case.on, []).append(case)
    for day, listed in of.items():
        owners = {case.owner for case in listed} | (also or {}).get(day, set())
        on_day = BookOnDay(part_of(book, owners, day), day)
        on_day.prepare()
        yield on_day, listed


def part_of(book: RuleBook, owners: Iterable[str], day: Day) -> RuleBook:
    """A rule book with the pathways and cautions of these names, and the pathways that they look at."""
    pathways: set[str] = set()
    cautions: set[str] = set()
    for name in owners:
        if name in book.pathways:
            pathways |= {name, *book.entries.get(book.pathways[name].country, ())}
            continue
        cautions.add(name)
        if book.cautions[name].touches is None:
            # It touches whoever can go to its countries: all their pathways tell.
            named = book.cautions[name].countries
            there = {
                code
                for country in named
                for code in {country, *book.vocabulary.members(country, day)}
            }
            pathways |= {
                pathway.id for pathway in book.pathways.values() if pathway.country in there
            }
    return msgspec.structs.replace(
        book,
        pathways={name: pathway for name, pathway in book.pathways.items() if name in pathways},
        cautions={name: caution for name, caution in book.cautions.items() if name in cautions},
    )


def profile_of(case: CaseOf, book: RuleBook) -> tuple[Profile, list[Problem]]:
    """The person of a case, and what is wrong with how it is written."""
    problems = Problems()
    profile = read_facts(node_from_value(case.case.person), case.file, book.vocabulary, problems)
    return profile, problems.sorted() or contradictions(profile, case.case.on)


def run_case(case: CaseOf, on_day: BookOnDay) -> list[Problem]:
    """What is wrong with one case: its person cannot be read, or what follows is not what it says."""
    profile, faults = profile_of(case, on_day.book)
    if faults:
        return [_problem(case, "PF152", fault.message, fault.help) for fault in faults]
    return [_problem(case, "PF151", text) for text in differences(case, profile, on_day)]


def _problem(case: CaseOf, code: str, message: str, help: str = "") -> Problem:
    return Problem(
        code=code,
        message=_("the case “{says}”: {what}").format(says=case.case.says, what=message),
        place=Place(case.file, case.case.line, case.case.column),
        within=case.owner,
        help=help,
    )


def differences(case: CaseOf, profile: Profile, on_day: BookOnDay) -> list[str]:
    """How what follows for the person of a case differs from what the case says, in words."""
    book = on_day.book
    judgement = Judgement(on_day, profile)
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
        text = _("the rules say {got}, the case says {expected}").format(
            got=verdict, expected=expected.verdict
        )
        wrong.append(text + (_(" (missing: {facts})").format(facts=lacking) if lacking else ""))
    if expected.missing is not None and set(expected.missing) != set(missing):
        text = _("missing are {got}, the case says {expected}")
        wrong.append(
            text.format(got=", ".join(missing) or "-", expected=", ".join(expected.missing) or "-")
        )
    if expected.until is not None and until != format_day(expected.until):
        text = _("the last lawful day is {got}, the case says {expected}")
        wrong.append(text.format(got=until or _("not stated"), expected=format_day(expected.until)))
    if expected.open_kinds is not None and kinds != set(expected.open_kinds):
        text = _("what is open is {got}, the case says {expected}")
        wrong.append(
            text.format(got=", ".join(sorted(kinds or ())), expected=", ".join(expected.open_kinds))
        )
    return wrong


def _telling_days(pathway: Pathway, cases: Iterable[CaseOf]) -> set[Day]:
    """Days on which a pathway may stand differently than on the day before, and those of its cases."""
    spans = [version.span for version in pathway.versions]
    spans += [closure.span for version in pathway.versions for closure in version.closed]
    days = {case.case.on for case in cases}
    for span in spans:
        days |= {span.possible_from - 1, span.possible_from, span.certain_from}
        days |= {end + 1 for end in (span.certain_until, span.possible_until) if end < LAST_DAY}
    return days


def _missing(pathway: Pathway, cases: list[CaseOf], outcomes: set[int]) -> list[Problem]:
    """A problem for each kind of verdict that exists and that no case shows.

    `outcomes` are what can follow on the telling days, each as bits.
    """
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


def _missing_of_caution(caution: Caution, cases: list[CaseOf], book: RuleBook) -> list[Problem]:
    """A problem for each side that no case shows, where somebody can be on that side."""
    shown = {case.case.verdict for case in cases}
    if caution.touches is None:
        return [] if "touched" in shown else [_no_case(caution, "touched")]
    lacking = [verdict for verdict in ("touched", "not touched") if verdict not in shown]
    possible = 0
    for day in {caution.span.possible_from, *(case.case.on for case in cases)} if lacking else ():
        on_day = BookOnDay(part_of(book, [caution.id], day), day)
        possible |= on_day.row(on_day.caution(caution), on_day.states({})).outcomes
    sides = {"touched": YES, "not touched": NOES}
    return [_no_case(caution, verdict) for verdict in lacking if possible & sides[verdict]]


def _no_case(owner: Any, verdict: str) -> Problem:
    return Problem(
        code="PF150",
        message=_("No case shows somebody for whom it is {verdict}.").format(verdict=verdict),
        place=Place(owner.file, owner.line, owner.column),
        within=owner.id,
        help=_("Add one under `cases:`."),
        severity="warning",
    )
