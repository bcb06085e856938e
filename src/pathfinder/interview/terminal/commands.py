"""What can be asked for on every page: the names, the words that are typed for them, the keys."""

from __future__ import annotations

import msgspec

from pathfinder.i18n import N_, _

BACK = "back"
WHY = "why"
HELP = "help"
MENU = "menu"
REVIEW = "review"
LANGUAGE = "language"
RESULT = "result"
SAVE = "save"
QUIT = "quit"
OPTIONS = "options"


class Command(msgspec.Struct, frozen=True):
    """A command: its words in every language at once, its keys, what it does."""

    name: str
    words: tuple[str, ...]
    keys: str
    says: str


COMMANDS = (
    Command(BACK, ("back", "назад", "<"), "Esc, Ctrl-B", N_("Back to the question before")),
    Command(WHY, ("why", "?", "зачем", "почему"), "?, F2", N_("Why am I asked this")),
    Command(REVIEW, ("review", "answers", "ответы", "обзор"), "Ctrl-R, F3", N_("See and change my answers")),
    Command(LANGUAGE, ("language", "lang", "язык"), "Ctrl-T, F4", N_("Another language")),
    Command(RESULT, ("result", "finish", "результат", "итог"), "Ctrl-F, F5", N_("Show the result now")),
    Command(SAVE, ("save", "сохранить"), "Ctrl-S, F6", N_("Save my answers in a file")),
    Command(HELP, ("help", "keys", "помощь", "справка"), "F1", N_("Keys and words")),
    Command(QUIT, ("quit", "exit", "stop", "выход", "выйти", "стоп"), "Ctrl-C, Ctrl-D", N_("Stop")),
    Command(MENU, ("menu", "меню"), "Tab", N_("Everything one can do here")),
    Command(OPTIONS, ("options", "list", "варианты", "список"), "", N_("List all options")),
)  # fmt: skip

_BY_WORD = {word: command.name for command in COMMANDS for word in command.words}


def command_of(text: str, allowed: frozenset[str] | None) -> str | None:
    """The command that a text names, if it names one that is allowed here (None: all are)."""
    name = _BY_WORD.get(" ".join(text.split()).casefold())
    return name if allowed is None or name in allowed else None


def says(name: str) -> str:
    """What a command does, in the language that is spoken."""
    return next(_(command.says) for command in COMMANDS if command.name == name)
