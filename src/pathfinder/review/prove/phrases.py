"""The words of plain sentences: patterns in English and Russian, and the parts of a claim that they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

Plain = dict[str, object]


class Words:
    """Words as a pattern and what they stand for; `{names}` of the pattern stand in the part.

    `after`: only behind a verdict that fits this pattern; `fixed` are keys of the part whatever the verdict was.
    """

    def __init__(
        self, pattern: str, part: Plain, *, after: str | None = None, fixed: Plain | None = None
    ) -> None:
        self.pattern = pattern
        self.plain = part
        self.after = after
        self.fixed: Plain = fixed or {}

    def part(self, named: Mapping[str, str]) -> Plain:
        """The part of a claim, with names in their places."""
        return {key: _filled(value, named) for key, value in self.plain.items()}


def _filled(value: object, named: Mapping[str, str]) -> object:
    if isinstance(value, str):
        found = re.fullmatch(r"\{(\w+)\}", value)
        return named[found[1]] if found else value
    return value


NOBODY_STARTS: Final = (
    "nobody",
    "no one",
    "no-one",
    "no person",
    "никто",
    "ни для кого",
    "ни у кого",
)
WHOEVER_STARTS: Final = (
    "whoever",
    "anyone who",
    "everyone who",
    "everybody who",
    "для кого",
    "у кого",
    "кто",
)
EVERYBODY: Final = ("everybody", "everyone", "anybody", "anyone", "каждый", "всякий", "любой")

NOBODY_IN_RUSSIAN: Final = ("никто", "ни для кого", "ни у кого")
"""Of these Russian says the verdict with a `не` that belongs to the nobody."""


class Verdict(NamedTuple):
    """How a verdict begins, which it is, and whether the words deny it."""

    pattern: str
    verdict: str
    denied: bool = False


VERDICT_STARTS: Final = (
    *(
        Verdict(rf"(?:is|are|was) {deny}{word}", verdict, bool(deny))
        for deny in ("not ", "")
        for word, verdict in (
            ("eligible", "eligible"), ("undetermined", "undetermined"), ("ineligible", "ineligible"),
        )
    ),
    Verdict(r"(?:cannot|can not|can't|may not|isn't eligible)", "eligible", denied=True),
    Verdict(r"(?:can|may|eligible)", "eligible"),
    Verdict(r"не (?:выполнены условия(?: пути)?|может)", "eligible", denied=True),
    Verdict(r"(?:выполнены условия(?: пути)?|может)", "eligible"),
)  # fmt: skip

_CAN: Final = r"(?:.*[ (])?(?:can|may|eligible|cannot|can't|может)\b.*"
_C: Final = r"(?:the )?(?P<country>[^,]+?)"
_P: Final = r"(?P<pathway>\S+)"
_ENTER: Final[Plain] = {"any pathway of": "{country}", "gives": ["enter"]}
_STAY: Final[Plain] = {"any pathway of": "{country}", "gives": ["stay"]}
_LIVE: Final[Plain] = {
    "any pathway of": "{country}",
    "gives": ["reside", "protection", "citizenship"],
}
_ANY: Final[Plain] = {"any pathway of": "{country}"}

TARGETS: Final = (
    Words(rf"for (?:any|some) pathway (?:of|in|to|into) {_C}", _ANY),
    Words(rf"for (?:every|each) pathway (?:of|in|to|into) {_C}", {"every pathway of": "{country}"}),
    Words(rf"(?:ни )?(?:какого-либо|одного) пути {_C}", _ANY),
    Words(rf"to enter {_C}", _ENTER, after=_CAN),
    Words(rf"enter {_C}", _ENTER, after=_CAN),
    Words(rf"(?:to )?stay in {_C}", _STAY, after=_CAN),
    Words(rf"(?:to )?(?:live|settle) in {_C}", _LIVE, after=_CAN),
    Words(
        rf"(?:to )?go to {_C}",
        {"destination": "{country}"},
        after=_CAN,
        fixed={"verdict": "feasible"},
    ),
    Words(rf"въехать (?:в|на) {_C}", _ENTER, after=_CAN),
    Words(rf"находиться (?:в|на) {_C}", _STAY, after=_CAN),
    Words(rf"(?:жить|поселиться) (?:в|на) {_C}", _LIVE, after=_CAN),
    Words(
        rf"(?:поехать|уехать) (?:в|на) {_C}",
        {"destination": "{country}"},
        after=_CAN,
        fixed={"verdict": "feasible"},
    ),
    Words(rf"for {_P}", {"pathway": "{pathway}"}),
    Words(_P, {"pathway": "{pathway}"}, after=r".*условия.*"),
)

_PASSPORTS: Final = {"fact": "passports"}
_HAS: Final = r"(?:with|who (?:has|have|holds?)|has|holds?)"
_LACKS: Final = r"(?:without|who (?:has|have|holds?) no|has no|holds? no)"
_RU_HAS: Final = r"(?:(?:у кого )?(?:есть )?)"
PEOPLE: Final = (
    Words(
        rf"(?:{_HAS} only (?:an |the |their )?internal passport|only {_HAS} an internal passport)",
        {**_PASSPORTS, "includes only": "internal"},
    ),
    Words(
        r"(?:с одним(?: лишь| только)?|только с|лишь с) внутренним паспортом"
        rf"|{_RU_HAS}(?:только|лишь) внутренний паспорт",
        {**_PASSPORTS, "includes only": "internal"},
    ),
    Words(rf"{_HAS} (?:an|the) internal passport", {**_PASSPORTS, "includes": "internal"}),
    Words(rf"(?:с внутренним паспортом|{_RU_HAS}внутренний паспорт)", {**_PASSPORTS, "includes": "internal"}),
    Words(rf"{_HAS} a travel passport", {**_PASSPORTS, "includes": "travel"}),
    Words(rf"(?:с загранпаспортом|{_RU_HAS}загранпаспорт)", {**_PASSPORTS, "includes": "travel"}),
    Words(rf"{_LACKS} (?:a )?travel passport", {**_PASSPORTS, "includes none of": "travel"}),
    Words(r"(?:без загранпаспорта|(?:у кого )?нет загранпаспорта)", {**_PASSPORTS, "includes none of": "travel"}),
    Words(rf"{_LACKS} (?:a |any )?passport", {**_PASSPORTS, "is empty": "yes"}),
    Words(r"(?:без паспорта|(?:у кого )?нет паспорта)", {**_PASSPORTS, "is empty": "yes"}),
    Words(rf"(?:who (?:is|are) |is )?a citizen of {_C}", {"fact": "citizenships", "includes": "{country}"}),
    Words(rf"(?:who (?:is|are) |is )?in {_C}", {"fact": "current_country", "is": "{country}"}),
    Words(rf"(?:кто )?(?:находится )?в(?: стране)? {_C}", {"fact": "current_country", "is": "{country}"}),
)  # fmt: skip

_MONTHS: Final = (
    ("january", "января"), ("february", "февраля"), ("march", "марта"), ("april", "апреля"), ("may", "мая"),
    ("june", "июня"), ("july", "июля"), ("august", "августа"), ("september", "сентября"),
    ("october", "октября"), ("november", "ноября"), ("december", "декабря"),
)  # fmt: skip
MONTHS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
"""The number of a month by its name: English, and Russian as it stands behind a day."""

_NAMED: Final = "|".join(MONTHS)
_D: Final = (
    rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}} (?:{_NAMED}) [0-9]{{4}}(?: года| г\.?)?)"
)
DAYS: Final[tuple[tuple[str, tuple[tuple[str, int], ...]], ...]] = (
    (rf"(?:between|from) {_D} (?:and|to|until|through) {_D}", (("from", 0), ("until", 0))),
    (rf"с {_D} по {_D}", (("from", 0), ("until", 0))),
    (rf"(?:after|после) {_D}", (("from", 1),)),
    (rf"(?:since|from|с) {_D}", (("from", 0),)),
    (rf"(?:until|through|по) {_D}", (("until", 0),)),
    (rf"(?:before|до) {_D}", (("until", -1),)),
    (rf"(?:on|на) {_D}", (("on", 0),)),
)
"""How days are said: the key of the claim for each day, and by how many days it is moved."""

NO_DAY: Final = r"\s(?:after|since|before|until|through|on|from|после|до|по|с|на) ((?:\S+ ){0,2}[0-9.,/-]*[0-9]{4}\S*)$"
"""What stands where a day would, and is none."""
