"""Count the tests of a JUnit report, for the last lines of a run of all checks.

    python tools/count_tests.py REPORT              print `N passed, N failed`
    python tools/count_tests.py --skipped REPORT    name the skipped tests, and exit with 1 if there are any

A report that is absent or broken counts as one failed test: the run did not come to its end.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree


def read_cases(report: Path) -> list[ElementTree.Element]:
    """The tests of a report that pytest wrote, or none where it did not come to write one."""
    try:
        tree = ElementTree.parse(report)  # noqa: S314 - the report is our own
    except (OSError, ElementTree.ParseError):
        return []
    return list(tree.iter("testcase"))


def skips(cases: list[ElementTree.Element]) -> list[str]:
    """Name and reason of the tests that were skipped (an expected failure is not skipped)."""
    return [
        f"skipped: {case.get('classname')}.{case.get('name')}: {skip.get('message')}"
        for case in cases
        if (skip := case.find("skipped")) is not None and skip.get("type") == "pytest.skip"
    ]


def count(cases: list[ElementTree.Element]) -> str:
    """The line `N passed, N failed`, in which a skipped test has failed."""
    bad = sum(
        1 for case in cases if case.find("failure") is not None or case.find("error") is not None
    )
    failed = bad + len(skips(cases)) if cases else 1
    return f"{len(cases) - failed if cases else 0} passed, {failed} failed"


def main(arguments: list[str]) -> int:
    """Print what was asked for of the report named last."""
    cases = read_cases(Path(arguments[-1]))
    if "--skipped" not in arguments:
        print(count(cases))
        return 0
    found = skips(cases)
    print("\n".join(found) or "none")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
