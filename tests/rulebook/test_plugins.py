"""Rule books that other packages bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from language.small_book import rule_file
from pathfinder.rulebook.plugins import packages_fingerprint, plugin_folders

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder from which packages are imported."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


def install(packages: Path, name: str, value: str) -> None:
    """Install a package whose import would be noticed, with an entry point for rules."""
    rules = packages / name / "rules" / "destinations"
    rules.mkdir(parents=True)
    (packages / name / "__init__.py").write_text("raise SystemExit('this code must not run')\n")
    (rules / "QA.yaml").write_text(rule_file().replace("KZ", "QA"))
    about = packages / f"{name}-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
    (about / "entry_points.txt").write_text(f"[pathfinder.rules]\n{name} = {value}\n")


def test_a_package_brings_rules_and_none_of_its_code_runs(packages: Path) -> None:
    """Only the place of the package is looked up."""
    install(packages, "lawbook", "lawbook:rules")
    assert plugin_folders() == [str(packages / "lawbook" / "rules")]


@pytest.mark.parametrize(
    "value", ["nothing:rules", "lawbook:no-such-folder", "json:rules", ".:rules"]
)
def test_a_package_without_rules_is_left_out(value: str, packages: Path) -> None:
    """An entry point that leads nowhere stops nobody."""
    install(packages, "lawbook", value)
    assert plugin_folders() == []


def test_installing_a_package_is_noticed(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fingerprint of the packages changes with them; folders that are not there do not matter."""
    monkeypatch.syspath_prepend(str(packages / "none" / "site-packages"))
    before = packages_fingerprint()
    assert packages_fingerprint() == before
    import os

    install(packages, "lawbook", "lawbook:rules")
    os.utime(packages, ns=(1, 1))
    assert packages_fingerprint() != before
