"""Countries as people write them."""

from __future__ import annotations

import pytest

from interview.typing_people import TODAY, VOCABULARY, fault, shown, speaking, value
from pathfinder.interview.countries import Countries
from pathfinder.interview.reading import read_country
from pathfinder.interview.russian import cases
from pathfinder.interview.typed import fold
from pathfinder.values.stays import Stay


@pytest.mark.parametrize(
    "text, code",
    [
        *((text, "KZ") for text in ("KZ", "kz", "KAZ", "Казахстан", "в Казахстане", "Казахстана")),
        *((text, "KZ") for text in ("kazakhstan", "in Kazakhstan", "казах", "Rfpf[cnfy")),
        *((text, "KG") for text in ("Киргизия", "Кыргызстан", "Киргизии", "в Кыргызстане")),
        *((text, "US") for text in ("США", "USA", "U.S.A.", "America", "Америка", "Штаты")),
        *((text, "GB") for text in ("UK", "England", "Англия", "Великобритания", "в Англии")),
        *((text, "AE") for text in ("ОАЭ", "UAE", "Эмираты", "United Arab Emirates")),
        *((text, "TR") for text in ("Turkey", "Türkiye", "turkiye", "Турция", "в Турции")),
        *((text, "CZ") for text in ("Чехия", "Czechia", "Czech Republic", "Чехии")),
        *((text, "KR") for text in ("Korea", "Южная Корея", "в Южной Корее", "Корея")),
        *((text, "MO") for text in ("Макао", "Macao", "Macau")),
        *((text, "BY") for text in ("Белоруссия", "Беларусь", "в Беларуси", "Belarus")),
        *((text, "MD") for text in ("Молдавия", "Молдова", "Молдавии")),
        *((text, "GE") for text in ("Грузия", "в Грузии", "Georgia")),
        *((text, "NO") for text in ("NO", "Norway", "Норвегия", "norw")),
        *((text, "CI") for text in ("Cote d'Ivoire", "Côte d’Ivoire", "Ivory Coast")),
        *((text, "NG") for text in ("Нигерии", "Nigeria")),
        *((text, "GE") for text in ("Tbilisi", "в Тбилиси", "Батуми")),
        *((text, "TR") for text in ("Стамбул", "в Стамбуле", "istanbul")),
        *((text, "RU") for text in ("still in Russia", "только Россия", "ещё в России")),
        *((text, "RU") for text in ("РФ", "Россия", "из России", "Russian Federation")),
    ],
)
def test_countries_by_any_name(text: str, code: str) -> None:
    """A country is known by its code, its names in both languages and their cases, and common other names."""
    assert value("current_country", text) == code
    assert read_country(text, VOCABULARY).value == code
    assert value("citizenships", text) == {code}


@pytest.mark.parametrize(
    "text, codes",
    [
        ("RU, KZ", {"RU", "KZ"}),
        ("ru kz", {"RU", "KZ"}),
        ("ru no", {"RU", "NO"}),
        ("Россия и Армения", {"RU", "AM"}),
        ("Russia and Armenia", {"RU", "AM"}),
        ("Босния и Герцеговина", {"BA"}),
        ("Bosnia & Herzegovina; Trinidad and Tobago", {"BA", "TT"}),
        ("Бонэйр, Синт-Эстатиус и Саба", {"BQ"}),
        ("NO", {"NO"}),
        ("нет", set()),
        ("None", set()),
        ("ни в какой", set()),
        ("0", set()),
    ],
)
def test_several_countries(text: str, codes: set[str]) -> None:
    """Countries stand apart by commas, semicolons, “and” or spaces; none is an answer."""
    assert value("former_citizenships", text) == codes


@pytest.mark.parametrize(
    "name", ["current_country", "former_citizenships", "planned_birth_country"]
)
@pytest.mark.parametrize("text", ["no", "No", " no. "])
def test_a_small_no_is_neither_norway_nor_none(name: str, text: str) -> None:
    """Whoever types “no” is asked which of the two is meant; NO in capitals is Norway."""
    assert fault(name, text).message == "This can be read in two ways."
    assert value("current_country", "NO") == "NO"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_country_is_read_back(language: str) -> None:
    """The name that is shown, the code and the English name all say the same country, also beside a date."""
    with speaking(language):
        for code, name in VOCABULARY.countries.items():
            for text in (shown("current_country", code), code, name):
                assert value("current_country", text) == code, text
            for where, said in (("stays", Stay(code, TODAY)), ("registered_on", (code, TODAY))):
                words = shown(where, (said,))
                assert value(where, words) == (said,), words


def test_no_russian_case_is_another_country() -> None:
    """Any case of a country's Russian name says that country, or more than one; never only another."""
    countries = Countries(VOCABULARY)
    for code, name in countries.shown["ru"].items():
        for form in cases(fold(name)):
            assert code in countries.names.exactly(form), form
