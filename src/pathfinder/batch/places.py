"""The files of a batch: how they are called while it goes on, and how they get their names."""

from __future__ import annotations

import contextlib
import os
from typing import Any

import msgspec

from pathfinder.batch.journal import Journal
from pathfinder.batch.log import sync_folder
from pathfinder.values.files import write_whole


class Places(msgspec.Struct, frozen=True):
    """The files of a batch, by the names of the result (None: standard output) and of the file of refused people."""

    output: str | None
    errors: str | None

    @property
    def part(self) -> str:
        """The result before it is complete."""
        return f"{self.output}.part"

    @property
    def spool(self) -> str:
        """The batches of a table that is not complete."""
        return f"{self.output}.spool"

    @property
    def journal(self) -> str:
        return f"{self.output}.journal"

    @property
    def receipt(self) -> str:
        return f"{self.output}.receipt.json"

    @property
    def errors_part(self) -> str:
        return f"{self.errors}.part"

    def temporary(self) -> list[str]:
        """What exists only while the work is going on."""
        own = [self.part, self.spool, self.journal] if self.output else []
        return own + ([self.errors_part] if self.errors else [])


def publish(places: Places, receipt: dict[str, Any], journal: Journal | None) -> None:
    """Give complete files their names; what has its name already is left as it is."""
    if places.errors is not None:
        with contextlib.suppress(FileNotFoundError):
            os.replace(places.errors_part, places.errors)
        sync_folder(places.errors)
    if places.output is None:
        return
    write_whole(places.receipt, msgspec.json.format(msgspec.json.encode(receipt)) + b"\n")
    with contextlib.suppress(FileNotFoundError):
        os.replace(places.part, places.output)
    sync_folder(places.output)
    if journal is not None:
        with contextlib.suppress(FileNotFoundError):
            os.remove(places.spool)
        journal.remove()


def remove(places: Places, *, keep_errors: bool = False) -> None:
    """Remove what exists only while the work is going on, as far as that can be done: why it ended is told already."""
    for path in places.temporary():
        if not (keep_errors and path == places.errors_part):
            with contextlib.suppress(OSError):
                os.remove(path)
