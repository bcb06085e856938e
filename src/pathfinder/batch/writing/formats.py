"""What can be written: the formats, by the ends of file names."""

from __future__ import annotations

import msgspec

FORMATS = ("jsonl", "csv", "xlsx", "parquet", "arrow")

_ENDS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
}

_COMPRESSED = {".gz": "gzip", ".zst": "zstd"}

TEXT = frozenset(("jsonl", "csv"))
"""Formats that grow line by line: what has been written of them stays as it is."""


class Format(msgspec.Struct, frozen=True):
    """How results are written: a format, compressed or not; `excel` asks for CSV as Excel opens it best."""

    name: str
    compression: str = ""
    excel: bool = False

    @property
    def is_text(self) -> bool:
        return self.name in TEXT


def format_of(path: str) -> Format | None:
    """What the end of a file name asks for; None where it says nothing."""
    base, _dot, end = path.lower().rpartition(".")
    compression = _COMPRESSED.get(f".{end}", "")
    if compression:
        end = base.rpartition(".")[2]
    name = _ENDS.get(f".{end}")
    if name is None or (compression and name not in TEXT):
        return None
    return Format(name, compression)


def compression_of(path: str) -> str:
    """The compression that the end of a file name asks for."""
    return _COMPRESSED.get("." + path.lower().rpartition(".")[2], "")
