"""What is delivered: the version, the type information, and the rules inside the wheel."""

from __future__ import annotations

import importlib.metadata
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

import pathfinder

ROOT = Path(__file__).parents[1]
RULES = ROOT / "rules"


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """The `project` table of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return table


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel built from this checkout."""
    builder = pytest.importorskip(
        "hatchling.builders.wheel", reason="hatchling is not installed", exc_type=ImportError
    ).WheelBuilder(str(ROOT))
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = builder.build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_the_installed_version_is_that_of_the_project(project: dict[str, Any]) -> None:
    """What pip knows as the version is what pyproject.toml states."""
    try:
        installed = importlib.metadata.version(project["name"])
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("the program runs from its folder and is not installed")
    assert installed == project["version"]


def test_the_program_knows_its_version(project: dict[str, Any]) -> None:
    """`pathfinder.__version__`, which receipts carry, is the version of the project."""
    assert pathfinder.__version__ == project["version"]


def test_the_package_is_typed(wheel: set[str]) -> None:
    """Type checkers of other projects find `py.typed`."""
    assert "pathfinder/py.typed" in wheel


def test_the_rules_travel_in_the_wheel(wheel: set[str]) -> None:
    """Every file under `rules/` is in the wheel, below `pathfinder/rules/`, and nowhere else."""
    rules = {
        f"pathfinder/rules/{path.relative_to(RULES).as_posix()}"
        for path in RULES.rglob("*")
        if path.is_file()
    }
    assert rules
    assert {name for name in wheel if "rules/" in name and not name.endswith(".py")} == rules


def test_the_wheel_holds_only_the_program(wheel: set[str]) -> None:
    """Tests, tools and examples stay out of the wheel."""
    assert {name.partition("/")[0].partition("-")[0] for name in wheel} == {
        "pathfinder",
        "pathfinder_advisor",
    }


def test_every_module_is_in_the_wheel(wheel: set[str]) -> None:
    """No module of the program is lost when the wheel is built."""
    source = ROOT / "src"
    modules = {path.relative_to(source).as_posix() for path in source.rglob("*.py")}
    assert modules <= wheel


def test_the_command_starts_the_program(wheel: set[str], project: dict[str, Any]) -> None:
    """The command `pathfinder` names a package that the wheel holds."""
    package = project["scripts"]["pathfinder"].partition(":")[0].replace(".", "/")
    assert {f"{package}/__init__.py", f"{package}.py"} & wheel
