"""Reads `background.yaml` of a rule book; only coverage and the check of the rules need it, no verdict does."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

from pathfinder.i18n import _
from pathfinder.language.background import read_background
from pathfinder.language.problems import Place, Problem, Problems
from pathfinder.language.reading import Reader
from pathfinder.language.tree import parse_yaml
from pathfinder.rulebook.files import MAX_RULE_FILE, decode, read_bytes, shown_path
from pathfinder.sources.coverage import Background

BACKGROUND_FILE: Final = "background.yaml"


def load_background(
    folder: str, documents: Iterable[str]
) -> tuple[list[Background], list[Problem]]:
    """The passages of a folder's `background.yaml` and its problems; a folder need not have the file."""
    path = os.path.join(folder, BACKGROUND_FILE)
    shown = shown_path(path)
    problems = Problems()
    passages: list[Background] = []
    try:
        text = decode(read_bytes(folder, BACKGROUND_FILE), shown, problems, MAX_RULE_FILE)
    except FileNotFoundError:
        text = None
    except OSError as error:
        message = _("The file cannot be read: {why}.").format(why=error.strerror or "")
        problems.add("PF101", Place(shown), message)
        text = None
    for tree in parse_yaml(text, shown, problems) if text is not None else []:
        passages += read_background(tree, Reader(shown, problems), dict.fromkeys(documents))
    return passages, problems.sorted()
