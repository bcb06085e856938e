"""Refuse the network to this process and to every Python process that finds this file on its path.

An audit hook sees each connection and each look-up of a name, also those made in C, and cannot be taken off
again. Sockets of the machine itself (`AF_UNIX`) stay: multiprocessing talks through them.

The test of the bridge to Spark starts a process whose environment holds `PATHFINDER_TEST_LOOPBACK=spark`: Spark's
JVM and its Python talk through sockets of this machine's loopback address. For such a process, and those that it
starts, that address stays; every other one is refused to them as well. The process of the tests never is one.
"""

from __future__ import annotations

import os
import socket
import sys
from typing import Any

LOOPBACK_VARIABLE = "PATHFINDER_TEST_LOOPBACK"
MAY_LOOP_BACK = __name__ == "sitecustomize" and os.environ.get(LOOPBACK_VARIABLE) == "spark"
"""Never where the tests themselves import this file, as `offline.sitecustomize`."""

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

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


def stays_here(event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether a process that may talk to itself does no more than that."""
    if not MAY_LOOP_BACK:
        return False
    host = arguments[0] if event == "socket.getaddrinfo" else None
    if event in CONNECTIONS:
        host = arguments[1][0]
    return host in LOOPBACK


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Stop what is about to look up a name or to use an internet socket."""
    if event in LOOK_UPS and not stays_here(event, arguments):
        raise NetworkRefusedError(f"{event}{arguments!r}: the tests refuse the network")
    if event in CONNECTIONS:
        connection, address = arguments
        internet = connection.family in {socket.AF_INET, socket.AF_INET6}
        if internet and not stays_here(event, arguments):
            raise NetworkRefusedError(f"{event} to {address!r}: the tests refuse the network")


sys.addaudithook(refuse)
