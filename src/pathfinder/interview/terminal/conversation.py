"""The whole conversation: welcome, questions until nothing is left to ask, the end.

It knows neither a terminal nor the output of results: it gives pages, gets events, and leaves the rest to what the
command lends it (`Telling`).
"""

from __future__ import annotations

from typing import Any

from pathfinder.i18n import _, ngettext
from pathfinder.interview.session import LATER
from pathfinder.interview.terminal.asking import Kept, ask
from pathfinder.interview.terminal.elsewhere import GO_ON, keys, so_far, stop
from pathfinder.interview.terminal.ending import ending
from pathfinder.interview.terminal.page import Line, Outcome, Page, Row
from pathfinder.interview.terminal.talk import Back, Done, Revised, Talk, Talking, label_of


def conversation(talk: Talk) -> Talking[Outcome]:
    """Lead through the interview to its end; how it ended is what the generator returns."""
    try:
        yield from _welcome(talk)
        told = Milestones(talk)
        while True:
            try:
                yield from _turn(talk, told)
            except Revised:
                talk.turn += 1
    except Done as done:
        return done.outcome


def _turn(talk: Talk, told: Milestones) -> Talking[None]:
    """One question with its answer; or the end, where there is none."""
    asked = talk.interview.next()
    talk.turn += 1
    try:
        if asked is None:
            told.reached()
            yield from ending(talk)
            return
        if not asked.again:
            yield from told.tell()
        talk.fact = asked.fact
        said = yield from ask(talk, asked)
    except Back:
        if not talk.interview.back():
            yield from _no_further(talk)
        talk.last = None
        return
    except Kept:
        talk.interview.resume()
        talk.last = None
        return
    yield from _take(talk, said)


def _take(talk: Talk, said: Any) -> Talking[None]:
    """Give the answer to the interview, keep it, and say what no longer fits."""
    fact = talk.fact
    assert fact is not None
    out = talk.interview.answer(said)
    talk.last = None if said == LATER else (fact, said)
    if not talk.keeper.keep(talk.interview.profile):
        yield from _say(talk, lambda: [talk.keeper.says()])
    if out:
        yield from _say(talk, lambda: _no_longer_fits(talk, out))


def _no_longer_fits(talk: Talk, out: tuple[str, ...]) -> list[str]:
    labels = "; ".join(label_of(talk.vocabulary.facts[name]) for name in out)
    words = ngettext(
        "This answer no longer fits: {labels}. It is asked again where it matters, with your old answer offered.",
        "These answers no longer fit: {labels}. They are asked again where they matter, with your old answers"
        " offered.",
        len(out),
    )
    return [words.format(labels=labels)]


def _no_further(talk: Talk) -> Talking[None]:
    yield from _say(talk, lambda: [_("This is the first question; there is none before it.")])


def _say(talk: Talk, words: Any) -> Talking[None]:
    """Say something between two questions."""
    page_id = talk.opened("say")

    def build() -> Page:
        head, *rest = words()
        return Page(
            id=page_id,
            heading=head,
            lines=tuple(Line(each) for each in rest),
            rows=(Row(GO_ON, _("Go on"), "action"),),
            header=talk.header(),
            hint=_("Enter goes on"),
            auto=GO_ON,
        )

    try:
        yield from talk.put(build)
    except Back:
        return


class Milestones:
    """What is said once on the way: that every country is decided; a place that lets the person enter."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.decided = talk.interview.progress().destinations_decided
        self.fallbacks = frozenset(talk.interview.fallbacks())

    def reached(self) -> None:
        """What the end shows needs no saying when an answer is changed from there."""
        self.decided = self.talk.interview.progress().destinations_decided

    def tell(self) -> Talking[None]:
        """Say what has been reached since the last time."""
        talk = self.talk
        if talk.interview.aim == "first":
            now = frozenset(talk.interview.fallbacks())
            if now and not self.fallbacks:
                yield from _say(
                    talk,
                    lambda: [
                        _("On the way: where you can certainly enter"),
                        *(line.text for line in talk.telling.entry(talk.interview)),
                        _("This is a fallback: it lets you enter, not stay. The questions go on."),
                    ],
                )
            self.fallbacks = now
        elif not self.decided and talk.interview.progress().destinations_decided:
            self.decided = True
            yield from self._decided()

    def _decided(self) -> Talking[None]:
        talk = self.talk

        page_id = talk.opened("decided")

        def build() -> Page:
            return Page(
                id=page_id,
                heading=_("For every country it is now decided whether you can go there"),
                lines=(
                    Line(
                        _(
                            "The questions that are left settle by which ways, and which dangers touch you."
                        )
                    ),
                ),
                rows=(
                    Row(GO_ON, _("Go on with the questions"), "action"),
                    Row("result", _("Show the result now"), "action"),
                ),
                header=talk.header(),
                hint=_("Arrows or a number, then Enter"),
                plain_hint=_("A number, or Enter to go on"),
                empty=GO_ON,
                auto=GO_ON if talk.unattended else "",
            )

        event = yield from talk.put(build)
        if event.kind == "row" and event.value == "result":
            yield from so_far(talk)


def _welcome(talk: Talk) -> Talking[None]:
    """The first page: what this is, what becomes of the answers, and that nobody has to answer."""

    def build() -> Page:
        return Page(
            id="welcome",
            heading=_("Where can you legally go?"),
            lines=tuple(_welcome_lines(talk)),
            rows=(
                Row("begin", _("Begin"), "action"),
                *(
                    (Row("language", _other_language(), "action"),)
                    if len(talk.telling.languages) > 1
                    else ()
                ),
                Row("keys", _("How to use the keys"), "action"),
                Row("stop", _("Stop"), "action"),
            ),
            header=talk.header(),
            reading=True,
            hint=_("Arrows read and choose, Enter takes the line"),
            auto="begin",
        )

    while True:
        try:
            event = yield from talk.put(build)
            if event.kind == "row" and event.value == "language":
                talk.switch_language()
            elif event.kind == "row" and event.value == "keys":
                yield from keys(talk)
            elif event.kind == "row" and event.value == "stop":
                yield from stop(talk)
            else:
                return
        except Back:
            continue
        except Revised:  # from the result so far, before the first question
            return


def _other_language() -> str:
    from pathfinder.i18n import current_language

    return "In English" if current_language() == "ru" else "По-русски (in Russian)"


def _welcome_lines(talk: Talk) -> list[Line]:
    given = len(talk.interview.given())
    kept = _("Nothing is sent anywhere, and nothing is written unless you ask for it.")
    if talk.keeper.path is not None:
        kept = _("Nothing is sent anywhere. Your answers are kept in {file} after every question.")
        kept = kept.format(file=talk.keeper.path)
    lines = [
        Line(_("Questions about you, one at a time. From the answers this program says what five documents"
               " state: where you may enter, stay, settle or find protection, and what endangers you there.")),
        Line(""),
        Line(_("It is not legal advice and no promise.")),
        Line(kept),
        Line(""),
        Line(_("You may leave any question open: “I do not know” and “I do not want to say” never count as a no."
               " You can go back, change answers, stop, and see the result at any time.")),
    ]  # fmt: skip
    if given:
        told = ngettext(
            "{n} answer is there already; it can be changed in the review.",
            "{n} answers are there already; they can be changed in the review.",
            given,
        )
        lines.append(Line(told.format(n=given), "strong"))
    return lines
