"""What the checks say, and where they are silent because nobody would act."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.lint.example_books import BASE, change, check, lay

KZ = "rules/destinations/KZ.yaml"
FACTS = "rules/facts.yaml"
RU = "rules/locales/ru.po"


def told(book: Path, code: str) -> dict[str, str]:
    """The one finding of a book that has this code."""
    (found,) = [finding for finding in check(book).findings if finding["code"] == code]
    return found


def test_a_passage_that_is_gone_comes_with_the_nearest_words(tmp_path: Path) -> None:
    """A near match is offered as help and decides nothing."""
    found = told(lay(tmp_path, "PF400/bad"), "PF400")
    assert found["within"] == "KZ/one-year"
    assert 'Nearest place: first words: "Whoever works as"' in found["help"]
    change(book := lay(tmp_path), KZ, "from: Whoever works as\n", "from: Nothing like that\n")
    assert "Nearest place" not in told(book, "PF400")["help"]


def test_a_lost_passage_is_told_once_and_not_for_every_rule_on_it(tmp_path: Path) -> None:
    """The rules that rest on a passage that is gone are not told as unverified besides."""
    book = lay(tmp_path, "PF402/good")  # has a lock
    change(book, KZ, "from: Kazakhstan lets whoever", "from: Kazakhstan forbids whoever")
    assert check(book).codes == ["PF400"]


def test_a_rule_whose_document_is_not_at_hand_is_judged_by_the_lock(tmp_path: Path) -> None:
    """Without the documents a changed citation is told with the rule that rests on it, not a second time."""
    book = lay(tmp_path, "PF402/good")
    change(book, KZ, "    to: for one year\n", "    to: stay for one year\n")
    assert check(book, library=False).codes == ["PF215"]
    assert check(book).codes == ["PF405"]


def test_without_a_lock_nothing_is_unverified(tmp_path: Path) -> None:
    """A book that was never near its documents would have every rule told: nothing is said."""
    assert check(lay(tmp_path), library=False).codes == []


def test_a_broken_lock_is_told_once(tmp_path: Path) -> None:
    """A lock that cannot be read is one finding; the checks go on without it."""
    book = lay(tmp_path)
    (book / "rules" / "citations.lock").write_text("{", encoding="utf-8")
    assert check(book).codes == ["PF330"]
    (book / "rules" / "citations.lock").write_bytes(b"\xff")
    assert check(book).codes == ["PF101"]


def test_a_number_that_stands_nowhere_is_not_said_to_stand_elsewhere(tmp_path: Path) -> None:
    """Where no passage of the file holds all of a part, it is missing (PF214), not misplaced (PF410)."""
    book = lay(tmp_path)
    change(
        book, KZ, "grants: {for: 1 year, cite: one-year}", "grants: {for: 2 years, cite: one-year}"
    )
    assert check(book).codes == ["PF214"]


def test_a_rule_of_a_region_may_speak_of_the_region(tmp_path: Path) -> None:
    """A passage that names a region speaks of every country that is in it; headings count too."""
    book = lay(tmp_path, "PF411/bad")
    change(
        book, "library/text.txt", "Whoever works", "In the Eurasian Economic Union whoever works"
    )
    change(book, KZ, "from: Whoever works as", "from: In the Eurasian")
    assert check(book).codes == []


def test_a_caution_that_speaks_of_another_country_is_told(tmp_path: Path) -> None:
    """A caution in the file of a country needs a passage that names it, as a pathway does."""
    book = lay(tmp_path)
    caution = (
        "cautions:\n  KZ-X:\n    says: It takes a year.\n    touches: everybody\n    certainty: law\n"
        "    endangers: [stay]\n    from: not stated\n    until: not stated\n    cite: one-year\n    cases:\n"
        "      - {says: who works, on: 2023-06-01, person: {citizenships: [RU], age: 18}, verdict: touched}\n"
    )
    path = book / KZ
    path.write_text(path.read_text(encoding="utf-8") + "\n" + caution, encoding="utf-8")
    assert told(book, "PF411")["within"] == "KZ-X"
    change(book, KZ, "not stated\n    cite: one-year", "not stated\n    cite: ninety-days")
    assert check(book).codes == []


SILENT = [
    pytest.param("includes any of: {list: [engineer], complete: no}", id="an incomplete list"),
    pytest.param("includes only: [engineer]", id="only"),
]


@pytest.mark.parametrize("condition", SILENT)
def test_options_that_count_without_a_name_are_not_told(tmp_path: Path, condition: str) -> None:
    """Where a list is incomplete, or other members make a person fail, every option says something."""
    book = lay(tmp_path, "PF413/bad")
    assert check(book).codes == ["PF413"]
    change(book, KZ, "includes: engineer", condition)
    assert "PF413" not in check(book).codes


def test_asking_for_an_empty_set_names_every_option(tmp_path: Path) -> None:
    """A condition that a set is empty is decided by each of its options."""
    book = lay(tmp_path, "PF413/bad")
    change(
        book,
        KZ,
        "    grants: {for: 90 days}\n",
        "    grants: {for: 90 days}\n    duties:\n      - {says: Work., due: not stated, "
        "when: {says: None., fact: occupations, is empty: yes}}\n",
    )
    assert check(book).codes == []


def test_options_of_one_answer_are_not_told(tmp_path: Path) -> None:
    """Of a fact with one answer the options that no rule names are the ways to say no."""
    book = lay(tmp_path, "PF413/bad")
    change(book, FACTS, "kind: choices", "kind: choice")
    change(book, KZ, "includes: engineer", "is: engineer")
    change(book, KZ, "occupations: [engineer]", "occupations: engineer")
    change(book, KZ, "occupations: [other]", "occupations: other")
    assert check(book).codes == []


def test_several_options_are_one_finding(tmp_path: Path) -> None:
    """All options of a fact that no rule names stand in one finding, at the first."""
    book = lay(tmp_path, "PF413/bad")
    change(
        book,
        FACTS,
        "      physician: physician\n",
        "      baker: baker\n      physician: physician\n",
    )
    found = told(book, "PF413")
    assert found["message"] == "No rule names these options of occupations: baker, physician."


def test_a_fact_that_a_constraint_ties_to_another_is_used(tmp_path: Path) -> None:
    """What a constraint ties to a fact that is asked changes what can be true of it."""
    book = lay(tmp_path, "PF412/bad")
    tied = "income:\n    group: work\n    kind: choices\n    options: {engineer: engineer}"
    change(book, FACTS, "income:\n    group: work\n    kind: yes_no", tied)
    constraint = (
        "constraints:\n  - {says: Who earns by it works so., part of: {income: occupations}}"
    )
    change(book, FACTS, "constraints:", constraint)
    assert check(book).codes == []


def test_duties_use_facts_and_citations(tmp_path: Path) -> None:
    """A date that a duty counts from is a use of its fact."""
    book = lay(tmp_path, "PF412/bad")
    change(
        book,
        FACTS,
        "income:\n    group: work\n    kind: yes_no",
        "income:\n    group: work\n    kind: by_country",
    )
    change(
        book,
        KZ,
        "    grants: {for: 90 days}\n",
        "    grants: {for: 90 days}\n    duties:\n"
        "      - {says: Pay., due: {after: 90 days, since: income, country: KZ}}\n",
    )
    assert check(book).codes == []


def test_sentences_without_a_translation_are_one_finding_a_file(tmp_path: Path) -> None:
    """Each file has one finding with the number of sentences and their lines, at the first of them."""
    book = lay(tmp_path, "PF421/good")
    path = book / RU
    head, *entries = path.read_text(encoding="utf-8").split("\n\n")
    kept = [entry for entry in entries if "Stay" not in entry and "Age" not in entry]
    path.write_text("\n\n".join([head, *kept]) + "\n", encoding="utf-8")
    found = check(book).findings
    assert [finding["code"] for finding in found] == ["PF421", "PF421", "PF421"][: len(found)]
    of_kz = next(finding for finding in found if finding["place"]["file"].endswith("KZ.yaml"))
    assert of_kz["message"] == (
        "2 sentences of this file have no translation (ru), the first: “Stay without a visa”"
    )
    assert "Lines without one: 22, 38." in of_kz["help"]


def test_a_doubtful_translation_is_stale(tmp_path: Path) -> None:
    """An entry that is marked as fuzzy is not shown to anybody, and is told; a reader of it is not told twice."""
    book = lay(tmp_path, "PF421/good")
    change(book, RU, 'msgid "Stay of engineers"', '#, fuzzy\nmsgid "Stay of engineers"')
    assert check(book).codes == ["PF422"]
    assert "marked as doubtful" in told(book, "PF422")["message"]


def test_an_entry_over_several_lines_is_one_sentence(tmp_path: Path) -> None:
    """Catalogues break long sentences and escape some signs; both are read as the sentence."""
    book = lay(tmp_path, "PF421/good")
    change(book, RU, 'msgid "Stay of engineers"', 'msgid ""\n"Stay of "\n"engineers"')
    assert check(book).codes == []
    change(book, KZ, "title: Stay of engineers", 'title: Stay of "engineers"')
    change(book, RU, '"engineers"', '"\\"engineers\\""')
    assert check(book).codes == []


def test_what_stands_beside_the_rules_is_not_translated(tmp_path: Path) -> None:
    """The sentences of claims are for reviewers: no translation is asked for, and none of them keeps an entry."""
    book = lay(tmp_path, "PF422/bad")
    holds = "nobody: {pathway: KZ/visa-free-stay, verdict: closed}"
    claims = f"format: pathfinder-claims/1\nclaims:\n  - says: The person works as a baker.\n    {holds}\n"
    (book / "rules" / "claims.yaml").write_text(claims, encoding="utf-8")
    assert check(book).codes == ["PF422"]


def test_a_catalogue_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    """What is no catalogue is one finding; lines in one that mean nothing are passed over."""
    book = lay(tmp_path, "PF421/good")
    (book / RU).write_text('msgid "Leave."\n\nmsgid "Register."\n', encoding="utf-8")
    assert check(book).codes == ["PF106"]
    lay(book, "PF421/good")
    with (book / RU).open("a", encoding="utf-8") as file:
        file.write("\nstray\n")
    assert check(book).codes == ["PF106"]


def test_signatures_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """A broken reviews.yaml is a finding of its own; without one nothing is said of signatures."""
    book = lay(tmp_path)
    assert check(book).codes == []
    (book / "rules" / "reviews.yaml").write_text("a: [\n", encoding="utf-8")
    run = check(book)
    assert run.codes == ["PF102"]
    assert run.exit_code == 1


def test_the_shipped_rules_have_no_errors(documents_folder: Path) -> None:
    """With the documents at hand nothing in the shipped rules is wrong or unverified."""
    from pathfinder.cli.rules_check import check_folder
    from pathfinder.rulebook.files import shipped_rules
    from pathfinder.values.dates import parse_day

    today = parse_day("2026-11-22")
    assert today is not None
    outcome = check_folder(shipped_rules(), str(documents_folder), today)
    assert [problem for problem in outcome.problems if problem.severity == "error"] == []
    assert BASE.is_dir()
