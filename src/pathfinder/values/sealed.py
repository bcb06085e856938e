"""How an encrypted file is known: by its first bytes where it is read, by its name where it is written.

What opens and makes them is `values.age`, which most runs never need.
"""

from __future__ import annotations

ENDING = ".age"
"""A file of this name is written encrypted."""

BINARY, ARMOR = b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----"


def is_sealed(data: bytes) -> bool:
    """Whether data are those of an encrypted file."""
    return data[:100].lstrip().startswith((BINARY, ARMOR))


def is_sealed_name(path: str) -> bool:
    """Whether a file of this name is to be encrypted."""
    return path.lower().endswith(ENDING)


def inner_name(path: str) -> str:
    """The name that a file has when it is not encrypted: its ending tells the form."""
    return path[: -len(ENDING)] if is_sealed_name(path) else path
