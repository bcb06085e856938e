"""The last line of a run of all checks, which says how many tests passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import count_tests

if TYPE_CHECKING:
    from pathlib import Path

PASSED = '<testcase classname="a" name="passed"/>'
FAILED = '<testcase classname="a" name="failed"><failure message="no"/></testcase>'
BROKEN = '<testcase classname="a" name="broken"><error message="no"/></testcase>'
SKIPPED = (
    '<testcase classname="a" name="s"><skipped type="pytest.skip" message="absent"/></testcase>'
)
EXPECTED = (
    '<testcase classname="a" name="x"><skipped type="pytest.xfail" message="known"/></testcase>'
)


@pytest.mark.parametrize(
    "cases, line",
    [
        pytest.param([PASSED, PASSED], "2 passed, 0 failed", id="all"),
        pytest.param([PASSED, FAILED, BROKEN], "1 passed, 2 failed", id="failure-and-error"),
        pytest.param([PASSED, SKIPPED], "1 passed, 1 failed", id="skip"),
        pytest.param([PASSED, EXPECTED], "2 passed, 0 failed", id="expected-failure"),
        pytest.param([], "0 passed, 1 failed", id="nothing-ran"),
    ],
)
def test_a_run_is_counted(cases: list[str], line: str, tmp_path: Path) -> None:
    """A skipped test and a run without tests count as failed."""
    report = tmp_path / "tests.xml"
    report.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>")
    assert count_tests.count(count_tests.read_cases(report)) == line


@pytest.mark.parametrize("text", ["", "<testsuites>"])
def test_a_broken_report_is_a_failure(text: str, tmp_path: Path) -> None:
    """A run that did not come to write its report has failed."""
    report = tmp_path / "tests.xml"
    report.write_text(text)
    assert count_tests.count(count_tests.read_cases(report)) == "0 passed, 1 failed"
    assert count_tests.read_cases(tmp_path / "absent.xml") == []


def test_skipped_tests_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The run of all checks fails on a skipped test and says which one and why."""
    report = tmp_path / "tests.xml"
    report.write_text(f"<testsuite>{PASSED}{SKIPPED}</testsuite>")
    assert count_tests.main(["--skipped", str(report)]) == 1
    assert capsys.readouterr().out == "skipped: a.s: absent\n"
