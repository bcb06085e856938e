"""The cache changes nothing but the time."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from language.small_book import make_book, rule_file
from pathfinder.language.problems import ProblemsFound
from pathfinder.rulebook import cache
from pathfinder.rulebook.cache import KEPT, cache_folder, load_rules

if TYPE_CHECKING:
    from pathfinder.rulebook.book import RuleBook


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of this test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pathfinder"


def books(folder: Path) -> list[Path]:
    """The books in a cache folder."""
    return sorted(folder.glob("*.book"))


def same(one: RuleBook, two: RuleBook) -> bool:
    """Whether two rule books say the same."""
    return one == two


def test_a_book_is_read_from_the_cache(folder: Path, tmp_path: Path) -> None:
    """The second time nothing is put together, and the book is the same; the file is the user's alone."""
    rules = make_book(tmp_path / "rules")
    first = load_rules(rules)
    [kept] = books(folder)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    before = kept.stat().st_mtime_ns
    assert same(load_rules(str(rules)), first)
    assert kept.stat().st_mtime_ns == before
    assert list(folder.glob("*.book.*")) == []


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"\xc1", b"\x93" * 10_000, b"\x80"])
def test_a_spoilt_cache_is_no_matter(data: bytes, folder: Path, tmp_path: Path) -> None:
    """Whatever stands in the cache, the answer is that of the rules, and the cache is made good."""
    rules = make_book(tmp_path / "rules")
    first = load_rules(rules)
    [kept] = books(folder)
    good = kept.read_bytes()
    kept.write_bytes(data)
    assert same(load_rules(rules), first)
    assert kept.read_bytes() == good


def test_a_changed_rule_is_another_book(folder: Path, tmp_path: Path) -> None:
    """A rule that was changed counts at once; old books are thrown away after a while."""
    for number in range(KEPT + 3):
        rules = make_book(tmp_path / "rules", rule_file(f"title: Number {number}\n"))
        assert load_rules(rules).pathways["KZ/stay"].title == f"Number {number}"
    assert len(books(folder)) == KEPT


@pytest.mark.parametrize("place", ["/proc/nothing", "/dev/null/cache"])
def test_without_a_cache_folder_the_answer_is_the_same(
    place: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache that cannot be written changes nothing but the time."""
    rules = make_book(tmp_path / "rules")
    first = load_rules(rules)
    assert books(folder) != []
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    assert same(load_rules(rules), first)


def test_where_the_system_names_no_home_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a home there is no cache folder; otherwise it is that of the system."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/somebody")
    assert cache_folder() == "/home/somebody/.cache/pathfinder"
    monkeypatch.setenv("HOME", "relative")
    assert cache_folder() is None
    assert list(load_rules(make_book(tmp_path)).pathways) == ["KZ/stay"]


def test_reading_leaves_the_search_for_garbage_as_it_was(folder: Path, tmp_path: Path) -> None:
    """A caller that has switched it off finds it off, and another finds it on."""
    rules = make_book(tmp_path / "rules")
    for enabled in (True, False):
        (gc.enable if enabled else gc.disable)()
        load_rules(rules)
        assert gc.isenabled() is enabled
    gc.enable()


def test_rules_with_errors_are_never_kept(folder: Path, tmp_path: Path) -> None:
    """A book with an error is refused each time; nobody is judged by it."""
    rules = make_book(tmp_path / "rules", rule_file("gives: residence\n"))
    for _time in range(2):
        with pytest.raises(ProblemsFound) as raised:
            load_rules(rules)
        assert [problem.code for problem in raised.value.problems] == ["PF113"]
    assert books(folder) == []


def test_a_rule_file_that_cannot_be_read_is_told_and_not_kept(folder: Path, tmp_path: Path) -> None:
    """A pipe in place of a rule file does not hold the program up."""
    rules = make_book(tmp_path / "rules")
    os.mkfifo(rules / "destinations" / "TR.yaml")
    with pytest.raises(ProblemsFound, match="1 problem"):
        load_rules(rules)
    assert not folder.exists()


def test_other_packages_are_looked_up_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What packages bring is kept in the cache until the installed packages change."""
    first = load_rules()
    assert same(load_rules(), first)
    looked = []

    def look() -> list[str]:
        looked.append(1)
        return []

    monkeypatch.setattr("pathfinder.rulebook.plugins.plugin_folders", look)
    assert cache._other_folders(str(folder)) == ()
    assert looked == []
    monkeypatch.setattr("pathfinder.rulebook.plugins.packages_fingerprint", lambda: "other")
    assert cache._other_folders(str(folder)) == ()
    assert looked == [1]
    assert cache._other_folders(None) == ()
    assert looked == [1, 1]
