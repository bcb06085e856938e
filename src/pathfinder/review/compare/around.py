"""What has changed beside the rules: facts, constraints, regions, documents, destinations, translations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from pathfinder.language.records import Caution, Pathway
from pathfinder.language.vocabulary import Constraint, Fact, Region
from pathfinder.review.compare.meaning import caution_form, facts_asked, pathway_form
from pathfinder.review.compare.records import Around, Turned
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, format_day


def around(old: RuleBook, new: RuleBook) -> list[Around]:
    """Every change beside pathways and cautions, by kind."""
    return [
        *_facts(old, new),
        *_constraints(old, new),
        *_regions(old, new),
        *_documents(old, new),
        *_destinations(old, new),
        *_translations(old, new),
    ]


def mixed_facts(old: RuleBook, new: RuleBook) -> set[str]:
    """The facts that are of one kind in one book and of another in the other."""
    facts = new.vocabulary.facts
    return {
        name
        for name, fact in old.vocabulary.facts.items()
        if name in facts and facts[name].kind != fact.kind
    }


def _facts(old: RuleBook, new: RuleBook) -> Iterable[Around]:
    olds, news = old.vocabulary.facts, new.vocabulary.facts
    ids = ({*old.pathways}, {*new.pathways})
    for name in dict.fromkeys([*olds, *news]):
        before, after = olds.get(name), news.get(name)
        if before == after:
            continue
        changes = _whole(before, after, lambda fact: fact.label)
        changes = changes or _fact_changes(before, after, ids)  # type: ignore[arg-type]
        if changes:
            meaning = any(map(_takes_away, changes))
            yield Around(
                kind="fact", name=name, changes=changes, meaning=meaning,
                used_by=_asked_by(name, old, new),
            )  # fmt: skip


def _takes_away(change: Turned) -> bool:
    """Whether what could be said before cannot be said any more, or means something else."""
    gone = change.after is None and change.what in ("itself", "option")
    return gone or change.what in ("kind", "least", "most")


def _fact_changes(before: Fact, after: Fact, ids: tuple[set[str], set[str]]) -> list[Turned]:
    words = ("kind", "label", "question", "help", "unit", "group", "cost", "sensitive")
    found = [
        Turned(word, _word(getattr(before, word)), _word(getattr(after, word)))
        for word in words
        if getattr(before, word) != getattr(after, word)
    ]
    for what, key in (("least", "minimum"), ("most", "maximum")):
        if getattr(before, key) != getattr(after, key):
            found.append(Turned(what, str(getattr(before, key)), str(getattr(after, key))))
    olds, news = dict(before.options), dict(after.options)
    if set(olds) == ids[0] and set(news) == ids[1]:  # all pathways: they are told themselves
        return found
    for word in dict.fromkeys([*olds, *news]):
        if word not in news or word not in olds:
            found.append(Turned("option", *((word, None) if word in olds else (None, word))))
        elif olds[word] != news[word]:
            found.append(Turned(f"option {word}", olds[word], news[word]))
    return found


def _word(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _whole(before: Any, after: Any, words: Any) -> list[Turned]:
    """That something is there only before or only after."""
    if before is None:
        return [Turned("itself", None, words(after))]
    return [Turned("itself", words(before), None)] if after is None else []


def _asked_by(fact: str, *books: RuleBook) -> list[str]:
    found: dict[str, None] = {}
    for book in books:
        owners: list[Pathway | Caution] = [*book.pathways.values(), *book.cautions.values()]
        for owner in owners:
            if fact in facts_asked(book, owner):
                found[owner.id] = None
    return list(found)


def _constraints(old: RuleBook, new: RuleBook) -> Iterable[Around]:
    def by_content(constraints: Iterable[Constraint]) -> dict[tuple[Any, ...], str]:
        return {(c.kind, c.facts, c.option): c.says for c in constraints}

    olds, news = by_content(old.vocabulary.constraints), by_content(new.vocabulary.constraints)
    for key in dict.fromkeys([*olds, *news]):
        before, after = olds.get(key), news.get(key)
        if before != after:
            name = f"{key[0]}: {', '.join(key[1])}"
            whole = before is None or after is None
            changes = [Turned("itself" if whole else "sentence", before, after)]
            yield Around(kind="constraint", name=name, changes=changes, meaning=whole)


def _regions(old: RuleBook, new: RuleBook) -> Iterable[Around]:
    olds, news = old.vocabulary.regions, new.vocabulary.regions
    for name in dict.fromkeys([*olds, *news]):
        before, after = olds.get(name), news.get(name)
        if before == after:
            continue
        changes = _whole(before, after, lambda region: region.title)
        if before is not None and after is not None:
            changes = list(_region_changes(before, after))
        if changes:  # whose answers differ by it is told with the rules
            used_by = _naming(name, old, new)
            yield Around(kind="region", name=name, changes=changes, meaning=False, used_by=used_by)


def _region_changes(before: Region, after: Region) -> Iterable[Turned]:
    for what in ("title", "source"):
        if getattr(before, what) != getattr(after, what):
            yield Turned(what, getattr(before, what), getattr(after, what))
    olds, news = set(before.members), set(after.members)
    for country in sorted(olds ^ news):
        yield Turned("member", *((country, None) if country in olds else (None, country)))
    for what in ("joined", "left"):
        one, two = dict(getattr(before, what)), dict(getattr(after, what))
        for country in sorted({*one, *two}):
            if one.get(country) != two.get(country):
                yield Turned(f"{what} {country}", _day(one.get(country)), _day(two.get(country)))


def _day(day: Day | None) -> str | None:
    return None if day is None else format_day(day)


def _naming(region: str, *books: RuleBook) -> list[str]:
    """The rules that name a region; their form ends with the regions they name."""
    found: dict[str, None] = {}
    for book in books:
        for pathway in book.pathways.values():
            if any(each[0] == region for each in pathway_form(book, pathway)[-1]):
                found[pathway.id] = None
        for caution in book.cautions.values():
            if any(each[0] == region for each in caution_form(book, caution)[-1]):
                found[caution.id] = None
    return list(found)


def _documents(old: RuleBook, new: RuleBook) -> Iterable[Around]:
    yield from _records("document", old.documents, new.documents, "title")


def _records(
    kind: str,
    olds: Mapping[str, Any],
    news: Mapping[str, Any],
    title: str,
    skip: Iterable[str] = (),
) -> Iterable[Around]:
    for name in dict.fromkeys([*olds, *news]):
        before, after = olds.get(name), news.get(name)
        changes = _whole(before, after, lambda record: getattr(record, title))
        if before is not None and after is not None:
            one, two = msgspec.structs.asdict(before), msgspec.structs.asdict(after)
            changes = [
                Turned(key.replace("_", " "), _word(one[key]), _word(two[key]))
                for key in one
                if one[key] != two[key] and key not in skip
            ]
        if changes:
            yield Around(kind=kind, name=name, changes=changes, meaning=False)


def _destinations(old: RuleBook, new: RuleBook) -> Iterable[Around]:
    olds, news = old.destinations, new.destinations
    for country in dict.fromkeys([*olds, *news]):
        before, after = olds.get(country), news.get(country)
        if before == after:
            continue
        changes = _whole(before, after, lambda record: record.country)
        if before is not None and after is not None:
            changes = []
            if before.named_only != after.named_only:
                one, two = (_named(record.named_only) for record in (before, after))
                changes.append(Turned("named only", one, two))
            if before.last_checked != after.last_checked:
                days = (_day(before.last_checked), _day(after.last_checked))
                changes.append(Turned("last checked", *days))
            lost = {each.says for each in before.context}
            come = {each.says for each in after.context}
            changes += [Turned("context", says, None) for says in sorted(lost - come)]
            changes += [Turned("context", None, says) for says in sorted(come - lost)]
        if changes:
            meaning = any(change.what in ("itself", "named only") for change in changes)
            yield Around(kind="destination", name=country, changes=changes, meaning=meaning)


def _named(named_only: bool) -> str:
    return "yes" if named_only else "no"


def _translations(old: RuleBook, new: RuleBook) -> Iterable[Around]:
    for language in sorted({*old.translations, *new.translations}):
        olds, news = old.translations.get(language, {}), new.translations.get(language, {})
        changes = [
            Turned("sentence", olds[says], news[says])
            for says in olds
            if says in news and olds[says] != news[says]
        ]
        if changes:
            yield Around(kind="translation", name=language, changes=changes, meaning=False)
