"""A comparison of two rule books as a page: what is taken away first, words last."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.output.compare_words import (
    AROUND,
    CAUTIONS,
    COUNTS,
    HEADINGS,
    passage_words,
    stretch_words,
    turned_words,
    verdict_turned_words,
)
from pathfinder.output.page import Line, Tone, country, item, section, text, title
from pathfinder.review.compare.records import (
    ORDER,
    Around,
    Comparison,
    OwnerChange,
    PassageTurned,
    ProfileChange,
    Profiles,
    Refused,
    Turned,
)

MOST_NAMED = 12
"""So many rules are named behind a fact or a region that they use."""

_TONES: dict[str, Tone] = {
    "removed": "danger", "narrower": "danger", "shifted": "doubt", "wider": "good", "added": "good",
    "not comparable": "doubt",
}  # fmt: skip


def page(comparison: Comparison) -> list[Line]:
    """The lines of a comparison."""
    head = _("What changes for people: {old} → {new}")
    lines = [
        title(head.format(old=comparison.old, new=comparison.new)),
        text((_in_short(comparison), "strong")),
    ]
    for result in ORDER:
        told = [each for each in comparison.owners if each.result == result]
        if told:
            lines.append(section(_(HEADINGS[result]), _TONES.get(result, "strong")))
            for each in told:
                lines += _owner(each)
    if comparison.around:
        lines.append(section(_("Beside the rules")))
        for beside in comparison.around:
            lines += _beside(beside)
    if comparison.profiles is not None:
        lines += _profiles(comparison.profiles)
    return lines


def _in_short(comparison: Comparison) -> str:
    counts = [
        _(COUNTS[result]).format(n=n)
        for result in ORDER
        if (n := sum(each.result == result for each in comparison.owners))
    ]
    same = ngettext("{n} rule is as it was.", "{n} rules are as they were.", comparison.same)
    told = same.format(n=comparison.same)
    if not counts and not comparison.around:
        return _("Nothing changes. {same}").format(same=told)
    if not comparison.same_meaning:
        lead = _("Answers differ, or what follows from them.")
        return " ".join([lead, *([f"{'; '.join(counts)}."] if counts else []), told])
    if not counts:
        return f"{_('Nothing changes for people.')} {told}"
    lead = _("Nothing changes for people; {counts}.").format(counts="; ".join(counts))
    return f"{lead} {told}"


def _owner(change: OwnerChange) -> Iterator[Line]:
    name = change.id if change.new_id is None else f"{change.id} → {change.new_id}"
    yield country((f"{name}: ", "strong"), translate_rule(change.title))
    if change.kind == "caution" and change.result in CAUTIONS:
        yield item(0, _("Caution: {words}.").format(words=_(CAUTIONS[change.result])))
    if change.stretches:
        yield item(0, (stretch_words(change.stretches), "strong"))
    for example in change.examples:
        yield item(0, example.says)
    if change.facts:
        words = _("It asks facts that are of another kind in the other book: {facts}.")
        yield item(0, words.format(facts=", ".join(change.facts)))
    for turned in (*change.effects, *change.sentences):
        yield item(0, turned_words(_translated(turned)))
    for passage in change.passages:
        yield from _passage(passage)
    if change.place_after and change.result != "removed":
        yield item(0, (change.place_after, "quiet"))


def _translated(turned: Turned) -> Turned:
    """A change with sentences of the rules in the reader's language."""
    before, after = (
        None if words is None else translate_rule(words) for words in (turned.before, turned.after)
    )
    if before == after and turned.before != turned.after:  # the translation is older than the rule
        return turned
    return Turned(turned.what, before, after)


def _passage(turned: PassageTurned) -> Iterator[Line]:
    before, after = (
        None if one is None else passage_words(one) for one in (turned.before, turned.after)
    )
    if before is not None and after is not None:
        words = _("Cited passage: {before} → {after}").format(before=before, after=after)
    elif turned.sentences:
        lead = _("No longer cited for some sentences: {passage}")
        lead = lead if after is None else _("Now cited also for other sentences: {passage}")
        words = lead.format(passage=before or after)
    elif after is None:
        words = _("Cited no longer: {passage}").format(passage=before)
    else:
        words = _("Newly cited: {passage}").format(passage=after)
    yield item(0, words)
    for sentence in turned.sentences:
        yield item(1, translate_rule(sentence) if sentence else _("the rule as a whole"))


def _beside(change: Around) -> Iterator[Line]:
    yield country((_(AROUND[change.kind]).format(name=change.name), "strong"))
    if change.meaning:
        words = _("Answers, or who can be judged, may differ by this.")
        yield item(0, (words, "doubt"))
    for turned in change.changes:
        yield item(0, turned_words(_translated(turned)))
    if change.used_by:
        named = ", ".join(change.used_by[:MOST_NAMED])
        rest = len(change.used_by) - MOST_NAMED
        if rest > 0:
            named = _("{named} and {n} more").format(named=named, n=rest)
        yield item(0, (_("Used by: {rules}").format(rules=named), "quiet"))


def _profiles(profiles: Profiles) -> Iterator[Line]:
    yield section(_("The people of the profiles, on {on}").format(on=profiles.on))
    told = ngettext(
        "{changed} of {n} person has another result.",
        "{changed} of {n} people have another result.",
        profiles.people,
    ).format(changed=len(profiles.changes), n=profiles.people)
    if profiles.unreadable:
        cannot = ngettext(
            "{n} cannot be judged by either.",
            "{n} cannot be judged by either.",
            profiles.unreadable,
        )
        told = f"{told} {cannot.format(n=profiles.unreadable)}"
    yield text((told, "strong"))
    for each in profiles.changes:
        yield from _person(each)
    for refused in profiles.refused:
        yield from _refused(refused)


def _refused(refused: Refused) -> Iterator[Line]:
    """Somebody whom neither book can judge: where that stands, and why."""
    yield country((_named(refused.case, refused.number), "strong"))
    for problem in refused.problems:
        why = f"{problem.place}: {problem.message} {problem.help}".rstrip()
        yield item(0, (_("Cannot be judged: {why}").format(why=why), "danger"))


def _named(case: str | None, number: int) -> str:
    lead = _("Person {n}").format(n=number)
    return f"{case} ({lead})" if case else lead


def _person(change: ProfileChange) -> Iterator[Line]:
    yield country((_named(change.case, change.number), "strong"))
    for messages, words in (
        (change.refused_before, _("Could not be judged before: {why}")),
        (change.refused_after, _("Can no longer be judged: {why}")),
    ):
        for message in messages:
            yield item(0, (words.format(why=message), "danger"))
    for turned in (*change.destinations, *change.pathways, *change.cautions):
        yield item(0, verdict_turned_words(turned))
