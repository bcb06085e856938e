"""Files that are written whole or not at all, for their owner alone."""

from __future__ import annotations

import contextlib
import os

PRIVATE = 0o600
"""Only the owner reads and writes: what people said may stand in the file."""

SHARED = 0o666
"""What the process may give to others, less its umask."""


def write_whole(path: str, data: bytes, mode: int = PRIVATE) -> None:
    """Write a file whole or not at all; a link is followed, what it points to is replaced.

    Raises `OSError`; then neither the old file has changed nor is a piece of the new one left.
    """
    path = os.path.realpath(path)
    temporary = f"{path}.{os.getpid()}.part"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(temporary)
        raise
