"""What a person has said of a sensitive fact never reaches an error message, whatever is wrong with the profile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from language.small_book import known_vocabulary, make_book
from pathfinder.language.profile import ProfileProblems, parse_profiles

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import CommandLine
    from pathfinder.language.vocabulary import Vocabulary

CANARY = "zq7canary"
SENSITIVE = [name for name, fact in known_vocabulary().facts.items() if fact.sensitive]

ALONE = {
    "wrong value": f"facts: {{FACT: {CANARY}}}",
    "wrong type": f"facts: {{FACT: [[{CANARY}]]}}",
    "wrong member": f"facts: {{FACT: [{CANARY}]}}",
    "beside none": f"facts: {{FACT: [none, {CANARY}]}}",
    "too long": f"facts: {{FACT: {CANARY * 3000}}}",
    "nested map": f"facts: {{FACT: {{{CANARY}: {{{CANARY}: {CANARY}}}}}}}",
    "a key": f"facts: {{FACT: yes, {CANARY}: {CANARY}}}",
    "a key outside": f"{CANARY}: 1\nfacts: {{FACT: {CANARY}}}",
    "the facts": f"facts: {CANARY}",
    "the profile": CANARY,
    "duplicate": f"facts: {{FACT: {CANARY}, FACT: {CANARY}}}",
    "duplicate key": f"facts: {{{CANARY}: 1, {CANARY}: 1}}",
    "duplicate below": f"facts: {{FACT: {{{CANARY}: 1, {CANARY}: 1}}}}",
    "a stay": f"facts: {{stays: [{CANARY}], FACT: {CANARY}}}",
    "a country of a stay": f"facts: {{stays: [{{country: {CANARY}, entered: {CANARY}}}]}}",
    "a key of a stay": f"facts: {{stays: [{{{CANARY}: KG}}]}}",
    "a registration": f"facts: {{registered_on: {{{CANARY}: {CANARY}}}}}",
    "a visa": f"facts: {{visas: [{CANARY}, DE {CANARY} 2023-01-01]}}",
    "YAML error after it": f"facts:\n  FACT: {CANARY}\n {CANARY}",
    "YAML error in it": f"facts: {{FACT: '{CANARY}",
    "a tab before it": f"facts:\n\tFACT: {CANARY}",
    "a tag": f"facts: {{FACT: !{CANARY} {CANARY}}}",
    "an anchor": f"facts: {{FACT: &{CANARY} {CANARY}}}",
    "an alias": f"facts: {{FACT: *{CANARY}}}",
    "a directive": f"%{CANARY}\n---\nfacts: {{FACT: {CANARY}}}",
    "an escape": f'facts: {{FACT: "\\q{CANARY}"}}',
    "a control character": f"facts: {{FACT: {CANARY}\x07}}",
    "two profiles": f"facts: {{FACT: yes}}\n---\nfacts: {{FACT: {CANARY}}}\n---\nfacts: {{{CANARY}: 1}}",
    "people": f"people: [{{facts: {{FACT: {CANARY}}}}}, {{{CANARY}: 1}}, {CANARY}]",
}  # fmt: skip


@pytest.mark.parametrize("text", ALONE.values(), ids=ALONE)
@pytest.mark.parametrize("fact", SENSITIVE)
def test_no_problem_holds_what_was_said(fact: str, text: str, vocabulary: Vocabulary) -> None:
    """Message, help, place and label are free of it in YAML, JSON and JSON Lines."""
    written = text.replace("FACT", fact)
    pretty = json.dumps({"facts": {fact: CANARY, CANARY: [CANARY]}}, indent=1)
    broken = pretty.replace("]", "")
    for whole, forms in (
        (written, ("yaml", "json", "lines", "any")),
        (pretty, ("json",)),
        (broken, ("json", "yaml")),
    ):
        for form in forms:
            found = list(parse_profiles(whole, "p", form, vocabulary))
            faulty = [one for one in found if isinstance(one, ProfileProblems)]
            assert faulty != []
            assert CANARY not in repr(faulty)


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small rule book."""
    return make_book(tmp_path_factory.mktemp("rules"))


FORMATS = [("--format", "text"), ("--format", "json"), ("--format", "markdown"), ("--explain",)]


@pytest.mark.parametrize("output", FORMATS, ids=" ".join)
def test_no_output_holds_what_was_said(
    output: tuple[str, ...], cli: CommandLine, book: Path, tmp_path: Path
) -> None:
    """The command writes nothing of it, on neither stream, in none of its formats."""
    files = []
    for number, text in enumerate(ALONE.values()):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text.replace("FACT", SENSITIVE[number % len(SENSITIVE)]))
        files.append(path)
    done = cli("check", *files, "--rules", book, "--on", "2023-06-01", *output)
    assert done.exit_code == 1
    assert CANARY not in done.stdout + done.stderr
    assert done.stderr.count("error PF") >= len(files)


@pytest.mark.parametrize("output", FORMATS, ids=" ".join)
def test_a_label_cannot_act_on_a_terminal(
    output: tuple[str, ...], cli: CommandLine, book: Path
) -> None:
    """Control characters, bidirectional marks and markup of a label are shown, not obeyed."""
    label = "\x1b[2Jred\u202e[bold]x[/bold]\x07\r\n![i](http://a)<b>"
    profile = json.dumps({"case": label, "facts": {"age": 48}})
    done = cli("check", "-", "--rules", book, "--on", "2023-06-01", *output, stdin=profile)
    assert (done.exit_code, done.stderr) == (0, "")
    assert not set("\x1b\x07\u202e\r") & set(done.stdout)
    assert "U+001B" in done.stdout
    if output != ("--format", "json"):
        assert "bold" in done.stdout
    if output == ("--format", "markdown"):
        assert "<b>" not in done.stdout.replace("\\<", "")
        assert "![i](" not in done.stdout


def test_a_problem_does_not_tell_a_label_as_it_is(cli: CommandLine, book: Path) -> None:
    """A file name or a label with control characters is made visible in a problem."""
    done = cli("check", "a\x1b[2J.yaml", "--rules", book, "--on", "2023-06-01")
    assert done.exit_code == 1
    assert "\x1b" not in done.stderr
    assert "U+001B" in done.stderr
