"""The pinned requirements agree with what the project asks for, and every file that is installed has a hash."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ITSELF = canonicalize_name(PROJECT["project"]["name"])
LOCKS = {"main": ("age", "batch"), "test": ("test",), "dev": ("dev",)}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def asked(extra: str) -> list[Requirement]:
    """What an extra asks for, with the extras that it names."""
    found = []
    for text in PROJECT["project"]["optional-dependencies"][extra]:
        requirement = Requirement(text)
        if canonicalize_name(requirement.name) == ITSELF:
            found += [each for inner in sorted(requirement.extras) for each in asked(inner)]
        else:
            found.append(requirement)
    return found


def pinned(name: str) -> list[tuple[Requirement, int]]:
    """The requirements of a lock, each with the number of its hashes."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    found = []
    for entry in re.sub(r"\\\n\s*", " ", text).splitlines():
        if entry.strip() and not entry.lstrip().startswith("#"):
            requirement, *hashes = re.split(r"\s+--hash=", entry.strip())
            assert all(re.fullmatch("sha256:[0-9a-f]{64}", each) for each in hashes)
            found.append((Requirement(requirement), len(hashes)))
    return found


def holds(marker: Marker | None, python: str) -> bool:
    """Whether a pin counts for a Python on Linux."""
    full = {"python_version": python, "python_full_version": f"{python}.1"}
    return marker is None or marker.evaluate({**full, "sys_platform": "linux", "os_name": "posix"})


@pytest.mark.parametrize("name, extras", LOCKS.items(), ids=LOCKS)
def test_a_lock_has_all_that_is_asked_for_in_its_range(name: str, extras: tuple[str, ...]) -> None:
    """On every Python each requirement has one version, which pyproject.toml allows."""
    direct = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
    direct += [Requirement(text) for text in PROJECT["build-system"]["requires"]]
    direct += [each for extra in extras for each in asked(extra)]
    for python in PYTHONS:
        versions: dict[str, list[str]] = {}
        for requirement, hashes in pinned(name):
            assert hashes > 0, requirement
            if holds(requirement.marker, python):
                (exact,) = requirement.specifier
                assert exact.operator == "=="
                versions.setdefault(canonicalize_name(requirement.name), []).append(exact.version)
        for wanted in direct:
            (version,) = versions[canonicalize_name(wanted.name)]
            assert wanted.specifier.contains(version), f"{wanted}: {version} on {python}"


def test_what_builds_the_project_is_pinned_too() -> None:
    """`requirements/build.in` says the same as the table of the build system."""
    lines = (ROOT / "requirements" / "build.in").read_text(encoding="utf-8").splitlines()
    written = [line for line in lines if line and not line.startswith("#")]
    assert written == PROJECT["build-system"]["requires"]


def test_the_readme_installs_from_the_locks() -> None:
    """Its two commands take pinned packages by their hashes, and the project without looking for others."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line.strip() for line in readme.splitlines() if "-m venv" in line]
    assert len(commands) == 2
    for command, name in zip(commands, ("main", "test"), strict=True):
        assert f"--require-hashes -r requirements/{name}.txt" in command
        assert "--no-deps --no-build-isolation" in command
