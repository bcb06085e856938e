"""Trips, registrations and visas as people write them."""

from __future__ import annotations

import pytest

from interview.typing_people import TODAY, VOCABULARY, day, fault, read, value
from pathfinder.interview.reading import completed, read_stay
from pathfinder.language.answers import Visa
from pathfinder.language.vocabulary import SCHENGEN
from pathfinder.values.stays import Stay


@pytest.mark.parametrize(
    "text, entered, left",
    [
        ("KZ 2022-10-05..2023-03-03", "2022-10-05", "2023-03-03"),
        ("KZ 2022-10-05..", "2022-10-05", None),
        ("Казахстан 5.10.2022 - 3.3.2023", "2022-10-05", "2023-03-03"),
        ("Казахстан: 05.10.2022–03.03.2023", "2022-10-05", "2023-03-03"),
        ("kazakhstan 5.10.22-3.3.23", "2022-10-05", "2023-03-03"),
        ("Kazakhstan from 5 Oct 2022 to March 3, 2023", "2022-10-05", "2023-03-03"),
        ("Kazakhstan since 5 Oct 2022", "2022-10-05", None),
        ("с 5 октября 2022 в Казахстане", "2022-10-05", None),
        ("с 5 октября 2022 года по настоящее время Казахстан", "2022-10-05", None),
        ("в Казахстане с 5.10.2022 до сих пор", "2022-10-05", None),
        ("Казахстан 5.10.2022 -", "2022-10-05", None),
        ("Казахстан 5.10.2022 - сейчас", "2022-10-05", None),
        ("Kazakhstan 5.10.2022 to now", "2022-10-05", None),
        ("Kazakhstan 5.10.2022, still there", "2022-10-05", None),
        ("Казахстан 5.10.2022, ещё не уехала", "2022-10-05", None),
        ("Almaty 5.10.2022, not left yet", "2022-10-05", None),
        ("Казахстан 10/05/2022 - 10/15/2022", "2022-10-05", "2022-10-15"),
        ("Казахстан 05/10/2022 - 15/10/2022", "2022-10-05", "2022-10-15"),
        ("Казахстан 5-10 октября 2022", "2022-10-05", "2022-10-10"),
        ("Казахстан с 5 по 10 октября 2022 г.", "2022-10-05", "2022-10-10"),
        ("Казахстан 5 октября - 10 ноября 2022", "2022-10-05", "2022-11-10"),
        ("Казахстан с 20 декабря по 5 января 2023", "2022-12-20", "2023-01-05"),
        ("приехал в Казахстан 5.10.2022, уехал вчера", "2022-10-05", "2024-01-14"),
    ],
)
def test_a_trip_in_words(text: str, entered: str, left: str | None) -> None:
    """A country and one or two dates are a stay, in the order and with the words that people use."""
    meant = Stay("KZ", day(entered), day(left) if left else None)
    assert value("stays", text) == (meant,)
    assert read_stay(text, VOCABULARY, TODAY).value == meant


def test_several_entries() -> None:
    """Entries stand on lines, or apart by semicolons or commas that no date holds."""
    kazakhstan, turkey = (
        Stay("KZ", day("2022-10-05"), day("2023-03-03")),
        Stay("TR", day("2023-03-04")),
    )
    for text in (
        "KZ 2022-10-05..2023-03-03; TR 2023-03-04..",
        "Казахстан 5.10.2022 - 3.3.2023\nс 4.3.2023 в Турции",
        "Turkey since March 4, 2023, Kazakhstan, October 5, 2022 - March 3, 2023",
    ):
        assert value("stays", text) == (kazakhstan, turkey)
    registered = (("KG", day("2023-11-20")), ("KZ", day("2022-10-05")))
    for text in ("Киргизия 20.11.2023, Казахстан 5 октября 2022", "KZ 2022-10-05;KG 2023-11-20;"):
        assert value("registered_on", text) == registered


@pytest.mark.parametrize(
    "text, issuer, kind",
    [
        ("SCHENGEN C 2023-05-01", SCHENGEN, "C"),
        ("Шенген C до 1.05.2023", SCHENGEN, "C"),
        ("шенгенская С по 1 мая 2023", SCHENGEN, "C"),
        ("Germany: D, until May 1, 2023", "DE", "D"),
        ("туристическая виза Индии до 1.5.23", "IN", "tourist"),
        ("IN tourist 2023-05-01", "IN", "tourist"),
    ],
)
def test_a_visa_in_words(text: str, issuer: str, kind: str) -> None:
    """A visa is its issuer, its kind and its last day, in any order."""
    assert value("visas", text) == (Visa(issuer, kind, day("2023-05-01")),)


@pytest.mark.parametrize(
    "name, text, code",
    [
        ("stays", "KG 2022-10-05..2022-10-01", "PF210"),
        ("stays", "Киргизия 5.10.2022 - 1.10.2022", "PF210"),
        ("stays", "KG since 5.10.2022; TR since 1.11.2022", "PF211"),
        ("stays", "Киргизия 31.2.2022 - 1.3.2022", "PF114"),
        ("stays", "Киргизия 1.2.2022 - 1.3.2022 - 1.4.2022", "PF114"),
        ("stays", "5.10.2022 - 1.11.2022", "PF122"),
        ("stays", "Нарния 5.10.2022 - 1.11.2022", "PF122"),
        ("stays", "KZ 13/05/2023 - 05/15/2023", "PF114"),
        ("registered_on", "KG 2022-10-05; Киргизия 1.1.2023", "PF103"),
        ("registered_on", "KG 2022-10-05 2023-10-05", "PF114"),
        ("visas", "Шенген Ц до 1.5.2023", "PF114"),
    ],
)
def test_what_is_wrong_with_an_entry(name: str, text: str, code: str) -> None:
    """An entry in words has the faults that the same has in the notation of profiles."""
    assert fault(name, text).code == code


@pytest.mark.parametrize(
    "name, text, rest, whole",
    [
        ("travel_passport_expires", "Oct 2027", "5", "5.10.2027"),
        ("travel_passport_expires", "2027", "5 октября", "5.10.2027"),
        ("travel_passport_expires", "5 октября", "2027", "5.10.2027"),
        ("travel_passport_expires", "05.10", "2027", "5.10.2027"),
        ("travel_passport_expires", "Oct 2027", "1.11.2028", "1.11.2028"),
        ("travel_passport_expires", "Oct 2027", "не знаю", "unknown"),
        ("stays", "IN окт 2022 - 3.3.2023", "5", "IN 5.10.2022 - 3.3.2023"),
        ("stays", "KZ 5.10.2022", "3.3.2023", "KZ 5.10.2022 - 3.3.2023"),
        ("stays", "KZ 5.10.2022", "до сих пор", "KZ 2022-10-05.."),
        ("registered_on", "Киргизия 20.11", "Киргизия 20.11 2023", "KG 2023-11-20"),
        ("stays", "KZ 5.10.2022", "нет", "KZ 2022-10-05.."),
        ("stays", "KZ 5.10.2022", "not yet", "KZ 2022-10-05.."),
        ("stays", "TR 2022-01-01..2022-02-01; KZ май 2022 -", "5",
         "TR 2022-01-01..2022-02-01; KZ 2022-05-05.."),
        ("registered_on", "Киргизия", "20.11.2023", "KG 2023-11-20"),
        ("visas", "Шенген до 1.5.2023", "C", "SCHENGEN C 2023-05-01"),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_and_filled_in(
    name: str, text: str, rest: str, whole: str
) -> None:
    """Half an answer is not a value; with the rest it is read as if written at once."""
    half = read(name, text)
    assert half.value is None
    assert half.partial
    assert value(name, completed(half, rest, TODAY)) == value(name, whole)


@pytest.mark.parametrize(
    "text", ["KZ 5.10.2022 - ?", "KZ с 5.10.2022 по ?", "KZ до 5.10.2022", "KZ - 5.10.2022"]
)
def test_an_end_that_is_not_known_is_no_open_end(text: str) -> None:
    """Only who says that a stay goes on has a stay that goes on."""
    assert value("stays", text) is None
