"""Dates as documents know them, periods, and when something holds."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.values.dates import (
    FIRST_DAY,
    LAST_DAY,
    Day,
    Period,
    Span,
    Uncertain,
    add_period,
    format_day,
    last_day_of_stay,
    make_span,
    parse_day,
    parse_period,
    parse_uncertain,
)


def day(text: str) -> Day:
    """The ordinal of `YYYY-MM-DD`."""
    return dt.date.fromisoformat(text).toordinal()


def period(text: str) -> Period:
    """A period that is known to be well written."""
    found = parse_period(text)
    assert found is not None
    return found


def uncertain(text: str) -> Uncertain | None:
    """A date that is known to be well written; None for `not stated`."""
    found = parse_uncertain(text)
    assert (found is None) == (text == "not stated")
    return found


class TestDay:
    """`YYYY-MM-DD` and nothing else."""

    @pytest.mark.parametrize("text", ["1900-01-01", "2022-02-24", "2024-02-29", "2200-12-31"])
    def test_read_and_written(self, text: str) -> None:
        """A day that is read is written in the same way."""
        found = parse_day(text)
        assert found == day(text)
        assert format_day(found) == text

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2023",
            "2023-02",
            "2023-02-29",
            "2023-13-01",
            "2023-00-10",
            "2023-1-2",
            "20230102",
            "2023-W01-1",
            "2023-01-02 ",
            "2023-01-02\n",
            "2023-01-02T00:00",
            "02.01.2023",
            "1899-12-31",
            "2201-01-01",
            "0000-01-01",
            "٢٠٢٣-٠١-٠٢",
            "today",
        ],
    )
    def test_refused(self, text: str) -> None:
        """Another notation, a day that the calendar does not have or a far year is no day."""
        assert parse_day(text) is None

    @given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)))
    def test_round_trip(self, date: dt.date) -> None:
        """Every day of the three centuries is read as itself."""
        assert parse_day(date.isoformat()) == date.toordinal()
        assert format_day(date.toordinal()) == date.isoformat()


class TestPeriod:
    """A number in figures and a unit."""

    @pytest.mark.parametrize(
        "text, days, months",
        [
            ("1 day", 1, 0),
            ("90 days", 90, 0),
            ("2 weeks", 14, 0),
            ("6 months", 0, 6),
            ("1 year", 0, 12),
            (" 2 years ", 0, 24),
            ("9999 days", 9999, 0),
        ],
    )
    def test_read(self, text: str, days: int, months: int) -> None:
        """Weeks are days and years are months; the text is kept as it was written."""
        assert parse_period(text) == Period(days=days, months=months, text=text.strip())

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "90",
            "days",
            "0 days",
            "-1 days",
            "1.5 years",
            "six months",
            "6 Months",
            "90days",
            "90  days",
            "10000 days",
            "٩٠ days",
            "1 hour",
            "1 year 6 months",
        ],
    )
    def test_refused(self, text: str) -> None:
        """No number, no unit, nothing at all or two periods in one are no period."""
        assert parse_period(text) is None


class TestAddPeriod:
    """Periods follow the calendar."""

    @pytest.mark.parametrize(
        "start, text, times, expected",
        [
            ("2023-08-31", "6 months", 1, "2024-02-29"),
            ("2022-08-31", "6 months", 1, "2023-02-28"),
            ("2023-08-31", "6 months", -1, "2023-02-28"),
            ("2024-01-15", "6 months", 1, "2024-07-15"),
            ("2024-02-29", "1 year", 1, "2025-02-28"),
            ("2024-02-29", "4 years", 1, "2028-02-29"),
            ("2024-02-29", "1 year", -1, "2023-02-28"),
            ("2024-01-31", "1 month", 1, "2024-02-29"),
            ("2024-01-31", "1 month", 2, "2024-03-31"),
            ("2024-01-31", "1 month", -1, "2023-12-31"),
            ("2023-11-30", "3 months", 1, "2024-02-29"),
            ("2024-02-28", "2 days", 1, "2024-03-01"),
            ("2023-02-28", "2 days", 1, "2023-03-02"),
            ("2024-01-01", "1 week", -1, "2023-12-25"),
            ("2024-01-15", "1 year", 0, "2024-01-15"),
        ],
    )
    def test_table(self, start: str, text: str, times: int, expected: str) -> None:
        """The same numbered day of another month, or its last day where it has no such day."""
        assert format_day(add_period(day(start), period(text), times)) == expected

    @pytest.mark.parametrize("text", ["9999 days", "9999 months", "9999 years"])
    def test_the_calendar_ends(self, text: str) -> None:
        """What goes on still goes on a period later, and nothing lies before the first day."""
        assert add_period(LAST_DAY, period(text)) == LAST_DAY
        assert add_period(1, period(text), -1) == 1

    def test_months_and_days_together(self) -> None:
        """The months are counted first, then the days."""
        assert add_period(day("2024-01-31"), Period(days=1, months=1)) == day("2024-03-01")

    @given(
        st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)),
        st.integers(-1200, 1200),
        st.integers(-1000, 1000),
    )
    def test_the_same_numbered_day_or_the_last_of_the_month(
        self, date: dt.date, months: int, days: int
    ) -> None:
        """Months lead to the same numbered day, or to the last day of a shorter month; days are then counted on."""
        year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        expected = dt.date(year, month + 1, min(date.day, last)) + dt.timedelta(days=days)
        found = add_period(date.toordinal(), Period(days=days, months=months))
        assert found == expected.toordinal()

    @given(
        st.integers(day("2019-01-01"), day("2029-01-01")), st.integers(0, 400), st.integers(1, 60)
    )
    def test_a_later_start_never_ends_earlier(self, start: Day, later: int, months: int) -> None:
        """Of two days the later one is not the earlier one a period on or back."""
        length = Period(months=months)
        assert add_period(start, length) <= add_period(start + later, length)
        assert add_period(start, length, -1) <= add_period(start + later, length, -1)

    @given(st.integers(day("2019-01-01"), day("2029-01-01")), st.integers(1, 60))
    def test_there_and_back(self, start: Day, months: int) -> None:
        """A period on and back is the same day, or at most three days less after a short month."""
        length = Period(months=months)
        back = add_period(add_period(start, length), length, -1)
        assert start - 3 <= back <= start
        assert back == start or format_day(start)[-2:] > "28"


class TestLastDayOfStay:
    """The day on which a stay has to end."""

    @pytest.mark.parametrize(
        "begun, text, expected",
        [
            ("2024-01-15", "1 day", "2024-01-15"),
            ("2024-01-15", "90 days", "2024-04-13"),
            ("2023-01-15", "90 days", "2023-04-14"),
            ("2024-01-15", "6 months", "2024-07-15"),
            ("2023-08-31", "6 months", "2024-02-29"),
            ("2023-03-01", "1 year", "2024-03-01"),
            ("2024-02-29", "1 year", "2025-02-28"),
        ],
    )
    def test_table(self, begun: str, text: str, expected: str) -> None:
        """The first of 90 days is one of them; six months may end on the same numbered day."""
        assert format_day(last_day_of_stay(day(begun), period(text))) == expected


class TestUncertain:
    """Dates that are known by the month, the season or the year."""

    @pytest.mark.parametrize(
        "text, first, last",
        [
            ("2023-01-26", "2023-01-26", "2023-01-26"),
            ("2022-07", "2022-07-01", "2022-07-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2023-02", "2023-02-01", "2023-02-28"),
            ("about 2022-09", "2022-09-01", "2022-09-30"),
            ("2022", "2022-01-01", "2022-12-31"),
            ("spring 2022", "2022-03-01", "2022-05-31"),
            ("early summer 2022", "2022-06-01", "2022-06-30"),
            ("summer 2022", "2022-06-01", "2022-08-31"),
            ("autumn 2022", "2022-09-01", "2022-11-30"),
            ("first half of 2022", "2022-01-01", "2022-06-30"),
            ("second half of 2022", "2022-07-01", "2022-12-31"),
            ("early 2023", "2023-01-01", "2023-03-31"),
            ("late 2023", "2023-10-01", "2023-12-31"),
            ("between 2023-07-01 and 2024-02-12", "2023-07-01", "2024-02-12"),
            ("  spring\n   2022 ", "2022-03-01", "2022-05-31"),
        ],
    )
    def test_read(self, text: str, first: str, last: str) -> None:
        """Each form stands for the days from its first to its last, and keeps its words."""
        found = parse_uncertain(text)
        assert found == Uncertain(day(first), day(last), " ".join(text.split()))
        assert found.known == (first == last)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "not stated",
            "2023-02-30",
            "2023-13",
            "2023-00",
            "1899",
            "2201-01",
            "about 2022-09-10",
            "winter 2022",
            "Spring 2022",
            "summer",
            "summer 1899",
            "late",
            "between 2023-07-01",
            "between 2023-07 and 2023-08-01",
            "between 2023-07-01 and 2023-07-01",
            "between 2023-07-02 and 2023-07-01",
            "between 2023-07-01 and later",
            "since 2023-07-01",
        ],
    )
    def test_refused(self, text: str) -> None:
        """What is in no such form is no date; winter lies in two years."""
        assert parse_uncertain(text) is None


class TestSpan:
    """When something holds."""

    @pytest.mark.parametrize(
        "start, end, possible_from, certain_from, certain_until, possible_until",
        [
            ("2023-01-26", "2023-12-31", "2023-01-26", "2023-01-26", "2023-12-31", "2023-12-31"),
            ("2023-01", "2023-12", "2023-01-01", "2023-02-01", "2023-11-30", "2023-12-31"),
            ("2022", "not stated", "2022-01-01", "2023-01-01", "9999-12-31", "9999-12-31"),
            ("not stated", "summer 2022", "2022-02-24", "2022-02-24", "2022-05-31", "2022-08-31"),
            ("not stated", "not stated", "2022-02-24", "2022-02-24", "9999-12-31", "9999-12-31"),
            (
                "between 2023-07-01 and 2024-02-12",
                "between 2024-03-31 and 2024-05-20",
                "2023-07-01",
                "2024-02-12",
                "2024-03-31",
                "2024-05-20",
            ),
        ],
    )
    def test_made(
        self,
        start: str,
        end: str,
        possible_from: str,
        certain_from: str,
        certain_until: str,
        possible_until: str,
    ) -> None:
        """A rough date is doubtful inside it; a `between` is settled on both of its days."""
        assert make_span(uncertain(start), uncertain(end)) == Span(
            day(possible_from),
            day(certain_from),
            day(certain_until),
            day(possible_until),
            start,
            end,
        )

    @pytest.mark.parametrize(
        "start, end, on, expected",
        [
            # The contract: the programme of the Czech Republic for civil society.
            ("2022-05-20", "between 2024-03-31 and 2024-05-20", "2022-05-19", False),
            ("2022-05-20", "between 2024-03-31 and 2024-05-20", "2022-05-20", True),
            ("2022-05-20", "between 2024-03-31 and 2024-05-20", "2024-03-31", True),
            ("2022-05-20", "between 2024-03-31 and 2024-05-20", "2024-04-01", None),
            ("2022-05-20", "between 2024-03-31 and 2024-05-20", "2024-05-20", None),
            ("2022-05-20", "between 2024-03-31 and 2024-05-20", "2024-05-21", False),
            # The contract: the closed border of Finland.
            ("between 2023-07-01 and 2024-02-12", "not stated", "2023-06-30", False),
            ("between 2023-07-01 and 2024-02-12", "not stated", "2023-07-01", None),
            ("between 2023-07-01 and 2024-02-12", "not stated", "2024-02-11", None),
            ("between 2023-07-01 and 2024-02-12", "not stated", "2024-02-12", True),
            # The contract: a bare year is undetermined, from the next year on it is in force.
            ("2022", "not stated", "2022-12-31", None),
            ("2022", "not stated", "2023-01-01", True),
            ("not stated", "not stated", "2022-02-23", False),
            ("not stated", "not stated", "2022-02-24", True),
            # Begun and over in the same month: never certain.
            ("2022-07", "2022-07", "2022-06-30", False),
            ("2022-07", "2022-07", "2022-07-15", None),
            ("2022-07", "2022-07", "2022-08-01", False),
        ],
    )
    def test_at(self, start: str, end: str, on: str, expected: bool | None) -> None:
        """It holds, it does not, or the documents do not say."""
        assert make_span(uncertain(start), uncertain(end)).at(day(on)) is expected

    @given(
        st.lists(st.integers(FIRST_DAY, FIRST_DAY + 60), min_size=4, max_size=4).map(sorted),
        st.integers(FIRST_DAY - 2, FIRST_DAY + 62),
    )
    def test_certain_lies_inside_possible(self, days: list[Day], on: Day) -> None:
        """Certain inside the inner days, excluded outside the outer days, open between them."""
        outer_first, inner_first, inner_last, outer_last = days
        held = Span(outer_first, inner_first, inner_last, outer_last).at(on)
        assert (held is True) == (inner_first <= on <= inner_last)
        assert (held is False) == (on < outer_first or on > outer_last)
