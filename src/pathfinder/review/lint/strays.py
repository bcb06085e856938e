"""Files in the folder of a rule book that nothing reads (PF406): a rule in one of them is in force for nobody."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem, nearest
from pathfinder.review.lint.context import Context
from pathfinder.rulebook.files import FOLDERS, TOP, shown_path

LOCALES: Final = "locales"

KNOWN: Final = frozenset(
    (
        *TOP, "citations.lock", "exclusions.yaml", "claims.yaml", "survivors.yaml", "reviews.yaml",
        "allowed_signers", "reviews.yaml.busy",
    )
)  # fmt: skip
"""The files that stand beside the folders of rules."""

_BESIDE: Final = (".md", ".txt", ".po", ".pot", ".py", ".part", "~")
"""Endings of what may lie there and holds no rules."""

_YAML: Final = (".yaml", ".yml")


def find(context: Context) -> list[Problem]:
    """The files of the rule book that nothing reads."""
    return strays(context.folder)


def strays(folder: str) -> list[Problem]:
    """The files in a folder that nothing reads, in the order of their names."""
    found = []
    for name in _names(folder):
        path = os.path.join(folder, name)
        if not os.path.isdir(path):
            if name not in KNOWN and not _may_lie_there(name):
                found.append(_stray(folder, name, nearest(name, sorted(KNOWN))))
        elif name in FOLDERS:
            found += _in_rules(folder, name)
        elif name != LOCALES and _holds_rules(path):
            found.append(_folder(folder, name, nearest(name, FOLDERS)))
    return found


def _names(folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith((".", "__")))
    except OSError:
        return []


def _may_lie_there(name: str) -> bool:
    return name.startswith("README") or name.lower().endswith(_BESIDE)


def _holds_rules(path: str) -> bool:
    return any(name.lower().endswith(_YAML) for name in _names(path))


def _in_rules(folder: str, sub: str) -> Iterator[Problem]:
    """What lies among the files of destinations, of origins, or of several countries."""
    for name in _names(os.path.join(folder, sub)):
        path = os.path.join(folder, sub, name)
        if os.path.isdir(path):
            if _holds_rules(path):
                yield _folder(folder, f"{sub}/{name}", None)
        elif not name.endswith(".yaml") and not _may_lie_there(name):
            stem, ending = os.path.splitext(name)
            meant = f"{stem}.yaml" if ending.lower() in _YAML else None
            yield _stray(folder, f"{sub}/{name}", meant)


def _stray(folder: str, name: str, meant: str | None) -> Problem:
    """A file that nothing reads; among the rules one that is YAML is an error, for rules stand in it."""
    help = _("Take it away, if it is not one of the rule book.")
    if meant is not None:
        help = _("Is it meant to be called “{name}”?").format(name=meant)
    certain = "/" in name and meant is not None
    return _problem(folder, name, _("Nothing reads this file."), help, error=certain)


def _folder(folder: str, name: str, meant: str | None) -> Problem:
    help = _("Rules stand in these folders, side by side: {names}.").format(
        names=", ".join(FOLDERS)
    )
    if meant is not None:
        help = _("Is it meant to be called “{name}”?").format(name=meant)
    return _problem(folder, name, _("Nothing reads the files of this folder."), help, error=False)


def _problem(folder: str, name: str, message: str, help: str, *, error: bool) -> Problem:
    return Problem(
        code="PF406",
        message=message,
        place=Place(shown_path(os.path.join(folder, name))),
        within=name,
        help=help,
        severity="error" if error else "warning",
    )
