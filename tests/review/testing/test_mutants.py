"""Every kind of mistake is made, told in a sentence, and noticed once the case that is offered stands in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.brute_force import TooManyError, judge
from engine.shipped import book as shipped
from engine.small_rules import book, pathways, people
from language.small_book import indented, load, make_book, rule_file
from pathfinder.review.testing.mutants.rules import mutants_of, owners_of
from pathfinder.review.testing.mutants.telling import fate_of
from pathfinder.review.testing.mutants.trying import Cases
from pathfinder.review.testing.trial import readable
from pathfinder.rulebook.load import LoadedBook

if TYPE_CHECKING:
    from command_line import CommandLine

STATED = "conditions: stated\n"
AGE = "{says: Of age., fact: age, at least: 18}"
MAN = "{says: A man., fact: sex, is: male}"
JOBS = "{says: Needed., fact: occupations, includes any of: [engineer, physician]}"

SIXTY = "{says: x, present stay in: KZ, at most: 60 days, cite: passage}"
TWO_MONTHS = "{says: y, present stay in: KZ, at most: 2 months, cite: passage}"

OPERATORS: dict[str, tuple[str, str, str]] = {
    "number": ("shift a number", "18 were 19", f"requires: {AGE}\n{STATED}"),
    "count": (
        "shift a number", "2 were 1",
        f"requires: {{at least 2 of: [{AGE}, {MAN}, {JOBS}]}}\n{STATED}",
    ),
    "period": (
        "shift a period", "90 days were 91 days",
        f"requires: {{says: x, days in: KZ, within: 180 days, at most: 90 days}}\n{STATED}",
    ),
    "window": (
        "shift a period", "180 days were 181 days",
        f"requires: {{says: x, days in: KZ, within: 180 days, at most: 90 days}}\n{STATED}",
    ),
    "year": (
        "shift a period", "1 year were 11 months",
        f"requires: {{says: x, present stay in: KZ, at most: 1 year}}\n{STATED}",
    ),
    "date": (
        "shift a date", "2024-01-01 were 2023-12-31",
        f"requires: {{says: x, fact: travel_passport_expires, on or after: 2024-01-01}}\n{STATED}",
    ),
    "asked": (
        "shift a date", "“on or after” were “after”",
        f"requires: {{says: x, fact: travel_passport_expires, on or after: the date asked about}}\n{STATED}",
    ),
    "start": (
        "shift a date", "the first day were 2023-01-27, not 2023-01-26",
        "in force: {from: 2023-01-26, until: not stated}\n",
    ),
    "uncertain": (
        "shift a date", "the first certain day were 2023-08-02, not 2023-08-01",
        f"in force: {{from: 2023-07, until: not stated}}\nrequires: {AGE}\n{STATED}",
    ),
    "end": (
        "shift a date", "the last possible day were 2024-12-01, not 2024-11-30",
        "in force: {from: not stated, until: autumn 2024}\n",
    ),
    "drop": ("drop a condition", "this condition were left out", f"requires: {{all of: [{AGE}, {MAN}]}}\n{STATED}"),
    "exception": (
        "drop an exception", "this exception were left out", f"requires: {{none of: [{AGE}, {MAN}]}}\n{STATED}",
    ),
    "refusal": ("drop a refusal", "this refusal were left out", f"refused to: [{AGE}]\n{STATED}"),
    "closure": (
        "drop a closure", "this closure were left out",
        "closed: [{from: 2023-07-01, until: 2023-12-31, says: x}]\n",
    ),
    "dispute": (
        "drop a dispute", "nothing disputed this closure",
        "closed: [{from: 2023-07-01, until: not stated, says: x, disputed by: {says: y, cite: passage}}]\n",
    ),
    "negate": ("negate", "the opposite were asked for", f"requires: {MAN}\n{STATED}"),
    "all": (
        "swap all and any", "any of these were enough, not all of them",
        f"requires: {{all of: [{AGE}, {MAN}]}}\n{STATED}",
    ),
    "any": (
        "swap all and any", "all of these were asked for, not any of them",
        f"requires: {{any of: [{AGE}, {MAN}]}}\n{STATED}",
    ),
    "includes": (
        "swap all and any", "“includes any of” were “includes all of”", f"requires: {JOBS}\n{STATED}",
    ),
    "readings": (
        "drop a reading", "this reading were left out",
        f"requires: {{readings: {{about: it, sides: [{SIXTY}, {TWO_MONTHS}]}}}}\n{STATED}",
    ),
    "member": ("drop a list member", "“physician” were left out of the list", f"requires: {JOBS}\n{STATED}"),
    "covered": (
        "drop a list member", "“BY” were left out of those whom it covers", "covers: [RU, BY]\n",
    ),
    "complete": (
        "complete a list", "the list were taken for complete",
        "requires: {says: x, fact: occupations, includes any of: {list: [engineer], complete: no}}\n" + STATED,
    ),
    "met": (
        "drop “if met: open”", "meeting this were enough and left nothing open",
        f"requires: {{says: x, fact: age, at least: 18, if met: open, doubt: Open.}}\n{STATED}",
    ),
    "not met": (
        "drop “if not met: open”", "failing this were a plain no and left nothing open",
        f"requires: {{says: x, fact: age, at least: 18, if not met: open, doubt: Open.}}\n{STATED}",
    ),
    "applies": (
        "drop “applies”", "this were asked for at all times",
        f"requires: {{says: x, fact: sex, is: male, applies: {{from: 2023-07-01, until: not stated}}}}\n{STATED}",
    ),
    "before": (
        "swap “open” and “not required”", "failing this before its time counted otherwise",
        f"requires: {{says: x, fact: sex, is: male, applies: {{from: 2023-07-01, until: not stated}}}}\n{STATED}",
    ),
    "conditions": ("swap “conditions”", "the conditions were stated in part only", f"requires: {AGE}\n{STATED}"),
    "reached": ("swap “reached”", "being there or able to enter were not required",
                f"reached: yes\nrequires: {AGE}\n{STATED}"),
    "everybody": ("cover everybody", "it covered all foreigners", f"requires: {AGE}\n{STATED}"),
    "fewer": ("cover fewer", "it covered Russian citizens alone", f"covers: all\nrequires: {AGE}\n{STATED}"),
}  # fmt: skip
"""For each kind of mistake a rule, and how it is told."""

VERSIONS = (
    "versions:\n"
    "  - {in force: {from: not stated, until: 2023-06-30}, cite: passage, conditions: not recorded}\n"
    f"  - {{in force: {{from: 2023-07-01, until: not stated}}, cite: passage, conditions: stated, requires: {AGE}}}\n"
)


def name_of(number: int) -> str:
    """The id of the pathway of a rule in the table."""
    return f"KZ/way-{number}"


def whole_file(cases: dict[str, list[str]], most: int = 99) -> str:
    """A rule file with a pathway for each rule of the table, or the first ones; `cases` are lines by pathway."""
    base = rule_file(more="").partition("pathways:\n")
    usual = base[2].splitlines()[1:]
    parts = [base[0], "pathways:\n"]
    for number, (_operator, _says, rule) in enumerate(list(OPERATORS.values())[:most]):
        own = {line.partition(":")[0] for line in rule.splitlines() if line[:1] != " "}
        keys = [line.strip() for line in usual if line.strip().partition(":")[0] not in own]
        shown = [line.removeprefix("- ") for line in cases.get(name_of(number), [])]
        lines = [*keys, *rule.splitlines(), *(["cases:"] if shown else [])]
        lines += [f"  - {line.replace('…', f'case {place}')}" for place, line in enumerate(shown)]
        parts.append(f"  {name_of(number)}:\n" + indented("\n".join(lines), 4))
    return "".join(parts)


def test_every_mistake_is_told_and_its_case_kills_it(cli: CommandLine, tmp_path: Path) -> None:
    """Without cases each kind of mistake survives in its rule; with the cases that are printed none does."""
    folder = make_book(tmp_path / "rules", whole_file({}))
    run = cli("rules", "test", "--mutants", "--format", "json", "--rules", folder)
    survivors: list[dict[str, Any]] = json.loads(run.stdout)["mutants"]["survivors"]
    told = {(one["owner"], one["operator"], one["change"]) for one in survivors}
    for number, (operator, change, _rule) in enumerate(OPERATORS.values()):
        assert (name_of(number), operator, change) in told
    cases: dict[str, list[str]] = {}
    for one in survivors:
        listed = cases.setdefault(one["of"], [])
        if one["case"] not in listed:
            listed.append(one["case"])
    make_book(folder, whole_file(cases))
    again = cli("rules", "test", "--at-least", "100", "--rules", folder)
    assert again.exit_code == 0, again.stdout
    assert "nobody would notice" not in again.stdout
    assert "100 % of the mistakes that change something are noticed" in again.stdout


def test_no_kind_of_mistake_is_without_a_rule() -> None:
    """Every kind of mistake that is made in the rules that ship stands in the table, but for whole versions."""
    made = {mutant.operator for owner in owners_of(shipped()) for mutant in mutants_of(shipped(), owner)}  # fmt: skip
    assert made - {"drop a version"} <= {operator for operator, _says, _rule in OPERATORS.values()}


def fates(loaded: LoadedBook) -> dict[tuple[str, str], str]:
    """What became of each mutant of the one pathway, by its words and the sentence it stands in."""
    assert loaded.book is not None, loaded.problems
    trial = Cases(loaded.book, readable(loaded.book, loaded.cases))
    return {
        (one.change.english, one.says): fate_of(trial, one).what
        for one in mutants_of(loaded.book, "KZ/stay")
    }


def test_a_mistake_that_changes_nothing_is_no_survivor(tmp_path: Path) -> None:
    """Whoever is 21 is of age: leaving that out, or being off by one there, is the same for everybody on every day."""
    rule = f"requires: {{all of: [{AGE}, {{says: Grown up., fact: age, at least: 21}}]}}\n{STATED}"
    found = fates(load(tmp_path, rule_file(rule)))
    assert found["this condition were left out", "Of age."] == "equivalent"
    assert found["18 were 19", "Of age."] == found["18 were 17", "Of age."] == "equivalent"
    assert found["this condition were left out", "Grown up."] == "survived"
    assert found["21 were 20", "Grown up."] == "survived"


def test_days_before_the_documents_begin_count_too(tmp_path: Path) -> None:
    """A start in a bare year lies before the first day of which the documents speak; being off by a day shows there."""
    found = fates(load(tmp_path, rule_file("in force: {from: 2022, until: not stated}\n")))
    assert found["the first possible day were 2022-01-02, not 2022-01-01", ""] == "survived"


def test_versions_are_left_out_one_by_one(tmp_path: Path) -> None:
    """A version that nobody would miss is told."""
    text = rule_file(VERSIONS)
    for key in (
        "in force: {from: not stated, until: not stated}",
        "cite: passage",
        "conditions: not recorded",
    ):
        text = text.replace(f"    {key}\n", "", 1)
    found = fates(load(tmp_path, text))
    assert found["this version were left out", ""] == "survived"


def test_a_case_of_another_rule_notices_too(tmp_path: Path) -> None:
    """What a way of entry asks is noticed by the cases of a stay that has to be reached by it."""
    entry = indented(
        "KZ/entry:\n" + indented(
            "title: Enter\ngives: enter\ncovers: RU\nat discretion: no\nreached: no\n"
            "in force: {from: not stated, until: not stated}\ncite: passage\n"
            f"requires: {AGE}\n{STATED}", 2
        ), 2
    )  # fmt: skip
    stay = (
        "reached: yes\n" + STATED + "cases:\n"
        "  - {says: outside, on: 2023-06-01, person: {citizenships: [RU], age: 18, current_country: RU}, "
        "verdict: eligible}\n"
    )
    loaded = load(tmp_path, rule_file(stay, more=entry))
    assert loaded.book is not None, loaded.problems
    trial = Cases(loaded.book, readable(loaded.book, loaded.cases))
    found = {m.change.english: fate_of(trial, m).what for m in mutants_of(loaded.book, "KZ/entry")}
    assert found["18 were 19"] == "killed"
    assert found["18 were 17"] == "survived"


def test_the_last_lawful_day_and_what_is_missing_notice(tmp_path: Path) -> None:
    """Where a case says them, a mistake that changes only them is noticed."""
    rule = f"requires: {{says: x, present stay in: KZ, at most: 90 days}}\n{STATED}"
    person = "{{citizenships: [RU], stays: [KZ 2023-05-01..]}}"
    case = f"cases:\n  - {{{{says: x, on: 2023-06-01, person: {person}, verdict: eligible{{}}}}}}\n"
    plain = fates(load(tmp_path / "plain", rule_file(rule + case.format(""))))
    until = fates(load(tmp_path / "until", rule_file(rule + case.format(", until: 2023-07-29"))))
    assert plain["90 days were 91 days", "x"] == "survived"
    assert until["90 days were 91 days", "x"] == "killed"


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(pathways(), st.lists(people(), min_size=2, max_size=2))
def test_what_is_called_equivalent_is_so_for_everybody(pathway: Any, some: list[Any]) -> None:
    """No person's verdict differs by brute force between a rule and a mutant that is called equivalent."""
    rules = book(pathway)
    trial = Cases(rules, {})
    for mutant in mutants_of(rules, pathway.id)[:12]:
        if fate_of(trial, mutant).what != "equivalent":
            continue
        other = mutant.rules[pathway.id]
        for said in some:
            try:
                assert judge(pathway, [], said)[0] == judge(other, [], said)[0]
            except TooManyError:
                continue


def test_what_is_demanded_decides_the_exit_code(cli: CommandLine, tmp_path: Path) -> None:
    """Less than is demanded ends with 1; without a demand survivors are told and the end is 0."""
    rule = (
        f"requires: {AGE}\n{STATED}cases:\n"
        "  - {says: x, on: 2023-06-01, person: {citizenships: [RU], age: 18}, verdict: eligible}\n"
    )
    folder = make_book(tmp_path / "rules", rule_file(rule))
    run = cli("rules", "test", "--mutants", "--coverage", "--rules", folder)
    assert run.exit_code == 0
    assert "nobody would notice if 18 were 17: Of age." in run.stdout
    assert "somebody for whom this is just not met (18)" in run.stdout
    assert cli("rules", "test", "--at-least", "95", "--rules", folder).exit_code == 1
    assert cli("rules", "test", "--complete", "--rules", folder).exit_code == 1
    assert cli("rules", "test", "--pathway", "KZ/star", "--rules", folder).exit_code == 2


def test_cases_have_to_pass_first(cli: CommandLine, tmp_path: Path) -> None:
    """Where a case fails no mistakes are tried, and the command says so; what cases show is told all the same."""
    rule = (
        f"requires: {AGE}\n{STATED}cases:\n"
        "  - {says: x, on: 2023-06-01, person: {citizenships: [RU], age: 18}, verdict: ineligible}\n"
    )
    folder = make_book(tmp_path / "rules", rule_file(rule))
    run = cli("rules", "test", "--mutants", "--coverage", "--rules", folder)
    assert run.exit_code == 1
    assert "No mistakes were tried" in run.stdout
    assert "no case shows" in run.stdout
    assert "nobody would notice" not in run.stdout


KNOWN = """\
format: pathfinder-survivors/1
survivors:
  - rule: KZ/stay
    if: 18 were 19
    in: Of age.
    reason: Nobody of that age comes.
"""
NOTICED = """\
cases:
  - {says: x, on: 2023-06-01, person: {citizenships: [RU], age: 18}, verdict: eligible}
"""


@pytest.mark.parametrize("cases, gone", [("", False), (NOTICED, True)])
def test_a_survivor_may_live_for_a_reason(
    cli: CommandLine, tmp_path: Path, cases: str, gone: bool
) -> None:
    """A survivor that survivors.yaml lists is told with its reason; once a case notices it, it is a finding (PF461)."""
    folder = make_book(tmp_path / "rules", rule_file(f"requires: {AGE}\n{STATED}{cases}"))
    (folder / "survivors.yaml").write_text(KNOWN)
    run = cli("rules", "test", "--mutants", "--rules", folder)
    assert ("It may be so: Nobody of that age comes." in run.stdout) is not gone
    assert ("PF461" in run.stdout) is gone


def test_several_processes_find_the_same(cli: CommandLine, tmp_path: Path) -> None:
    """The work may be shared between processes; what is found is the same."""
    folder = make_book(tmp_path / "rules", whole_file({}, 3))
    arguments = ("rules", "test", "--mutants", "--format", "json", "--rules", folder)
    assert cli(*arguments, "--jobs", "2").stdout == cli(*arguments, "--jobs", "1").stdout
