"""The receipt of a batch: from what, by what and when a result was made, so that it can be made again."""

from __future__ import annotations

import os
from typing import Any

import msgspec

from pathfinder.batch.journal import Counts, Header
from pathfinder.batch.log import Mark


def receipt_of(
    header: Header,
    counts: Counts,
    inputs: dict[str, str],
    files: dict[str, tuple[str | None, Mark | None]],
    finished: str,
) -> dict[str, Any]:
    """The receipt as it is written. `inputs` and `files` come with their SHA-256; no fact and no verdict is in it."""
    written = {
        kind: {"file": os.path.basename(path), "bytes": mark.length, "sha256": mark.sha256}
        for kind, (path, mark) in files.items()
        if path is not None and mark is not None
    }
    return {
        "program": header.program,
        "rules": header.rules,
        **header.options,
        "rows": msgspec.to_builtins(counts),
        "inputs": [{"file": name, "sha256": digest} for name, digest in inputs.items()],
        **written,
        "started": header.started,
        "finished": finished,
    }
