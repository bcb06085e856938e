"""What has changed between what was signed and what stands there now, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder.i18n import _
from pathfinder.review.signoff.content import Content
from pathfinder.review.signoff.differ import differences
from pathfinder.review.signoff.passages import Passage
from pathfinder.review.signoff.reading import Reading, reading_key
from pathfinder.review.signoff.reviews import Archive, Record
from pathfinder.review.signoff.telling import GROUPS

_CITES = ("cite", "disputed in")
_LISTS = frozenset(
    (*GROUPS, "versions", "refused to", "closed", "duties", "open", "context", "sides")
)
_DATES = frozenset(("in force", "dates", "applies"))
_ALWAYS_MAPS = _DATES | {"requires", "when", "meets", "grants"}
_MAPS = _ALWAYS_MAPS | {"touches", "options", "joined", "left"}


def as_read(record: Record, archive: Archive) -> Reading | None:
    """What was read for a signature; None where the file no longer holds it as it was signed."""
    rule = archive.rules.get(record.content)
    entries = _named(record.entries, archive.rules)
    facts = _named(record.facts, archive.facts)
    regions = _named(record.regions, archive.regions)
    if not isinstance(rule, dict) or entries is None or facts is None or regions is None:
        return None
    if not all(map(_sound, (rule, *entries.values(), *facts.values(), *regions.values()))):
        return None
    passages = _passages([rule, *entries.values()], archive)
    if passages is None:
        return None
    reading = Reading(
        id=record.rule, rule=rule, entries=entries, facts=facts, regions=regions, passages=passages
    )
    same = reading.hashes == record.hashes and reading_key(reading) == record.content
    return reading if same else None


def _sound(content: Any) -> bool:
    """Whether a content has the form that this program gives it: the file may be anybody's."""
    if not isinstance(content, dict):
        return False
    for key, value in content.items():
        if key in _LISTS:
            good = isinstance(value, list) and all(map(_sound, value))
        elif isinstance(value, dict):
            texts = all(isinstance(each, str) for each in value.values())
            good = texts if key in _DATES else key in _MAPS and _sound(value)
        elif isinstance(value, list):
            good = key not in _MAPS and all(isinstance(item, str) for item in value)
        else:
            good = key not in _ALWAYS_MAPS
        if not good:
            return False
    return True


def _named(names: tuple[str, ...], kept: dict[str, Content]) -> dict[str, Content] | None:
    """Contents by the name of the thing; None where one is not kept."""
    if not all(isinstance(kept.get(name), dict) for name in names):
        return None
    return {name.rpartition(" ")[0]: kept[name] for name in names}


def _passages(contents: list[Content], archive: Archive) -> dict[str, Passage] | None:
    found: dict[str, Passage] = {}
    for word in {word for content in contents for word in words_in(content)}:
        kept = archive.passages.get(word)
        if kept is None:
            return None
        cited = kept["cited"][0]
        found[word] = Passage(
            document=word.rpartition(" ")[0],
            sha256=kept["sha256"],
            first=cited["from"],
            last=cited["to"],
        )
    return found


def words_in(content: Any) -> Iterator[str]:
    """The passages that stand in a content."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key in _CITES and isinstance(value, list):
                yield from (word for word in value if isinstance(word, str))
            else:
                yield from words_in(value)
    elif isinstance(content, list):
        for item in content:
            yield from words_in(item)


def told(before: Reading, after: Reading) -> list[str]:
    """Every difference between what was signed and what is there, the rule itself first."""
    names = _names(before, after)
    found = differences(_with_names(before.rule, names), _with_names(after.rule, names))
    found += _of_several(
        _("Way into the country {name}"),
        {name: _with_names(content, names) for name, content in before.entries.items()},
        {name: _with_names(content, names) for name, content in after.entries.items()},
    )
    for name in sorted(before.entries.keys() ^ after.entries.keys()):
        gone = name in before.entries
        said = _("a way into the country is no more: {name}")
        found.append(
            (said if gone else _("a way into the country is new: {name}")).format(name=name)
        )
    found += _of_several(_("Fact {name}"), before.facts, after.facts)
    found += _of_several(_("Region {name}"), before.regions, after.regions)
    found += _of_passages(before, after)
    return list(dict.fromkeys(found))


def _of_several(place: str, before: dict[str, Content], after: dict[str, Content]) -> Iterator[str]:
    for name, content in after.items():
        for sentence in differences(before.get(name, content), content):
            yield _("{place}: {what}").format(place=place.format(name=name), what=sentence)


def _of_passages(before: Reading, after: Reading) -> Iterator[str]:
    """Passages that the same words name, and that hold other words than before."""
    then = {passage.words: passage for passage in before.passages.values()}
    for passage in after.passages.values():
        old = then.get(passage.words)
        if old is None and not passage.sha256:
            yield _("nobody here knows the passage {passage}").format(passage=_name(passage))
        elif old is not None and old.sha256 != passage.sha256:
            if passage.sha256:
                text = _("the passage {passage} is not the one that was read")
            else:
                text = _("the passage {passage} is no longer found")
            yield text.format(passage=_name(passage))


def _name(passage: Passage) -> str:
    return _("“{first} … {last}” (document {document})").format(
        first=passage.first, last=passage.last, document=passage.document
    )


def _names(before: Reading, after: Reading) -> dict[str, str]:
    """Each passage by the words that cite it; the same passage has one name on both sides."""
    return {
        word: _name(passage)
        for word, passage in (*before.passages.items(), *after.passages.items())
    }


def _with_names(content: Any, names: dict[str, str]) -> Any:
    if isinstance(content, dict):
        return {
            key: sorted(names.get(word, word) for word in value)
            if key in _CITES and isinstance(value, list)
            else _with_names(value, names)
            for key, value in content.items()
        }
    if isinstance(content, list):
        return [_with_names(item, names) for item in content]
    return content
