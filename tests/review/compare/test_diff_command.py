"""`rules diff` as its user starts it: folders, git revisions, people, forms of output, odd input."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest

from language.small_book import load, make_book, rule_file, with_condition

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import CommandLine

TRAVEL = with_condition("says: A passport.\nfact: passports\nincludes: travel\n")
ANY_PASSPORT = TRAVEL.replace("includes: travel", "is empty: no")


def git(folder: Path, *words: str) -> None:
    """Run git in a folder, as somebody."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)  # noqa: S607


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two revisions of small rules, the working tree as the second."""
    folder = tmp_path / "repository"
    make_book(folder / "rules", TRAVEL)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    make_book(folder / "rules", ANY_PASSPORT)
    git(folder, "commit", "-qam", "two")
    return folder


def test_two_revisions_are_compared_without_touching_the_tree(
    cli: CommandLine, repository: Path
) -> None:
    """Revisions are read from the store of objects; the files that the user has do not change."""
    (repository / "rules" / "definitions.yaml").write_text("half written", encoding="utf-8")
    done = cli("rules", "diff", "HEAD~1", "main", "--format", "json", cwd=repository)
    assert done.exit_code == 0, done.stderr
    (change,) = json.loads(done.stdout)["owners"]
    assert (change["id"], change["result"]) == ("KZ/stay", "wider")
    assert change["place_after"].startswith("main:rules/destinations/KZ.yaml:")
    assert (repository / "rules" / "definitions.yaml").read_text() == "half written"


def test_the_working_tree_is_compared_with_a_revision(cli: CommandLine, repository: Path) -> None:
    """`.` is the folder one stands in, with its rules in a folder; --exit-code gives 1 where the meaning differs."""
    same = cli("rules", "diff", "main", ".", "--exit-code", cwd=repository)
    assert (same.exit_code, "Nothing changes" in same.stdout) == (0, True)
    other = cli("rules", "diff", "main~1", ".", "--exit-code", cwd=repository)
    assert (other.exit_code, "Wider" in other.stdout) == (1, True)
    assert "on 2022-02-24 and is now eligible" in other.stdout


@pytest.mark.parametrize("revision", ["nothing", "--output=x", "HEAD:rules", "", "HEAD\nmain"])
def test_what_is_no_revision_is_wrong_usage(
    cli: CommandLine, repository: Path, revision: str
) -> None:
    """A name that git does not know, or would take for an option, is told and runs nothing."""
    before = sorted(repository.iterdir())
    done = cli("rules", "diff", "--", revision, "main", cwd=repository)
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr
    assert sorted(repository.iterdir()) == before


def test_links_and_other_files_of_a_revision_are_left_alone(
    cli: CommandLine, repository: Path
) -> None:
    """A link in a revision leads nowhere, and what is no rule file is not written."""
    (repository / "rules" / "destinations" / "XX.yaml").symlink_to("/etc/passwd")
    (repository / "rules" / "destinations" / "notes.txt").write_text("no rule")
    (repository / ".gitattributes").write_text("*.yaml filter=evil export-ignore\n")
    git(repository, "config", "filter.evil.smudge", "touch ran; cat")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "three")
    (repository / "ran").unlink(missing_ok=True)
    done = cli("rules", "diff", "main~1", "main", cwd=repository)
    assert (done.exit_code, "Nothing changes" in done.stdout) == (0, True), done.stderr
    assert not (repository / "ran").exists()


def test_outside_a_repository_a_revision_is_wrong_usage(cli: CommandLine, tmp_path: Path) -> None:
    """Where there is no repository, that is said."""
    done = cli("rules", "diff", "main", ".", cwd=tmp_path)
    assert done.exit_code == 2
    assert "no git repository" in done.stderr


def test_errors_of_a_revision_are_told_with_its_name(cli: CommandLine, repository: Path) -> None:
    """Rules that cannot be read end the command with 1, and the place names the revision."""
    (repository / "rules" / "destinations" / "KZ.yaml").write_text("format: nonsense\n")
    git(repository, "commit", "-qam", "broken")
    done = cli("rules", "diff", "main~1", "main", cwd=repository)
    assert done.exit_code == 1
    assert "main:rules/destinations/KZ.yaml:1" in done.stderr


def test_people_whose_result_differs_are_named(cli: CommandLine, tmp_path: Path) -> None:
    """Of a file of people those are told whose pathways, destinations or cautions come out otherwise."""
    make_book(tmp_path / "old", TRAVEL)
    make_book(tmp_path / "new", ANY_PASSPORT)
    people = tmp_path / "people.jsonl"
    rows = [
        {"case": "internal", "facts": {"citizenships": ["RU"], "passports": ["internal"]}},
        {"case": "travel", "facts": {"citizenships": ["RU"], "passports": ["travel"]}},
        {"case": "odd", "facts": {"colour": "red"}},
    ]
    people.write_text("".join(json.dumps(row) + "\n" for row in rows))
    words = ["--profiles", str(people), "--on", "2023-06-01"]
    done = cli("rules", "diff", tmp_path / "old", tmp_path / "new", *words, "--format", "json")
    found = json.loads(done.stdout)["profiles"]
    assert (found["people"], found["unreadable"]) == (3, 1)
    (change,) = found["changes"]
    assert change["case"] == "internal"
    assert change["pathways"] == [{"what": "KZ/stay", "before": "ineligible", "after": "eligible"}]
    assert change["destinations"][0]["after"] == "feasible"
    text = cli("rules", "diff", tmp_path / "old", tmp_path / "new", *words)
    assert "1 of 3 people have another result." in text.stdout


@pytest.mark.parametrize("form", ["json", "text", "markdown", "html"])
def test_who_cannot_be_judged_is_named(cli: CommandLine, tmp_path: Path, form: str) -> None:
    """Who neither book can judge stands in every form with place and reason, and the exit code says so."""
    make_book(tmp_path / "old", TRAVEL)
    make_book(tmp_path / "new", TRAVEL)
    people = tmp_path / "people.jsonl"
    people.write_text(
        '{"case": "good", "facts": {}}\n{"case": "odd", "facts": {"colour": "red"}}\n'
    )
    words: list[str | Path] = ["--profiles", people, "--on", "2023-06-01", "--format", form]
    done = cli("rules", "diff", tmp_path / "old", tmp_path / "new", *words)
    assert done.exit_code == 1
    assert "people.jsonl" in done.stdout
    assert "of this name" in done.stdout
    if form == "json":
        (refused,) = json.loads(done.stdout)["profiles"]["refused"]
        assert (refused["case"], refused["number"]) == ("odd", 2)
        assert refused["problems"][0]["place"]["line"] == 2


def test_a_rename_alone_changes_nothing_for_people(cli: CommandLine, tmp_path: Path) -> None:
    """The same meaning under another id is told, and is no difference in meaning."""
    make_book(tmp_path / "old", TRAVEL)
    make_book(tmp_path / "new", TRAVEL.replace("KZ/stay", "KZ/short-stay"))
    done = cli("rules", "diff", tmp_path / "old", tmp_path / "new", "--exit-code")
    assert "Nothing changes for people; renamed: 1." in done.stdout
    assert done.exit_code == 0


def test_a_pipe_is_never_replaced(cli: CommandLine, tmp_path: Path) -> None:
    """With --force too only a regular file makes room; a pipe or device stays what it is."""
    make_book(tmp_path / "old", TRAVEL)
    os.mkfifo(tmp_path / "pipe")
    words: list[str | Path] = ["-o", tmp_path / "pipe", "--force"]
    done = cli("rules", "diff", tmp_path / "old", tmp_path / "old", *words)
    assert (done.exit_code, "no regular file" in done.stderr) == (2, True)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize("form", ["html", "markdown", "text"])
def test_hostile_sentences_stay_text(cli: CommandLine, tmp_path: Path, form: str) -> None:
    """A sentence with markup, links or control characters becomes neither in any form."""
    make_book(tmp_path / "old", rule_file())
    bad = "title: '<script>alert(1)</script> [x](http://evil.example) \u202e'\n"
    make_book(tmp_path / "new", rule_file(bad))
    out = tmp_path / "out"
    done = cli("rules", "diff", tmp_path / "old", tmp_path / "new", "--format", form, "-o", out)
    assert done.exit_code == 0, done.stderr
    text = out.read_text(encoding="utf-8")
    assert "\u202e" not in text
    if form != "text":
        assert "<script>" not in text
    if form == "markdown":
        assert "[x](http" not in text
    if form == "html":
        assert "&lt;script&gt;" in text
        assert "href" not in text
        assert "default-src 'none'" in text


def test_html_is_one_page_in_the_readers_language(cli: CommandLine, tmp_path: Path) -> None:
    """The page names its language, has one title and a heading for each kind of change."""
    for name, text in (("old", TRAVEL), ("new", ANY_PASSPORT)):
        load(tmp_path / name, text)
    done = cli(
        "--lang", "ru", "rules", "diff", tmp_path / "old", tmp_path / "new", "--format", "html"
    )
    assert done.exit_code == 0, done.stderr
    assert '<html lang="ru">' in done.stdout
    assert done.stdout.count("<h1>") == 1
    assert done.stdout.count("<h2") == 1


def test_a_file_is_not_replaced_unasked(cli: CommandLine, tmp_path: Path) -> None:
    """Output over a file that is there needs --force."""
    make_book(tmp_path / "old", TRAVEL)
    (tmp_path / "out").write_text("mine")
    old = str(tmp_path / "old")
    words = ["rules", "diff", old, old, "-o", str(tmp_path / "out")]
    assert cli(*words).exit_code == 2
    assert (tmp_path / "out").read_text() == "mine"
    assert cli(*words, "--force").exit_code == 0
