"""How every rule stands, and what needs attention first."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from markupsafe import Markup

from pathfinder.i18n import _, ngettext
from pathfinder.language.problems import Place
from pathfinder.output.dossier.beside import status_words
from pathfinder.output.dossier.places import CONTRADICTIONS, STANDING, Places
from pathfinder.output.dossier.rule_page import STATE, STATE_TONE, Chip, signature_words
from pathfinder.output.dossier.saying import age_then, link, said, said_words, within
from pathfinder.review.dossier.records import Dossier, Rule
from pathfinder.sources.coverage import UNTOUCHED
from pathfinder.values.text import inert

_OLD_MONTHS = 24
_SHOWN = 8
"""So many places of one kind are named on the first page."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A rule in the table of how each stands."""

    rule: Markup
    cases: Chip
    shown: Chip
    literals: Chip
    signed: Chip
    who: tuple[str, ...]
    changes: tuple[str, ...]
    newest: str


class Attention(msgspec.Struct, frozen=True, kw_only=True):
    """Something to look at: what it is, where, and how many more places there are than are named."""

    words: str
    tone: str
    places: tuple[Markup, ...] = ()
    more: int = 0
    link: str = ""


def standings(dossier: Dossier, places: Places) -> list[Standing]:
    """Every rule, in the order of the files."""
    return [_standing(rule, dossier, places) for rule in dossier.rules.values()]


def _standing(rule: Rule, dossier: Dossier, places: Places) -> Standing:
    failing, cases = len(rule.failing), len(rule.cases)
    told = _("{n} of {all} fail").format(n=failing, all=cases)
    passes = _("{n} pass").format(n=cases)
    state = rule.signed.state if rule.signed else ""
    return Standing(
        rule=link(rule.id, places.rule(rule.id)),
        cases=Chip(told, "danger") if failing else Chip(passes, "good" if cases else "doubt"),
        shown=_shown(rule),
        literals=_literals(rule),
        signed=Chip(_(STATE[state]), STATE_TONE[state]) if state else Chip(_("not known"), "quiet"),
        who=tuple(
            f"{inert(each.day)}: {signature_words(each)}"
            for each in (rule.signed.signatures if rule.signed else ())
        ),
        changes=tuple(map(inert, rule.signed.changes)) if rule.signed else (),
        newest=f"{rule.newest.id}, {age_then(rule.months, dossier.on)}" if rule.newest else "",
    )


def _shown(rule: Rule) -> Chip:
    lacking = sum(len(point.unseen) for point in rule.points)
    if not lacking:
        return Chip(_("all shown"), "good")
    told = ngettext("{n} not shown", "{n} not shown", lacking)
    return Chip(told.format(n=lacking), "doubt")


def _literals(rule: Rule) -> Chip:
    if any(fault.code == "PF214" for fault in rule.faults):
        return Chip(_("not all in the passages"), "danger")
    if rule.grounded is None or any(fault.code == "PF215" for fault in rule.faults):
        return Chip(_("not verified as it stands"), "doubt")
    return Chip(_("verified on {day}").format(day=rule.grounded), "good")


def attention(dossier: Dossier, places: Places) -> list[Attention]:
    """What needs attention, the most harmful first."""
    found = [
        *_wrong(dossier, places),
        *_changed(dossier, places),
        *_lacking(dossier, places),
        *_unsettled(dossier, places),
    ]
    return [each for each in found if each is not None]


def _rules(
    words: str, tone: str, rules: list[Rule], places: Places, target: str = ""
) -> Attention | None:
    """A line about some rules; None where there are none. `words` holds `{n}`."""
    if not rules:
        return None
    linked = tuple(link(rule.id, places.rule(rule.id)) for rule in rules[:_SHOWN])
    return Attention(
        words=words.format(n=len(rules)), tone=tone, places=linked, more=len(rules) - len(linked),
        link=target,
    )  # fmt: skip


def _wrong(dossier: Dossier, places: Places) -> Iterator[Attention | None]:
    rules = list(dossier.rules.values())
    failing = [rule for rule in rules if rule.failing]
    words = ngettext(
        "A case of {n} rule fails.", "Cases of {n} rules fail.", len(failing)
    )  # fmt: skip
    yield _rules(words, "danger", failing, places)
    lost = [passage for name, passage in dossier.passages.items() if passage.lost]
    lost = [passage for passage in lost if passage.citation.id in places.citation_anchors]
    if lost:
        words = ngettext(
            "{n} passage is not what was cited: read it again.",
            "{n} passages are not what was cited: read them again.",
            len(lost),
        )
        linked = tuple(
            Markup("{} ({})").format(
                link(each.citation.id, places.citation(each.citation.id)), status_words(each)
            )
            for each in lost[:_SHOWN]
        )
        yield Attention(
            words=words.format(n=len(lost)), tone="danger", places=linked, more=len(lost) - len(linked)
        )  # fmt: skip
    wrong = [rule for rule in rules if rule.faults]
    words = ngettext("{n} rule has findings.", "{n} rules have findings.", len(wrong))
    yield _rules(words, "danger", wrong, places)
    for problem in dossier.problems:
        place = Place(within(problem.place.file, dossier.book), problem.place.line)
        told = f"{place}: {problem.code}: {problem.message}"
        yield Attention(words=inert(told), tone="danger")


def _changed(dossier: Dossier, places: Places) -> Iterator[Attention | None]:
    rules = list(dossier.rules.values())
    changed = [rule for rule in rules if rule.signed and rule.signed.state == "changed"]
    words = ngettext(
        "{n} rule has changed since it was signed.", "{n} rules have changed since they were signed.",
        len(changed),
    )  # fmt: skip
    yield _rules(words, "danger", changed, places, STANDING)


def _lacking(dossier: Dossier, places: Places) -> Iterator[Attention | None]:
    rules = list(dossier.rules.values())
    for one in dossier.covered:
        untouched = one.count(UNTOUCHED)
        if untouched:
            words = ngettext(
                "{n} sentence of document {document} is accounted for by nobody.",
                "{n} sentences of document {document} are accounted for by nobody.",
                untouched,
            ).format(n=untouched, document=inert(one.document.id))
            yield Attention(words=words, tone="danger", link=places.documents[one.document.id])
    bare = [rule for rule in rules if not rule.cases]
    words = ngettext("No case shows {n} rule.", "No case shows {n} rules.", len(bare))
    yield _rules(words, "doubt", bare, places)
    shown = [rule for rule in rules if rule.points and rule.cases]
    words = ngettext(
        "The cases do not show all of {n} rule.", "The cases do not show all of {n} rules.", len(shown)
    )  # fmt: skip
    yield _rules(words, "doubt", shown, places)


def _unsettled(dossier: Dossier, places: Places) -> Iterator[Attention | None]:
    rules = list(dossier.rules.values())
    against = [rule for rule in rules if any(point.contradiction for point in rule.open)]
    words = ngettext(
        "In {n} rule documents contradict each other, or one can be read in several ways.",
        "In {n} rules documents contradict each other, or one can be read in several ways.",
        len(against),
    )
    yield _rules(words, "doubt", against, places, CONTRADICTIONS)
    old = [rule for rule in rules if rule.months is not None and rule.months > _OLD_MONTHS]
    words = ngettext(
        "{n} rule rests on no document younger than two years.",
        "{n} rules rest on no document younger than two years.",
        len(old),
    )
    yield _rules(words, "doubt", _oldest(old), places, STANDING)
    never = [rule for rule in rules if rule.signed and rule.signed.state == "never"]
    words = ngettext("Nobody has signed {n} rule.", "Nobody has signed {n} rules.", len(never))
    yield _rules(words, "doubt", never, places, STANDING)


def _oldest(rules: list[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: -(rule.months or 0))


def figures(dossier: Dossier) -> Iterator[tuple[str, Markup]]:
    """The dossier in a few figures."""
    rules = list(dossier.rules.values())
    pathways = sum(len(country.pathways) for country in dossier.countries)
    yield _("Pathways"), said_words(str(pathways))
    yield _("Dangers"), said_words(str(len(rules) - pathways))
    cases = sum(len(rule.cases) for rule in rules)
    failing = sum(len(rule.failing) for rule in rules)
    told = _("{n}, {failing} failing") if failing else _("{n}, all pass")
    yield _("Cases"), said_words(told.format(n=cases, failing=failing))
    lacking = sum(len(point.unseen) for rule in rules for point in rule.points)
    if dossier.whole:
        told = _("{shown} of {all} truths of conditions")
        words = told.format(shown=dossier.truths - lacking, all=dossier.truths)
        yield _("Shown by cases"), said_words(words)
    signed = [rule for rule in rules if rule.signed and rule.signed.state == "signed"]
    known = any(rule.signed for rule in rules)
    words = _("{n} of {all}").format(n=len(signed), all=len(rules)) if known else _("not known")
    yield _("Signed"), said_words(words)
    yield _("Rules"), said(f"sha256:{dossier.book.hash[:16]}")
