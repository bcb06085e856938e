"""Files that are written whole or not at all, for their owner alone."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator

from pathfinder.i18n import _

PRIVATE = 0o600
"""Only the owner reads and writes: what people said may stand in the file."""

SHARED = 0o666
"""What the process may give to others, less its umask."""


class NotReplaced(OSError):
    """What is there is no file that could be replaced: a folder, a device, a pipe, or standard output itself."""


def refuse_odd(path: str) -> None:
    """Raise `NotReplaced` where something is there that is no regular file, or that this process prints to.

    Renaming a file over `/dev/null` or a pipe would take it from everybody who uses it.
    """
    try:
        found = os.stat(path)
    except OSError:
        return
    if not stat.S_ISREG(found.st_mode):
        raise NotReplaced(None, _("it is no regular file and is not replaced"), path)
    if any(os.path.samestat(found, each) for each in _printed_to()):
        raise NotReplaced(None, _("the output of this command goes there already"), path)


def _printed_to() -> Iterator[os.stat_result]:
    """What standard output and standard error are, where they are open."""
    for handle in (1, 2):
        with contextlib.suppress(OSError):
            yield os.fstat(handle)


def why_not(error: OSError) -> str:
    """Why a file could not be written, in words."""
    return os.strerror(error.errno) if error.errno else error.strerror or type(error).__name__


def write_whole(path: str, data: bytes, mode: int = PRIVATE) -> None:
    """Write a file whole or not at all; a link is followed, what it points to is replaced.

    Raises `OSError`; then neither the old file has changed nor is a piece of the new one left. What exists and is no
    regular file is never replaced (`NotReplaced`).
    """
    path = os.path.realpath(path)
    refuse_odd(path)
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
