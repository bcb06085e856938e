"""The JSON Schemas accept what the readers accept, and refuse the usual mistakes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from language.small_book import rule_file, with_caution, with_condition
from pathfinder.language.maps import Key, map_schema
from pathfinder.language.profile import Profile, parse_profiles
from pathfinder.language.reference_files import (
    DEFINITIONS_FILE,
    DOCUMENTS_FILE,
    FACTS_FILE,
    REGIONS_FILE,
)
from pathfinder.language.rulefile import rule_file_schema
from pathfinder.language.schema import profile_schema
from pathfinder.rulebook.files import FOLDERS, shipped_rules
from pathfinder.rulebook.load import load_folders

if TYPE_CHECKING:
    from command_line import CommandLine
    from pathfinder.language.vocabulary import Vocabulary

RULES = Path(shipped_rules())
EXAMPLES = RULES.parent / "examples"
RULE_FILES = sorted(path for folder in FOLDERS for path in (RULES / folder).glob("*.yaml"))


def text_values(text: str) -> Any:
    """YAML with every scalar as text, as the program reads it."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - text only


class Schema:
    """A schema that has been found to be one."""

    def __init__(self, schema: dict[str, Any]) -> None:
        jsonschema.Draft202012Validator.check_schema(schema)
        self.validator = jsonschema.Draft202012Validator(schema)

    def accepts(self, value: Any) -> bool:
        """Whether a value fits."""
        return bool(self.validator.is_valid(value))


@pytest.fixture(scope="session")
def rules_schema() -> Schema:
    """The schema of rule files, made from the rules that ship."""
    loaded = load_folders([str(RULES)])
    assert loaded.book is not None
    return Schema(rule_file_schema(loaded.book.vocabulary))


@pytest.fixture(scope="session")
def own_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of rule files, made from the small rule book."""
    return Schema(rule_file_schema(vocabulary))


@pytest.fixture(scope="session")
def schema(vocabulary: Vocabulary) -> Schema:
    """The schema of profiles."""
    return Schema(profile_schema(vocabulary))


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.stem)
def test_every_rule_file_fits_the_schema(path: Path, rules_schema: Schema) -> None:
    """An editor marks nothing in the rules that ship."""
    assert rules_schema.accepts(text_values(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "stem, keys",
    [
        ("facts", FACTS_FILE),
        ("regions", REGIONS_FILE),
        ("documents", DOCUMENTS_FILE),
        ("definitions", DEFINITIONS_FILE),
    ],
)
def test_every_reference_file_fits_its_keys(
    stem: str, keys: dict[str, Key], vocabulary: Vocabulary
) -> None:
    """What reads the files beside the destinations can describe them too."""
    schema = Schema({**map_schema(keys), "$defs": rule_file_schema(vocabulary)["$defs"]})
    value = text_values((RULES / f"{stem}.yaml").read_text(encoding="utf-8"))
    assert schema.accepts(value)
    assert not schema.accepts({**value, "format": "other"})


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_fits_the_schema(path: Path, schema: Schema) -> None:
    """An editor marks nothing in the examples."""
    for value in yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
        assert schema.accepts(value)


@pytest.mark.parametrize(
    "text",
    [
        with_condition("says: A.\nfact: age\nat lest: 18"),
        with_condition("fact: age\nat least: 18"),
        with_condition("says: A.\nfact: agee\nat least: 18"),
        with_condition("says: A.\nfact: age\nat least: 18\nat most: 50"),
        with_condition("says: A.\nfact: age\nis: 18"),
        with_condition("says: A.\nfact: sex\nis: man"),
        with_condition("says: A.\nfact: passports\nincludes any of: [travell]"),
        with_condition("says: A.\nfact: proves_solvency\nis: maybe"),
        with_condition("all of: []"),
        with_condition("says: A."),
        with_condition("{}"),
        with_condition("at least of: [{meets: a}]"),
        with_condition("days in: KZ\nwithin: 180\nat most: 90 days\nsays: A."),
        rule_file("gives: residence\n"),
        rule_file("at discretion: perhaps\n"),
        rule_file("in force: {from: 2023-01-26}\n"),
        rule_file("grants: {for: long}\n"),
        rule_file("cases: [{says: a, on: 2023, person: {}, verdict: eligible}]\n"),
        rule_file("cases: [{says: a, on: 2023-06-01, person: {}, verdict: yes}]\n"),
        rule_file(head="destination: KZ\norigin: RU\n"),
        rule_file(head="format: pathfinder-rules/2\n"),
        rule_file(more="pathway: none\n"),
        rule_file().replace("KZ/stay", "stay"),
        rule_file().replace("    cite: passage\n", ""),
        with_caution("certainty: sure\n"),
        with_caution("touches: nobody\n"),
    ],
)
def test_a_mistake_in_a_rule_file_is_marked(text: str, own_schema: Schema) -> None:
    """What the program refuses an editor marks while it is written."""
    assert not own_schema.accepts(text_values(text))


@pytest.mark.parametrize(
    "text",
    [
        with_condition("at least 2 of: [{meets: a}, {meets: b}]"),
        with_condition("says: A.\nfact: age\nat least: 18\nderived: It follows."),
        with_condition(
            "says: A.\nfact: current_country\nis one of: {list: [TR], complete: no, out of: 3}"
        ),
        with_condition("says: A.\nfact: accompanies\nincludes: KZ/stay"),
        rule_file("at discretion: YES\nreached: True\n"),
        rule_file(head="pathways: none\ncite: passage\n"),
        rule_file("closed: [{from: 2022, says: A.}]\nrequires: {not stated: what}\n"),
        with_caution("touches: {meets: holds a passport}\nshown with: [EU]\n"),
    ],
)
def test_every_form_of_a_rule_is_accepted(text: str, own_schema: Schema) -> None:
    """The schema knows every form; where YAML makes numbers and truth values of words, they fit as well."""
    assert own_schema.accepts(text_values(text))
    assert own_schema.accepts(json.loads(json.dumps(yaml.safe_load(text), default=str)))


FACTS = [
    "citizenships: [RU]", "citizenships: RU", "citizenships: ru; Kz;", "citizenships: none", "citizenships: [none]",
    "citizenships: []", "citizenships: ''", "citizenships:", "citizenships: Unknown", "citizenships: ' declined '",
    "passports: internal; travel", "passports: [internal, travel]", "proves_solvency: YES", "proves_solvency: true",
    "current_country: NO", "age: 48", "age: '48'", "travel_passport_expires: 2023-01-26", "sex: male",
    "stays: KG 2022-10-05..; TR 2022-06-01..2022-07-15",
    "stays: [{country: KG, entered: 2022-10-05}, TR 2022-06-01..2022-07-15]",
    "stays: [{country: KG, entered: 2022-10-05, left: }]", "stays: none", "registered_on: {KG: 2023-11-20}",
    "registered_on: KG 2023-11-20; TR 2022-01-01", "registered_on: [KG 2023-11-20]", "registered_on: {}",
    "visas: SCHENGEN C 2023-05-01", "visas: [{issuer: de, type: D, until: 2023-05-01}]", "summons: none",
    "accompanies: [KZ/stay]", "languages: [ru, en]",
]  # fmt: skip


@pytest.mark.parametrize("facts", FACTS)
def test_every_notation_of_a_fact_is_accepted(
    facts: str, schema: Schema, vocabulary: Vocabulary
) -> None:
    """The schema accepts what the reader reads, as text and as YAML and JSON make it."""
    text = f"case: 1\nfacts: {{{facts} }}\n"
    [profile] = parse_profiles(text, "", "yaml", vocabulary)
    assert isinstance(profile, Profile)
    assert schema.accepts(text_values(text))
    as_json = json.loads(json.dumps(yaml.safe_load(text), default=str))
    if "NO" not in facts:  # YAML 1.1 makes a truth value of Norway
        assert schema.accepts(as_json)
        assert schema.accepts([as_json, {"people": [{"name": "a", "facts": as_json["facts"]}]}])


@pytest.mark.parametrize(
    "facts",
    [
        "citizenship: [RU]", "citizenships: {RU: 1}", "citizenships: [XX]", "citizenships: [RU, none]",
        "passports: [travell]", "passports: travell", "proves_solvency: maybe", "current_country: Kyrgyzstan",
        "age: old", "age: -1", "age: [48]", "travel_passport_expires: soon",
        "sex: man", "stays: [KG 2022-10-05]", "stays: {country: KG}",
        "stays: [{country: KG}]", "stays: [{country: KG, entered: 2022-10-05, until: 2022-10-06}]",
        "registered_on: {Kyrgyzstan: 2023-11-20}", "registered_on: {KG: soon}", "registered_on: KG", "visas: [DE D]",
        "visas: [{issuer: DE, type: X, until: 2023-05-01}]", "accompanies: [KZ/go]",
    ],
)  # fmt: skip
def test_a_mistake_in_a_profile_is_marked(
    facts: str, schema: Schema, vocabulary: Vocabulary
) -> None:
    """What the reader refuses an editor marks while it is written."""
    text = f"facts: {{{facts}}}\n"
    [found] = parse_profiles(text, "", "yaml", vocabulary)
    assert not isinstance(found, Profile)
    assert not schema.accepts(text_values(text))


@pytest.mark.parametrize(
    "value", [{}, {"case": "a"}, {"facts": {}, "age": 1}, {"facts": [1]}, [], "a", {"people": []}]
)
def test_the_frame_of_a_profile_is_checked(value: Any, schema: Schema) -> None:
    """A profile has facts, a case file has people, and neither has anything else."""
    assert not schema.accepts(value)


@pytest.mark.parametrize("which", ["rules", "profile"])
def test_the_command_prints_a_schema(which: str, cli: CommandLine, tmp_path: Path) -> None:
    """`pathfinder rules schema` prints JSON that a validator takes."""
    done = cli("rules", "schema", which)
    assert (done.exit_code, done.stderr) == (0, "")
    printed = json.loads(done.stdout)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Schema(printed)


def test_the_command_explains_a_code(cli: CommandLine) -> None:
    """`pathfinder rules explain` prints the page of a code; an unknown one is wrong usage."""
    assert cli("rules", "explain", "pf114").stdout.startswith("PF114: ")
    unknown = cli("rules", "explain", "PF999")
    assert unknown.exit_code == 2
    assert "PF999" in unknown.stderr


def test_own_files_of_the_small_book_fit(own_schema: Schema) -> None:
    """The rule file that the other tests break is a good one."""
    assert own_schema.accepts(text_values(rule_file()))
