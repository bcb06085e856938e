"""The findings for other programs, and their order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pathfinder.language.codes import PAGES
from pathfinder.language.problems import Place, Problem
from pathfinder.output.findings import as_annotations
from pathfinder.review.lint.harm import HARMS, harm_of, ranked
from review.lint.example_books import check, lay

TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
NUMBER = {"type": "integer", "minimum": 1}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "required": ["uri"],
                    "properties": {"uri": {"type": "string", "pattern": "^[^\\\\ ]+$"}},
                    "additionalProperties": False,
                },
                "region": {
                    "type": "object",
                    "required": ["startLine"],
                    "properties": {"startLine": NUMBER, "startColumn": NUMBER},
                    "additionalProperties": False,
                },
            },
            "additionalProperties": False,
        },
        "logicalLocations": {"type": "array"},
    },
    "additionalProperties": False,
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": TEXT,
        "locations": {"type": "array", "items": LOCATION},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "suppressions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["kind"],
                "properties": {
                    "kind": {"enum": ["inSource", "external"]},
                    "justification": {"type": "string"},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "shortDescription": TEXT,
        "fullDescription": TEXT,
        "help": TEXT,
        "properties": {"type": "object"},
    },
    "additionalProperties": False,
}
DRIVER = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "semanticVersion": {"type": "string"},
        "rules": {"type": "array", "items": RULE, "uniqueItems": True},
    },
    "additionalProperties": False,
}
RUN = {
    "type": "object",
    "required": ["tool"],
    "properties": {
        "tool": {
            "type": "object",
            "required": ["driver"],
            "properties": {"driver": DRIVER},
            "additionalProperties": False,
        },
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
    },
    "additionalProperties": False,
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": RUN, "minItems": 1},
    },
    "additionalProperties": False,
}
"""What SARIF 2.1.0 says of the parts that are written here; nothing else may be written."""


def sarif(book: Path) -> dict[str, Any]:
    """The one run of the SARIF log of a book."""
    log = json.loads(check(book, form="sarif").output)
    jsonschema.validate(log, SARIF)
    run: dict[str, Any] = log["runs"][0]
    return run


@pytest.mark.parametrize("example", ["PF410/bad", "PF412/bad", "PF430/good", "base"])
def test_sarif_is_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: str) -> None:
    """A log has one run, every result names its rule, and paths are relative to the working folder."""
    monkeypatch.chdir(lay(tmp_path, example))
    run = sarif(Path())
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"].startswith("rules/")


def test_sarif_shows_what_is_excluded_as_suppressed(tmp_path: Path) -> None:
    """A finding that exclusions.yaml lets stand is in the log, with the reason."""
    (result,) = sarif(lay(tmp_path, "PF430/good"))["results"]
    assert result["ruleId"] == "PF412"
    assert result["suppressions"] == [
        {"kind": "external", "justification": "Saved profiles hold the name."}
    ]


def test_a_finding_of_a_whole_file_has_no_region(tmp_path: Path) -> None:
    """Where a problem is about a file as a whole neither SARIF nor an annotation invents a line."""
    book = lay(tmp_path)
    (book / "rules" / "exclusions.yaml").write_text("", encoding="utf-8")
    (result,) = sarif(book)["results"]
    assert set(result["locations"][0]["physicalLocation"]) == {"artifactLocation"}
    annotation = check(book, form="github").output.splitlines()[0]
    assert ",line=" not in annotation


def test_annotations_name_file_line_and_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each finding is one line that GitHub shows beside the line of the file; the summary follows."""
    monkeypatch.chdir(lay(tmp_path, "PF410/bad"))
    lines = check(Path(), form="github").output.splitlines()
    assert lines[0].startswith(
        "::error file=rules/destinations/KZ.yaml,line=50,col=19,title=PF410%3A An answer may be wrong::"
    )
    assert lines[1] == "2 pathways, 6 cases: 1 error, 0 warnings"


def test_what_a_file_says_cannot_end_an_annotation() -> None:
    """Line breaks, percent signs, colons and commas of a name or message stay text."""
    problem = Problem(code="PF414", message="50 %\n::error::x", place=Place("a,b:c.yaml", 3, 1))
    (line,) = as_annotations([problem])
    assert (
        line
        == "::error file=a%2Cb%3Ac.yaml,line=3,col=1,title=PF414%3A Left over::50 %25 ::error::x"
    )


def test_the_worst_comes_first_whatever_the_file(tmp_path: Path) -> None:
    """Findings are ranked by harm, then errors before warnings, then file order; `--order file` knows only the last."""
    book = lay(tmp_path, "PF412/bad")
    lay_more = (tmp_path / "rules" / "destinations" / "KZ.yaml").read_text(encoding="utf-8")
    changed = lay_more.replace("grants: {for: 90 days}", "grants: {for: 95 days}")
    (book / "rules" / "destinations" / "KZ.yaml").write_text(changed, encoding="utf-8")
    assert check(book).codes == ["PF214", "PF412"]
    assert check(book, "--order", "file").codes == ["PF214", "PF412"]
    (book / "rules" / "destinations" / "KZ.yaml").write_text(lay_more, encoding="utf-8")
    lay(tmp_path, "PF431/bad")
    lay(tmp_path, "PF412/bad")
    assert check(book).codes == ["PF431", "PF412"]
    assert check(book, "--order", "file").codes == ["PF431", "PF412"]
    text = check(book, form="text").output
    assert text.index("A mistake would not be noticed (1)") < text.index("Left over (1)")
    assert "──" not in check(book, "--order", "file", form="text").output


def test_every_code_has_a_harm() -> None:
    """Each code has one of the harms; one that nobody ranked counts as the worst."""
    assert {harm_of(code) for code in PAGES} == set(HARMS)
    assert harm_of("PF999") == "wrong"
    two = [Problem(code=code, message="", place=Place("a")) for code in ("PF414", "PF999")]
    assert [problem.code for problem in ranked(two)] == ["PF999", "PF414"]


def test_strict_fails_on_warnings(tmp_path: Path) -> None:
    """With `--strict` a warning alone ends with 1; without findings it still ends with 0."""
    book = lay(tmp_path / "bad", "PF412/bad")
    assert check(book).exit_code == 0
    assert check(book, "--strict").exit_code == 1
    assert check(lay(tmp_path / "good"), "--strict").exit_code == 0
