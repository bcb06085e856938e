"""PyArrow without pandas.

PyArrow looks for pandas when it first makes an array of Python values, and where it is installed imports it: half a
second of processor time that nothing here has any use for. What was not found once is not looked for again.
"""

from __future__ import annotations

import sys
from typing import Any


class _NoPandas:
    """Finds that there is no pandas."""

    def find_spec(self, name: str, *_where: Any) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def arrow_without_pandas() -> None:
    """See to it that PyArrow does not import pandas in this process; for programs, not for a library's callers."""
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(finder)
