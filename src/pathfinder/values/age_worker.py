"""Opens and makes encrypted files in a process of its own. `values.age` starts it; nothing imports it.

A passphrase is stretched with so much memory that the library ends the process where there is too little, and a file
from a stranger is taken apart by it. Neither may take an interview with it. The process needs nothing of pathfinder:
it reads one order from its standard input (see `order` there) and writes one answer. It keeps no file and leaves no
image of its memory behind when it ends badly.

Exit codes: 0 the answer is the data; 3 the answer is the library's reason, in ASCII.
"""

from __future__ import annotations

import contextlib
import sys

REFUSED = 3


def _parts(data: bytes) -> list[bytes]:
    """The parts of an order: each is a length of eight bytes and so many bytes."""
    found, at = [], 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 8], "big")
        found.append(data[at + 8 : at + 8 + size])
        at += 8 + size
    return found


def _no_image_of_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _work(action: bytes, secret: str, data: bytes) -> bytes:
    import pyrage

    if action == b"seal":
        return bytes(pyrage.passphrase.encrypt(data, secret))
    if action == b"passphrase":
        return bytes(pyrage.passphrase.decrypt(data, secret))
    identities = [
        pyrage.ssh.Identity.from_buffer(text.encode())
        if text.startswith("-----BEGIN")
        else pyrage.x25519.Identity.from_str(text)
        for text in secret.split("\0")
    ]
    return bytes(pyrage.decrypt(data, identities))


def main() -> None:
    """Carry out one order."""
    _no_image_of_memory()
    action, secret, data = _parts(sys.stdin.buffer.read())
    try:
        answer, code = _work(action, secret.decode(), data), 0
    except Exception as error:  # noqa: BLE001 - whatever the library says, the caller puts it into words
        answer, code = ascii(str(error)).encode()[:200], REFUSED
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    sys.exit(code)


if __name__ == "__main__":
    main()
