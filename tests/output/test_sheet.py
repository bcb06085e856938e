"""The sheet of a country: everything that its rules hold, in words."""

from __future__ import annotations

import io
import re
from functools import cache

import pytest

from output.test_examples import HIDDEN, flowing
from pathfinder.language import records
from pathfinder.output import terminal
from pathfinder.output.outline import Outline
from pathfinder.output.sheet import render_sheet, sheet
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.cache import load_rules
from pathfinder.values.dates import Period, Span, parse_day, parse_period


@cache
def book() -> RuleBook:
    """The rules that come with the program."""
    return load_rules()


@cache
def shown(code: str, width: int = 80) -> str:
    """The sheet of a country in a pipe."""
    file = io.StringIO()
    terminal.write(sheet(book(), code, {}), file=file, width=width)
    return file.getvalue()


def day(text: str) -> int:
    """A day that the calendar has."""
    found = parse_day(text)
    assert found is not None
    return found


def period(text: str) -> Period:
    """A length of time."""
    found = parse_period(text)
    assert found is not None
    return found


ALL = sorted(load_rules().destinations)


@pytest.mark.parametrize(
    "condition, words",
    [
        (records.YesNoFact(fact="lgbtq", value=True), "[LGBTQ+: yes]"),
        (records.OptionFact(fact="sex", values=("male",)), "[Sex: male]"),
        (
            records.OptionFact(fact="current_country", values=("RU", "EU"), negated=True),
            "[Country now: none of: RU, EU]",
        ),
        (
            records.SetFact(
                fact="occupations", how="any", values=("engineer",), complete=False, out_of=21
            ),
            "[Occupations: includes engineer (the document gives this list in part: 1 of 21)]",
        ),
        (
            records.SetFact(fact="languages", how="only", values=("ru", "fr")),
            "[Languages: only: Russian, French]",
        ),
        (
            records.EmptyFact(fact="activities", value=True),
            "[Public activities: said to be none]",
        ),
        (
            records.NumberFact(fact="age", operator="at least", number=18),
            "[Age: at least 18 years]",
        ),
        (
            records.DateFact(fact="travel_passport_expires", operator="on or after", day=None),
            "[Travel passport valid until: on or after the day asked about]",
        ),
        (
            records.SinceFact(
                fact="registered_on", country="KG", how="within", period=period("6 months")
            ),
            "[Last registration of the stay: KG: no longer ago than 6 months]",
        ),
        (
            records.SinceFact(fact="resident_since", country="AR", how="recorded", recorded=False),
            "[Legal residence since: AR: not recorded]",
        ),
        (
            records.VisaOf(fact="visas", issuers=("SCHENGEN",), types=("C",)),
            "[Visas: valid on the day asked about, of SCHENGEN of type C]",
        ),
        (
            records.DaysIn(countries=("KZ",), within=period("180 days"), at_most=period("90 days")),
            "[days in KZ within 180 days: at most 90 days]",
        ),
        (
            records.PresentStay(countries=("GE",), at_most=period("1 year")),
            "[present stay in GE: at most 1 year]",
        ),
        (
            records.PresentStay(countries=("GE",), began_before=day("2022-07-01")),
            "[present stay in GE: began before 2022-07-01]",
        ),
        (
            records.NotStated(says="Whether it counts.", doubt="Whether it counts."),
            "[the documents do not say: never met, never failed]",
        ),
        (records.Meets(name="is at risk"), "[as defined under “is at risk”]"),
    ],
)
def test_what_a_condition_asks_stands_in_brackets(
    condition: records.AnyCondition, words: str
) -> None:
    """Behind its sentence every condition says in a fixed form what is asked of the person."""
    [line] = Outline(book().vocabulary, lambda _cites: "").lines(0, condition)
    assert "".join(run for run, _tone in line.runs).endswith(words)


def test_an_outline_reads_so() -> None:
    """Groups, what qualifies a condition and what it stands in are told by indentation and words."""
    leaf = records.NumberFact(
        fact="age",
        operator="at least",
        number=18,
        says="The person is of age.",
        cites=("XX/age",),
        if_not_met_open=True,
        doubt="Nothing is said of minors",
        derived="18 is the age of majority.",
        applies=records.Applies(
            Span(certain_from=day("2023-01-26"), from_text="2023-01-26"), open_before=True
        ),
    )
    other = records.YesNoFact(fact="lgbtq", value=True, says="Belongs to them.", cites=("XX/all",))
    whole = records.AnyOf(items=(leaf, other), cites=("XX/all",))
    outline = Outline(book().vocabulary, lambda cites: f" [{'; '.join(cites)}]" if cites else "")
    file = io.StringIO()
    terminal.write(outline.required(0, "Required", whole, ("XX/all",)), file=file)
    assert file.getvalue() == (
        "  - Required:\n"
        "    - Any of these:\n"
        "      - The person is of age. [Age: at least 18 years] [XX/age]\n"
        "        - If not met: open. Nothing is said of minors.\n"
        "        - Asked for from 2023-01-26, end not stated; before: open; after: not\n"
        "          required. Nothing is said of minors.\n"
        "        - Not in the passage itself: 18 is the age of majority.\n"
        "      - Belongs to them. [LGBTQ+: yes]\n"
    )


def sentences(value: object) -> list[str]:
    """Every sentence of a rule, however deep."""
    if isinstance(value, tuple):
        return [found for each in value for found in sentences(each)]
    fields = getattr(value, "__struct_fields__", ())
    found = [
        getattr(value, name)
        for name in fields
        if name in {"says", "doubt", "derived", "because", "title", "disputed"}
    ]
    deeper = [each for name in fields for each in sentences(getattr(value, name))]
    return [str(each) for each in found if each] + deeper


@pytest.mark.parametrize("code", ALL)
def test_a_sheet_holds_every_sentence_of_the_rules(code: str) -> None:
    """No title, condition, doubt, closure, duty, note or danger of a country is left out."""
    text = flowing(shown(code))
    of_country = [book().destinations[code], *book().of_country(code)]
    cautions = [each for each in book().cautions.values() if code in each.countries]
    for record in [*of_country, *cautions]:
        for says in sentences(record):
            assert flowing(says).rstrip(".") in text, says


@pytest.mark.parametrize("code", ALL)
def test_every_citation_of_a_sheet_can_be_looked_up(code: str) -> None:
    """Each citation that a line names is listed with its section, first and last words."""
    text = flowing(shown(code))
    head, _citations, listed = text.partition(" Citations ")
    for name, locked in book().citations.items():
        if name.startswith(f"{code}/") and re.search(
            rf"[\[ ]{re.escape(name.partition('/')[2])}[\];]", head
        ):
            citation = locked.citation
            told = f'{name}: {citation.section}: from "{citation.first}" to "{citation.last}".'
            assert flowing(told) in listed


@pytest.mark.parametrize("code", ALL)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_sheet_fits_the_width(code: str, width: int) -> None:
    """No line is too long and nothing hides in it."""
    text = shown(code, width)
    assert not HIDDEN.search(text)
    long = [each.strip().removeprefix("- ") for each in text.splitlines() if len(each) > width]
    assert [each for each in long if " " in each] == []


def test_measures_of_russia_have_a_sheet_too() -> None:
    """The file of the country of origin is shown like that of a destination, without pathways."""
    text = shown("RU")
    assert re.search(r"0 pathways, [1-9][0-9]+ dangers\.", text)
    assert "Whom it touches" in text


def test_a_country_that_is_only_named_says_so() -> None:
    """Of such a country the sheet says that no conditions are stated, and where it is named."""
    told = "The documents name this country and state no conditions for it. [other-destinations]"
    assert told in flowing(shown("CA"))


def test_the_number_of_cases_is_told_where_it_is_known() -> None:
    """The number of examples behind a rule stands with it."""
    file = io.StringIO()
    render_sheet(book(), "KZ", file=file, cases={"KZ/visa-free-stay": 18})
    assert "18 cases show it." in file.getvalue()
