"""The cases of Russian names, as far as names of countries, months and languages need them."""

from __future__ import annotations

_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ская", ("ской", "ской", "скую", "ской", "ской")),
    ("ная", ("ной", "ной", "ную", "ной", "ной")),
    ("вая", ("вой", "вой", "вую", "вой", "вой")),
    ("ые", ("ых", "ым", "ые", "ыми", "ых")),
    ("ие", ("их", "им", "ие", "ими", "их")),
    ("ый", ("ого", "ому", "ый", "ым", "ом")),
    ("кий", ("кого", "кому", "кий", "ким", "ком")),
    ("ное", ("ного", "ному", "ное", "ным", "ном")),
    ("ия", ("ии", "ии", "ию", "ией", "ии")),
    ("ства", ("ств", "ствам", "ства", "ствами", "ствах")),
    ("ство", ("ства", "ству", "ство", "ством", "стве")),
    ("а", ("ы", "е", "у", "ой", "е")),
    ("я", ("и", "е", "ю", "ей", "е")),
    ("й", ("я", "ю", "й", "ем", "е")),
    ("ь", ("и", "и", "ь", "ью", "и")),
    ("ь", ("я", "ю", "ь", "ем", "е")),
    ("ы", ("", "ам", "ы", "ами", "ах")),
    ("и", ("ей", "ям", "и", "ями", "ях")),
)
"""Endings of the nominative with those of the genitive, dative, accusative, instrumental and prepositional."""

_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_HARD_END = ("а", "у", "", "ом", "е")
_NO_Y = frozenset("гкхжчшщ")
"""After these letters и stands where otherwise ы would."""


def _of_word(word: str) -> list[tuple[str, ...]]:
    """The five other cases of a word; two rows where its ending leaves open which they are."""
    if not word or not "а" <= word[-1] <= "я":
        return [(word,) * 5]
    if word[-1] in _CONSONANTS:
        return [tuple(word + ending for ending in _HARD_END)]
    found = next((end for end, _cases in _ENDINGS if word.endswith(end)), None)
    if found is None:
        return [(word,) * 5]
    stem = word.removesuffix(found)
    rows = [cases for end, cases in _ENDINGS if end == found]
    return [tuple(_spelled(stem, ending) for ending in row) for row in rows]


def _spelled(stem: str, ending: str) -> str:
    if ending.startswith("ы") and stem[-1:] in _NO_Y:
        ending = "и" + ending[1:]
    return stem + ending


def cases(name: str) -> frozenset[str]:
    """The other cases of a name in small letters; some that nobody writes are among them, which does no harm.

    The words of a name stand in the same case; those that do not change (Шри, де) may also stay as they are.
    """
    words = name.split()
    if not words or len(words) > 5:
        return frozenset()
    last = _of_word(words[-1])
    found: set[str] = set()
    for row in last:
        for number in range(5):
            ahead = [_of_word(word)[0][number] for word in words[:-1]]
            found.add(" ".join([*ahead, row[number]]))
            found.add(" ".join([*words[:-1], row[number]]))
    return frozenset(found) - {name}
