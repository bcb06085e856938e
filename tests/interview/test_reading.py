"""What people type in Russian and English, and what it is read as."""

from __future__ import annotations

from typing import Any

import pytest

from interview.typing_people import FACTS, TODAY, VOCABULARY, day, fault, speaking, value
from pathfinder.interview.reading import read_country, read_date
from pathfinder.interview.said import LATER
from pathfinder.language.answers import DECLINED, UNKNOWN


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "text, meant",
    [
        *((text, True) for text in ("yes", "Y", "да", "Д", "true", "Да.", "конечно", "lf", "нуы")),
        *((text, False) for text in ("no", "n", "нет", "Н", "false", "нет!", "ytn")),
        *((text, UNKNOWN) for text in ("don't know", "dont know", "I don’t know", "не знаю")),
        *((text, UNKNOWN) for text in ("unknown", "UNKNOWN", "Не помню", "неизвестно")),
        *((text, DECLINED) for text in ("declined", "don't want to say", "не скажу")),
        *((text, DECLINED) for text in ("не хочу говорить", "prefer not to say")),
        *((text, LATER) for text in ("later", "not now", "позже", "Потом", "не сейчас")),
    ],
)
def test_yes_no_and_what_is_none_of_it(text: str, meant: Any, language: str) -> None:
    """Yes, no, unknown, declined and later are understood in both languages, whatever is spoken."""
    with speaking(language):
        assert value("pregnant", text) is meant


@pytest.mark.parametrize("name", FACTS)
def test_every_question_can_be_left_unanswered(name: str) -> None:
    """No option, country or date hides the words for having no answer."""
    for text, meant in (("не знаю", UNKNOWN), ("declined", DECLINED), ("потом", LATER)):
        assert value(name, text) == meant


@pytest.mark.parametrize(
    "text, years", [("34", 34), ("34 года", 34), ("мне 34", 34), ("I am 34", 34), (" 034 ", 34), ("34.0", 34)]
)  # fmt: skip
def test_a_number_may_stand_among_words(text: str, years: int) -> None:
    """An age is read with the words that people put around it."""
    assert value("age", text) == years


@pytest.mark.parametrize(
    "text", ["34.5", "34,5", "-3", "131", "30-40", "тридцать", "3 4", "34 кошки"]
)
def test_what_is_no_age_is_not_guessed(text: str) -> None:
    """A fraction, a range, words, or a number out of range is a fault."""
    assert fault("age", text).code == "PF114"


@pytest.mark.parametrize(
    "name, text, words",
    [
        ("passports", "1", {"internal"}),
        ("passports", "1.", {"internal"}),
        ("passports", "2, 1", {"internal", "travel"}),
        ("passports", "1 2", {"internal", "travel"}),
        ("passports", "both", {"internal", "travel"}),
        ("passports", "оба", {"internal", "travel"}),
        ("passports", "только внутренний", {"internal"}),
        ("passports", "внутренний; загранпаспорт", {"internal", "travel"}),
        ("passports", "internal passport and travel", {"internal", "travel"}),
        ("passports", "none of these", set()),
        ("passports", "ничего из этого", set()),
        ("passports", "0", set()),
        ("passports", "no", set()),
        ("passports", "нет", set()),
        ("employers", "none", set()),
        ("employers", "работодателя нет", set()),
        ("employers", "10", set()),
        ("occupations", "it specialist", {"it_specialist"}),
        ("occupations", "it_specialist", {"it_specialist"}),
        ("occupations", "journ; врач", {"journalist", "physician"}),
        ("occupations", "программист", {"it_specialist"}),
        ("occupations", "doctor, другое", {"physician", "other"}),
        ("languages", "русский, английский", {"ru", "en"}),
        ("languages", "Russian and English", {"ru", "en"}),
        ("languages", "de", {"de"}),
        ("accompanies", "KZ/visa-free-stay", {"KZ/visa-free-stay"}),
    ],
)
def test_options_by_number_word_and_label(name: str, text: str, words: set[str]) -> None:
    """An option is known by its place, its word, its label in either language, or the beginning of one."""
    assert value(name, text) == frozenset(words)


@pytest.mark.parametrize(
    "name, text, word",
    [
        ("sex", "2", "male"),
        ("sex", "женский", "female"),
        ("sex", "m", "male"),
        ("sex", "Ж", "female"),
        ("sex", "мужчина", "male"),
        ("relation", "жена", "spouse"),
        ("summons", "нет", "none"),
        ("summons", "no", "none"),
        ("summons", "none", "none"),
        ("applying_in_city", "Москва", "moscow"),
        ("applying_in_city", "Ека", "yekaterinburg"),
        ("arrival_mode", "by land, at a checkpoint", "land_checkpoint"),
    ],
)
def test_one_option(name: str, text: str, word: str) -> None:
    """A choice takes one; a no is the option for nothing, where there is one."""
    assert value(name, text) == word


def test_a_near_miss_is_asked_about() -> None:
    """What is like an option or a country is offered, not taken."""
    assert "journalist" in fault("occupations", "jurnalist").help
    assert "Kazakhstan" in fault("current_country", "Казхастан").help
    assert "Niger; Nigeria" in fault("current_country", "ниге").help


@pytest.mark.parametrize("language, text", [("en", "partner"), ("ru", "партнёр")])
def test_the_beginning_of_one_label_that_is_a_word_of_another_is_no_answer(
    language: str, text: str
) -> None:
    """A partner is not taken for one in an LGBT couple because that label happens to begin so."""
    with speaking(language):
        assert len(fault("relation", text).help.split(";")) == 2


def test_a_date_and_a_country_alone() -> None:
    """Dates and countries are read without a fact for what is entered piece by piece."""
    assert read_date("5.10.22", TODAY).value == day("2022-10-05")
    assert read_date("Oct 2022", TODAY).partial == "Which day of October 2022?"
    assert read_country("Киргизия", VOCABULARY).echo == "Kyrgyzstan"
