"""The language of what the user reads: messages of the program and sentences of the rules.

English is what stands in the code and in the rule files, so for English nothing is looked up and `gettext` is
not imported. The language is the one thing that is set once for the process, by the command that was given.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from gettext import NullTranslations
    from pathlib import Path

LOCALES = os.path.join(os.path.dirname(__file__), "locales")
"""`<language>/LC_MESSAGES/pathfinder.{po,mo}`: the messages of the program."""

ENGLISH = "en"

_language = ENGLISH
_messages: NullTranslations | None = None
_sentences: Mapping[str, str] = {}


def available_languages() -> list[str]:
    """The languages that the program can speak, English first."""
    try:
        names = sorted(os.listdir(LOCALES))
    except OSError:
        names = []
    return [ENGLISH, *(name for name in names if os.path.isfile(_catalogue_file(name)))]


def _catalogue_file(code: str) -> str:
    """Where the compiled messages of a language are, if there are any."""
    return os.path.join(LOCALES, code, "LC_MESSAGES", "pathfinder.mo")


def language_of_environment(environ: Mapping[str, str]) -> str:
    """The language that the environment asks for, as a code like `ru`; English where it asks for none.

    The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set and not empty decides, as POSIX has it.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environ.get(name):
            code = locale.partition(".")[0].partition("@")[0].partition("_")[0].lower()
            return ENGLISH if code in {"c", "posix"} else code
    return ENGLISH


def use_language(code: str) -> bool:
    """Speak this language from now on; False, and English, where the program does not know it."""
    global _language, _messages, _sentences
    _language, _messages, _sentences = ENGLISH, None, {}
    if code == ENGLISH:
        return True
    if code not in available_languages():
        return False
    from gettext import GNUTranslations

    with open(_catalogue_file(code), "rb") as catalogue:
        _messages = GNUTranslations(catalogue)
    _language = code
    return True


def current_language() -> str:
    """The code of the language that is spoken."""
    return _language


def _(message: str) -> str:
    """The message in the language that is spoken; itself where there is no translation."""
    return message if _messages is None else _messages.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The message that fits the number `n`, in the language that is spoken."""
    if _messages is None:
        return one if n == 1 else many
    return _messages.ngettext(one, many, n)


def N_(message: str) -> str:  # noqa: N802 - the name that every gettext tool knows
    """Mark a message for translation that is translated later, with `_`."""
    return message


def use_rule_sentences(catalogue: Mapping[str, str]) -> None:
    """Translate the sentences of the rules with this catalogue: English sentence to translated one."""
    global _sentences
    _sentences = catalogue


def translate_rule(sentence: str) -> str:
    """A sentence of the rules in the language that is spoken; itself where there is no translation."""
    if not _sentences:
        return sentence
    return _sentences.get(" ".join(sentence.split()), sentence)


def read_po(path: Path) -> dict[str, str]:
    """Read the sentences of a rule book from `rules/locales/<language>.po`, for `use_rule_sentences`.

    What a translator marked as fuzzy is left out: a sentence that may be wrong is worse than an English one.
    A file that is not a catalogue raises `babel.messages.pofile.PoFileError` or `UnicodeDecodeError`.
    """
    from babel.messages.pofile import read_po as read_catalogue

    with path.open("rb") as file:
        catalogue = read_catalogue(file, abort_invalid=True)
    return {
        " ".join(message.id.split()): message.string
        for message in catalogue
        if isinstance(message.id, str)
        and isinstance(message.string, str)
        and message.id
        and message.string
        and not message.fuzzy
    }
