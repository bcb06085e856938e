"""Days in a country, held against a count of calendar dates one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from pathfinder.values.dates import LAST_DAY, Day, Period, format_day, parse_period
from pathfinder.values.stays import (
    DaysReport,
    Fault,
    Stay,
    days_in,
    earliest_entry,
    faults,
    latest_exit,
    longest_stay,
    present_stay,
    report,
    used,
    used_if_there,
    where,
    window_start,
)

Date = dt.date
ONE_DAY = dt.timedelta(days=1)
KZ = frozenset({"KZ"})
SCHENGEN = frozenset({"FI", "EE", "LV"})


def day(text: str) -> Day:
    """The ordinal of `YYYY-MM-DD`."""
    return Date.fromisoformat(text).toordinal()


def period(text: str) -> Period:
    """A period that is known to be well written."""
    found = parse_period(text)
    assert found is not None
    return found


def stays(text: str) -> list[Stay]:
    """Stays as `KZ 2023-03-04..2023-03-10; KG 2023-03-10..`."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        country, days = part.split()
        entered, left = days.split("..")
        found.append(Stay(country, day(entered), day(left) if left else None))
    return found


def iso(ordinal: Day | None) -> str | None:
    """A day as a person reads it."""
    return None if ordinal is None else format_day(ordinal)


WITHIN = period("180 days")


class TestFaults:
    """What is impossible in a list of stays."""

    @pytest.mark.parametrize(
        "text, expected",
        [
            ("", []),
            ("KZ 2023-03-04..2023-03-04; KG 2023-03-04..", []),
            ("KZ 2023-03-04..2023-03-03", [Fault("ends_before_it_begins", 0)]),
            ("KZ 2023-03-04..; KG 2023-05-01..", [Fault("two_without_end", 1, 0)]),
            (
                "TR 2022-03-01..2022-02-01; KZ 2023-03-04..; KG 2023-05-01..; KG 2023-06-01..",
                [
                    Fault("ends_before_it_begins", 0),
                    Fault("two_without_end", 2, 1),
                    Fault("two_without_end", 3, 1),
                ],
            ),
        ],
    )
    def test_table(self, text: str, expected: list[Fault]) -> None:
        """A stay that ends too early and every second stay without an end are named."""
        assert faults(stays(text)) == expected


class TestWhere:
    """Where the stays say a person is."""

    @pytest.mark.parametrize(
        "text, on, expected",
        [
            ("", "2024-01-15", None),
            ("KZ 2024-01-15..2024-01-15", "2024-01-15", "KZ"),
            ("KZ 2024-01-16..", "2024-01-15", None),
            ("KZ 2023-01-01..2024-01-14", "2024-01-15", None),
            ("KZ 2023-01-01..", "2024-01-15", "KZ"),
            ("KG 2024-01-15..; KZ 2023-01-01..2024-01-15", "2024-01-15", "KG"),
            ("KZ 2023-01-01..; KG 2024-01-10..2024-01-20", "2024-01-15", "KG"),
            ("KG 2024-01-15..; KZ 2024-01-15..2024-01-15", "2024-01-15", "KG"),
            ("KZ 2024-01-15..2024-01-15; KG 2024-01-15..2024-01-16", "2024-01-15", "KG"),
            ("KZ 2024-01-15..2024-01-16; KG 2024-01-15..2024-01-16", "2024-01-15", "KG"),
        ],
    )
    def test_table(self, text: str, on: str, expected: str | None) -> None:
        """The stay entered last says it, then the one that ends last, then the last in the list."""
        assert where(stays(text), day(on)) == expected


class TestWindow:
    """The days that are looked back on."""

    @pytest.mark.parametrize(
        "on, within, first",
        [
            ("2023-08-30", "180 days", "2023-03-04"),
            ("2024-06-30", "180 days", "2024-01-03"),
            ("2024-01-15", "1 day", "2024-01-15"),
            ("2024-07-15", "6 months", "2024-01-16"),
            ("2023-08-31", "6 months", "2023-03-01"),
            ("2024-08-31", "6 months", "2024-03-01"),
            ("2024-08-29", "6 months", "2024-03-01"),
            ("2024-02-29", "1 year", "2023-03-01"),
        ],
    )
    def test_table(self, on: str, within: str, first: str) -> None:
        """A window counts the day it ends on; one of months begins after the same numbered day."""
        assert iso(window_start(day(on), period(within))) == first


class TestPresentStay:
    """The first day of the present stay without a break."""

    @pytest.mark.parametrize(
        "text, countries, expected",
        [
            ("", KZ, None),
            ("KZ 2023-12-01..", KZ, "2023-12-01"),
            ("KZ 2023-12-01..2024-01-14", KZ, None),
            ("KZ 2023-12-01..2024-01-15", KZ, "2023-12-01"),
            ("KZ 2023-12-01..; KG 2024-01-15..2024-01-20", KZ, None),
            ("KZ 2023-01-01..2023-11-30; KZ 2023-12-01..", KZ, "2023-01-01"),
            ("KZ 2023-01-01..2023-11-29; KZ 2023-12-01..", KZ, "2023-12-01"),
            ("FI 2023-11-01..2023-12-01; EE 2023-12-01..2024-02-01", SCHENGEN, "2023-11-01"),
            ("EE 2023-12-02..; FI 2023-11-01..2023-12-01", SCHENGEN, "2023-11-01"),
            ("EE 2024-01-16..; FI 2023-11-01..2024-01-15", SCHENGEN, "2023-11-01"),
        ],
    )
    def test_on_2024_01_15(
        self, text: str, countries: frozenset[str], expected: str | None
    ) -> None:
        """Touching stays are one; a full day outside, or a later stay elsewhere, breaks it."""
        assert iso(present_stay(stays(text), countries, day("2024-01-15"))) == expected


def ninety_in_180(text: str, on: str) -> DaysReport:
    """The report for Kazakhstan."""
    return report(stays(text), KZ, WITHIN, 90, day(on))


class TestNinetyIn180:
    """The allowance of Kazakhstan, by examples that can be followed on a calendar."""

    def test_outside_without_stays(self) -> None:
        """Who enters on 15 January 2024 for the first time may stay 90 days, to 13 April."""
        found = ninety_in_180("", "2024-01-15")
        assert (found.used, found.used_if_there, found.remaining, found.overstay) == (0, 1, 90, 0)
        assert (found.longest_stay, iso(found.latest_exit)) == (90, "2024-04-13")
        assert iso(found.earliest_entry) == "2024-01-15"

    def test_the_ninetieth_day(self) -> None:
        """On the 90th day of an open stay that day is the last."""
        found = ninety_in_180("KZ 2023-03-04..", "2023-06-01")
        assert (found.used, found.used_if_there, found.remaining, found.overstay) == (90, 90, 0, 0)
        assert (found.longest_stay, iso(found.latest_exit)) == (1, "2023-06-01")
        assert iso(found.earliest_entry) == "2023-06-01"

    def test_the_ninety_first_day(self) -> None:
        """On the 91st day the stay is over; the day itself counts against the return."""
        found = ninety_in_180("KZ 2023-03-04..", "2023-06-02")
        assert (found.used, found.used_if_there) == (91, 91)
        assert (found.remaining, found.overstay) == (-1, 1)
        assert (found.longest_stay, found.latest_exit) == (0, None)
        assert iso(found.earliest_entry) == "2023-09-01"

    def test_return_after_ninety_days_outside(self) -> None:
        """Who left after 90 days may return on the day on which the first of them falls out."""
        text = "KZ 2023-03-04..2023-06-01"
        assert iso(ninety_in_180(text, "2023-06-02").earliest_entry) == "2023-08-31"
        back = ninety_in_180(text, "2023-08-31")
        assert (back.used, back.used_if_there, back.longest_stay) == (89, 90, 90)

    def test_longest_stay_is_not_the_remaining_days(self) -> None:
        """Old days fall out of the window while the stay goes on."""
        found = ninety_in_180("KZ 2023-07-19..2023-09-06", "2024-01-10")
        assert (found.used, found.remaining, found.longest_stay) == (50, 40, 90)

    def test_later_days_do_not_count(self) -> None:
        """A booked trip changes nothing on a day before it."""
        assert ninety_in_180("KZ 2024-02-01..2024-03-31", "2024-01-15") == ninety_in_180(
            "", "2024-01-15"
        )

    def test_a_stay_with_a_later_end_is_as_one_without_end(self) -> None:
        """The day on which a ticket home is booked changes nothing on a day before it."""
        assert ninety_in_180("KZ 2024-01-01..2024-03-31", "2024-01-15") == ninety_in_180(
            "KZ 2024-01-01..", "2024-01-15"
        )

    def test_days_before_the_window_was_introduced_count(self) -> None:
        """Days before 2023-01-26 lie in the window like any others."""
        assert ninety_in_180("KZ 2022-11-01..2023-01-25", "2023-01-26").used == 86

    def test_other_countries_do_not_count(self) -> None:
        """Days in Kyrgyzstan use up nothing in Kazakhstan."""
        assert ninety_in_180("KG 2023-01-01..", "2024-01-15").used == 0

    def test_days_in_all_schengen_states_count_together(self) -> None:
        """A day of travel between two of the countries is one day."""
        text = "FI 2024-01-01..2024-01-10; EE 2024-01-10..2024-01-12; LV 2024-01-13.."
        assert used(stays(text), SCHENGEN, WITHIN, day("2024-01-15")) == 15


class TestLimits:
    """Allowances at the edge of sense."""

    def test_no_allowance(self) -> None:
        """With an allowance of nothing there is no lawful day, ever."""
        found = report([], KZ, WITHIN, 0, day("2024-01-15"))
        assert (found.longest_stay, found.latest_exit, found.earliest_entry) == (0, None, None)

    @pytest.mark.parametrize(
        "within, allowed, expected",
        [
            ("180 days", 179, 179),
            ("180 days", 180, None),
            ("6 months", 183, 229),
            ("6 months", 184, None),
            ("1 year", 365, 365),
            ("4 years", 1460, 1460),
            ("1 year", 366, None),
            ("1 year", 36500, None),
            ("40 weeks", 36500, None),
            ("9999 days", 9998, 9998),
            ("2000 years", 730484, 730484),
            ("2000 years", 730485, None),
            ("9999 years", 36500, 36500),
        ],
    )
    def test_unlimited(self, within: str, allowed: int, expected: int | None) -> None:
        """A stay has no limit only where no window has more days than are allowed."""
        assert longest_stay([], KZ, period(within), allowed, day("2024-01-15")) == expected

    def test_a_leap_day_ends_a_stay_of_years(self) -> None:
        """365 days within a year are exceeded on the first leap day that a window holds."""
        last = latest_exit([], KZ, period("1 year"), 365, day("2024-03-01"))
        assert iso(last) == "2028-02-28"

    def test_the_calendar_ends(self) -> None:
        """Where the years run out before the answer there is none."""
        whole = [Stay("KZ", 1, LAST_DAY)]
        assert earliest_entry(whole, KZ, period("9999 years"), 1, LAST_DAY) is None
        assert longest_stay([], KZ, period("9999 years"), 3_600_000, day("2024-01-15")) is None

    def test_a_thousand_stays(self) -> None:
        """A list of a thousand stays is counted like any other."""
        first = day("2022-01-01")
        many = [Stay("KZ", first + 3 * n, first + 3 * n + 1) for n in range(1000)]
        found = report(many, KZ, WITHIN, 36500, first + 3000)
        assert (found.used, found.longest_stay) == (119, None)
        assert report(many, KZ, WITHIN, 121, first + 3000).longest_stay == 5


# --- by enumeration ---------------------------------------------------------------------------

COUNTRIES = ("KZ", "KG", "FI", "EE")
CENTRES = (Date(2020, 2, 29), Date(2023, 3, 1), Date(2023, 8, 31), Date(2024, 2, 29))


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[Stay], frozenset[str], Date]:
    """Stays around a date (touching, overlapping, future, open) and the countries asked of."""
    on = draw(st.sampled_from(CENTRES)) + dt.timedelta(draw(st.integers(-5, 5)))
    near = (
        st.integers(-420, 60) | st.integers(-3, 3) | st.sampled_from([-181, -180, -179, -91, -90])
    )
    found: list[Stay] = []
    for _ in range(draw(st.integers(0, 5))):
        follows = found and found[-1].left is not None and draw(st.booleans())
        base = (found[-1].left or 0) if follows else on.toordinal()
        entered = base + draw(st.integers(-1, 2) if follows else near)
        length = draw(st.none() | st.integers(0, 6) | st.integers(0, 200))
        left = None if length is None else entered + length
        found.append(Stay(draw(st.sampled_from(COUNTRIES)), entered, left))
    countries = draw(st.sets(st.sampled_from(COUNTRIES), min_size=1))
    return draw(st.permutations(found)), frozenset(countries), on


windows = st.one_of(
    st.just("180 days"),
    st.integers(1, 200).map("{} days".format),
    st.integers(1, 12).map("{} months".format),
)
situation_windows = st.tuples(situations(), windows)


def dates(first: Date, last: Date) -> Iterator[Date]:
    """Every date from first to last."""
    while first <= last:
        yield first
        first += ONE_DAY


def recorded_dates(found: list[Stay], countries: frozenset[str], on: Date) -> set[Date]:
    """Every date up to `on` that a stay in the countries includes."""
    return {
        date
        for stay in found
        if stay.country in countries
        for date in dates(
            Date.fromordinal(stay.entered),
            on if stay.left is None else min(on, Date.fromordinal(stay.left)),
        )
    }


def window(on: Date, within: str) -> set[Date]:
    """The dates of the window that ends on a date."""
    number, unit = within.split()
    back = relativedelta(days=int(number)) if unit == "days" else relativedelta(months=int(number))
    return set(dates(on - back + ONE_DAY, on))


def walked_stay(there: set[Date], on: Date, within: str, allowed: int, most: int) -> int:
    """The longest stay, by living through it day by day, up to `most` days."""
    there = set(there)
    for length in range(most):
        date = on + dt.timedelta(length)
        there.add(date)
        if len(there & window(date, within)) > allowed:
            return length
    return most


def walked_entry(there: set[Date], on: Date, within: str, allowed: int) -> Date:
    """The first day of return, by trying one date after the other."""
    date = on
    while len((there | {date}) & window(date, within)) > allowed:
        date += ONE_DAY
    return date


@given(situation_windows)
def test_used_days_are_the_recorded_dates_in_the_window(
    case: tuple[tuple[list[Stay], frozenset[str], Date], str],
) -> None:
    """Used days are distinct recorded dates in the window; the day itself is added where asked."""
    (found, countries, on), within = case
    there = recorded_dates(found, countries, on)
    asked = (found, countries, period(within), on.toordinal())
    assert used(*asked) == len(there & window(on, within))
    assert used_if_there(*asked) == len((there | {on}) & window(on, within))


@given(situations(), st.integers(-100, 100), st.integers(-100, 100))
def test_days_in_is_the_number_of_recorded_dates(
    situation: tuple[list[Stay], frozenset[str], Date], first: int, last: int
) -> None:
    """Between two days the distinct recorded dates are counted, none if they are swapped."""
    found, countries, on = situation
    start, end = on + dt.timedelta(first), on + dt.timedelta(last)
    expected = recorded_dates(found, countries, end) & set(dates(start, end))
    assert days_in(found, countries, start.toordinal(), end.toordinal()) == len(expected)


@given(situations())
def test_the_present_stay_goes_back_to_the_first_date_outside(
    situation: tuple[list[Stay], frozenset[str], Date],
) -> None:
    """Going back day by day from the date, the present stay ends before the first date outside."""
    found, countries, on = situation
    first = present_stay(found, countries, on.toordinal())
    if where(found, on.toordinal()) not in countries:
        assert first is None
        return
    there = recorded_dates(found, countries, on)
    date = on
    while date - ONE_DAY in there:
        date -= ONE_DAY
    assert first == date.toordinal()


@given(situations())
def test_where_is_a_stay_that_no_other_was_entered_after(
    situation: tuple[list[Stay], frozenset[str], Date],
) -> None:
    """The person is in a stay that includes the date, and in none that was entered earlier."""
    found, _, on = situation
    ordinal = on.toordinal()
    including = [
        stay
        for stay in found
        if stay.entered <= ordinal and (stay.left is None or stay.left >= ordinal)
    ]
    last = max((stay.entered for stay in including), default=None)
    country = where(found, ordinal)
    expected = {stay.country for stay in including if stay.entered == last}
    assert country in expected if expected else country is None


@settings(deadline=None, max_examples=150)
@given(situation_windows, st.data())
def test_longest_stay_is_the_one_lived_day_by_day(
    case: tuple[tuple[list[Stay], frozenset[str], Date], str], data: st.DataObject
) -> None:
    """The longest stay and its last day are those that living it day by day finds."""
    (found, countries, on), within = case
    size = len(window(on, within))
    allowed = data.draw(st.integers(0, size + 3), label="allowed")
    asked = (found, countries, period(within), allowed, on.toordinal())
    length = longest_stay(*asked)
    most = 700 if length is None else length + 1
    there = recorded_dates(found, countries, on - ONE_DAY)
    assert walked_stay(there, on, within, allowed, most) == (most if length is None else length)
    expected = on.toordinal() + length - 1 if length else None
    assert latest_exit(*asked) == expected


@settings(deadline=None, max_examples=150)
@given(situation_windows, st.data())
def test_earliest_entry_is_the_first_date_that_is_lawful(
    case: tuple[tuple[list[Stay], frozenset[str], Date], str], data: st.DataObject
) -> None:
    """The first day of return is the first date on which a day there is within the allowance."""
    (found, countries, on), within = case
    allowed = data.draw(st.integers(1, len(window(on, within)) + 3), label="allowed")
    there = recorded_dates(found, countries, on)
    entry = earliest_entry(found, countries, period(within), allowed, on.toordinal())
    assert entry == walked_entry(there, on, within, allowed).toordinal()


@given(situation_windows, st.integers(0, 200))
def test_a_report_agrees_with_itself(
    case: tuple[tuple[list[Stay], frozenset[str], Date], str], allowed: int
) -> None:
    """A day is lawful exactly if a stay can begin on it; what remains and what is over add up."""
    (found, countries, on), within = case
    ordinal = on.toordinal()
    told = report(found, countries, period(within), allowed, ordinal)
    lawful = told.used_if_there <= allowed
    assert lawful == (told.longest_stay != 0) == (told.earliest_entry == ordinal)
    assert told.remaining == allowed - told.used
    assert told.overstay == max(0, -told.remaining)
    assert told.used <= told.used_if_there <= told.used + 1


@given(situation_windows, st.integers(1, 200), st.integers(1, 30))
def test_days_after_the_date_do_not_count(
    case: tuple[tuple[list[Stay], frozenset[str], Date], str], allowed: int, ahead: int
) -> None:
    """One more stay that begins after the date changes nothing in the report."""
    (found, countries, on), within = case
    ordinal = on.toordinal()
    more = [*found, Stay("KZ", ordinal + ahead, ordinal + ahead + 40)]
    asked = (countries, period(within), allowed, ordinal)
    assert report(more, *asked) == report(found, *asked)
