"""The suite reaches no network, neither in this process nor in the commands that it starts."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from offline.sitecustomize import NetworkRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import CommandLine

LOOPBACK = ("127.0.0.1", 9)


def connect(family: socket.AddressFamily, address: tuple[str, int]) -> None:
    """Open a connection by hand, below every library."""
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.connect(address)


def send() -> None:
    """Send one datagram, which needs no connection."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as connection:
        connection.sendto(b"", LOOPBACK)


def listen() -> None:
    """Offer a port, as a server would."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
        connection.bind(("127.0.0.1", 0))


@pytest.mark.parametrize(
    "attempt",
    [
        pytest.param(lambda: connect(socket.AF_INET, LOOPBACK), id="connect-v4"),
        pytest.param(lambda: connect(socket.AF_INET6, ("::1", 9)), id="connect-v6"),
        pytest.param(send, id="datagram"),
        pytest.param(listen, id="listen"),
        pytest.param(lambda: socket.getaddrinfo("localhost", 80), id="getaddrinfo"),
        pytest.param(lambda: socket.gethostbyname("localhost"), id="gethostbyname"),
        pytest.param(lambda: socket.create_connection(LOOPBACK), id="create_connection"),
    ],
)
def test_a_test_is_refused_the_network(attempt: Callable[[], object]) -> None:
    """Every way to an internet socket or to a name look-up ends in one clear error."""
    with pytest.raises(NetworkRefusedError, match="the tests refuse the network"):
        attempt()


def test_processes_of_the_machine_may_talk() -> None:
    """Sockets that stay on the machine work, because multiprocessing needs them."""
    one, other = socket.socketpair(socket.AF_UNIX)
    with one, other:
        one.sendall(b"here")
        assert other.recv(4) == b"here"


def test_a_command_is_refused_the_network(cli: CommandLine) -> None:
    """A process that a test starts is refused the network as well."""
    done = cli.python("-c", "import socket; socket.create_connection(('127.0.0.1', 9))")
    assert done.exit_code == 1
    assert "NetworkRefusedError: socket.getaddrinfo" in done.stderr
    assert "the tests refuse the network" in done.stderr
