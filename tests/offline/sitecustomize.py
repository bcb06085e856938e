"""Refuse the network to this process and to every Python process that finds this file on its path.

An audit hook sees each connection and each look-up of a name, also those made in C, and cannot be taken off
again. Sockets of the machine itself (`AF_UNIX`) stay: multiprocessing talks through them.
"""

from __future__ import annotations

import socket
import sys
from typing import Any

LOOK_UPS = frozenset(
    {
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
    }
)
CONNECTIONS = frozenset({"socket.bind", "socket.connect", "socket.sendmsg", "socket.sendto"})


class NetworkRefusedError(RuntimeError):
    """The program or a test reached for the network, which nothing in this project may do."""


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Stop what is about to look up a name or to use an internet socket."""
    if event in LOOK_UPS:
        raise NetworkRefusedError(f"{event}{arguments!r}: the tests refuse the network")
    if event in CONNECTIONS:
        connection, address = arguments
        if connection.family in {socket.AF_INET, socket.AF_INET6}:
            raise NetworkRefusedError(f"{event} to {address!r}: the tests refuse the network")


sys.addaudithook(refuse)
