"""The hook that authors of rule books put before their commits."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pathfinder.rulebook.files import rule_files, shipped_rules
from review.lint.example_books import BASE, lay

if TYPE_CHECKING:
    from command_line import CommandLine

MANIFEST = Path(__file__).parents[3] / ".pre-commit-hooks.yaml"


@pytest.fixture
def hook() -> dict[str, Any]:
    """The one hook of the manifest."""
    (found,) = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_the_manifest_is_one_that_pre_commit_takes() -> None:
    """Where pre-commit is installed, it accepts the manifest."""
    clientlib = pytest.importorskip("pre_commit.clientlib")
    clientlib.load_manifest(MANIFEST)


def test_every_file_of_a_rule_book_calls_the_hook(hook: dict[str, Any]) -> None:
    """The hook runs for each kind of file of a rule book, in whatever folder it stands, and not for others."""
    pattern = re.compile(hook["files"])
    beside = ["exclusions.yaml", "reviews.yaml", "claims.yaml"]
    for name in [*rule_files(shipped_rules()), *beside]:
        assert pattern.search(f"rules/{name}"), name
        assert pattern.search(f"my/own/{name}"), name
    for name in ("mkdocs.yaml", "README.md", "rules/README.md", "facts.yaml.orig"):
        assert not pattern.search(name), name


def test_the_hook_stops_a_commit_with_errors_only(
    hook: dict[str, Any], cli: CommandLine, tmp_path: Path
) -> None:
    """Run as pre-commit runs it, from the top of a repository, it passes a good book and fails a broken one."""
    words: list[str] = [*str(hook["entry"]).split(), *hook["args"]]
    command = words[1:]
    assert (words[0], hook["pass_filenames"]) == ("pathfinder", False)
    assert cli(*command, cwd=lay(tmp_path / "good")).exit_code == 0
    assert cli(*command, cwd=lay(tmp_path / "bad", "PF124/bad")).exit_code == 1
    assert (BASE / "rules").is_dir()
