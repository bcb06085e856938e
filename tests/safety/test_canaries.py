"""What a person said reaches no message and no file beside the output, whatever goes wrong in whatever command."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

from interview.whole_interviews import PROFILE
from pathfinder.rulebook.cache import load_rules
from safety.every_command import DATED, Desk

if TYPE_CHECKING:
    from pathlib import Path

CANARY = "zq7canary"
FACTS = load_rules().vocabulary.facts
SENSITIVE = [name for name, fact in FACTS.items() if fact.sensitive]


@pytest.fixture
def desk(tmp_path: Path, cache_folder: Path) -> Desk:
    """A desk of its own for each test; what is kept of rules is kept for all."""
    made = Desk(tmp_path)
    made.cli.environment["XDG_CACHE_HOME"] = str(cache_folder)
    return made


ROWS = [{"case": "label", "citizenships": "RU", name: CANARY} for name in SENSITIVE]


def sheet() -> str:
    """People in a table, each with one sensitive fact that cannot be judged."""
    made = io.StringIO()
    writer = csv.DictWriter(made, ["case", "citizenships", *SENSITIVE])
    writer.writeheader()
    writer.writerows(ROWS)
    return made.getvalue()


def lines(value: object = CANARY) -> str:
    """The same people as JSON Lines; each also has a name, an address and a stay that are none."""
    more = {CANARY: CANARY, "address": CANARY, "stays": [{"country": CANARY}]}
    return "".join(
        json.dumps({"name": "label", "facts": {"citizenships": ["RU"], name: value, **more}}) + "\n"
        for name in SENSITIVE
    )


BAD = {
    "a.jsonl": lines(),
    "nested.jsonl": lines([[{CANARY: [CANARY]}]]),
    "long.jsonl": lines(CANARY * 3_000),
    "broken.jsonl": lines().replace('"]', '"'),
    "cut.jsonl": lines()[:-20],
    "a.json": json.dumps({"people": [json.loads(line) for line in lines().splitlines()]}),
    "cut.json": json.dumps([json.loads(line) for line in lines().splitlines()])[:-30],
    "a.yaml": "people:\n" + "".join(f"  - {{facts: {{{n}: {CANARY}}}}}\n" for n in SENSITIVE),
    "one.yaml": f"facts: {{military_acts: [{CANARY}], {CANARY}: {CANARY}}}",
    "broken.yaml": f"facts:\n  military_acts: '{CANARY}\n {CANARY}",
    "tab.yaml": f"facts:\n\tmilitary_acts: {CANARY}\n",
    "a.csv": sheet(),
    "quotes.csv": sheet().replace("RU,", 'RU,"', 1),
    "cyrillic.csv": sheet() + f"имя,RU,{CANARY}\n",
    "bytes.yaml": f"facts: {{military_acts: {CANARY}\udcff}}",
}

COMMANDS = {
    "check": ("check", "FILE", *DATED),
    "check markdown": ("check", "FILE", "--format", "markdown", "--explain", *DATED),
    "days": ("days", "FILE", "--country", "KZ", *DATED),
    "whatif": ("whatif", "FILE", *DATED),
    "calendar": ("calendar", "FILE", "-o", "out.ics", *DATED),
    "report": ("report", "FILE", "-o", "out.html", *DATED),
    "ask": ("ask", "FILE", "--save", "out.yaml", *DATED),
    "batch errors": (
        "batch",
        "FILE",
        "-o",
        "out.csv",
        "--workers",
        "1",
        "--errors",
        "errors.csv",
        *DATED,
    ),
    "batch strict": ("batch", "FILE", "-o", "out.jsonl", "--workers", "1", "--strict", *DATED),
}


ONE_PERSON = ("one.yaml", "broken.yaml", "cut.json")
"""Of these each is given alone to commands about one person; the others take all files at once."""


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_message_and_no_other_file_holds_it(arguments: tuple[str, ...], desk: Desk) -> None:
    """Bad values, wrong types, broken and truncated files: neither stream, nor any file that is left, has it."""
    alone = arguments[0] in ("report", "ask")
    names = [name for name in BAD if arguments[0] == "batch" or not name.endswith(".csv")]
    rounds = [[name] for name in ONE_PERSON] if alone else [names]
    for number, given in enumerate(rounds):
        for name in given:
            (desk.work / name).write_text(BAD[name], encoding="utf-8", errors="surrogateescape")
        at = arguments.index("FILE")
        debug = {"PATHFINDER_DEBUG": "1"} if number % 2 else {}
        done = desk.cli(
            *arguments[:at], *given, *arguments[at + 1 :], cwd=desk.work, env=debug, stdin="\n"
        )
        assert done.exit_code in (1, 2, 3), (given, done.stderr)
        for name in given:
            assert name in done.stderr
        assert CANARY not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        for name in given:
            (desk.work / name).unlink()
        for left in desk.folder.rglob("*"):
            assert not left.is_file() or CANARY.encode() not in left.read_bytes(), left


BEHAVIOUR = {
    "a wrong country": ("check", "p.yaml", "--country", "XX"),
    "a wrong day": ("check", "p.yaml", "--on", "31.12."),
    "an output that is a folder": ("report", "p.yaml", "-o", "rules.html", *DATED),
    "no folder for the output": ("report", "p.yaml", "-o", "none/r.html", *DATED),
    "a broken rule folder": ("check", "p.yaml", "--rules", "broken"),
    "an interview that saves nowhere": ("ask", "p.yaml", "--save", "none/a.yaml", *DATED),
}


@pytest.mark.parametrize("arguments", BEHAVIOUR.values(), ids=BEHAVIOUR)
def test_no_fault_of_the_command_line_tells_of_the_person(
    arguments: tuple[str, ...], desk: Desk
) -> None:
    """A good profile and a bad command: what is said is about the command."""
    (desk.work / "rules.html").mkdir()
    (desk.work / "broken").mkdir()
    (desk.work / "broken" / "facts.yaml").write_text("facts: [")
    text = f"case: {CANARY}\n" + PROFILE.replace("facts:", f"note: {CANARY}\nfacts:", 1)
    (desk.work / "p.yaml").write_text(text.replace("note:", "name:"), encoding="utf-8")
    done = desk.cli(*arguments, cwd=desk.work, env={"PATHFINDER_DEBUG": "1"})
    assert done.exit_code in (1, 2), done.stdout
    assert CANARY not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_tried_on_the_command_line_is_not_repeated(desk: Desk) -> None:
    """`whatif --set` of a sensitive fact says what is expected, not what was written."""
    for name in ("military_acts", "summons", "asylum_applied_in", "pregnant"):
        done = desk.cli("whatif", "p.yaml", "--set", f"{name}={CANARY}", *DATED, cwd=desk.work)
        assert done.exit_code in (1, 2)
        assert CANARY not in done.stdout + done.stderr


def test_what_is_typed_at_a_sensitive_question_is_not_repeated(desk: Desk) -> None:
    """Line by line, answers from a pipe that name nothing: the transcript holds none of them."""
    person = PROFILE.replace("  military_acts: declined\n", "") + "  age: 34\n"
    (desk.work / "p.yaml").write_text(person, encoding="utf-8")
    done = desk.cli("ask", "p.yaml", *DATED, cwd=desk.work, stdin=f"{CANARY}\n" * 3)
    assert "call-up" in done.stderr or "mobilis" in done.stderr
    assert CANARY not in done.stdout + done.stderr


def test_a_fault_of_the_program_does_not_say_what_it_was_about(desk: Desk) -> None:
    """Neither the line for users nor the places for developers hold the text of an exception."""
    code = (
        "import pathfinder.api, sys\n"
        f"def broken(*a, **k): raise KeyError('{CANARY}') from ValueError('{CANARY}')\n"
        "pathfinder.api.judge = broken\n"
        "from pathfinder.cli import main\n"
        "main()\n"
    )
    for debug in ({}, {"PATHFINDER_DEBUG": "1"}):
        done = desk.cli.python("-c", code, "check", "p.yaml", *DATED, cwd=desk.work, env=debug)
        assert done.exit_code == 1
        assert "This is a fault of pathfinder itself (KeyError" in done.stderr
        assert ("line" in done.stderr) is bool(debug)
        assert CANARY not in done.stderr.replace(f"KeyError('{CANARY}')", "").replace(
            f"ValueError('{CANARY}')", ""
        )


MASKED = """\
case: someone
facts:
  citizenships: [RU]
  passports: [travel]
  age: 30
  pregnant: yes
  planned_birth_country: NR
  asylum_applied_in: [TV, PW]
  military_acts: [deserted]
  current_country: GE
  stays: [GE 2023-06-01..]
"""
"""Countries that no rule names, so that their names can come from nowhere else."""

HIDDEN = re.compile(r"Nauru|Tuvalu|Palau|\bNR\b|\bTV\b|\bPW\b")

ON = ("--on", "2024-02-12")

OUTPUTS = {
    "check explain": ("check", "p.yaml", "--explain", *ON),
    "check json": ("check", "p.yaml", "--format", "json", "--explain", *ON),
    "check markdown": ("check", "p.yaml", "--format", "markdown", "--explain", *ON),
    "whatif": ("whatif", "p.yaml", "--all", *ON),
    "calendar file": ("calendar", "p.yaml", "-o", "-", *ON),
    "report html": ("report", "p.yaml", "-o", "-", *ON),
    "report markdown": ("report", "p.yaml", "-o", "out.md", *ON),
    "batch wide": ("batch", "p.yaml", "-o", "out.csv", *ON),
    "batch full": ("batch", "p.yaml", "-o", "out.jsonl", "--as", "full", *ON),
}


@pytest.mark.parametrize("arguments", OUTPUTS.values(), ids=OUTPUTS)
def test_sensitive_answers_are_masked_in_every_output(
    arguments: tuple[str, ...], desk: Desk
) -> None:
    """Reasons say that such a fact was said, and not what; so do reports, calendars, batches and receipts."""
    (desk.work / "p.yaml").write_text(MASKED, encoding="utf-8")
    done = desk.cli(*arguments, cwd=desk.work)
    assert done.exit_code == 0, done.stderr
    written = "".join(path.read_text(encoding="utf-8") for path in desk.work.glob("out.*"))
    assert HIDDEN.findall(done.stdout + done.stderr + written) == []


@pytest.mark.parametrize("arguments", [("check", "--explain"), ("report", "-o", "out.md")])
def test_they_are_shown_where_that_is_asked(arguments: tuple[str, ...], desk: Desk) -> None:
    """`--with-sensitive` shows them: so the test above looks for what can be there."""
    (desk.work / "p.yaml").write_text(MASKED, encoding="utf-8")
    done = desk.cli(*arguments, "p.yaml", "--with-sensitive", *ON, cwd=desk.work)
    written = "".join(path.read_text(encoding="utf-8") for path in desk.work.glob("out.*"))
    assert HIDDEN.findall(done.stdout + written) != []
