"""Findings on rule files for other programs: JSON, SARIF 2.1.0, and annotations of a pull request."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from typing import Any, Final
from urllib.parse import quote

import msgspec

from pathfinder.i18n import _
from pathfinder.language.problems import Problem
from pathfinder.review.lint.exclusions import Excluded
from pathfinder.review.lint.harm import HARMS, harm_of
from pathfinder.values.text import inert
from pathfinder.version import __version__

SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(problems: Iterable[Problem]) -> bytes:
    """The findings as a JSON array, each with its harm, in the order in which they come."""
    return msgspec.json.encode(
        [{**msgspec.to_builtins(problem), "harm": harm_of(problem.code)} for problem in problems]
    )


def as_sarif(problems: Sequence[Problem], excluded: Sequence[Excluded] = ()) -> bytes:
    """The findings as a SARIF log; what is excluded stands in it as suppressed, with the reason."""
    codes = sorted({p.code for p in problems} | {one.problem.code for one in excluded})
    results = [_result(problem, codes) for problem in problems]
    for one in excluded:
        suppression = {"kind": "external", "justification": one.reason}
        results.append({**_result(one.problem, codes), "suppressions": [suppression]})
    driver = {
        "name": "pathfinder",
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=1)


def _rule(code: str) -> dict[str, Any]:
    from pathfinder.language.codes import PAGES

    page = PAGES[code]
    return {
        "id": code,
        "shortDescription": {"text": _(page.title)},
        "fullDescription": {"text": _(page.why)},
        "help": {"text": _(page.do)},
        "properties": {"harm": harm_of(code)},
    }


def _result(problem: Problem, codes: list[str]) -> dict[str, Any]:
    place = problem.place
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(_shown(place.file))}}
    if place.line:
        column = {"startColumn": place.column} if place.column else {}
        physical["region"] = {"startLine": place.line, **column}
    location: dict[str, Any] = {"physicalLocation": physical}
    if problem.within:
        location["logicalLocations"] = [{"fullyQualifiedName": inert(problem.within)}]
    same = f"{problem.code} {place.file} {problem.within} {problem.message}"
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity,
        "message": {"text": inert(f"{problem.message} {problem.help}".strip())},
        "locations": [location],
        "partialFingerprints": {"finding/v1": hashlib.sha256(same.encode()).hexdigest()},
    }


def _shown(file: str) -> str:
    """A path as other programs expect it: relative to the working folder where that is near, with slashes."""
    near = os.path.relpath(file)
    return (file if near.startswith("..") else near).replace(os.sep, "/")


def as_annotations(problems: Iterable[Problem]) -> list[str]:
    """The findings as commands that GitHub shows beside the lines of a pull request."""
    return [_annotation(problem) for problem in problems]


def _annotation(problem: Problem) -> str:
    place = problem.place
    where = {"file": _shown(place.file), "line": place.line, "col": place.column}
    title = f"{problem.code}: {_(HARMS[harm_of(problem.code)])}"
    told = ",".join(f"{key}={_property(str(value))}" for key, value in where.items() if value)
    within = " " + _("in {where}").format(where=problem.within) if problem.within else ""
    text = _escaped(inert(f"{problem.message} {problem.help}".strip() + within))
    return f"::{problem.severity} {told},title={_property(title)}::{text}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(inert(text)).replace(":", "%3A").replace(",", "%2C")
