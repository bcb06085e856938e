"""Saving: the answers or the result, in a file that the person names."""

from __future__ import annotations

import os
from collections.abc import Callable

from pathfinder.i18n import _
from pathfinder.interview.terminal.commands import BACK, HELP, LANGUAGE
from pathfinder.interview.terminal.page import Line, Page, Row
from pathfinder.interview.terminal.talk import Talk, Talking
from pathfinder.values.text import inert

_WORDS = frozenset((BACK, HELP, LANGUAGE))
"""What is typed here is a name, so few words are commands."""


def keep_answers(talk: Talk) -> Talking[None]:
    """Ask for a file, and keep the answers in it from now on."""
    if talk.keeper.path is not None and talk.keeper.keep(talk.interview.profile):
        yield from told(talk, _("Your answers are saved after every question."))
        return

    def write(path: str) -> str:
        talk.keeper.path = path
        if talk.keeper.keep(talk.interview.profile):
            return ""
        fault, talk.keeper.path, talk.keeper.fault = talk.keeper.fault, None, ""
        return fault

    yield from to_file(talk, _("In which file shall your answers be saved?"), "answers.yaml", write)


def keep_result(talk: Talk, form: str, name: str) -> Talking[bool]:
    """Ask for a file and write the result to it; whether it was written."""

    def write(path: str) -> str:
        return talk.keeper.write(path, talk.telling.result(talk.interview, form))

    heading = _("In which file shall the result be saved?")
    return (yield from to_file(talk, heading, name, write))


def to_file(talk: Talk, heading: str, name: str, write: Callable[[str], str]) -> Talking[bool]:
    """Ask for the name of a file until it is written; asks before it overwrites one. False where nothing was."""
    fault, at_first = "", name

    page_id = talk.opened("file")

    def build() -> Page:
        return Page(
            id=page_id,
            heading=heading,
            lines=(
                Line(_("Only you can read it on this computer; whoever has your account or the disk can too.")),
            ),
            rows=(Row("nowhere", _("Nowhere: save nothing"), "action"),),
            typed=True,
            prompt=_("File"),
            initial=at_first,
            notice=(Line(_("It could not be saved: {why}.").format(why=fault), "strong"),) if fault else (),
            header=talk.header(),
            hint=_("Enter saves it in this file; change the name as you like"),
            plain_hint=_("A file name (Enter: {name}), or 1 for nowhere").format(name=name),
            words=_WORDS,
            confirming=True,
        )  # fmt: skip

    while True:
        event = yield from talk.put(build)
        if event.kind == "row":
            return False
        path = os.path.expanduser(event.value.strip() or name)
        if os.path.isdir(path):
            path = os.path.join(path, name)
        if os.path.exists(path) and not (yield from _overwrite(talk, path)):
            continue
        fault = write(path)
        if not fault:
            yield from told(talk, _("Saved in {file}.").format(file=inert(os.path.abspath(path))))
            return True


def _overwrite(talk: Talk, path: str) -> Talking[bool]:
    page_id = talk.opened("overwrite")

    def build() -> Page:
        return Page(
            id=page_id,
            heading=_("{file} exists. Shall it be overwritten?").format(file=inert(path)),
            rows=(
                Row("no", _("No, choose another name"), "action"),
                Row("yes", _("Yes, overwrite it"), "action"),
            ),
            header=talk.header(),
            hint=_("Arrows or a number, then Enter"),
            plain_hint=_("A number"),
        )

    event = yield from talk.put(build)
    return event.kind == "row" and event.value == "yes"


def told(talk: Talk, words: str) -> Talking[None]:
    """Say one thing and go on when it has been read."""
    page_id = talk.opened("told")

    def build() -> Page:
        return Page(
            id=page_id,
            heading=words,
            rows=(Row("ok", _("Go on"), "action"),),
            header=talk.header(),
            hint=_("Enter goes on"),
            auto="ok",
        )

    yield from talk.put(build)
