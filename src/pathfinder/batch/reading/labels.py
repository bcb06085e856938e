"""Labels of people, made as `pathfinder.language.profile` makes them: cut, and with nothing in them that acts."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pathfinder.language.profile import MAX_LABEL
from pathfinder.values.text import inert

_PLAIN = r"^[!-~]+( [!-~]+)*$"
"""What `inert` gives back as it is: printable ASCII without two spaces in a row."""


def label(text: str | None) -> str | None:
    """One label; None where there is none."""
    return (inert(text[:MAX_LABEL]) or None) if text else None


def labels(texts: pa.Array) -> pa.Array:
    """Labels of many people; null where a text is empty."""
    if pa.types.is_dictionary(texts.type):
        texts = texts.cast(pa.string())
    plain = pc.and_(
        pc.match_substring_regex(texts, _PLAIN), pc.less_equal(pc.binary_length(texts), MAX_LABEL)
    )
    if pc.all(plain, min_count=0).as_py():
        return texts
    done = [
        text if good else label(text)
        for text, good in zip(texts.to_pylist(), plain.to_pylist(), strict=True)
    ]
    return pa.array(done, pa.string())
