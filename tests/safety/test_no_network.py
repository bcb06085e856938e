"""Where there is no network at all the commands answer as ever; nothing asks for one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from safety.every_command import DATED, DOCUMENTS, SMALL, Desk

if TYPE_CHECKING:
    from pathlib import Path

MAIN = {
    "check": ("check", "p.yaml", *DATED),
    "whatif": ("whatif", "p.yaml", *DATED),
    "calendar": ("calendar", "p.yaml", *DATED),
    "report": ("report", "p.yaml", "-o", "-", *DATED),
    "ask": ("ask", "p.yaml", *DATED),
    "batch": ("batch", "p.yaml", "-o", "-", "--workers", "2", *DATED),
    "rules check": ("rules", "check", *SMALL),
    "sources check": ("sources", "check", *DOCUMENTS),
}


def without_network() -> list[str]:
    """What starts a command in a network namespace that holds no device but a loopback that is down."""
    if shutil.which("unshare") is None:
        return []
    for options in (["--net"], ["--map-root-user", "--net"]):
        tried = ["unshare", *options]
        if subprocess.run([*tried, "true"], capture_output=True, check=False).returncode == 0:
            return tried
    return []


@pytest.mark.parametrize("arguments", MAIN.values(), ids=MAIN)
def test_without_a_network_the_answer_is_the_same(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    """In a namespace without a network each command gives the same result, and complains of nothing."""
    prefix = without_network()
    if not prefix:
        assert os.environ.get("CI") is None or os.geteuid() != 0, "on CI this has to run"
        pytest.skip("no namespace without a network can be made here (unshare --net)")
    desk = Desk(tmp_path)
    usual = desk.cli(*arguments, cwd=desk.work)
    environment = desk.cli.environment
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "pathfinder", *arguments],
        cwd=desk.work, env=environment, input=b"", capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (usual.exit_code, usual.stdout_bytes)
    assert done.stderr == usual.stderr_bytes
