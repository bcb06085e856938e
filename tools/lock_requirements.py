"""Write `requirements/*.txt` anew: every package that an installation brings, pinned, with the hashes of its files.

    python tools/lock_requirements.py            newest versions that pyproject.toml allows
    python tools/lock_requirements.py --keep     only what pyproject.toml makes necessary

It needs `uv` (in the extra `dev`). The files hold for all systems and for Python 3.11 to 3.14; `pip install
--require-hashes` then takes nothing that was not there when they were written.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[1]

LOCKS = {
    "main": ("age", "batch"),
    "test": ("test",),
    "dev": ("dev",),
}
"""Files by name, and the extras whose packages they hold; all hold what builds the project itself."""


def command(name: str, extras: tuple[str, ...], *, keep: bool) -> list[str]:
    """How `uv` writes one of them."""
    chosen = [part for extra in extras for part in ("--extra", extra)]
    return [
        "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11",
        "--no-header", "--no-annotate", "--no-emit-package", "pathfinder-advisor",
        *([] if keep else ["--upgrade"]), *chosen,
        "pyproject.toml", "requirements/build.in", "--output-file", f"requirements/{name}.txt",
    ]  # fmt: skip


def main() -> None:
    """Write all of them."""
    for name, extras in LOCKS.items():
        subprocess.run(command(name, extras, keep="--keep" in sys.argv[1:]), cwd=HERE, check=True)  # noqa: S603 - as above


if __name__ == "__main__":
    main()
