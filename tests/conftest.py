"""What holds for the whole suite: no network, an own home and cache folder, reproducible examples."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from command_line import CommandLine
from offline import sitecustomize  # noqa: F401 - from here on this process is refused the network

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    # A shell that starts tests in the background has the programs they start ignore Ctrl-C, which some tests press.
    signal.signal(signal.SIGINT, signal.default_int_handler)

hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, max_examples=150)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder of this test process and of all commands that it starts."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session", autouse=True)
def own_environment(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Iterator[None]:
    """Nothing of the developer's home, cache or language reaches a test, and no test reaches them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("XDG_CACHE_HOME", str(cache_folder))
        patch.setenv("LC_ALL", "C.UTF-8")
        yield


@pytest.fixture
def cli(tmp_path: Path, cache_folder: Path) -> CommandLine:
    """The program as a user starts it."""
    return CommandLine(tmp_path, cache_folder)


@pytest.fixture(scope="session")
def documents_folder() -> Path:
    """The folder with the documents; a test that needs them is skipped where they are not."""
    folder = os.environ.get("PATHFINDER_SOURCES")
    if not folder or not Path(folder).is_dir():
        pytest.skip("the documents are not here: PATHFINDER_SOURCES names no folder")
    return Path(folder).resolve()
