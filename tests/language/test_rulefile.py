"""Rule files: what their keys read as, and what is told of each fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from language.small_book import (
    DEFINITIONS,
    load,
    make_book,
    rule_file,
    with_caution,
    with_condition,
)
from pathfinder.language import records
from pathfinder.language.reading import MAX_SUGGESTIONS
from pathfinder.values.dates import FIRST_DAY, Period, parse_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pathfinder.rulebook.load import LoadedBook


def told(loaded: LoadedBook) -> list[str]:
    """The problems as `code message`."""
    return [f"{problem.code} {problem.message}" for problem in loaded.problems]


def asked(condition: str, folder: Path) -> records.Condition:
    """The record of a condition, without its place and citation."""
    import msgspec

    loaded = load(folder, with_condition(condition))
    assert loaded.book is not None, told(loaded)
    found = loaded.book.pathways["KZ/stay"].versions[0].requires
    assert found is not None
    assert found.cites == ("KZ/passage",)
    assert found.says == "It is so."
    return msgspec.structs.replace(found, cites=(), says="", line=0, column=0)


DAY = parse_day("2023-01-26")


@pytest.mark.parametrize(
    "written, record",
    [
        ("fact: proves_solvency\nis: YES", records.YesNoFact(fact="proves_solvency", value=True)),
        ("fact: proves_solvency\nis: no", records.YesNoFact(fact="proves_solvency", value=False)),
        ("fact: sex\nis: male", records.OptionFact(fact="sex", values=("male",))),
        ("fact: sex\nis one of: [male, other]", records.OptionFact(fact="sex", values=("male", "other"))),
        ("fact: sex\nis none of: male", records.OptionFact(fact="sex", values=("male",), negated=True)),
        ("fact: current_country\nis: NO", records.OptionFact(fact="current_country", values=("NO",))),
        ("fact: current_country\nis one of: [EU, TR]", records.OptionFact(fact="current_country", values=("EU", "TR"))),
        ("fact: passports\nincludes: travel", records.SetFact(fact="passports", how="any", values=("travel",))),
        ("fact: passports\nincludes only: [travel]", records.SetFact(fact="passports", how="only", values=("travel",))),
        (
            "fact: citizenships\nincludes all of: [RU, BY]",
            records.SetFact(fact="citizenships", how="all", values=("RU", "BY")),
        ),
        ("fact: citizenships\nincludes none of: EU", records.SetFact(fact="citizenships", how="none", values=("EU",))),
        (
            "fact: occupations\nincludes any of: {list: [engineer], complete: no, out of: 21}",
            records.SetFact(fact="occupations", how="any", values=("engineer",), complete=False, out_of=21),
        ),
        ("fact: passports\nis empty: yes", records.EmptyFact(fact="passports", value=True)),
        ("fact: accompanies\nincludes: KZ/stay", records.SetFact(fact="accompanies", how="any", values=("KZ/stay",))),
        ("fact: age\nat least: 18", records.NumberFact(fact="age", operator="at least", number=18)),
        (
            "fact: travel_passport_expires\nbefore: 2023-01-26",
            records.DateFact(fact="travel_passport_expires", operator="before", day=DAY),
        ),
        (
            "fact: travel_passport_expires\non or after: the date asked about",
            records.DateFact(fact="travel_passport_expires", operator="on or after", day=None),
        ),
        (
            "fact: registered_on\ncountry: KG\nwithin: 6 months",
            records.SinceFact(
                fact="registered_on", country="KG", how="within", period=Period(months=6, text="6 months")
            ),
        ),
        (
            "fact: registered_on\ncountry: KG\nrecorded: no",
            records.SinceFact(fact="registered_on", country="KG", how="recorded", recorded=False),
        ),
        ("visa of: SCHENGEN\ntype: [C, D]", records.VisaOf(fact="visas", issuers=("SCHENGEN",), types=("C", "D"))),
        ("visa of: DE", records.VisaOf(fact="visas", issuers=("DE",), types=())),
        (
            "days in: KZ\nwithin: 180 days\nat most: 90 days",
            records.DaysIn(
                countries=("KZ",), within=Period(days=180, text="180 days"), at_most=Period(days=90, text="90 days")
            ),
        ),
        (
            "present stay in: [GE]\nat most: 1 year",
            records.PresentStay(countries=("GE",), at_most=Period(months=12, text="1 year")),
        ),
        (
            "present stay in: TR\nbegan before: 2023-01-26",
            records.PresentStay(countries=("TR",), began_before=DAY),
        ),
    ],
)  # fmt: skip
def test_a_condition_reads_as_it_says(
    written: str, record: records.Condition, tmp_path: Path
) -> None:
    """Each form of condition becomes the record that the engine judges."""
    assert asked(f"says: It is so.\n{written}", tmp_path) == record


def test_groups_nest_and_parts_inherit_their_citation(tmp_path: Path) -> None:
    """`all of`, `any of`, `none of`, `at least N of`, `readings`, `meets` and `not stated` hold conditions."""
    loaded = load(
        tmp_path,
        with_condition(
            "all of:\n"
            "  - any of: [{meets: holds a passport}, {not stated: what counts}]\n"
            "  - none of: [{says: A., fact: age, at least: 90}]\n"
            "  - at least 2 of: [{meets: holds a passport}, {meets: holds a passport}, {not stated: more}]\n"
            "  - readings:\n"
            "      about: the age\n"
            "      sides: [{says: B., fact: age, at least: 18}, {says: C., fact: age, at least: 21}]\n"
            "    doubt: It is not said.\n"
            "    if met: open\n"
        ),
    )
    assert loaded.book is not None, told(loaded)
    whole = loaded.book.pathways["KZ/stay"].versions[0].requires
    assert isinstance(whole, records.AllOf)
    any_of, none_of, at_least, readings = whole.items
    assert isinstance(any_of, records.AnyOf)
    meets, not_stated = any_of.items
    assert isinstance(meets, records.Meets)
    assert isinstance(meets.item, records.SetFact)
    assert meets.item.cites == ("definitions/passage",)
    assert isinstance(not_stated, records.NotStated)
    assert (not_stated.says, not_stated.doubt) == ("what counts", "what counts")
    assert isinstance(none_of, records.NoneOf)
    assert isinstance(at_least, records.AtLeast)
    assert (at_least.count, len(at_least.items)) == (2, 3)
    assert isinstance(readings, records.Readings)
    assert (readings.about, readings.if_met_open) == ("the age", True)
    assert readings.items[1].cites == ("KZ/passage",)


REST = """\
grants: {for: not stated, says: A stay.}
closed:
  - {from: 2023-07, says: It is shut., disputed by: {says: It is not., cite: passage}}
duties:
  - {says: Register., due: the last lawful day}
  - {says: Register., due: not stated, when: {says: Of age., fact: age, at least: 18}}
  - {says: Register., due: 2023-01-26}
  - {says: Register., due: {after: 6 months, since: registered_on, country: KG}}
  - {says: Register., due: {after: 6 months, since: the present stay, country: KG}}
open:
  - {kind: disputed, says: What., because: Two texts., sides: [{says: A., cite: passage}]}
context: [{says: It is cold., cite: passage}]
refused to: [{says: Young., fact: age, less than: 18, applies: {from: 2023-01-26}}]
covers: {citizens of: [RU], former citizens of: [RU, EAEU]}
cases:
  - {says: a, on: 2023-06-01, person: {age: , stays: [KG 2022-01-01..], registered_on: {KG: 2022-01-02}},
     verdict: undetermined, missing: age, until: 2023-06-02, open: [silent]}
"""


def test_everything_a_pathway_may_say_is_read(tmp_path: Path) -> None:
    """Closures, grants, duties, doubts, context and cases arrive as records with their citations."""
    loaded = load(tmp_path, rule_file(REST))
    assert loaded.book is not None, told(loaded)
    pathway = loaded.book.pathways["KZ/stay"]
    [version] = pathway.versions
    cited = ("KZ/passage",)
    assert pathway.covers == records.Covers(("RU",), ("RU", "EAEU"))
    assert (pathway.line, pathway.column, pathway.title) == (6, 3, "Stay without a visa")
    assert version.grants is not None
    assert (version.grants.period, version.grants.cites) == (None, cited)
    [closure] = version.closed
    assert (closure.cites, closure.disputed, closure.disputed_cites) == (cited, "It is not.", cited)
    assert [duty.due.how for duty in version.duties] == [
        "last day",
        "not stated",
        "day",
        "after",
        "after",
    ]
    assert version.duties[1].when is not None
    assert version.duties[1].when.cites == cited
    assert version.open[0].sides == (("A.", cited),)
    assert version.refused[0].cites == cited
    assert pathway.context == (records.Statement(says="It is cold.", cites=cited),)
    [case] = loaded.cases
    assert case.case.person == {
        "age": None,
        "stays": ["KG 2022-01-01.."],
        "registered_on": {"KG": "2022-01-02"},
    }
    assert (case.case.missing, case.case.open_kinds) == (("age",), ("silent",))


def test_versions_of_a_pathway(tmp_path: Path) -> None:
    """A pathway may have several versions, one after the other."""
    versions = (
        "versions:\n"
        "  - {in force: {from: not stated, until: 2022-12-31}, cite: passage, conditions: not recorded}\n"
        "  - {in force: {from: 2023-01-01, until: not stated}, cite: passage, conditions: not recorded}\n"
    )
    text = rule_file(versions).replace(
        "    in force: {from: not stated, until: not stated}\n", "", 1
    )
    text = text.replace("    cite: passage\n    conditions: not recorded\n", "")
    loaded = load(tmp_path, text)
    assert loaded.book is not None, told(loaded)
    one, two = loaded.book.pathways["KZ/stay"].versions
    assert (one.span.possible_from, two.span.certain_from) == (FIRST_DAY, parse_day("2023-01-01"))


def test_a_caution_reads_as_it_says(tmp_path: Path) -> None:
    """A caution knows whom it touches and where it is shown."""
    touches = (
        "touches: {says: Young., fact: age, less than: 18}\nshown with: [EU, GE]\n"
        "open: [{kind: silent, says: What.}]\ncases: [{says: a, on: 2023-06-01, person: {age: 17}, verdict: touched}]\n"
    )
    loaded = load(tmp_path, with_caution(touches))
    assert loaded.book is not None, told(loaded)
    caution = loaded.book.cautions["KZ-X"]
    assert caution.countries == ("EU", "GE")
    assert caution.touches is not None
    assert caution.touches.cites == caution.open[0].cites == ("KZ/passage",)


@pytest.mark.parametrize("about", ["destination: KZ", "origin: RU", "several countries: XX"])
def test_a_file_is_about_a_country_an_origin_or_several(about: str, tmp_path: Path) -> None:
    """A caution of a destination stands with its country; others follow the person."""
    head = f"{about}\ncautions: {{}}\npathways: none\ncite: passage\n"
    text = rule_file(head=head + "context: [{says: It is named., cite: passage}]\n")
    if about[0] != "d":
        text = text.replace("destination: KZ\n", "")
    loaded = load(tmp_path, text)
    assert loaded.book is not None, told(loaded)
    destination = loaded.book.destinations[about[-2:]]
    assert destination.named_only is about.startswith("destination")
    assert destination.context[0].says == "It is named."


OF_AGE = "{says: Of age., fact: age, at least: 18"
SOLVENT = "{says: Solvent., fact: proves_solvency, is: yes"


@pytest.mark.parametrize(
    "text, found",
    [
        ("[]", "PF112 A condition is expected here, not a list."),
        ("{}", "PF110 This is no condition: none of its keys says what it asks."),
        ("fat: age\nat least: 18", "PF110 This is no condition: none of its keys says what it asks."),
        ("says: A.\nfact: agee\nat least: 18", "PF120 There is no fact “agee”."),
        ("says: A.\nfact: [age]\nat least: 18", "PF120 There is no fact a list."),
        ("says: A.\nfact: age", "PF131 A question to age has one operator of these: at least, at most, more than, le"),
        ("says: A.\nfact: age\nat lest: 18", "PF131 A question to age has one operator of these: at least, at most,"),
        ("says: A.\nfact: age\nat least: old", "PF114 A whole number from 0 to 1000000 is expected here, not “old”."),
        ("says: A.\nfact: age\nat least: 1000001", "PF114 A whole number from 0 to 1000000 is expected here, not “10"),
        ("says: A.\nfact: age\nat least: 18\nyears: 3", "PF110 This condition has no key “years”."),
        ("says: A.\nfact: visas\nincludes: C", "PF131 visas is not asked with “fact”."),
        ("says: A.\nfact: sex\nis: man", "PF121 “man” is not an option of sex."),
        ("says: A.\nfact: sex\nis: {a: b}", "PF121 a group of keys is not an option of sex."),
        ("says: A.\nfact: accompanies\nincludes: [KZ/stay]", "PF112 The id of a pathway is expected"),
        ("says: A.\nfact: accompanies\nincludes: KZ/go", "PF125 There is no pathway “KZ/go”."),
        ("says: A.\nfact: current_country\nis: XX", "PF122 “XX” is not the code of a country or a region."),
        ("says: A.\nfact: registered_on\ncountry: EU\nrecorded: yes", "PF122 “EU” is not the code of a country."),
        ("says: A.\nfact: registered_on\nrecorded: yes", "PF111 This condition needs the key “country”."),
        ("says: A.\nfact: proves_solvency\nis: maybe", "PF112 yes or no is expected here, not “maybe”."),
        ("says: A.\nfact: proves_solvency\nis: ", "PF112 yes or no is expected here, not nothing."),
        ("says: A.\nfact: travel_passport_expires\nbefore: soon", "PF114 A day of the calendar such as 2023-01-26 is"),
        ("says: A.\nfact: passports\nincludes any of: []", "PF112 The list is too short."),
        ("says: A.\nfact: passports\nincludes any of: {list: [travel]}", "PF111 This list needs the key “complete”."),
        ("says: ''\nfact: age\nat least: 18", "PF112 A text is expected here, not nothing."),
        ("says: [a]\nfact: age\nat least: 18", "PF112 A text is expected here, not a list."),
        ("fact: age\nat least: 18", "PF130 This condition has no sentence."),
        ("says: A.\nfact: age\nat least: 18\nif met: open", "PF130 This condition leaves something open and does not"),
        ("says: A.\nfact: age\nat least: 18\nif not met: yes", "PF113 “yes” is not one of the words that may stand h"),
        ("says: A.\nfact: age\nat least: 18\napplies: {before: open}", "PF130 This condition leaves something open a"),
        ("says: A.\nfact: age\nat least: 18\napplies: {from: 2023, until: 2022}", "PF140 This ends (2022) before it"),
        ("says: A.\nfact: age\nat least: 18\napplies: {from: soon}", "PF114 “soon” is not a date as rules write it."),
        ("says: A.\nfact: age\nat least: 18\ncite: passagge", "PF123 This file has no citation named “passagge”."),
        ("all of: [{meets: holds a passport}]\nany of: [{meets: holds a passport}]", "PF131 “all of” and “any of” st"),
        ("says: A.\nfact: age\nat least: 18\nat least 2 of: []", "PF131 “fact” and “at least 2 of” stand in one cond"),
        ("all of: {meets: holds a passport}", "PF112 A list is expected here, not a group of keys."),
        ("all of: []", "PF112 The list is too short."),
        ("at least 2 of: [{meets: holds a passport}]", "PF112 More items are asked for than the list has."),
        ("meets: hold a passport", "PF124 There is no definition “hold a passport”."),
        ("meets: {a: b}", "PF112 A text is expected here, not a group of keys."),
        ("readings: {about: it, sides: [{meets: holds a passport}]}", "PF112 The list is too short."),
        ("says: A.\ndays in: KZ\nwithin: 180 days\nat most: 3 months", "PF114 Days in a window are counted in days."),
        ("says: A.\ndays in: KZ\nwithin: 180\nat most: 90 days", "PF114 A length of time such as 90 days or 6 months"),
        ("says: A.\npresent stay in: KZ", "PF131 Write either “at most” or “began before”, one of them."),
        ("says: A.\nvisa of: DE\ntype: X", "PF121 “X” is not a type of visa."),
        (f"any of: [{OF_AGE}, applies: {{from: 2023}}}}]", "PF132 “applies” cannot stand in this place."),
        (f"all of: [{{none of: [{OF_AGE}, applies: {{from: 2023}}}}]}}]", "PF132 “applies” cannot stand in this plac"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_condition_is_told_once(text: str, found: str, tmp_path: Path) -> None:
    """One fault, one message, in the words of the file."""
    [message] = told(load(tmp_path, with_condition(text)))
    assert message.startswith(found)


@pytest.mark.parametrize(
    "make, text, found",
    [
        (rule_file, "titel: A\ntitle: A", ["PF110 This pathway has no key “titel”."]),
        (rule_file, "gives: residence", ["PF113 “residence” is not one of the words that may stand here."]),
        (rule_file, "gives: [stay]", ["PF113 a list is not one of the words that may stand here."]),
        (rule_file, "covers: Russia", ["PF122 “Russia” is not the code of a country or a region."]),
        (rule_file, "covers: {citizens of: RU}", ["PF111 “covers” needs the key “former citizens of”."]),
        (rule_file, "cite: ", ["PF112 A list is expected here, not nothing."]),
        (rule_file, "in force: 2023", ["PF112 Keys are expected here, not “2023”."]),
        (rule_file, "in force: {from: 2023-02-30, until: not stated}", ["PF114 “2023-02-30” is not a date as rules"]),
        (rule_file, "in force: {from: not stated, until: 2021-01-01}", ["PF140 This ends (2021-01-01) before it beg"]),
        (rule_file, "grants: {for: long}", ["PF114 A length of time such as 90 days or 6 months is expected here, n"]),
        (rule_file, "closed: [{from: 2023, until: 2022, says: A.}]", ["PF140 This ends (2022) before it begins (202"]),
        (rule_file, "duties: [{says: A., due: soon}]", ["PF114 “soon” does not say when a duty is due."]),
        (rule_file, "duties: [{says: A., due: {after: 1 year, since: age, country: KG}}]", ["PF120 “age” is a fact"]),
        (rule_file, "duties: [{says: A., due: {after: 1 year, since: birth, country: KG}}]", ["PF120 There is no fa"]),
        (rule_file, f"duties: [{{says: A., due: not stated, when: {OF_AGE}, applies: {{}}}}}}]", ["PF132"]),
        (rule_file, f"refused to: [{OF_AGE}, doubt: A., applies: {{from: 2023, before: open}}}}]", ["PF132 “applies"]),
        (rule_file, f"refused to: [{{all of: [{OF_AGE}, applies: {{from: 2023}}}}, {SOLVENT}}}]}}]", ["PF132 “appli"]),
        (rule_file, "conditions: stated", ["PF133 Its conditions are said to be stated, and none is written."]),
        (rule_file, "cases: [{says: A., on: 2023, person: {}, verdict: eligible}]", ["PF114 A day of the calendar s"]),
        (rule_file, "cases: [{says: A., on: 2023-06-01, person: me, verdict: eligible}]", ["PF112 Facts are expecte"]),
        (rule_file, "cases: [{says: A., on: 2023-06-01, person: {}, verdict: eligible, missing: [agee]}]", ["PF120"]),
        (rule_file, "versions: []", ["PF110", "PF110", "PF110", "PF112"]),
        (with_caution, "certainty: sure", ["PF113 “sure” is not one of the words that may stand here."]),
        (with_caution, "touches: nobody", ["PF112 A condition is expected here, not “nobody”."]),
        (with_caution, f"touches: {OF_AGE}, applies: {{from: 2023}}}}", ["PF132 “applies” cannot stand in this plac"]),
        (with_caution, "until: 2021", ["PF140 This ends (2021) before it begins (not stated)."]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_pathway_or_caution_is_told_once(
    make: Callable[[str], str], text: str, found: list[str], tmp_path: Path
) -> None:
    """One fault, one message, in the words of the file."""
    messages = sorted(told(load(tmp_path, make(text + "\n"))))
    assert len(messages) == len(found)
    assert all(map(str.startswith, messages, found))


@pytest.mark.parametrize(
    "text, found",
    [
        ("[]", "PF112 A rule file consists of keys and what stands under them."),
        ("", "PF101 The file is empty."),
        ("# a remark", "PF101 The file is empty."),
        ("a: b\n---\na: b", "PF112 A rule file is one YAML document."),
        ("format: pathfinder-rules/1", "PF111 A rule file says what it is about in one of these keys: destination, o"),
        (rule_file(head="format: pathfinder-rules/2\n"), "PF113 “pathfinder-rules/2” is not one of the words that ma"),
        (rule_file(head="destination: Kazakhstan\n"), "PF122 “Kazakhstan” is not the code of a country or a region."),
        (rule_file(head="origin: RU\n"), "PF131 A rule file is about one thing: one of destination, origin, several"),
        (rule_file(head="several countries: [XX]\npathways: none\n").replace("destination: KZ\n", ""), "PF112 A text"),
        (rule_file(more="pathway: none\n"), "PF110 A rule file has no key “pathway”."),
        (rule_file(head="pathways: none\n"), "PF111 Where the documents only name a country, the file says where."),
        (rule_file(head="pathways: [a]\n"), "PF112 Keys are expected here, not a list."),
        (rule_file(head="pathways: {KZ/stay: a}\n"), "PF112 Keys are expected here, not “a”."),
        (rule_file().replace("KZ/stay", "GE/stay"), "PF112 “GE/stay” is no pathway id of this file."),
        (rule_file().replace("KZ/stay", "KZ/Stay"), "PF112 “KZ/Stay” is no pathway id of this file."),
        (rule_file(head="citations: none\n"), "PF112 Keys are expected here, not “none”."),
        (rule_file().replace("citations:", "citation:"), "PF110 A rule file has no key “citation”."),
        (rule_file().replace("to: to be asked", "too: to be asked"), "PF110 This citation has no key “too”."),
        (rule_file().replace("document: '001'", "document: '002'"), "PF125 There is no document “002”."),
        (rule_file(more="cautions: [a]\n"), "PF112 Keys are expected here, not a list."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_once(text: str, found: str, tmp_path: Path) -> None:
    """A fault in the head of a file does not make everything below it wrong."""
    assert " ".join(told(load(tmp_path, text))).startswith(found)


def test_two_versions_in_force_on_the_same_days(tmp_path: Path) -> None:
    """Versions follow one another; the problem stands at the second."""
    version = "    - {in force: {from: 2022, until: not stated}, cite: passage, conditions: not recorded}\n"
    head = "title: A\n    gives: stay\n    covers: all\n    at discretion: no\n    reached: no\n    versions:\n"
    text = rule_file(head="pathways:\n  KZ/stay:\n    " + head + version + version)
    [problem] = load(tmp_path, text).problems
    assert (problem.code, problem.place.line) == (
        "PF140",
        text.splitlines().index(version[:-1]) + 2,
    )


def test_a_problem_says_where_it_is_in_words(tmp_path: Path) -> None:
    """Country, title and number of the condition stand above a problem, so that a lawyer finds it."""
    condition = (
        "all of:\n  - {meets: holds a passport}\n  - any of: [{says: A., fact: age, at least: x}]\n"
    )
    [problem] = load(tmp_path, with_condition(condition)).problems
    assert problem.within == "Kazakhstan › Stay without a visa › condition 2 › condition 1"
    assert str(problem.place).endswith("KZ.yaml:11:52")


FACT = "group: a, label: a, question: a, help: a, sensitive: no, cost: easy"


def test_a_broken_file_hides_no_other(tmp_path: Path) -> None:
    """Problems of all files are told in one run, in file order; a fact that is broken is told once."""
    facts = (
        "format: pathfinder-facts/1\nconstraints: [{says: A., part of: {age: sex}}]\n"
        "facts:\n  age: {kind: number}\n"
    )
    loaded = load(
        tmp_path,
        with_condition("all of:\n  - {says: A., fact: age, at least: 18}\n  - {meets: of age}\n"),
        definitions=DEFINITIONS + "  of age: {says: A., fact: agee, at least: 18}\n",
        facts=f"{facts}  sex: {{{FACT}, kind: choice}}\n  note: {{{FACT}, kind: text}}\n",
    )
    assert [f"{problem.place.file[-9:]} {problem.code}" for problem in loaded.problems] == [
        *["ions.yaml PF120"] * 2,
        *["acts.yaml PF111"] * 7,
    ]


def test_a_question_to_a_text_is_told(tmp_path: Path) -> None:
    """A fact of free text decides nothing; without a fact of visas nobody can be asked for one."""
    facts = (
        "format: pathfinder-facts/1\nconstraints: [{says: A., part of: {a: b}}]\nfacts:\n"
        f"  passports: {{{FACT}, kind: choices, options: {{internal: a, travel: b}}}}\n"
        f"  note: {{{FACT}, kind: text, minimum: 1, maximum: 2, unit: a}}\n"
    )
    text = with_condition("all of: [{says: A., fact: note, is: a}, {says: B., visa of: DE}]\n")
    assert told(load(tmp_path, text, facts=facts)) == [
        "PF131 note is not asked with “fact”.",
        "PF120 There is no fact of visas.",
        "PF120 This constraint names facts that do not exist or cannot be compared.",
    ]


@pytest.mark.parametrize(
    "constraint, found",
    [
        ("{says: A.}", "PF131"),
        ("{says: A., part of: {age: sex}, place from stays: {}}", "PF131"),
        ("{says: A., part of: {}}", "PF111"),
        ("{says: A., held while valid: {of: passports}}", "PF111"),
        ("{says: A., part of: {age: age}}", "PF120"),
        ("{says: A., part of: {citizenships: citizen}}", "PF120"),
        ("{says: A., held while valid: {of: passports, until: travel_passport_expires, option: paper}}", "PF120"),
        ("{says: A., place from stays: {country: stays, stays: current_country}}", "PF120"),
    ],
)  # fmt: skip
def test_a_constraint_that_cannot_be_checked_is_told(
    constraint: str, found: str, tmp_path: Path
) -> None:
    """A constraint compares facts that exist and that can be compared."""
    facts = (make_book(tmp_path) / "facts.yaml").read_text()
    facts = facts.partition("constraints:")[0] + f"constraints:\n  - {constraint}\n"
    loaded = load(tmp_path, facts=facts)
    assert [problem.code for problem in loaded.problems] == [found]
    assert loaded.problems[0].place.line == facts.count("\n")


def test_the_nearest_word_is_looked_for_so_many_times(tmp_path: Path) -> None:
    """A hostile file with thousands of unknown words is told in seconds, with a suggestion for the first ones."""
    keys = "".join(f"titel{number}: a\n" for number in range(MAX_SUGGESTIONS + 10))
    problems = load(tmp_path, rule_file(keys)).problems
    assert len(problems) == MAX_SUGGESTIONS + 10
    assert sum(problem.help != "" for problem in problems) == MAX_SUGGESTIONS


def test_a_region_has_countries(tmp_path: Path) -> None:
    """A member of a region that is no code of a country is told with its place."""
    regions = (
        "format: pathfinder-regions/1\nregions:\n  EU:\n    title: Union\n    source: https://example.org\n"
        "    checked: 2026-11-22\n    members: [germany]\n"
    )
    loaded = load(tmp_path, regions=regions)
    assert "PF122 “germany” is not the code of a country." in told(loaded)
