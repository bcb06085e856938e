"""`rules test --country` takes the code of every file of rules, as `review sign` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from command_line import CommandLine


@pytest.mark.parametrize("code", ["RU", "XX", "xx,KZ"])
def test_files_without_a_destination_have_their_code(cli: CommandLine, code: str) -> None:
    """Russian measures, and what stands for several countries, are chosen by the codes of their files."""
    run = cli("rules", "test", "--country", code)
    assert run.exit_code == 0, run.stderr
    passed = int(run.stdout.split()[0])
    assert 0 < passed < int(cli("rules", "test").stdout.split()[0])
    assert cli("rules", "test", "--country", "QQ").exit_code == 2
