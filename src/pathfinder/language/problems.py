"""A problem is a value: what is wrong, where, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from pathfinder.i18n import _


class Place(msgspec.Struct, frozen=True):
    """Where something stands: a file, a line and a column (both from 1; 0: the file as a whole)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers])


def place_of(text: str) -> Place:
    """The place that `str` of a place wrote; a file name may hold colons itself."""
    found = _PLACE.fullmatch(text)
    assert found is not None
    return Place(found[1], int(found[2] or 0), int(found[3] or 0))


_PLACE = re.compile(r"(.*?)(?::([0-9]+))?(?::([0-9]+))?", re.DOTALL)


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One fault of a rule file, a source or a profile.

    `code` names the page of `rules explain`; `within` says in the reader's words where in the file it is;
    `severity` is `error` or `warning`. No field ever holds the value of a sensitive fact.
    """

    code: str
    message: str
    place: Place
    help: str = ""
    within: str = ""
    severity: str = "error"

    def sort_key(self) -> tuple[str, int, int, str]:
        return (self.place.file, self.place.line, self.place.column, self.code)


class Problems:
    """Collects the problems of one run, so that one run shows them all."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(
        self,
        code: str,
        place: Place,
        message: str,
        help: str = "",
        within: str = "",
        severity: str = "error",
    ) -> None:
        """Note a problem."""
        self.found.append(
            Problem(
                code=code, message=message, place=place, help=help, within=within, severity=severity
            )
        )

    @property
    def errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.found)

    def sorted(self) -> list[Problem]:
        """All of them in file order, each once."""
        seen = {(p.sort_key(), p.message): p for p in self.found}
        return sorted(seen.values(), key=Problem.sort_key)


class ProblemsFound(Exception):
    """What was to be read cannot be used; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s)")
        self.problems = problems


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like the one written, if any is like it."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold()[:80], folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _of_its_country(word: str, names: list[str]) -> list[str]:
    """Of names such as `KZ/work` those of the country that the word names, if there are any."""
    country, slash, _name = word.partition("/")
    own = [name for name in names if name.casefold().startswith(f"{country.casefold()}/")]
    return own if slash and own else names


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A help sentence with the nearest known word, or with all of them where they are few."""
    names = _of_its_country(word, list(known))
    near = nearest(word, names)
    if near is not None:
        return _("Did you mean “{name}”?").format(name=near)
    if 0 < len(names) <= 12:
        return _("Known here: {names}.").format(names=", ".join(names))
    return ""
