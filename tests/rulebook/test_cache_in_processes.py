"""The cache between processes, versions of the program, and packages that come and go."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import CommandLine
from language.small_book import make_book, rule_file
from pathfinder.rulebook import cache
from pathfinder.rulebook.cache import load_rules

PROFILE = "facts: {citizenships: [RU], passports: [travel]}\n"


def check(cli: CommandLine, *options: str | Path, **env: str) -> list[str]:
    """The destinations of a person, as the program finds them in a process of its own."""
    command = ("check", "-", "--on", "2024-01-15", "--format", "json", *options)
    done = cli(*command, stdin=PROFILE, env=env)
    assert (done.exit_code, done.stderr) == (0, "")
    return [country["country"] for country in json.loads(done.stdout)["destinations"]]


def test_another_folder_of_rules_is_used_alone(cli: CommandLine, tmp_path: Path) -> None:
    """`--rules DIR` judges by that folder, the first time and from the cache, and by no other rules."""
    rules = make_book(tmp_path / "rules")
    for _time in range(2):
        assert check(cli, "--rules", rules) == ["KZ"]


def test_processes_at_once_have_the_same_answer(cli: CommandLine, tmp_path: Path) -> None:
    """Several processes that fill one empty cache at the same time all answer, and leave one whole book."""
    rules = make_book(tmp_path / "rules")
    environment = cli.environment | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [
        sys.executable,
        "-m",
        "pathfinder",
        "check",
        "-",
        "--on",
        "2024-01-15",
        "--rules",
        str(rules),
    ]
    started = [
        subprocess.Popen(
            command, env=environment, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _number in range(4)
    ]  # fmt: skip
    answers = [process.communicate(PROFILE.encode(), timeout=120) for process in started]
    assert {process.returncode for process in started} == {0}
    assert len(set(answers)) == 1
    left = [path.suffix for path in (tmp_path / "cache" / "pathfinder").iterdir()]
    assert left == [".book"]


def test_another_program_puts_the_rules_together_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one version of the program has kept is not read by another."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    rules = make_book(tmp_path / "rules")
    first = load_rules(rules)
    monkeypatch.setattr(cache, "__version__", "99")
    assert load_rules(rules) == first
    assert len(list((tmp_path / "pathfinder").glob("*.book"))) == 2


def install(packages: Path) -> None:
    """A package that brings rules, and whose code must not run."""
    rules = packages / "lawbook" / "rules" / "destinations"
    rules.mkdir(parents=True)
    (packages / "lawbook" / "__init__.py").write_text(
        "raise SystemExit('this code must not run')\n"
    )
    text = rule_file().replace("KZ", "QA").replace("'001'", "'009'")
    (rules / "QA.yaml").write_text(text)
    document = (
        "title: A text, author: Nobody, published: '2024', known until: '2024-12-31', language: en"
    )
    (rules.parent / "documents.yaml").write_text(
        "format: pathfinder-documents/1\ndocuments:\n"
        f"  '009': {{{document}, kind: text, file: text.txt, sha256: '0', where: not recorded}}\n"
    )
    about = packages / "lawbook-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: lawbook\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[pathfinder.rules]\nlawbook = lawbook:rules\n")


def test_rules_of_an_installed_package_are_used(cli: CommandLine, tmp_path: Path) -> None:
    """A package installed after a first run is noticed and its rules count, until it is gone; its code never runs."""
    cached = str(tmp_path / "cache")
    path = cli.environment["PYTHONPATH"]
    alone = check(cli, XDG_CACHE_HOME=cached)
    assert "QA" not in alone
    packages = tmp_path / "site-packages"
    install(packages)
    together = check(cli, XDG_CACHE_HOME=cached, PYTHONPATH=f"{path}:{packages}")
    assert sorted(together) == sorted([*alone, "QA"])
    (packages / "lawbook").rename(tmp_path / "away")
    assert check(cli, XDG_CACHE_HOME=cached, PYTHONPATH=f"{path}:{packages}") == alone


def test_a_package_in_the_working_folder_is_not_installed(cli: CommandLine, tmp_path: Path) -> None:
    """Rules that lie in the folder where the program is started are a stranger's: they are not used."""
    install(tmp_path)
    command = ("-m", "pathfinder", "check", "-", "--on", "2024-01-15", "--format", "json")
    done = cli.python(
        *command, stdin=PROFILE, cwd=tmp_path, env={"XDG_CACHE_HOME": str(tmp_path / "cache")}
    )
    assert done.exit_code == 0
    assert "QA" not in {country["country"] for country in json.loads(done.stdout)["destinations"]}
