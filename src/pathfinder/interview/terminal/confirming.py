"""An entry read back: what it counts to, what does not fit, and the place it takes among the others."""

from __future__ import annotations

from typing import Any

from pathfinder.i18n import _
from pathfinder.interview.reading import shown
from pathfinder.interview.terminal.counts import days_of
from pathfinder.interview.terminal.page import Line, Page, Row
from pathfinder.interview.terminal.talk import Talk, Talking
from pathfinder.interview.typed import says_yes
from pathfinder.language.vocabulary import Fact
from pathfinder.values.stays import Stay, faults

YES, AGAIN, OUT = "+yes", "+again", "+out"


def entry_words(talk: Talk, fact: Fact, entry: Any) -> str:
    """One entry in words; of a stay also how many days it has. Nothing of it where it would go to a file."""
    if talk.unseen:
        return _("noted")
    words = shown(fact, (entry,), talk.vocabulary)
    return f"{words} ({days_of(entry, talk.day)})" if isinstance(entry, Stay) else words


def confirm(talk: Talk, fact: Fact, entries: list[Any], entry: Any, at: int | None) -> Talking[str]:
    """Read an entry back; `YES`, `AGAIN` to correct it, `OUT` to leave it out. What cannot be true gets no yes."""
    page_id = talk.opened(fact.name)

    def build() -> Page:
        wrong = _impossible(entries, entry, at)
        yes = () if wrong else (Row(YES, _("Yes, that is right"), "action"),)
        return Page(
            id=page_id,
            heading=_("This cannot be right:") if wrong else _("Is this right?"),
            lines=(Line(entry_words(talk, fact, entry), "strong"), *wrong, *_doubtful(talk, entry)),
            rows=(
                *yes,
                Row(AGAIN, _("No, correct it"), "action"),
                Row(OUT, _("Leave it out"), "action"),
            ),
            header=talk.header(),
            hint=_("Arrows or a number, then Enter"),
            plain_hint=_("A number") if wrong else _("Enter if this is right, or a number"),
            auto=(OUT if wrong else YES) if talk.unattended else "",
            empty="" if wrong else YES,
        )

    while True:
        event = yield from talk.put(build)
        if event.kind == "row":
            return event.value
        right = says_yes(event.value)
        if right is not None and not (right and _impossible(entries, entry, at)):
            return YES if right else AGAIN


def _impossible(entries: list[Any], entry: Any, at: int | None) -> tuple[Line, ...]:
    """Why an entry cannot be true together with the others."""
    if not isinstance(entry, Stay):
        return ()
    lines = []
    if entry.left is not None and entry.left < entry.entered:
        lines.append(Line(_("This stay ends before it begins.")))
    others = [stay for n, stay in enumerate(entries) if n != at]
    if any(fault.kind == "two_without_end" for fault in faults([*others, entry])):
        words = _(
            "Another stay goes on too, and a person is in one country at a time. If you left, change that one."
        )
        lines.append(Line(words))
    return tuple(lines)


def _doubtful(talk: Talk, entry: Any) -> tuple[Line, ...]:
    """What makes an entry count for nothing."""
    if isinstance(entry, Stay) and entry.entered > talk.day:
        return (Line(_("This is after the day asked about, so it does not count.")),)
    return ()


def take(fact: Fact, entries: list[Any], entry: Any, at: int | None) -> None:
    """Put an entry into the list, in place of the one it was made from, or of the same country."""
    if at is not None:
        del entries[at]
    if fact.kind == "by_country":
        entries[:] = [known for known in entries if known[0] != entry[0]]
    if entry not in entries:
        entries.append(entry)
