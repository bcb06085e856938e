"""Citations as numbers in the text, and the numbered list of passages they stand for.

On paper a number is short enough to stand behind every sentence; on a screen it is a link to its passage.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from pathfinder.engine.assessment import CitedPassage
from pathfinder.i18n import _
from pathfinder.output.cited import Citations


class References(Citations, frozen=True):
    """Passages that are numbered as they are first named.

    `numbers` (by the words of a passage) and `named` (an id by number) are filled while the page is put together.
    """

    numbers: dict[str, int]
    named: dict[int, str]

    def tag(self, ids: Iterable[str]) -> str:
        """` [3, 12–15]` with a space before it; nothing for no ids."""
        named = sorted({self._number(id_) for id_ in ids})
        return f" [{', '.join(_ranges(named))}]" if named else ""

    def _number(self, id_: str) -> int:
        """The number of a passage; the same for the same words under another id."""
        passage = self.passages.get(id_)
        key = id_
        if passage is not None:
            key = f"{passage.document}\0{passage.section}\0{passage.from_}\0{passage.to}"
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers) + 1
            self.named[self.numbers[key]] = id_
        return self.numbers[key]

    def listed(self) -> list[tuple[int, CitedPassage | None, str]]:
        """Every number with its passage (None where it is missing, which has to be seen) and its id."""
        return [(number, self.passages.get(id_), id_) for number, id_ in self.named.items()]


def _ranges(numbers: list[int]) -> list[str]:
    """`3`, and `12–15` for three or more numbers in a row."""
    found: list[str] = []
    for _key, group in itertools.groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        row = [number for _place, number in group]
        found += [f"{row[0]}–{row[-1]}"] if len(row) > 2 else map(str, row)
    return found


def passage_words(passage: CitedPassage) -> str:
    """`Visa-free countries: from "In Armenia" to "a year".` and whether it was found."""
    words = _('{section}: from "{first}" to "{last}"').format(
        section=passage.section, first=passage.from_, last=passage.to
    )
    return words if passage.verified else f"{words} ({_('not verified')})"
