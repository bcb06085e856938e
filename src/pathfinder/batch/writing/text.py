"""Results as text that only grows: a piece of it is made in one go and never touched again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from pathfinder.batch.writing.csv_lines import CsvLines
from pathfinder.batch.writing.formats import Format
from pathfinder.batch.writing.json_lines import JsonLines

AT_ONCE = 4096
"""So many rows are made at once: what is looked up stays in a processor's cache."""

GZIP_LEVEL, ZSTD_LEVEL = 6, 3

Bytes = bytes | memoryview


class Text:
    """Makes the text of record batches, in one format."""

    def __init__(self, written_as: Format) -> None:
        csv = written_as.name == "csv"
        self._lines = CsvLines(excel=written_as.excel) if csv else JsonLines()
        self._compression = written_as.compression

    def head(self, schema: pa.Schema) -> Bytes:
        """What stands at the beginning of a file."""
        head = self._lines.head(schema).encode()
        return compressed([head], self._compression) if head and self._compression else head

    def of(self, batch: pa.RecordBatch) -> Iterator[Bytes]:
        """The text of a batch in parts; compressed text is one member (gzip) or frame (zstd) of its own."""
        parts = (
            _bytes(self._lines.rows(batch.slice(start, AT_ONCE)))
            for start in range(0, batch.num_rows, AT_ONCE)
        )
        if not self._compression:
            yield from parts
        elif batch.num_rows:
            yield compressed(parts, self._compression)


def compressed(parts: Iterable[Bytes], compression: str) -> Bytes:
    """The parts as one, compressed."""
    whole = b"".join(parts)
    level = GZIP_LEVEL if compression == "gzip" else ZSTD_LEVEL
    codec = pa.Codec(compression, compression_level=level)
    done: bytes = codec.compress(whole, asbytes=True)  # a buffer of Arrow would say a wrong length
    return done


def _bytes(texts: pa.Array) -> Bytes:
    """All texts of an array one after the other, without a copy."""
    if not len(texts):
        return b""
    _valid, _offsets, data = texts.buffers()
    ends = pa.Array.from_buffers(
        pa.int32(), len(texts) + 1, [None, texts.buffers()[1]], offset=texts.offset
    )
    return memoryview(data)[ends[0].as_py() : ends[len(texts)].as_py()]
