"""Copies of the shipped rules with edits, and the same rules written in another way."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import load_folders

Plain = yaml.BaseLoader
"""Leaves every value as text."""

Edits = Mapping[str, tuple[tuple[str, str], ...]]
"""By file: texts that stand in it once, and what stands there instead."""


def edited(folder: Path, edits: Edits) -> RuleBook:
    """The shipped rules with some edits, loaded."""
    shutil.copytree(shipped_rules(), folder)
    for name, pairs in edits.items():
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in pairs:
            assert text.count(old) >= 1, (name, old)
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")
    return loaded(folder)


def loaded(folder: Path) -> RuleBook:
    """The rule book of a folder, which has no errors."""
    found = load_folders([str(folder)])
    assert found.book is not None, [str(problem) for problem in found.problems[:3]]
    return found.book


def rewritten(folder: Path) -> RuleBook:
    """The shipped rules as another author would write them.

    Keys and entries stand in another order, citations and definitions have other names, what is required stands in one
    more `all of`, every list of one is written without brackets, and no comment is left.
    """
    shutil.copytree(shipped_rules(), folder)
    definitions = yaml.load((folder / "definitions.yaml").read_text("utf-8"), Plain)  # noqa: S506
    names = {name: f"another name {n}" for n, name in enumerate(definitions["definitions"])}
    for path in folder.rglob("*.yaml"):
        if path.name == "claims.yaml":
            continue
        tree = yaml.load(path.read_text("utf-8"), Plain)  # noqa: S506
        if path.name == "definitions.yaml" or path.parent != folder:
            tree = _renamed(tree, names)
        path.write_text(
            yaml.dump(tree, allow_unicode=True, default_style='"', width=60), encoding="utf-8"
        )
    return loaded(folder)


def _renamed(tree: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    cited = {name: f"c{n}" for n, name in enumerate(tree["citations"])}
    tree = {**tree, "citations": {cited[k]: v for k, v in tree["citations"].items()}}
    if "definitions" in tree:
        tree["definitions"] = {names[k]: v for k, v in tree["definitions"].items()}
    for key in ("pathways", "cautions"):
        if isinstance(tree.get(key), dict):
            tree[key] = dict(reversed(tree[key].items()))
    head = {key: tree.pop(key) for key in ("citations",)}
    return {**head, **_walked(tree, cited, names)}


def _walked(node: Any, cited: Mapping[str, str], names: Mapping[str, str]) -> Any:
    if isinstance(node, list):
        return [_walked(item, cited, names) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _value(key, value, cited, names)
        for key, value in reversed(node.items())
        if key != "cases"
    }


def _value(key: str, value: Any, cited: Mapping[str, str], names: Mapping[str, str]) -> Any:
    if key == "cite":
        return [cited[one] for one in (value if isinstance(value, list) else [value])]
    if key == "meets":
        return names[value]
    walked = _walked(value, cited, names)
    return {"all of": [walked]} if key == "requires" and "applies" not in str(value) else walked
