"""The words of a comparison of two rule books."""

from __future__ import annotations

from pathfinder.i18n import N_, _, ngettext
from pathfinder.review.compare.records import Passage, Stretch, Turned
from pathfinder.review.space.telling import verdict_word

MOST_STRETCHES = 4
"""So many stretches of days are named; a rule that hangs on the lengths of months has hundreds."""

HEADINGS = {
    "removed": N_("Removed"),
    "narrower": N_("Narrower: some people have less, nobody has more"),
    "shifted": N_("Shifted: some people have more, others less"),
    "wider": N_("Wider: some people have more, nobody has less"),
    "added": N_("Added"),
    "not comparable": N_("Not comparable: a fact that is asked is of another kind now"),
    "reason": N_("The same answers, another kind of no"),
    "effect": N_("The same answers, and something else follows from them"),
    "renamed": N_("Renamed: the same meaning under another name"),
    "words": N_("The same meaning, other words or citations"),
}
CAUTIONS = {
    "narrower": N_("touches fewer people"),
    "shifted": N_("touches some people more and others less"),
    "wider": N_("touches more people"),
}
COUNTS = {
    "removed": N_("removed: {n}"),
    "narrower": N_("narrower: {n}"),
    "shifted": N_("shifted: {n}"),
    "wider": N_("wider: {n}"),
    "added": N_("added: {n}"),
    "not comparable": N_("not comparable: {n}"),
    "reason": N_("another kind of no: {n}"),
    "effect": N_("something else follows: {n}"),
    "renamed": N_("renamed: {n}"),
    "words": N_("other words or citations: {n}"),
}
WHAT = {
    "title": N_("Title"), "sentence": N_("Sentence"), "condition": N_("Sentence of a condition"),
    "doubt": N_("Doubt"), "readings": N_("What can be read in several ways"),
    "derived": N_("Why something is derived"), "closure": N_("Sentence of a closure"),
    "dispute": N_("What another document says"), "grant": N_("Sentence on how long"),
    "duty": N_("Duty"), "because": N_("Reason of an open point"), "side": N_("Side of a dispute"),
    "context": N_("Context"), "gives": N_("What it gives"), "at discretion": N_("At discretion"),
    "how much is stated": N_("How much of the conditions is stated"), "how long": N_("For how long"),
    "certainty": N_("How sure it is"), "endangers": N_("What it endangers"),
    "countries": N_("Shown with"), "itself": N_("The whole entry"), "kind": N_("Kind"),
    "label": N_("Name"), "question": N_("Question"), "help": N_("Help"), "unit": N_("Unit"),
    "group": N_("Heading"), "cost": N_("Cost of answering"), "sensitive": N_("Sensitive"),
    "least": N_("Least"), "most": N_("Most"), "option": N_("Option"), "member": N_("Member"),
    "source": N_("Source"), "named only": N_("Only named"), "last checked": N_("Last checked"),
}  # fmt: skip
AROUND = {
    "fact": N_("Fact {name}"),
    "constraint": N_("Constraint {name}"),
    "region": N_("Region {name}"),
    "document": N_("Document {name}"),
    "destination": N_("Destination {name}"),
    "translation": N_("Translations ({name})"),
}


def what_words(what: str) -> str:
    """What has changed, in the reader's language; a name behind it stays."""
    if what in WHAT:
        return _(WHAT[what])
    if what.startswith("open ("):
        return _("Open point")
    head, _space, rest = what.partition(" ")
    return f"{_(WHAT[head])} {rest}" if head in WHAT else what


def turned_words(turned: Turned) -> str:
    """A change in one line: before and after, or what is new or gone."""
    what = what_words(turned.what)
    if turned.before is None:
        return _("{what}, new: {after}").format(what=what, after=turned.after)
    if turned.after is None:
        return _("{what}, gone: {before}").format(what=what, before=turned.before)
    words = _("{what}: {before} → {after}")
    return words.format(what=what, before=turned.before or "“”", after=turned.after or "“”")


def verdict_turned_words(turned: Turned) -> str:
    """How a verdict changes; what only one book has has none in the other."""
    before, after = (
        _("not there") if verdict is None else verdict_word(verdict)
        for verdict in (turned.before, turned.after)
    )
    return _("{what}: {before} → {after}").format(what=turned.what, before=before, after=after)


def stretch_words(stretches: list[Stretch]) -> str:
    """The days on which answers differ, in one sentence."""
    named = "; ".join(_one_stretch(each) for each in stretches[:MOST_STRETCHES])
    rest = len(stretches) - MOST_STRETCHES
    if rest > 0:
        more = ngettext("and {n} more stretch", "and {n} more stretches", rest).format(n=rest)
        last = _one_stretch(stretches[-1])
        named = _("{named}; {more}, the last {last}").format(named=named, more=more, last=last)
    return _("Days on which it differs: {days}.").format(days=named)


def _one_stretch(stretch: Stretch) -> str:
    if stretch.last is None:
        return _("since {first}").format(first=stretch.first)
    if stretch.first == stretch.last:
        return stretch.first
    return _("{first} to {last}").format(first=stretch.first, last=stretch.last)


def passage_words(passage: Passage) -> str:
    """A passage by its document, section, first and last words."""
    return f"{passage.document}, {passage.section}: “{passage.first} … {passage.last}”"
