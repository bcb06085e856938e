"""Things that have names in several languages: found by a name, by its beginning, by what is like it."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence

from pathfinder.interview.russian import cases
from pathfinder.interview.typed import fold, other_layout, several

_LEAST_WORD = 4
"""So many letters of another word of it."""

_MOST_TYPED = 120
"""A name is not longer."""

_LITTLE_WORDS = several(
    "in at from to into of on only just still в во на из с со у от для за по к ко только лишь еще пока"
)
"""Words before a name that say nothing about which it is."""


def _bare(key: str) -> str:
    """A folded text without the little words before the name."""
    first, _space, rest = key.partition(" ")
    return _bare(rest) if first in _LITTLE_WORDS and rest else key


class Names:
    """Ids by their names. Prepared once, so that a keystroke costs a look through a list of strings."""

    def __init__(self, named: Iterable[tuple[str, Sequence[str]]], least: int = 2) -> None:
        """`named` are pairs of an id and its names.

        `least`: so many letters of the beginning of a name stand for it, if nothing else begins so.
        """
        self._least = least
        self._ids: dict[str, tuple[str, ...]] = {}
        self._cases: dict[str, tuple[str, ...]] = {}
        self._keys: list[tuple[str, str]] = []
        self._order: dict[str, int] = {}
        for code, names in named:
            self._order[code] = len(self._order)
            for key in dict.fromkeys(fold(name) for name in names):
                if key:
                    self._add(self._ids, key, code)
                    self._keys.append((key, code))
                    for form in cases(key):
                        self._add(self._cases, form, code)
        self._keys.sort()
        self._words = sorted(
            (word, code, key) for key, code in self._keys for word in key.split()[1:]
        )

    @staticmethod
    def _add(names: dict[str, tuple[str, ...]], key: str, code: str) -> None:
        if code not in names.get(key, ()):
            names[key] = (*names.get(key, ()), code)

    def exactly(self, text: str) -> tuple[str, ...]:
        """The ids of which the text is a name, in any case of Russian; more than one where several share it."""
        if len(text) > _MOST_TYPED:
            return ()
        key = fold(text)
        found = self._ids.get(key) or self._cases.get(key)
        if found:
            return found
        bare = _bare(key)
        return self._ids.get(bare) or self._cases.get(bare) or ()

    def find(self, text: str) -> tuple[str, ...]:
        """The ids that the text stands for: by the whole name, else by a beginning of it, else of a word of it."""
        if len(text) > _MOST_TYPED:
            return ()
        key = fold(text)
        found = self.exactly(text)
        if not found and len(key) >= self._least:
            found = self._in_order(code for _key, code in self._beginning(key))
            if found and len(key) >= _LEAST_WORD:
                # One partner is “unmarried”, another “in an LGBT couple”: whichever label begins so.
                words = self._words_beginning(key)
                found = self._in_order([*found, *(code for _word, code, _key in words)])
        bare = _bare(key)
        if not found and bare != key and len(bare) > self._least:
            found = self._in_order(code for _key, code in self._beginning(bare))
        if not found and len(key) >= _LEAST_WORD:
            found = self._in_order(code for _word, code, _key in self._words_beginning(key))
        return found

    def near(self, text: str) -> tuple[str, ...]:
        """The ids whose names are most like the text, if any are like it."""
        from difflib import get_close_matches

        key = fold(text[:_MOST_TYPED])[:60]
        matches = get_close_matches(key, self._ids, n=3, cutoff=0.72) if len(key) > 2 else []
        return tuple(dict.fromkeys(code for match in matches for code in self._ids[match]))[:3]

    def ranked(self, text: str, limit: int) -> list[str]:
        """Ids to offer while somebody types: names that begin so, then words of names, then names that hold it."""
        key = fold(text[:_MOST_TYPED])
        if not key:
            return list(self._order)[:limit]
        found = self._ranked(_bare(key), limit)
        return found or self._ranked(fold(other_layout(text)), limit)

    def _ranked(self, key: str, limit: int) -> list[str]:
        if not key:
            return []
        found = dict.fromkeys(self._ids.get(key, ()))
        found.update(dict.fromkeys(self._in_order(code for _key, code in self._beginning(key))))
        if len(found) < limit:
            words = self._in_order(code for _word, code, _key in self._words_beginning(key))
            found.update(dict.fromkeys(words))
        if len(found) < limit and len(key) > 2:
            found.update(dict.fromkeys(self._cases.get(key, ())))
            inside = self._in_order(code for name, code in self._keys if key in name)
            found.update(dict.fromkeys(inside))
        return list(found)[:limit]

    def _in_order(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(ids), key=self._order.__getitem__))

    def _beginning(self, key: str) -> list[tuple[str, str]]:
        first = bisect.bisect_left(self._keys, (key, ""))
        last = bisect.bisect_left(self._keys, (key + "\U0010ffff", ""))
        return self._keys[first:last]

    def _words_beginning(self, key: str) -> list[tuple[str, str, str]]:
        """The words but the first of names that begin with it; of several words, names that hold them so."""
        if " " in key:
            held = f" {key}"
            return [(key, code, name) for name, code in self._keys if held in name]
        first = bisect.bisect_left(self._words, (key, "", ""))
        last = bisect.bisect_left(self._words, (key + "\U0010ffff", "", ""))
        return self._words[first:last]
