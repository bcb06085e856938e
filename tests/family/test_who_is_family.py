"""Which relatives go along for certain, what is asked of a child first, and for whom a missing passport stays open."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

import pathfinder
from command_line import CommandLine
from engine.shipped import book
from pathfinder.family.points import PAPERS
from pathfinder.family.records import DestinationTogether, MemberThere
from pathfinder.family.there import GROWN_UP

ON = "2024-02-12"
GERMAN = {
    "citizenships": ["RU"], "passports": ["travel"], "descent": ["german"], "sex": "male", "age": 30,
    "holds_repatriation_papers_of": ["DE"],
}  # fmt: skip
RELATIVE = {"citizenships": ["RU"], "passports": ["travel"], "descent": []}
ACTIVIST = {"citizenships": ["RU"], "occupations": ["human_rights_defender"]}


def together(
    country: str, one: dict[str, Any], two: dict[str, Any], relation: str, on: str = ON
) -> tuple[DestinationTogether, MemberThere]:
    """A country for a and b, where b is to a what `relation` says; and what holds for b."""
    case = {
        "people": [{"name": "a", "facts": one}, {"name": "b", "facts": two}],
        "relations": [{"from": "b", "to": "a", "relation": relation}],
    }
    found = pathfinder.judge_family(case, on=on, rules=book())
    assert found.together is not None
    (there,) = [each for each in found.together.destinations if each.country == country]
    return there, there.people[1]


@pytest.mark.parametrize(
    "relation, verdict",
    [
        ("spouse", "feasible"),
        ("minor_child", "feasible"),
        ("adult_child_in_care", "possible"),
        ("lgbt_partner", "possible"),
        ("unmarried_partner", "possible"),
        ("parent", "possible"),
        ("sibling", "possible"),
        ("other", "possible"),
    ],
)
def test_where_family_is_not_defined_only_the_nearest_go_along_for_certain(
    relation: str, verdict: str
) -> None:
    """Germany takes family of ethnic Germans; the documents do not say who that is, so most relatives stay open."""
    there, member = together("DE", GERMAN, RELATIVE, relation)
    assert (there.verdict, member.verdict) == (verdict, verdict)
    for taken in member.taken_along_by:
        doubtful = any(each.decides for each in taken.open)
        assert doubtful == (taken.verdict == "undetermined")
    if verdict == "possible":
        assert "documents" in there.because


@pytest.mark.parametrize(
    "relation, verdict",
    [("lgbt_partner", "feasible"), ("adult_child_in_care", "feasible"), ("sibling", "possible"), ("other", "possible")],
)  # fmt: skip
def test_where_the_document_names_the_relatives_it_decides(relation: str, verdict: str) -> None:
    """Czechia names whom its programme helps: those go along for certain, and others not at all."""
    _there, member = together("CZ", ACTIVIST, RELATIVE, relation, on="2023-01-15")
    assert member.verdict == verdict
    assert bool(member.taken_along_by) == (verdict == "feasible")


def test_who_said_whom_they_accompany_is_taken_at_their_word() -> None:
    """Somebody who says they are family of one who repatriates is judged so, whatever the relation."""
    said = {**RELATIVE, "accompanies": ["DE/late-repatriate"], "relation": "other"}
    there, member = together("DE", GERMAN, said, "other")
    assert (there.verdict, member.alone) == ("feasible", "feasible")


def test_why_a_relative_may_not_go_along_is_shown(cli: CommandLine) -> None:
    """The page says that it hangs on the word family."""
    people = "".join(
        f"  - {{name: {name}, facts: {{{', '.join(f'{k}: {v}' for k, v in facts.items())}}}}}\n"
        for name, facts in (("Emil", GERMAN), ("Lena", RELATIVE))
    )
    text = f"people:\n{people}relations:\n  - {{from: Lena, to: Emil, relation: other}}\n"
    done = cli("check", "-", "--on", ON, "--country", "DE", stdin=text.replace("'", ""))
    assert done.exit_code == 0, done.stderr
    shown = " ".join(done.stdout.split())
    assert "Feasible for all" not in shown
    assert "Open for Lena: Whether a relative of this kind counts as family is not stated" in shown


@pytest.mark.parametrize(
    "papers, open_",
    [
        ({"passports": ["travel"]}, False),
        ({"passports": ["travel"], "travel_passport_expires": ON}, False),
        ({"passports": ["travel"], "travel_passport_expires": "2024-02-11"}, True),
        ({"passports": ["internal"]}, True),
        ({}, True),
    ],
)
def test_how_to_travel_without_a_passport_is_open_for_who_has_none(
    papers: dict[str, Any], open_: bool
) -> None:
    """The point on travelling without a passport for travel abroad does not stand with somebody who holds one."""
    _there, member = together(
        "DE", GERMAN, {"citizenships": ["RU"], "descent": [], **papers}, "spouse"
    )
    for taken in member.taken_along_by:
        cited = [cite for each in taken.open for cite in each.citations]
        assert any(cite.endswith(f"/{PAPERS}") for cite in cited) == open_


def test_what_stays_open_without_a_passport_cites_the_papers_at_the_border() -> None:
    """Every silent point of a rule that cites the papers at the border is about who has no passport for travel."""
    doubts = [
        doubt
        for pathway in book().pathways.values()
        for version in pathway.versions
        for doubt in version.open
        if doubt.kind == "silent" and any(cite.endswith(f"/{PAPERS}") for cite in doubt.cites)
    ]
    assert doubts
    assert all("without a passport for travel abroad" in doubt.says for doubt in doubts)


@pytest.mark.parametrize("age, last", [(9, True), (40, False)])
def test_a_child_is_asked_last_for_work_and_the_army(age: int, last: bool) -> None:
    """Of a child no fact is left out, but what children have no say in stands last."""
    facts = book().vocabulary.facts
    orders = []
    for country in ("BE", "DE", "FR", "LT"):
        _there, member = together(
            country,
            {"citizenships": ["RU"]},
            {"citizenships": ["RU"], "age": age},
            "minor_child" if last else "sibling",
        )
        orders.append([facts[fact].group in GROWN_UP for fact in member.missing])
    assert any(orders)
    sorted_ = all(
        not (one and not two) for order in orders for one, two in itertools.pairwise(order)
    )
    assert sorted_ == last
