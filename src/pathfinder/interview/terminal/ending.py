"""The end: where the person can go, what is missing, what to do; then where to save or copy it, if anywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pathfinder.i18n import _
from pathfinder.interview.session import Interview
from pathfinder.interview.terminal.elsewhere import GO_ON, review, to_read
from pathfinder.interview.terminal.keeping import keep_answers, keep_result
from pathfinder.interview.terminal.page import Line, Outcome, Page, Row
from pathfinder.interview.terminal.talk import Back, Done, Revised, Talk, Talking, label_of

FORMS = {
    "text": ("result.txt", "text"),
    "markdown": ("result.md", "markdown"),
    "json": ("result.json", "json"),
}
"""Forms of a result: the name that is offered for a file, and the form."""


def ending(talk: Talk, *, early: bool = False) -> Talking[None]:
    """Show what has come out until the person ends (raises `Done`) or, with `early`, goes back to the questions."""
    talk.fact = None

    page_id, unknown = talk.opened("ending"), False
    while True:
        event = yield from talk.put(partial(_page, talk, page_id, early=early, unknown=unknown))
        unknown = event.kind == "text" and bool(event.value)
        if event.kind != "row":
            continue
        if event.value == "end":
            raise Done(Outcome(show=True))
        part: dict[str, Callable[[Talk], Talking[None]]] = {
            "read": whole, "save": save_or_copy, "review": review,
            "missing": still_missing, "further": further,
        }  # fmt: skip
        try:
            yield from part[event.value](talk)
        except Back:
            continue


def _page(talk: Talk, page_id: str, *, early: bool, unknown: bool) -> Page:
    rows = [
        Row("end", _("End, and show the whole result"), "action"),
        Row("read", _("Read the whole result here"), "action"),
        Row("save", _("Save or copy it"), "action"),
        Row("review", _("See and change my answers"), "action"),
    ]
    if talk.telling.missing(talk.interview):
        rows.append(Row("missing", _("Answer what is still missing"), "action"))
    if talk.interview.aim == "first":
        rows.insert(1, Row("further", _("Go on, until every country is decided"), "action"))
    if talk.line_by_line:
        rows = [row for row in rows if row.key != "read"]  # it is shown at the end anyway
    return Page(
        id=page_id,
        heading=_heading(talk, early=early),
        lines=tuple(talk.telling.summary(talk.interview)),
        rows=tuple(rows),
        notice=(Line(_("There is no such line. Write its number, or its first words.")),)
        if unknown and talk.line_by_line  # the screen says it itself
        else (),
        header=talk.header(),
        reading=True,
        hint=_("Arrows read and choose, Enter takes the line"),
        plain_hint=_("A number, or Enter to end and show the whole result"),
        empty="end",
        auto="end" if talk.unattended else "",
    )


def still_missing(talk: Talk) -> Talking[None]:
    """What could still be said, to choose from: also what tells only whether dangers touch the person."""
    page_id = talk.opened("missing")

    def build() -> Page:
        facts = [talk.vocabulary.facts[name] for name in talk.telling.missing(talk.interview)]
        return Page(
            id=page_id,
            heading=_("Still missing"),
            lines=(Line(_("Choose what you want to answer.")),),
            rows=(
                Row(GO_ON, _("Nothing: back"), "action"),
                *(Row(fact.name, label_of(fact), "action") for fact in facts),
            ),
            header=talk.header(),
            hint=_("Arrows or a number, then Enter"),
            plain_hint=_("A number, or Enter for nothing"),
            empty=GO_ON,
        )

    event = yield from talk.put(build)
    if event.kind == "row" and event.value != GO_ON:
        talk.interview.revise(event.value)
        raise Revised


def further(talk: Talk) -> Talking[None]:
    """Go on where one place was looked for, until every country is decided."""
    yield from ()  # a part of the conversation, though it asks nothing
    talk.interview = Interview(
        talk.interview.rules,
        talk.day,
        profile=talk.interview.profile,
        countries=talk.countries,
    )
    raise Revised


def _heading(talk: Talk, *, early: bool) -> str:
    if early:
        return _("The result so far")
    if talk.interview.aim == "first" and talk.interview.found() is not None:
        return _("A place has been looked for; this is what was found")
    return _("Every question that can change a verdict has been asked")


def whole(talk: Talk) -> Talking[None]:
    """The whole result, to be read on the screen."""

    def lines() -> list[Line]:
        return talk.telling.whole(talk.interview)

    yield from to_read(talk, "whole", lambda: _("The whole result"), lines)


def save_or_copy(talk: Talk) -> Talking[None]:
    """Save the result or the answers in a file, or have it written on the screen to be copied."""
    page_id = talk.opened("save")

    def build() -> Page:
        return Page(
            id=page_id,
            heading=_("Save or copy"),
            lines=(Line(_("Nothing is written unless you choose it here.")),),
            rows=(
                Row("text", _("The result as text, in a file"), "action"),
                Row("markdown", _("The result as Markdown for a messenger, in a file"), "action"),
                Row("json", _("The result as JSON for programs, in a file"), "action"),
                Row("copy", _("End, and show it as Markdown to mark and copy"), "action"),
                Row("answers", _("My answers, to go on another day"), "action"),
                Row(GO_ON, _("Nothing: back"), "action"),
            ),
            header=talk.header(),
            hint=_("Arrows or a number, then Enter"),
            plain_hint=_("A number"),
        )

    event = yield from talk.put(build)
    if event.kind != "row" or event.value == GO_ON:
        return
    if event.value == "copy":
        raise Done(Outcome(show=True, form="markdown"))
    if event.value == "answers":
        yield from keep_answers(talk)
    else:
        name, form = FORMS[event.value]
        yield from keep_result(talk, form, name)
