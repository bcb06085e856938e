"""One rule as a reader sees it: its sentences and passages, time line, cases, coverage, history and signatures."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from markupsafe import Markup

from pathfinder.engine.wording import covers_words
from pathfinder.i18n import N_, _, ngettext
from pathfinder.language import records
from pathfinder.output.dossier.beside import Beside
from pathfinder.output.dossier.cases import CaseRow, Unshown, case_rows, unshown
from pathfinder.output.dossier.places import Places
from pathfinder.output.dossier.rows import Part, Rows
from pathfinder.output.dossier.saying import (
    age_then,
    beginning,
    foreign,
    link,
    said,
    said_words,
    within,
)
from pathfinder.output.dossier.timeline import TimeLine, time_line
from pathfinder.output.words import capital, certainty_word, endangers_word, gives_word
from pathfinder.review.dossier.records import Dossier, Rule, Signature, Signed
from pathfinder.values.text import inert

STATE = {
    "signed": N_("signed"),
    "changed": N_("changed since it was signed"),
    "never": N_("not signed"),
}
STATE_TONE = {"signed": "good", "changed": "danger", "never": "quiet"}


class Chip(msgspec.Struct, frozen=True):
    """A word or two on how a rule stands."""

    words: str
    tone: str = ""


class RulePage(msgspec.Struct, frozen=True, kw_only=True):
    """A pathway or caution, ready for its template. `leads` are pairs of a term and what is said of it."""

    id: str
    anchor: str
    title: Markup
    short: Markup
    place: str
    caution: bool
    chips: tuple[Chip, ...]
    leads: tuple[tuple[str, Markup], ...]
    line: TimeLine
    parts: tuple[Part, ...]
    cases: tuple[CaseRow, ...]
    cases_told: str
    unshown: tuple[Unshown, ...]
    history: tuple[tuple[str, str], ...]
    signed: Signed | None
    faults: tuple[str, ...]


def rule_page(rule: Rule, dossier: Dossier, places: Places) -> RulePage:
    """The page's part about a rule."""
    record, book = rule.record, dossier.book
    anchor = places.rule_anchors[rule.id]
    beside = Beside(dossier.passages, book, places, anchor, rule.home)
    rows = Rows(book, places, beside, places.countries[rule.home])
    caution = isinstance(record, records.Caution)
    parts = tuple(_of_caution(record, rows) if caution else _of_pathway(record, rows))
    cases = tuple(case_rows(rule, book))
    return RulePage(
        id=inert(rule.id),
        anchor=anchor,
        title=_title(record),
        short=beginning(record.says) if isinstance(record, records.Caution) else _title(record),
        place=f"{within(record.file, book)}:{record.line}",
        caution=caution,
        chips=tuple(chips(rule)),
        leads=tuple(_leads(rule, dossier, places)),
        line=time_line(rule, book, sorted(beside.documents), dossier.on),
        parts=parts,
        cases=cases,
        cases_told=_cases_told(cases),
        unshown=tuple(unshown(rule.points)),
        history=tuple(_history(rule)),
        signed=rule.signed,
        faults=tuple(inert(f"{fault.code}: {fault.message}") for fault in rule.faults),
    )


def _title(record: records.Pathway | records.Caution) -> Markup:
    """The title of a pathway; of a danger what it endangers, for its sentence stands below."""
    if isinstance(record, records.Caution):
        return said_words(capital(", ".join(map(endangers_word, record.endangers))))
    return said(record.title)


def _of_pathway(record: records.Pathway | records.Caution, rows: Rows) -> Iterator[Part]:
    assert isinstance(record, records.Pathway)
    yield from rows.versions(record)
    if record.context:
        yield rows.statements(record.context)


def _of_caution(record: records.Pathway | records.Caution, rows: Rows) -> Iterator[Part]:
    assert isinstance(record, records.Caution)
    yield rows.danger(record)
    if record.touches is not None:
        yield rows.required(_("Whom it touches"), record.touches, record.cites)
    if record.open:
        yield rows.doubts(record.open)


def chips(rule: Rule) -> Iterator[Chip]:
    """How a rule stands, in a word or two each; what has to be seen first comes first."""
    failing = len(rule.failing)
    if failing:
        told = ngettext("{n} case fails", "{n} cases fail", failing)
        yield Chip(told.format(n=failing), "danger")
    if rule.faults:
        told = ngettext("{n} finding", "{n} findings", len(rule.faults))
        yield Chip(told.format(n=len(rule.faults)), "danger")
    if rule.signed is not None:
        yield Chip(_(STATE[rule.signed.state]), STATE_TONE[rule.signed.state])
    if not failing:
        told = ngettext("{n} case passes", "{n} cases pass", len(rule.cases))
        yield Chip(told.format(n=len(rule.cases)), "good" if rule.cases else "doubt")
    if rule.points:
        yield Chip(_("not all shown by cases"), "doubt")
    if rule.open:
        yield Chip(_("{n} open").format(n=len(rule.open)), "doubt")


def _leads(rule: Rule, dossier: Dossier, places: Places) -> Iterator[tuple[str, Markup]]:
    record = rule.record
    if isinstance(record, records.Pathway):
        yield _("What it gives"), said_words(capital(gives_word(record.gives)))
        yield _("For whom"), said_words(covers_words(record))
        decides = _("An authority decides.") if record.at_discretion else _("No.")
        yield _("At discretion"), said_words(decides)
        if record.reached:
            yield _("Only for who is there or can enter by"), _entries(record, dossier, places)
    else:
        yield _("On what it rests"), said_words(capital(certainty_word(record.certainty)))
        others = [code for code in record.countries if code != rule.home]
        if others:
            linked = (link(code, places.country(code)) for code in others)
            yield _("Shown also with"), Markup(", ").join(linked)
    facts = dossier.book.vocabulary.facts
    asked = [link(said(facts[name].label), places.fact(name)) for name in rule.facts]
    if asked:
        yield _("Facts it asks for"), Markup("; ").join(asked)
    if rule.newest is not None:
        words = Markup("{} {} ({})").format(
            link(rule.newest.id, places.documents[rule.newest.id]),
            foreign(rule.newest.title, rule.newest.language),
            age_then(rule.months, dossier.on),
        )
        yield _("Newest document"), words


def _entries(record: records.Pathway, dossier: Dossier, places: Places) -> Markup:
    entries = dossier.book.entries.get(record.country, ())
    if not entries:
        return said_words(_("none"))
    return Markup(", ").join(link(name, places.rule(name)) for name in entries)


def _cases_told(cases: tuple[CaseRow, ...]) -> str:
    if not cases:
        return _("No case shows this rule.")
    failing = sum(bool(case.differences) for case in cases)
    if not failing:
        told = ngettext("{n} case, it passes.", "{n} cases, all pass.", len(cases))
        return told.format(n=len(cases))
    told = ngettext("{n} case; {failing} fails.", "{n} cases; {failing} fail.", len(cases))
    return told.format(n=len(cases), failing=failing)


def _history(rule: Rule) -> Iterator[tuple[str, str]]:
    """What happened to a rule, by day; the day of a signature stands with its signature too."""
    events: list[tuple[str, str]] = []
    if rule.newest is not None:
        told = _("Last day of which the newest document it rests on can speak ({document}).")
        events.append((rule.newest.known_until, told.format(document=inert(rule.newest.id))))
    if rule.grounded and not any(fault.code in ("PF214", "PF215") for fault in rule.faults):
        events.append((rule.grounded, _("Every number, date and name was found in the passages.")))
    for signature in (*rule.signed.earlier, *rule.signed.signatures) if rule.signed else ():
        told = _("Signed by {who}.").format(who=signature_words(signature))
        differs = "" if signature.current or not signature.counts else _("Changed since then.")
        note = _("Note: {note}").format(note=inert(signature.note)) if signature.note else ""
        events.append((inert(signature.day), " ".join(filter(None, (told, differs, note)))))
    yield from sorted(events)


def signature_words(signature: Signature) -> str:
    """`Anna Petrova, law; the key verifies`."""
    who = ", ".join(filter(None, (inert(signature.name), inert(signature.role))))
    return "; ".join(filter(None, (who, inert(signature.key))))
