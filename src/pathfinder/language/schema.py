"""The JSON Schema of profiles, made from the facts: all notations that the reader accepts.

Editors complete and check profiles with it. It says less than the reader where JSON Schema cannot: whether a day
exists, and what cannot be true together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from pathfinder.language.answers import DECLINED, MAX_ITEMS, NONE, UNKNOWN
from pathfinder.language.kinds import YesNo, any_case
from pathfinder.language.profile import MAX_KEYS
from pathfinder.language.reading import Schema
from pathfinder.language.vocabulary import SCHENGEN, Fact, Vocabulary

_SPECIAL = re.compile(r"[.+*?^$()\[\]{}|\\]")
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def profile_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of a profile, of a case file of several people, and of a list of profiles."""
    facts = {
        "type": ["object", "null"],
        "properties": {name: _fact(fact) for name, fact in vocabulary.facts.items()},
        "additionalProperties": False,
        "maxProperties": MAX_KEYS,
    }
    label = {"type": ["string", "number", "null"], "description": "A label that you choose."}
    one = [{"$ref": "#/$defs/profile"}, {"$ref": "#/$defs/people"}]
    return {
        "$schema": _DRAFT,
        "title": "pathfinder profile",
        "anyOf": [*one, {"type": "array", "minItems": 1, "items": {"anyOf": one}}],
        "$defs": {
            "facts": facts,
            "profile": _object({"case": label, "facts": {"$ref": "#/$defs/facts"}}, "facts"),
            "people": _people(label, vocabulary),
            **_definitions(vocabulary),
        },
    }


def _people(label: Schema, vocabulary: Vocabulary) -> Schema:
    person = _object({"name": label, "facts": {"$ref": "#/$defs/facts"}}, "facts")
    people = {"type": "array", "minItems": 1, "items": person}
    kinds = vocabulary.facts["relation"].options if "relation" in vocabulary.facts else ()
    name = {"type": ["string", "number"], "description": "The name of one of the people."}
    ends = {"from": name, "to": name, "relation": {"enum": [kind for kind, _label in kinds]}}
    relations = {"type": ["array", "null"], "items": _object(ends, *ends)}
    return _object({"case": label, "people": people, "relations": relations}, "people")


def _object(properties: dict[str, Any], *required: str) -> Schema:
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": list(required)}


def _whole(pattern: str) -> Schema:
    """A text that fits a pattern, with spaces around it."""
    return {"type": "string", "pattern": f"^\\s*(?:{pattern})\\s*$"}


def _several(pattern: str) -> Schema:
    """Texts that fit a pattern, separated by semicolons."""
    return _whole(f"(?:{pattern})(?:\\s*;\\s*(?:{pattern}))*\\s*;?|{any_case(NONE)}")


def _words(words: Iterable[str]) -> str:
    return "|".join(words)


def _definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    """What facts of one kind share: patterns with all countries are long, so they stand here once."""
    country = _words(any_case(code) for code in vocabulary.countries)
    unsaid = _whole(f"{any_case(UNKNOWN)}|{any_case(DECLINED)}|")
    stay = f"(?:{country}) +{_DAY} *\\.\\. *(?:{_DAY})?"
    entry = f"(?:{country})\\s+{_DAY}"
    day = _whole(_DAY)
    one = {"$ref": "#/$defs/country"}
    nothing = {"type": "null"}
    parts = {"country": one, "entered": day, "left": {"anyOf": [_whole(f"{_DAY}|"), nothing]}}
    return {
        "unsaid": {"anyOf": [nothing, unsaid]},
        "country": _whole(country),
        "countries": {"anyOf": [_several(country), _list(one)]},
        "day": day,
        "stays": {
            "anyOf": [
                _several(stay),
                _list({"anyOf": [_whole(stay), _object(parts, "country", "entered")]}),
            ]
        },
        "by_country": {
            "anyOf": [
                _several(entry),
                _list(_whole(entry)),
                {"type": "object", "propertyNames": one, "additionalProperties": day},
            ]
        },
        "issuer": _whole(f"{country}|{any_case(SCHENGEN)}"),
    }


def _list(item: Schema) -> Schema:
    """A list of items, or of the word `none` alone."""
    none = {"type": "array", "minItems": 1, "maxItems": 1, "items": _whole(any_case(NONE))}
    return {"anyOf": [{"type": "array", "maxItems": MAX_ITEMS, "items": item}, none]}


def _fact(fact: Fact) -> Schema:
    answer = _KINDS[fact.kind](fact)
    described = {"title": fact.label, "description": f"{fact.question} {fact.help}"}
    return {**described, "anyOf": [answer, {"$ref": "#/$defs/unsaid"}]}


def _shared(name: str) -> Callable[[Fact], Schema]:
    return lambda fact: {"$ref": f"#/$defs/{name}"}


def _yes_no(fact: Fact) -> Schema:
    return {"anyOf": [{"type": "boolean"}, _whole(_words(any_case(word) for word in YesNo.WORDS))]}


def _options(fact: Fact) -> str:
    return _words(_SPECIAL.sub(r"\\\g<0>", word) for word, _label in fact.options)


def _choice(fact: Fact) -> Schema:
    return {"anyOf": [{"enum": [word for word, _label in fact.options]}, _whole(_options(fact))]}


def _choices(fact: Fact) -> Schema:
    return {"anyOf": [_list(_choice(fact)), _several(_options(fact))]}


def _number(fact: Fact) -> Schema:
    number = {"type": "integer", "minimum": fact.minimum, "maximum": fact.maximum}
    return {"anyOf": [number, _whole("[0-9]{1,9}(?:\\.0{1,6})?")]}


def _visas(fact: Fact) -> Schema:
    kind, issuer = _options(fact), {"$ref": "#/$defs/issuer"}
    text = f"[A-Za-z]+\\s+(?:{kind})\\s+{_DAY}"
    parts = {"issuer": issuer, "type": _choice(fact), "until": {"$ref": "#/$defs/day"}}
    keys = _object(parts, "issuer", "type", "until")
    return {"anyOf": [_several(text), _list({"anyOf": [_whole(text), keys]})]}


_KINDS: dict[str, Callable[[Fact], Schema]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "country": _shared("country"),
    "countries": _shared("countries"),
    "number": _number,
    "date": _shared("day"),
    "text": lambda fact: {"type": ["string", "number", "boolean"]},
    "stays": _shared("stays"),
    "by_country": _shared("by_country"),
    "visas": _visas,
}
