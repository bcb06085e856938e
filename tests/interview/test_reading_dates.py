"""Days as people write them, and what is asked where half a day was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder import i18n
from pathfinder.interview.reading import Read, read_date
from pathfinder.language.answers import Fault
from pathfinder.values.dates import Day, format_day

TODAY = dt.date(2024, 1, 15).toordinal()

MONTHS = (
    ("January", "Jan", "январь", "января", "янв", "январе"),
    ("February", "Feb", "февраль", "февраля", "фев", "феврале"),
    ("March", "Mar", "март", "марта", "мар", "марте"),
    ("April", "Apr", "апрель", "апреля", "апр", "апреле"),
    ("May", "May", "май", "мая", "мая", "мае"),
    ("June", "Jun", "июнь", "июня", "июн", "июне"),
    ("July", "Jul", "июль", "июля", "июл", "июле"),
    ("August", "Aug", "август", "августа", "авг", "августе"),
    ("September", "Sept", "сентябрь", "сентября", "сент", "сентябре"),
    ("October", "Oct", "октябрь", "октября", "окт", "октябре"),
    ("November", "Nov", "ноябрь", "ноября", "нояб", "ноябре"),
    ("December", "Dec", "декабрь", "декабря", "дек", "декабре"),
)
"""English, English short, Russian nominative, genitive, short, prepositional."""

WEEKDAYS = (
    ("Monday", "Mon", "понедельник", "пн"), ("Tuesday", "Tue", "вторник", "вт"),
    ("Wednesday", "Wed", "среда", "ср"), ("Thursday", "Thu", "четверг", "чт"),
    ("Friday", "Fri", "пятница", "пт"), ("Saturday", "Sat", "суббота", "сб"),
    ("Sunday", "Sun", "воскресенье", "вс"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    """Whatever a test speaks, the next one starts in English."""
    yield
    i18n.use_language("en")


def forms(date: dt.date) -> list[str]:
    """A day in all forms that are understood without doubt."""
    d, m, y = date.day, date.month, date.year
    english, short, nominative, genitive, abbreviated, _at = MONTHS[m - 1]
    weekday, short_weekday, russian_weekday, russian_short = WEEKDAYS[date.weekday()]
    return [
        f"{y:04}-{m:02}-{d:02}", f"{y}.{m:02}.{d:02}", f"{y}/{m}/{d}",
        f"{d:02}.{m:02}.{y}", f"{d}.{m}.{y}", f"{d}. {m}. {y}", f"{d}/{m}/{y}", f"{d:02}-{m:02}-{y}",
        f"{d} {m} {y}", f"{d:02}{m:02}{y}", f"{d}.{m}.{y} г.", f"{d}.{m}.{y}г", f" {d}.{m}.{y}. ",
        f"{d} {genitive} {y}", f"{d} {genitive} {y} г.", f"{d} {genitive} {y} года", f"{d}-го {genitive} {y}",
        f"{d} {abbreviated} {y}", f"{d} {abbreviated}. {y}", f"{d} {nominative} {y}", f"{d}-{abbreviated}-{y}",
        f"{d} {english} {y}", f"{d} {short} {y}", f"{d}-{short}-{y}", f"{d}th of {english} {y}",
        f"{english} {d}, {y}", f"{short} {d} {y}", f"{short}. {d}, {y}", f"{y} {short} {d}",
        f"{d} {genitive.upper()}, {y}", f"{weekday}, {english} {d}, {y}", f"{short_weekday} {d} {short} {y}",
        f"{russian_weekday}, {d} {genitive} {y} г.", f"{russian_short}, {d}.{m}.{y}",
        f"до {d}.{m}.{y}", f"since {d} {short} {y}",
    ]  # fmt: skip


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@given(date=DAYS)
def test_a_day_in_every_form_is_that_day(date: dt.date) -> None:
    """Every written form of a day of two centuries reads as that day and no other."""
    for text in forms(date):
        assert read_date(text, TODAY).value == date.toordinal(), text


@pytest.mark.parametrize("language", ["en", "ru"])
@given(date=DAYS)
def test_the_read_back_is_the_same_day(language: str, date: dt.date) -> None:
    """What is read back names the month and the day of the week, and reads as the same day."""
    assert i18n.use_language(language)
    found = read_date(date.isoformat(), TODAY)
    english, _short, russian, _russian_short = WEEKDAYS[date.weekday()]
    name, genitive = MONTHS[date.month - 1][0], MONTHS[date.month - 1][3]
    for word in (english, name) if language == "en" else (russian, genitive):
        assert word in found.echo
    assert read_date(found.echo, TODAY) == found


@given(date=st.dates(dt.date(1935, 1, 1), dt.date(2034, 12, 31)))
def test_two_figures_of_a_year_are_told_in_full(date: dt.date) -> None:
    """A year of two figures is the one that lies at most ten years ahead; the read-back has four."""
    for text in (
        f"{date.day}.{date.month}.{date:%y}",
        f"{date.day} {MONTHS[date.month - 1][3]} {date:%y}",
    ):
        found = read_date(text, TODAY)
        assert found.value == date.toordinal(), text
        assert str(date.year) in found.echo


@given(date=DAYS)
def test_where_both_orders_are_possible_the_day_comes_first(date: dt.date) -> None:
    """With slashes the month comes first only where it cannot be the day, and the read-back spells it."""
    found = read_date(f"{date.month}/{date.day}/{date.year}", TODAY)
    meant = date if date.day > 12 else date.replace(day=date.month, month=date.day)
    assert found.value == meant.toordinal()
    assert MONTHS[meant.month - 1][0] in found.echo


@given(date=DAYS)
def test_a_month_is_not_a_day(date: dt.date) -> None:
    """A month or a year alone is no day: what is missing is asked, and no day is guessed."""
    m, y = date.month, date.year
    for word in MONTHS[m - 1]:
        assert read_date(f"{word} {y}", TODAY) == half(
            f"{word} {y}", f"Which day of {MONTHS[m - 1][0]} {y}?"
        )
    for text in (f"{m}.{y}", f"{m:02}/{y}", f"{y}-{m:02}", f"в {MONTHS[m - 1][5]} {y} года"):
        assert read_date(text, TODAY).partial == f"Which day of {MONTHS[m - 1][0]} {y}?"
    assert read_date(str(y), TODAY) == half(str(y), f"Which day and month of {y}?")
    day_and_month = f"{date.day} {MONTHS[m - 1][3]}"
    question = f"{MONTHS[m - 1][0]} {date.day} of which year?"
    assert read_date(day_and_month, TODAY) == half(day_and_month, question)


def test_a_zero_stands_for_what_is_not_known() -> None:
    """Whoever writes 00 for a day is asked for it."""
    assert read_date("00.10.2022", TODAY).partial == "Which day of October 2022?"
    assert read_date("00.00.1990", TODAY).partial == "Which day and month of 1990?"


def half(text: str, question: str) -> Read:
    """What is read of half a date."""
    return Read(None, "", question, text)


@pytest.mark.parametrize(
    "text, meant",
    [
        ("today", "2024-01-15"),
        ("Сегодня", "2024-01-15"),
        ("yesterday", "2024-01-14"),
        ("вчера", "2024-01-14"),
        ("позавчера", "2024-01-13"),
        ("3 days ago", "2024-01-12"),
        ("a day ago", "2024-01-14"),
        ("10 дней назад", "2024-01-05"),
        ("21 день назад", "2023-12-25"),
        ("2 дня назад", "2024-01-13"),
        ("неделю назад", "2024-01-08"),
        ("2 weeks ago", "2024-01-01"),
        ("5th of october, 2022", "2022-10-05"),
        ("the 5th of October 2022", "2022-10-05"),
        ("5 октября 2022 году", "2022-10-05"),
        ("20221005", "2022-10-05"),
        ("5–10–2022", "2022-10-05"),
        ("05．10．2022", "2022-10-05"),
        ("5\u00a0октября\u202f2022", "2022-10-05"),
        ("29.02.2024", "2024-02-29"),
    ],
)  # fmt: skip
def test_other_words_for_a_day(text: str, meant: str) -> None:
    """Days told from today, and forms that phones and text programs make."""
    found = read_date(text, TODAY).value
    assert found is not None
    assert format_day(found) == meant


@pytest.mark.parametrize(
    "text, message",
    [
        ("31.02.2022", "That month does not have so many days."),
        ("29.02.2023", "That month does not have so many days."),
        ("31 апреля 2022", "That month does not have so many days."),
        ("31 апреля", "That month does not have so many days."),
        ("30.02", "That month does not have so many days."),
        ("5.13.2022", "A year has twelve months."),
        ("2022-13-05", "A year has twelve months."),
        ("13/13/2022", "A year has twelve months."),
        ("5.10.1899", "That year lies too far away."),
        ("5.10.2201", "That year lies too far away."),
        ("вторник, 5 октября 2022", "That day is another day of the week."),
        *((text, "This cannot be read as a date.") for text in (
            "", "abc", "октобря", "5.10.2022 6.10.2022", "5.10.20225", "5.10.202", "2022-10-5.5", "1665000000",
            "5 октября 2022 14:30", "99", "45.2022", "начало 2022", "лето 2022", "5.10.2022 или 6",
        )),
    ],
)  # fmt: skip
def test_what_is_no_day_is_a_fault(text: str, message: str) -> None:
    """A day that the calendar does not have has a message of its own; nothing is corrected silently."""
    with pytest.raises(Fault) as found:
        read_date(text, TODAY)
    assert (found.value.code, found.value.message) == ("PF114", message)
    assert found.value.help


@given(
    text=st.text(alphabet="0123456789./- октябряmayсепт г", max_size=24), today=st.integers(693_596, 767_000)
)  # fmt: skip
def test_any_text_is_a_day_a_question_or_a_fault(text: str, today: Day) -> None:
    """Nothing else comes of a text; a day that is read is in the calendar."""
    try:
        found = read_date(text, today)
    except Fault:
        return
    assert (found.value is None) == bool(found.partial) == (not found.echo)
    if found.value is not None:
        assert 1900 <= dt.date.fromordinal(found.value).year <= 2200
