r"""Cells that a spreadsheet would run as a formula made harmless, and given back as what they were.

A spreadsheet runs what begins with `=`, `+`, `-` or `@`, also their full-width forms, and drops white space and
quotation marks before them; a program that takes another separator for the one between cells sees a cell begin in the
middle of a text. So an apostrophe, which spreadsheets take as "what follows is text", is put

- before a text that begins with such a sign, or with a tab or a line end, whatever white space and marks stand before;
- before what follows a separator (`,` `;` `|`, tab, line end) within a text, where such a sign begins it.

Taking one apostrophe away at each such place gives every text back, for an apostrophe is itself one of the marks that
may stand before a sign: a text that had one there has two now.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_SIGNS = r"=+\-@＝＋－＠﹦﹢﹣﹫\u2212"
_ENDS = r"\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
"""Tab and line ends: they begin a cell, and are white space before a sign as well."""

_BEFORE = (
    _ENDS
    + r"\x00-\x20\x7f-\xa0\u00ad\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff\"'`´«»‘-‟＂＇"
)
_SEPARATORS = ",;|，；｜"

_RUN = re.compile(f"(?<![{_BEFORE}])([{_BEFORE}]*+)(?=([{_SIGNS}])?)")
_AFTER_END = re.compile(f"([{_ENDS}])")
_MARKED_END = re.compile(f"([{_ENDS}])'")
_ANY_END = re.compile(f"[{_ENDS}]")

_SUSPECT = re.compile(f"[{_SIGNS}{_ENDS}]")
"""Without one of these nothing is done."""


def neutralise(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return _RUN.sub(_mark, text) if _SUSPECT.search(text) else text


def restore(cell: str) -> str:
    """The text of a cell that `neutralise` made; any other cell as it is."""
    return _RUN.sub(_unmark, cell) if "'" in cell and _SUSPECT.search(cell) else cell


def _mark(found: re.Match[str]) -> str:
    run, signed = found[1], found[2] is not None
    inner = _AFTER_END.sub(r"\1'", run) if signed else run
    return f"'{inner}" if _begins(found, signed=signed) else inner


def _unmark(found: re.Match[str]) -> str:
    run, signed = found[1], found[2] is not None
    if run.startswith("'") and _begins(found, signed=signed):
        run = run[1:]
    return _MARKED_END.sub(r"\1", run) if signed else run


def _begins(found: re.Match[str], *, signed: bool) -> bool:
    """Whether an apostrophe belongs before a run of white space and marks."""
    at = found.start()
    if at == 0:
        return signed or _ANY_END.search(found[1]) is not None
    return signed and found.string[at - 1] in _SEPARATORS


def restore_column(cells: pa.Array) -> pa.Array:
    """The texts of a column of cells, plain or encoded as a dictionary."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(cells.type):
        texts = restore_column(cells.dictionary)
        return pa.DictionaryArray.from_arrays(cells.indices, texts)
    if not pc.any(pc.match_substring(cells, "'"), min_count=0).as_py():
        return cells
    found = [None if cell is None else restore(cell) for cell in cells.to_pylist()]
    return pa.array(found, cells.type)


_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN = re.compile("_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")  # half a character is none


def excel_text(text: str) -> str:
    """The text as an Excel file holds it, whose XML has no control characters: they stand as `_x000D_`."""
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def from_excel_text(text: str) -> str:
    """The text that an Excel file holds."""
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
