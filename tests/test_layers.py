"""Imports point only downwards, and few packages know a library that is not their business."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pathfinder

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(str(pathfinder.__file__)).parent

LAYERS = [
    {"version", "i18n"},
    {"values"},
    {"sources"},
    {"language"},
    {"rulebook"},
    {"engine"},
    {"api"},
    {"change", "schedule", "review"},
    {"plan", "family"},
    {"interview", "batch", "output"},
    {"cli", "spark"},
    {"__main__", "__init__"},
]
"""From the bottom to the top. What stands in one layer side by side does not know each other."""

LEVEL = {package: level for level, packages in enumerate(LAYERS) for package in packages}

ONLY_IN = {
    "click": {"cli"},
    "rich": {"output"},
    "prompt_toolkit": {"interview"},
    "numpy": {"batch", "spark"},
    "pyarrow": {"batch", "spark"},
    "openpyxl": {"batch"},
    "pyspark": {"spark"},
    "pyrage": {"values"},
    "pandas": set[str](),
    "dataclasses": set[str](),  # records are msgspec's: start-up time
    "attr": set[str](),
    "attrs": set[str](),
    "socket": set[str](),  # and so on: nothing here reaches a network
    "socketserver": set[str](),
    "ssl": set[str](),
    "http": set[str](),
    "urllib.request": set[str](),
    "urllib3": set[str](),
    "requests": set[str](),
    "httpx": set[str](),
    "aiohttp": set[str](),
    "ftplib": set[str](),
    "smtplib": set[str](),
    "xmlrpc": set[str](),
}
"""Libraries, and the packages that may import them."""

MODULES = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py"))


def imports(code: str, module: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of all that a module imports, wherever in the module the import stands.

    `from a import b` counts as `a.b`, since `b` may be a module; a relative name is made absolute.
    """
    package = ["pathfinder", *module.parent.parts]
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*start, *filter(None, [node.module])])
            yield from ((node.lineno, f"{source}.{name.name}") for name in node.names)


def faults(code: str, module: Path) -> list[str]:
    """What a module imports and should not, as `line: name`."""
    here = module.parts[0].removesuffix(".py")
    return [
        f"{line}: {name}"
        for line, name in imports(code, module)
        if (_is_above(name, here) if _within(name, "pathfinder") else _is_strange(name, here))
    ]


def _is_above(name: str, here: str) -> bool:
    """Whether a name of the program lies in a package beside or above this one."""
    top = name.removeprefix("pathfinder").removeprefix(".").partition(".")[0]
    there = top if top in LEVEL else "__init__"
    return there != here and LEVEL[there] >= LEVEL[here]


def _is_strange(name: str, here: str) -> bool:
    """Whether a library is one that this package may not know."""
    return any(_within(name, library) and here not in users for library, users in ONLY_IN.items())


def _within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_imports_only_what_lies_below_it(module: Path) -> None:
    """No module imports from a package beside or above its own, nor a library that is not its business."""
    assert module.parts[0].removesuffix(".py") in LEVEL, "a package without a place in LAYERS"
    assert faults((SOURCE / module).read_text(encoding="utf-8"), module) == []


@pytest.mark.parametrize(
    "module, code, found",
    [
        pytest.param("engine/a.py", "from pathfinder.values import dates", [], id="downwards"),
        pytest.param("engine/a.py", "from pathfinder.engine.b import c", [], id="own-package"),
        pytest.param("engine/a.py", "from . import b", [], id="own-package-relative"),
        pytest.param("values/a.py", "from pathfinder.i18n import _", [], id="language-of-messages"),
        pytest.param("values/a.py", "from pathfinder.version import __version__", [], id="version"),
        pytest.param("cli/a.py", "import click.testing", [], id="click-in-cli"),
        pytest.param("output/a.py", "from rich import console", [], id="rich-in-output"),
        pytest.param("language/a.py", "import urllib.parse", [], id="urllib-without-network"),
        pytest.param(
            "values/a.py", "import pathfinder.engine", ["1: pathfinder.engine"], id="upwards"
        ),
        pytest.param(
            "values/a.py", "from pathfinder import cli", ["1: pathfinder.cli"], id="upwards-from"
        ),
        pytest.param(
            "values/b/a.py", "from ...cli import x", ["1: pathfinder.cli.x"], id="upwards-relative"
        ),
        pytest.param(
            "output/a.py", "import pathfinder.batch", ["1: pathfinder.batch"], id="sideways"
        ),
        pytest.param(
            "engine/a.py", "def f():\n    import click", ["2: click"], id="inside-a-function"
        ),
        pytest.param("cli/a.py", "import rich.table", ["1: rich.table"], id="rich-elsewhere"),
        pytest.param("cli/a.py", "from urllib import request", ["1: urllib.request"], id="network"),
        pytest.param("sources/a.py", "import http.client", ["1: http.client"], id="network-http"),
        pytest.param("i18n.py", "import pathfinder.values", ["1: pathfinder.values"], id="bottom"),
    ],
)
def test_a_forbidden_import_is_found(module: str, code: str, found: list[str]) -> None:
    """The reader of imports sees every way of writing one, and lets the allowed ones pass."""
    assert faults(code, Path(module)) == found
