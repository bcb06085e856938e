"""Rules that ask too much at once to be judged in bounded time: a rule book may come from a stranger.

What is judged exactly is judged for every way of filling in what has not been said. Their number grows with what one
rule asks, and of stays, which hang together, it grows fastest. Definitions count where they are used, and of a pathway
that is only for who is there or can enter (`reached`), the pathways of entry count with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder.i18n import _
from pathfinder.language import records
from pathfinder.language.problems import Place, Problems
from pathfinder.language.walking import parts_of
from pathfinder.rulebook.book import RuleBook

MAX_CONDITIONS = 200
"""So many conditions one rule may have, in all its versions and with all that it rests on."""

MAX_STAYS = 5
"""So many different questions about stays (days in a window, the present stay) one rule may ask."""


def check_bounds(book: RuleBook, problems: Problems) -> bool:
    """Note every rule that goes beyond a bound; whether there is none."""
    good = True
    rules: list[records.Pathway | records.Caution] = [
        *book.pathways.values(),
        *book.cautions.values(),
    ]
    for rule in rules:
        asked = list(_asked(rule, book))
        stays = {_stay(each) for each in asked if isinstance(each, _STAYS)}
        place = Place(rule.file, rule.line, rule.column)
        if len(asked) > MAX_CONDITIONS:
            message = _("This rule comes to {n} conditions; at most {limit} can be judged.")
            message = message.format(n=len(asked), limit=MAX_CONDITIONS)
        elif len(stays) > MAX_STAYS:
            message = _("This rule asks about stays in {n} ways; at most {limit} can be judged.")
            message = message.format(n=len(stays), limit=MAX_STAYS)
        else:
            continue
        good = False
        help = _("Divide it into several rules; the pathways of entry count with what they reach.")
        problems.add("PF127", place, message, help, within=rule.id)
    return good


_STAYS = (records.DaysIn, records.PresentStay)


def _stay(asked: Any) -> tuple[object, ...]:
    """What makes a question about stays differ from another."""
    if isinstance(asked, records.DaysIn):
        return (asked.countries, asked.within, asked.at_most)
    return (asked.countries, asked.at_most, asked.began_before)


def _asked(rule: records.Pathway | records.Caution, book: RuleBook) -> Iterator[Any]:
    """Every condition of a rule, and of the pathways by which it is reached."""
    if isinstance(rule, records.Caution):
        yield from parts_of(rule.touches)
        return
    entries = book.entries.get(rule.country, ()) if rule.reached else ()
    for pathway in (rule, *(book.pathways[name] for name in entries if name != rule.id)):
        for version in pathway.versions:
            yield from parts_of(version.requires, *version.refused)
