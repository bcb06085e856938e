"""Claims as reviewers write them: sentences in two languages, files, and what comes of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from engine.shipped import book
from language.small_book import make_book
from pathfinder.api import judge
from pathfinder.language.problems import Problems
from pathfinder.review.prove.proving import claims_problems, prove
from pathfinder.review.prove.reading import read_claims_file, read_statement
from pathfinder.review.prove.records import Proof
from pathfinder.review.prove.sentences import NotUnderstood, claim_of
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import load_folders

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import CommandLine


def proved(sentence: str, **limits: Any) -> Proof:
    """What comes of a sentence, or of a claim written as a map."""
    text = sentence if sentence.startswith("{") else json.dumps(claim_of(sentence, book()))
    problems = Problems()
    claim = read_statement(text, problems, book())
    assert claim is not None, problems.found
    return prove(book(), claim, **limits)


@pytest.mark.parametrize(
    "sentence, result",
    [
        ("nobody with only an internal passport is eligible to enter Georgia", "holds"),
        ("Nobody with only an internal passport is eligible to enter Kazakhstan.", "fails"),
        ("no one is eligible for any pathway of EE after 2022-03-11", "holds"),
        ("whoever is eligible for GE/visa-free-stay is eligible for GE/visa-free-entry", "fails"),
        ("whoever is eligible for KZ/border-run is not eligible for KZ/visa-free-stay", "holds"),
        ("whoever holds no travel passport cannot enter Georgia", "holds"),
        ("everybody with a travel passport can enter Georgia", "fails"),
        ("nobody can go to Finland since 2024-02-12", "holds"),
        ("nobody who is a citizen of GE can enter Georgia", "holds"),
        ("никто только с внутренним паспортом не может въехать в Грузию", "holds"),
        ("Никто, у кого только внутренний паспорт, не может въехать в Казахстан.", "fails"),
        ("ни для кого не выполнены условия ни одного пути Эстонии после 2022-03-11", "holds"),
        ("для кого выполнены условия KZ/border-run, для того не выполнены условия KZ/visa-free-stay", "holds"),
        ("никто не может въехать в Эстонию после 1 января 2030 года", "holds"),
        ("{nobody: {fact: age, at least: 200}}", "vacuous"),
        ("{nobody: {caution: KZ-GUARD, verdict: touched}, until: 2022-11-30}", "holds"),
        ("{somebody: {destination: GE, verdict: feasible}}", "holds"),
        ("{somebody: {pathway: FI/asylum-at-border, verdict: undetermined}}", "fails"),
        ("{nobody: {every pathway of: KZ, gives: stay, verdict: eligible}}", "holds"),
        ("{whoever: {all of: [{fact: age, at least: 8}, {fact: age, at most: 7}]}, is: {fact: age, at least: 9}}",
         "vacuous"),
    ],
)  # fmt: skip
def test_a_claim_comes_out_as_the_rules_say(sentence: str, result: str) -> None:
    """Sentences and maps in either language are proved or refuted."""
    assert proved(sentence).result == result


def test_a_witness_is_what_the_program_says_of_that_person() -> None:
    """Judged as a profile, the witness has the verdict that refutes the claim."""
    witness = proved(
        "nobody with only an internal passport is eligible to enter Kazakhstan"
    ).witness
    assert witness is not None
    judged = judge(witness.person, on=witness.on, rules=book())
    assert judged.verdicts["KZ/visa-free-entry"] == "eligible"
    assert witness.person["passports"] == ["internal"]
    assert witness.told[0].reasons


def test_the_days_of_a_claim_count() -> None:
    """A claim fails only on days it speaks of, and says on which."""
    proof = proved("whoever is eligible for KZ/border-run is eligible for KZ/visa-free-stay")
    assert proof.days == [("2022-02-24", "2023-01-25")]
    assert proved("nobody is eligible for KZ/border-run after 2023-01-25").result == "holds"


def test_a_claim_of_people_that_matter_to_nobody_is_told() -> None:
    """Where the claim holds of everybody, the words on people are said to add nothing."""
    assert proved("nobody with a travel passport is eligible for any pathway of EE").note
    assert not proved("nobody with only an internal passport is eligible to enter Georgia").note


def test_beyond_the_budget_nothing_is_guessed() -> None:
    """A diagram that grows too large is said not to be decided."""
    proof = proved("{nobody: {destination: KZ, verdict: not_feasible}}", budget=3)
    assert (proof.result, proof.witness) == ("not decided", None)


@pytest.mark.parametrize(
    "sentence, named",
    [
        ("whoever is eligible for X is eligible for Y", "“Y”"),
        ("nobody is eligible for GE/visa-free-entri", "GE/visa-free-entry"),
        ("nobody in Narnia is eligible to enter Georgia", "Narnia"),
        ("nobody with a purple passport is eligible to enter Georgia", "with a purple passport"),
        ("penguins are eligible", "nobody"),
        ("nobody is eligible to enter Georgia after 2023-02-30", "2023-02-30"),
        ("никто может въехать в Грузию", "may"),
        ("everybody can enter Georgia", "Say of whom"),
    ],
)
def test_what_is_not_understood_is_told_with_what_is_known(sentence: str, named: str) -> None:
    """A word outside the grammar, or a name the rules lack, is never guessed."""
    with pytest.raises(NotUnderstood) as told:
        claim_of(sentence, book())
    assert named in str(told.value) or "is not understood" in str(told.value)


def test_the_shipped_claims_hold() -> None:
    """Every claim beside the shipped rules holds, and none of them speaks of people who cannot exist."""
    read = read_claims_file(shipped_rules(), book())
    assert read is not None
    claims, problems = read
    assert problems == []
    assert len(claims) >= 12
    assert claims_problems(book(), shipped_rules()) == []


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "claims: 5", "format: pathfinder-claims/1\nclaims: [5, {says: x}]",
        "format: pathfinder-claims/1\nclaims: [{says: x, nobody: {pathway: [a], verdict: eligible}}]",
        "format: pathfinder-claims/1\nclaims: [{says: x, nobody: {meets: nothing}}]",
        "format: pathfinder-claims/1\nclaims: [{says: x, nobody: {any pathway of: KZ, gives: other, verdict: closed}}]",
        "format: pathfinder-claims/1\nclaims: [{says: x, nobody: {at least 3 of: [{fact: age, at least: 2}]}}]",
        "format: pathfinder-claims/1\nclaims: [{says: x, nobody: {fact: age, is: &a 5}}]",
        ("format: pathfinder-claims/1\nclaims:\n"
         "- {says: x, nobody: {fact: age, at most: 1}, from: 2024-01-02, until: 2024-01-01}"),
        "\x00", "claims: {" * 200,
    ],
)  # fmt: skip
def test_odd_files_of_claims_are_problems_with_places(text: str, tmp_path: Path) -> None:
    """Whatever stands in claims.yaml, what is wrong is told and nothing breaks."""
    folder = make_book(tmp_path / "rules")
    (folder / "claims.yaml").write_text(text, encoding="utf-8")
    loaded = load_folders([str(folder)]).book
    assert loaded is not None
    problems = claims_problems(loaded, str(folder))
    assert problems
    assert all(problem.place.file.endswith("claims.yaml") for problem in problems)


def test_the_command_says_what_came_of_it(cli: CommandLine, tmp_path: Path) -> None:
    """0 where every claim holds, 1 where one does not, 2 where a statement is not understood."""
    holds = cli("rules", "prove", "no one is eligible for any pathway of EE after 2022-03-11")
    assert (holds.exit_code, holds.stdout.split(":")[0].strip()) == (0, "Holds")
    fails = cli(
        "rules",
        "prove",
        "--format",
        "json",
        "{nobody: {pathway: KZ/visa-free-entry, verdict: eligible}}",
    )
    assert fails.exit_code == 1
    (claim,) = json.loads(fails.stdout)["claims"]
    assert claim["witness"]["told"][0]["verdict"] == "eligible"
    assert cli("rules", "prove", "whoever is eligible for X is eligible for Y").exit_code == 2
    folder = make_book(tmp_path / "rules")
    missing = cli("rules", "prove", "--rules", folder)
    assert (missing.exit_code, "claims.yaml" in missing.stderr) == (2, True)


def test_the_file_of_claims_is_checked_as_a_whole(cli: CommandLine, tmp_path: Path) -> None:
    """Those that fail come first, also in Russian, and the command ends with 1."""
    folder = make_book(tmp_path / "rules")
    (folder / "claims.yaml").write_text(
        "format: pathfinder-claims/1\nclaims:\n"
        "- {says: Nobody is eligible., nobody: {pathway: KZ/stay, verdict: eligible}}\n"
        "- {says: Nobody is left open., nobody: {pathway: KZ/stay, verdict: undetermined}}\n"
    )
    done = cli("rules", "prove", "--rules", folder)
    assert done.exit_code == 1
    assert done.stdout.index("Nobody is left open.") < done.stdout.index("Nobody is eligible.")
    assert "1 of 2 claims hold." in done.stdout
    assert cli("--lang", "ru", "rules", "prove", "--rules", folder).exit_code == 1


@pytest.mark.parametrize(
    "words, gives",
    [
        ("settle in", ["reside", "protection", "citizenship"]),
        ("live in", ["reside", "protection", "citizenship"]),
        ("stay in", ["stay"]),
    ],
)
def test_settling_is_more_than_a_stay(words: str, gives: list[str]) -> None:
    """Who settles may reside, is protected or is a citizen; a visa-free stay is none of these."""
    claim = claim_of(f"nobody can {words} Kazakhstan", book())
    assert claim["nobody"] == {"any pathway of": "KZ", "gives": gives, "verdict": "eligible"}


@pytest.mark.parametrize("day", ["11 March 2022", "2022-03-11"])
def test_a_day_may_name_its_month(day: str) -> None:
    """A day is said in figures or with the name of its month, in either language."""
    assert claim_of(f"nobody can go to Finland since {day}", book())["from"] == "2022-03-11"
    russian = "никто не может поехать в Финляндию с 11 марта 2022 года"
    assert claim_of(russian, book())["from"] == "2022-03-11"


@pytest.mark.parametrize("day", ["March 2022", "31 February 2022", "11.03.2022", "2022-02-30"])
def test_what_is_no_day_is_told_with_the_form(day: str) -> None:
    """A date of another form is not taken for a country, and the message says how days are written."""
    with pytest.raises(NotUnderstood, match="write it as 2024-01-15"):
        claim_of(f"nobody can go to Finland after {day}", book())


@pytest.mark.parametrize("days", ["on: 1990-01-01", "until: 2022-02-23"])
def test_of_days_before_the_documents_nothing_is_claimed(days: str) -> None:
    """What the documents cannot speak of is not called true."""
    problems = Problems()
    text = f"{{nobody: {{pathway: EE/visa, verdict: eligible}}, {days}}}"
    assert read_statement(text, problems, book()) is None
    assert "no day before 2022-02-24" in problems.found[0].message
