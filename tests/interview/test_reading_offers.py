"""What is offered while somebody types."""

from __future__ import annotations

import time

import pytest

from interview.typing_people import FACTS, VOCABULARY, speaking, value
from pathfinder.interview.reading import suggestions


def offered(name: str, text: str, limit: int = 8) -> list[str]:
    """What may be inserted."""
    return [insert for insert, _shown in suggestions(FACTS[name], text, VOCABULARY, limit)]


@pytest.mark.parametrize(
    "language, text, first",
    [
        ("en", "kaz", "Kazakhstan"),
        ("en", "Каз", "Kazakhstan"),
        ("en", "KG", "Kyrgyzstan"),
        ("en", "no", "Norway"),
        ("en", "turk", "Türkiye"),
        ("en", "usa", "United States"),
        ("en", "zealand", "New Zealand"),
        ("ru", "каз", "Казахстан"),
        ("ru", "в кирг", "Киргизия"),
        ("ru", "изр", "Израиль"),
        ("ru", "кыр", "Киргизия"),
        ("ru", "бело", "Беларусь"),
        ("ru", "rfp", "Казахстан"),
        ("ru", "arm", "Армения"),
    ],
)
def test_the_likeliest_country_comes_first(language: str, text: str, first: str) -> None:
    """Names in either language, codes and other names are known; countries of the rules come before others."""
    with speaking(language):
        assert offered("current_country", text)[0] == first


def test_names_that_begin_so_come_before_those_that_hold_it() -> None:
    """First the beginnings of names, then the beginnings of their words, then what stands inside."""
    found = offered("current_country", "gui", 20)
    assert found[:3] == ["Guinea", "Guinea-Bissau", "Equatorial Guinea"]
    found = offered("current_country", "kin", 60)
    assert found.index("United Kingdom") < found.index("Burkina Faso")


def test_an_offer_shows_the_other_name_and_the_code() -> None:
    """Whoever knows a country by its name in the other language recognises it."""
    assert ("Norway", "Norway (Норвегия, NO)") in suggestions(
        FACTS["current_country"], "nor", VOCABULARY
    )


def test_of_a_set_the_last_item_is_completed() -> None:
    """What stands before the last separator is left alone; after a date there is nothing to offer."""
    assert offered("citizenships", "Russia, arm")[0] == "Armenia"
    assert offered("citizenships", "Russia; arm")[0] == "Armenia"
    assert offered("stays", "KG 2022-10-05..2022-11-01; tur")[0] == "Türkiye"
    assert offered("stays", "Kyrgyzstan 5.10") == []
    assert offered("visas", "sch")[0] == "Schengen"


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "name", ["passports", "occupations", "languages", "accompanies", "summons"]
)
def test_every_option_offered_is_read_as_itself(name: str, language: str) -> None:
    """An offer that is taken is the option it stood for."""
    fact = FACTS[name]
    with speaking(language):
        found = offered(name, "", len(fact.options))
        words = [value(name, insert) for insert in found]
    several = fact.kind == "choices"
    assert words == [frozenset({word}) if several else word for word, _label in fact.options]


def test_a_keystroke_costs_less_than_five_milliseconds() -> None:
    """All offers for 250 countries in two languages come before the next key is pressed."""
    texts = [
        text[:end]
        for text in ("kazakhstan", "о-ва кайман", "united s", "zzz")
        for end in range(1, 9)
    ]
    suggestions(FACTS["current_country"], "a", VOCABULARY)
    start = time.process_time()
    for text in texts:
        suggestions(FACTS["current_country"], text, VOCABULARY)
    assert (time.process_time() - start) / len(texts) < 0.005


def test_yes_and_no_are_offered_in_the_language_that_is_spoken() -> None:
    """The two words, or the one that begins so."""
    assert offered("pregnant", "") == ["yes", "no"]
    with speaking("ru"):
        assert offered("pregnant", "н") == ["нет"]
