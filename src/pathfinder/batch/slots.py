"""Room in memory through which one process hands much text to another: faster than a pipe, and without a name.

A slot is a file that exists in memory only, and only for the processes that hold it open. Where the system has none
(all but Linux), text goes through the pipe like everything else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from multiprocessing import reduction
from multiprocessing.connection import Connection

from pathfinder.batch.writing.text import Bytes

_CHUNK = 1 << 20
"""So much is read at once: what a processor's cache holds."""


def new_slots(count: int) -> list[int]:
    """Slots, as file descriptors; none where the system does not have them."""
    if not hasattr(os, "memfd_create"):
        return []
    return [os.memfd_create("pathfinder") for _number in range(count)]


def send_slots(connection: Connection, slots: list[int], process: int) -> None:
    """Give slots to another process."""
    connection.send(len(slots))
    for slot in slots:
        reduction.send_handle(connection, slot, process)


def receive_slots(connection: Connection) -> list[int]:
    """Take slots from another process."""
    return [reduction.recv_handle(connection) for _number in range(connection.recv())]


def fill(slot: int, parts: Iterable[Bytes]) -> int:
    """Put parts into a slot; their length."""
    length = 0
    for part in parts:
        view = memoryview(part)
        while view:
            written = os.pwrite(slot, view, length)
            length += written
            view = view[written:]
    return length


def content(slot: int, length: int) -> Iterator[memoryview]:
    """What is in a slot, in parts; each is good until the next one is asked for."""
    buffer = memoryview(bytearray(min(length, _CHUNK)))
    at = 0
    while at < length:
        read = os.preadv(slot, [buffer[: length - at]], at)
        if not read:
            raise EOFError
        yield buffer[:read]
        at += read
