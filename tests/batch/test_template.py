"""What the template writes is read back without loss, and says how it is filled in."""

from __future__ import annotations

import datetime as dt
import io
import stat
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from batch.files_of_people import blocks, people_of
from command_line import CommandLine
from language.small_book import known_vocabulary
from pathfinder.api import judge
from pathfinder.batch.reading import Source
from pathfinder.batch.template import INVENTED, example_people, facts_of, table, write_csv
from pathfinder.batch.template_excel import LAST_ROW, write_excel
from pathfinder.language.profile import Profile
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.cache import load_rules


@pytest.fixture(scope="module")
def book() -> RuleBook:
    """The rules that ship."""
    return load_rules(None)


@pytest.fixture(scope="module")
def sheet_book(book: RuleBook) -> Any:
    """The empty template as an Excel file that is open."""
    data = write_excel(facts_of(book, None), [], book.vocabulary, {"KZ": "Kazakhstan"})
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("ending", ["xlsx", "csv", "jsonl"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_filled_template_comes_back(
    ending: str, language: str, cli: CommandLine, tmp_path: Path, book: RuleBook
) -> None:
    """The invented people are read from every format in both languages as they were written."""
    path = tmp_path / f"people.{ending}"
    done = cli("template", "-o", path, "--filled", "--lang", language)
    assert (done.exit_code, done.stdout) == (0, "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    expected = example_people(book.vocabulary, list(book.vocabulary.facts.values()))
    (block,) = blocks(path, book.vocabulary)
    assert not block.refusals
    found = [profile for _row, profile in people_of(block, book.vocabulary)]
    assert found == expected
    assert Source([str(path)], book.vocabulary).notes == []


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_empty_template_has_all_facts(ending: str, cli: CommandLine, tmp_path: Path) -> None:
    """The sheet has a column for the label and for every fact, and nobody in it."""
    path = tmp_path / f"people.{ending}"
    assert cli("template", "-o", path).exit_code == 0
    vocabulary = load_rules(None).vocabulary
    source = Source([str(path)], vocabulary)
    assert source.plan.files[0].columns == ("case", *vocabulary.facts)
    assert list(source.tasks()) == []


def test_a_line_with_all_facts(cli: CommandLine, tmp_path: Path) -> None:
    """Of JSON Lines the template is a line in which nothing has been said."""
    path = tmp_path / "people.jsonl"
    assert cli("template", "-o", path).exit_code == 0
    vocabulary = load_rules(None).vocabulary
    (block,) = blocks(path, vocabulary)
    assert [profile for _row, profile in people_of(block, vocabulary)] == [Profile(values={})]


def test_invented_people_show_everything(book: RuleBook) -> None:
    """The filled example shows every kind of fact, `none`, `unknown` and `declined`, and can be judged."""
    facts = book.vocabulary.facts
    people = example_people(book.vocabulary, list(facts.values()))
    assert {name for one in people for name in (*one.values, *one.unsaid)} == {
        name for _case, cells in INVENTED for name in cells
    }
    assert {facts[name].kind for one in people for name in one.values} == {
        fact.kind for fact in facts.values()
    }
    assert {word for one in people for word in one.unsaid.values()} == {"unknown", "declined"}
    assert any(value == frozenset() for one in people for value in one.values.values())
    for one in people:
        judge(one, on="2024-01-15", rules=book)


def test_another_vocabulary() -> None:
    """Of other rules, whose facts are others, the invented people say what they can."""
    vocabulary = known_vocabulary()
    facts = [vocabulary.facts["age"], vocabulary.facts["stays"]]
    said = [set(one.values) | set(one.unsaid) for one in example_people(vocabulary, facts)]
    assert said == [{"age", "stays"}] * 3


def test_some_destinations(book: RuleBook) -> None:
    """For some destinations the sheet has only what they ask for, and what is tied to it."""
    names = {fact.name for fact in facts_of(book, {"KG"})}
    assert {
        "citizenships",
        "passports",
        "travel_passport_expires",
        "stays",
        "registered_on",
    } <= names
    assert "applying_in_city" not in names
    assert len(facts_of(book, None)) == len(book.vocabulary.facts)


def test_facts_of_a_destination_decide_it(book: RuleBook) -> None:
    """Whatever a verdict of a destination lacks has a column in its sheet."""
    for country in sorted({pathway.country for pathway in book.pathways.values()}):
        names = {fact.name for fact in facts_of(book, {country})}
        for day in ("2022-10-01", "2023-06-01", "2024-01-15"):
            judgement = judge({"citizenships": ["RU"]}, on=day, rules=book)
            for pathway in book.of_country(country):
                assert set(judgement.rows[pathway.id].missing) <= names, pathway.id


def test_lists_are_offered(sheet_book: Any, book: RuleBook) -> None:
    """Every column of options, countries or yes and no offers them, with unknown and declined, down to the last row."""
    people, hidden = sheet_book["people"], sheet_book["options"]
    assert hidden.sheet_state == "hidden"
    offered: dict[str, list[str]] = {}
    for rule in people.data_validations.dataValidation:
        letter = str(rule.sqref).partition("2:")[0]
        assert str(rule.sqref) == f"{letter}2:{letter}{LAST_ROW}"
        assert len(rule.prompt) <= 255
        assert len(rule.promptTitle) <= 32
        if rule.type == "list":
            cells = hidden[rule.formula1.partition("!")[2].replace("$", "")]
            offered[people[f"{letter}1"].value] = [cell.value for (cell,) in cells]
    for fact in book.vocabulary.facts.values():
        if fact.kind in ("yes_no", "choice", "choices", "country", "countries"):
            assert offered[fact.name][-2:] == ["unknown", "declined"]
            assert {word for word, _label in fact.options} <= set(offered[fact.name])
        else:
            assert fact.name not in offered


def test_every_offer_is_an_answer(sheet_book: Any, book: RuleBook, tmp_path: Path) -> None:
    """Whatever a list offers is an answer that is read without a fault."""
    people, hidden = sheet_book["people"], sheet_book["options"]
    rows = [["case", *book.vocabulary.facts]]
    for rule in people.data_validations.dataValidation:
        if rule.type == "list":
            column = people[str(rule.sqref).partition(":")[0]].column
            words = hidden[rule.formula1.partition("!")[2].replace("$", "")]
            for (cell,) in words:
                rows.append(["", *[""] * len(book.vocabulary.facts)])
                rows[-1][column - 1] = cell.value
    path = tmp_path / "people.csv"
    path.write_text("\n".join(",".join(row) for row in rows) + "\n")
    (block,) = blocks(path, book.vocabulary)
    assert len(list(people_of(block, book.vocabulary))) == len(rows) - 1


def test_the_page_explains_every_fact(sheet_book: Any, book: RuleBook) -> None:
    """The page of explanation has a row for every fact, with its question, its options and an example."""
    page = sheet_book["explanation"]
    rows = {row[0].value: [cell.value for cell in row] for row in page.iter_rows()}
    for name, fact in book.vocabulary.facts.items():
        _name, label, question, how, _example, options, help = rows[name]
        assert label.startswith(fact.label)
        assert (question, help) == (fact.question, fact.help)
        assert how
        assert bool(options) == bool(fact.options)


def test_examples_of_the_page_are_answers(sheet_book: Any, book: RuleBook, tmp_path: Path) -> None:
    """The example that the page gives for a fact is an answer to it."""
    page = sheet_book["explanation"]
    examples = {row[0].value: row[4].value for row in page.iter_rows()}
    facts = [name for name in book.vocabulary.facts if name != "spouse_citizenships"]
    assert all(examples[name] for name in facts)
    path = tmp_path / "people.csv"
    path.write_text(f"{','.join(facts)}\n{','.join(examples[name] for name in facts)}\n")
    (block,) = blocks(path, book.vocabulary)
    ((_row, profile),) = people_of(block, book.vocabulary)
    assert set(profile.values) == set(facts)


def test_the_sheet_is_ready_to_be_filled(sheet_book: Any) -> None:
    """The header stays in sight, tells each question, and cells are text, so that Excel changes no answer."""
    people = sheet_book["people"]
    assert people.freeze_panes == "B2"
    assert people["B1"].comment.text.startswith("Citizenships\nWhich countries")
    assert people.column_dimensions["C"].number_format == "@"
    assert [cell.data_type for cell in people[1]] == ["s"] * len(people[1])


def test_russian_excel_opens_the_csv(book: RuleBook) -> None:
    """For a reader of Russian cells are separated as Excel expects there, and the file says that it is UTF-8."""
    facts = facts_of(book, None)
    data = write_csv(facts, [], book.vocabulary, ";")
    assert data.startswith(b"\xef\xbb\xbfcase;citizenships;")
    assert table(facts, [], book.vocabulary) == [["case", *book.vocabulary.facts]]


def test_nothing_is_replaced_unasked(cli: CommandLine, tmp_path: Path) -> None:
    """A file that exists is replaced only with --force; then whole."""
    path = tmp_path / "people.csv"
    path.write_text("mine")
    done = cli("template", "-o", path)
    assert done.exit_code == 2
    assert path.read_text() == "mine"
    assert "--force" in done.stderr
    assert cli("template", "-o", path, "--force").exit_code == 0
    assert path.read_text(encoding="utf-8-sig").startswith("case,citizenships,")
    assert [one.name for one in tmp_path.glob("*.csv*")] == ["people.csv"]


@pytest.mark.parametrize(
    "arguments, code",
    [
        (["-o", "people.docx"], 2),
        (["-o", "nowhere/people.csv"], 1),
        (["-o", "people.csv", "--country", "ZZ"], 2),
        ([], 2),
    ],
)
def test_wrong_usage(arguments: list[str], code: int, cli: CommandLine) -> None:
    """What cannot be written is said in a line."""
    done = cli("template", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr
    assert done.stderr


def test_a_day_typed_in_excel(tmp_path: Path, book: RuleBook) -> None:
    """A day that Excel took for one all the same is read as that day."""
    data = write_excel(facts_of(book, None), [], book.vocabulary, {})
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    people = workbook["people"]
    column = list(book.vocabulary.facts).index("travel_passport_expires") + 2
    people.cell(2, column).value = dt.date(2031, 5, 14)
    path = tmp_path / "people.xlsx"
    workbook.save(path)
    (block,) = blocks(path, book.vocabulary)
    assert block.batch.column("travel_passport_expires").to_pylist() == ["2031-05-14"]
