"""What came of claims, as a page: those that fail first, each with a witness."""

from __future__ import annotations

from collections.abc import Sequence

from pathfinder.i18n import N_, _, ngettext, translate_rule
from pathfinder.output.page import Line, Tone, country, item, text
from pathfinder.review.prove.records import FAILS, HOLDS, UNDECIDED, VACUOUS, Proof
from pathfinder.review.space.telling import verdict_word

MOST_DAYS = 4
"""So many stretches of days are named on which a claim fails."""

_RESULTS: dict[str, str] = {
    HOLDS: N_("Holds"),
    FAILS: N_("Does not hold"),
    VACUOUS: N_("Holds of nobody"),
    UNDECIDED: N_("Not decided"),
}
_TONES: dict[str, Tone] = {HOLDS: "good", FAILS: "danger", VACUOUS: "doubt", UNDECIDED: "doubt"}
_ORDER = (FAILS, UNDECIDED, VACUOUS, HOLDS)


def page(proofs: Sequence[Proof]) -> list[Line]:
    """The lines of some proofs; a summary where there are several."""
    lines: list[Line] = []
    for result in _ORDER:
        for proof in proofs:
            if proof.result == result:
                lines += _proof(proof)
    if len(proofs) > 1:
        held = sum(proof.result in (HOLDS, VACUOUS) for proof in proofs)
        words = ngettext("{held} of {n} claim holds.", "{held} of {n} claims hold.", len(proofs))
        lines.append(text((words.format(held=held, n=len(proofs)), "strong")))
    return lines


def _proof(proof: Proof) -> list[Line]:
    lead = _(_RESULTS[proof.result])
    lines = [country((f"{lead}: ", _TONES[proof.result]), proof.says)]
    if proof.days:
        lines.append(item(0, _days(proof)))
    if proof.witness is not None:
        lines.append(item(0, (proof.witness.says, "strong")))
        for told in proof.witness.told:
            for reason in told.reasons:
                words = _("{name}, {verdict}: {reason}").format(
                    name=told.name,
                    verdict=verdict_word(told.verdict),
                    reason=translate_rule(reason),
                )
                lines.append(item(1, words))
    if proof.note:
        lines.append(item(0, (proof.note, "doubt")))
    return lines


def _days(proof: Proof) -> str:
    named = []
    for first, last in proof.days[:MOST_DAYS]:
        if last is None:
            named.append(_("since {first}").format(first=first))
        elif first == last:
            named.append(first)
        else:
            named.append(_("{first} to {last}").format(first=first, last=last))
    rest = len(proof.days) - MOST_DAYS
    if rest > 0:
        named.append(
            ngettext("and {n} more stretch", "and {n} more stretches", rest).format(n=rest)
        )
    return _("Days on which it does not hold: {days}.").format(days="; ".join(named))
