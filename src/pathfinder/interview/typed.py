"""What people type, made comparable, and the words that mean the same whatever is asked.

Russian and English are both understood, whatever language is spoken: people switch, and keyboards do.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from pathfinder.interview.said import LATER
from pathfinder.language.answers import DECLINED, UNKNOWN

_UNLIKE = str.maketrans(
    {"ё": "е", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "…": "..", "№": " "}
)
"""Letters that people leave out or replace, and that no decomposition of Unicode takes apart."""


@functools.lru_cache(maxsize=4096)
def _bare(character: str) -> str:
    """The character without what one may leave out; nothing of what has no width."""
    kind = unicodedata.category(character)
    if kind == "Pd" or character == "−":
        return "-"
    if kind in ("Zs", "Zl", "Zp", "Cc"):
        return "\n" if character in "\n\r" else " "
    if kind in ("Mn", "Cf"):
        return ""
    first = unicodedata.normalize("NFD", character)[0]
    return first if first.isascii() else character


def plain(text: str) -> str:
    """The text in small letters: no accents, one kind of dash and of space; lines stay lines.

    Capitals, accents and the dots of ё make no difference to what is meant; й stays what it is.
    """
    unified = unicodedata.normalize("NFKC", text.translate(_UNLIKE)).casefold().translate(_UNLIKE)
    return "".join(map(_bare, unified))


_ALIKE = {
    "the": "", "saint": "st", "святой": "св", "святого": "св", "остров": "о в", "острова": "о ва",
}  # fmt: skip
"""Words of names that are written in more than one way."""

_POINT = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")
_MARK = re.compile(r"['’‘`ʼ\"“”„«»]")
_NO_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The words of a text, one space between them: what two spellings of one name have in common."""
    bare = _MARK.sub("", _POINT.sub(r"\1", plain(text))).replace("&", " and ")
    words = _NO_WORD.sub(" ", bare).split()
    return " ".join(word for word in (_ALIKE.get(word, word) for word in words) if word)


def several(words: str) -> frozenset[str]:
    """Words that stand one after another, as a set."""
    return frozenset(words.split())


def phrases(*lists: str) -> frozenset[str]:
    """Phrases that stand in lists with commas, as they are when folded."""
    return frozenset(fold(phrase) for listed in lists for phrase in listed.split(","))


_UNSAID = {
    UNKNOWN: phrases(
        "unknown, don't know, do not know, i don't know, i do not know, dunno, idk, not sure,"
        " i'm not sure, no idea, can't say, don't remember, i don't remember",
        "не знаю, незнаю, я не знаю, не известно, неизвестно, не уверен, не уверена, не помню,"
        " я не помню, без понятия, затрудняюсь ответить, не могу сказать",
    ),
    DECLINED: phrases(
        "declined, decline, don't want to say, do not want to say, i don't want to say,"
        " does not want to say, don't want to answer, i don't want to answer, rather not say,"
        " i'd rather not say, prefer not to say, i prefer not to say, won't say, no answer, no comment",
        "не скажу, не хочу говорить, я не хочу говорить, не хочу отвечать, не хочу сказать,"
        " не буду говорить, не буду отвечать, не отвечу, не желаю говорить, отказываюсь,"
        " отказываюсь отвечать, отказ, без ответа, предпочитаю не говорить, лучше не говорить",
    ),
    LATER: phrases(
        "later, not now, ask later, ask me later, skip, postpone",
        "позже, потом, не сейчас, позднее, спросите позже, спроси позже, пропустить, отложить",
    ),
}

NONE_WORDS = phrases(
    "none, none at all, none of these, none of them, nothing, nothing of these, nothing of the kind, nowhere,"
    " no country, no countries, neither, not any, empty, never, no i have not, i have not",
    "нет, ничего, ничего из этого, ничего из перечисленного, ничего из них, ни одного, ни одной,"
    " ни один, ни одна, никакие, никаких, никакой, никакого, нигде, ни в какой, ни в каких, ни в одной,"
    " нету, отсутствует, отсутствуют, никто, никогда, никуда, не был, не была, не было, не выезжал, не выезжала,"
    " не уезжал, не уезжала, никуда не выезжал, никуда не выезжала",
)
"""The empty set, and the option `none` of a choice; "no" besides, where it is not Norway."""

DONE_WORDS = phrases(
    "done, that is all, that's all, all, finished, no more, nothing else, готово, все, это все, больше нет,"
    " больше ничего"
)

BOTH_WORDS = phrases(
    "both, both of them, оба, обе, оба паспорта, и тот и другой, и то и другое, тот и другой"
)

NO_WORDS = phrases("no, n, nope, false, нет, н, неа, нету, никак нет, ложь")
YES_WORDS = phrases(
    "yes, y, yeah, yep, yup, true, да, д, ага, угу, конечно, верно, так и есть, правда"
)


_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
_OTHER_LAYOUT = str.maketrans(_LATIN_KEYS + _RUSSIAN_KEYS, _RUSSIAN_KEYS + _LATIN_KEYS)


def other_layout(text: str) -> str:
    """What the same keys write when the keyboard is switched to the other language: `ytn` is нет."""
    return text[:_LONGEST].casefold().translate(_OTHER_LAYOUT)


_LONGEST = 120
"""So many characters a phrase has at most."""


def _meant(text: str, phrases: frozenset[str]) -> bool:
    """Whether a text is one of the phrases, also where the keyboard was in the other language.

    Not so for one letter: н is a no, and the same key is y.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return False
    return fold(text) in phrases or (len(text) > 1 and fold(other_layout(text)) in phrases)


def unsaid(text: str) -> str | None:
    """`UNKNOWN`, `DECLINED` or `LATER`, where the text says nothing else."""
    return next((meaning for meaning, known in _UNSAID.items() if _meant(text, known)), None)


def says_yes(text: str) -> bool | None:
    """True for a yes, False for a no, None for anything else."""
    return True if _meant(text, YES_WORDS) else False if _meant(text, NO_WORDS) else None


def says_something_else(text: str) -> bool:
    """Whether the text is an answer that names nothing, though a name may begin so: no, done, don't know."""
    if unsaid(text) is not None or says_none(text) or says_done(text):
        return True
    return says_yes(text) is False and not text.strip().isupper()


def says_none(text: str) -> bool:
    """Whether the text says that there is nothing of the kind."""
    return _meant(text, NONE_WORDS)


def says_done(text: str) -> bool:
    """Whether the text says that a list is whole."""
    return _meant(text, DONE_WORDS)


def says_both(text: str) -> bool:
    """Whether the text takes both of two."""
    return _meant(text, BOTH_WORDS)
