"""The page of counted days: what follows, from which rule, and how to check it by hand."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from output.test_examples import flowing
from pathfinder.output.days import Counted, Window, render_days
from pathfinder.rulebook.cache import load_rules
from pathfinder.values.dates import parse_day, parse_period
from pathfinder.values.stays import Stay, report

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import CommandLine


def day(text: str) -> int:
    """A day that the calendar has."""
    found = parse_day(text)
    assert found is not None
    return found


def shown(on: str, stays: list[Stay], *, pathway: str = "", allowed: int = 90) -> str:
    """The page for Kazakhstan with a window of 180 days."""
    within = parse_period("180 days")
    assert within is not None
    book = load_rules()
    counted = Counted(
        case="example-1",
        country="KZ",
        on=day(on),
        window=Window(within, allowed, pathway, ("KZ/window",) if pathway else ()),
        stays=stays,
        report=report(stays, frozenset(("KZ",)), within, allowed, day(on)),
    )
    file = io.StringIO()
    render_days(counted, book, file=file)
    return file.getvalue()


def test_the_page_reads_so() -> None:
    """On the ninetieth day the page says that it is the last one, and shows every day it counts."""
    stays = [
        Stay("KZ", day("2023-02-01"), day("2023-02-10")),
        Stay("KZ", day("2023-03-14")),
        Stay("TR", day("2022-06-01"), day("2022-07-15")),
    ]
    assert shown("2023-06-01", stays, pathway="KZ/visa-free-stay") == (
        "Days in Kazakhstan on 2023-06-01, case example-1\n"
        "\n"
        "What follows\n"
        "\n"
        "  - Used: 90 days. Left: 0 days.\n"
        "  - There from that day on: 1 day in a row, that day among them. Last lawful\n"
        "    day: 2023-06-01.\n"
        "  - Outside: a return is lawful on that very day.\n"
        "\n"
        "How it is counted\n"
        "\n"
        "  - The rule: at most 90 days within 180 days, from KZ/visa-free-stay (Stay\n"
        "    without a visa, 90 days in 180). [001 Visa-free countries]\n"
        "  - The window that ends with the day asked about: 2022-12-04 to 2023-06-01.\n"
        "    - KZ 2023-02-01 to 2023-02-10: 10 days in the window.\n"
        "    - KZ from 2023-03-14, not left: 80 days in the window.\n"
        "  - The day of entry and the day of leaving both count; a day in two stays\n"
        "    counts once; a stay without an end goes on to the day asked about; later\n"
        "    days do not count.\n"
        "\n"
        "  Only days are counted here. Whether the stay is open to this person at all,\n"
        "  and what endangers them there, says pathfinder check.\n"
    )


def test_days_too_many_are_named() -> None:
    """Who has stayed too long reads by how much, and that the day itself is not lawful."""
    text = flowing(shown("2023-06-10", [Stay("KZ", day("2023-03-04"))]))
    assert "Used: 99 days. 9 days too many." in text
    assert "There on that day: not lawful under this rule." in text
    assert "Outside from then on: the first lawful day of return is 2023-09-09." in text
    assert "as given with --allow and --within." in text


def test_a_rule_without_a_limit_says_so() -> None:
    """Where the whole window is allowed there is no last day."""
    text = flowing(shown("2023-06-10", [], allowed=180))
    assert "There from that day on: the rule sets no limit." in text
    assert "Outside: a return is lawful on that very day." in text
    assert "No stay there is recorded." in text


def test_an_allowance_of_nothing_has_no_day_of_return() -> None:
    """With no day allowed none is lawful, whenever it is."""
    text = flowing(shown("2023-06-10", [], allowed=0))
    assert "Outside: no day of return is lawful with this allowance." in text


@pytest.mark.parametrize(
    "where, code",
    [
        ("current_country: KZ\n  stays: []", "PF111"),
        ("current_country: KZ\n  stays: [KZ 2023-11-01..2023-11-30]", "PF111"),
        ("current_country: KG\n  stays: [KZ 2024-01-05..]", "PF212"),
        ("current_country: KG", "PF111"),
    ],
)
def test_days_are_not_counted_where_a_stay_is_missing(
    cli: CommandLine, tmp_path: Path, where: str, code: str
) -> None:
    """Whoever is there since a day that nobody said, or elsewhere than a stay says, gets a problem and no promise."""
    profile = tmp_path / "p.yaml"
    profile.write_text(f"facts:\n  {where}\n", encoding="utf-8")
    result = cli("days", str(profile), "--country", "KZ", "--on", "2024-01-15")
    assert (result.exit_code, result.stdout) == (1, "")
    assert code in result.stderr


def test_an_allowance_larger_than_its_window_is_wrong_usage(
    cli: CommandLine, tmp_path: Path
) -> None:
    """More days than the window has can never be used up."""
    profile = tmp_path / "p.yaml"
    profile.write_text("facts:\n  stays: []\n", encoding="utf-8")
    result = cli("days", str(profile), "--country", "TR", "--allow", "100", "--within", "50")
    assert result.exit_code == 2


@pytest.mark.parametrize("command", [["check"], ["days", "--country", "KZ"]])
def test_a_file_name_may_hold_a_colon(cli: CommandLine, tmp_path: Path, command: list[str]) -> None:
    """What contradicts itself in such a file is told with its place."""
    profile = tmp_path / "a:b.yaml"
    profile.write_text(
        "facts:\n  current_country: KG\n  stays: [KZ 2024-01-05..]\n", encoding="utf-8"
    )
    result = cli(*command, str(profile), "--on", "2024-01-15")
    assert result.exit_code == 1
    assert "a:b.yaml:2:20: error PF212" in result.stderr
