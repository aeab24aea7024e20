"""Loaded by every Python that a test starts: it may speak to this machine only."""

import socket
from typing import Any

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


def is_local(address: object) -> bool:
    """Whether an address is this machine's: a path, or a loopback address."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    return host in ("localhost", "::1", "") or host.startswith("127.")


class NetworkForbiddenError(OSError):
    """A test tried to leave this machine."""


def connect(self: socket.socket, address: Any) -> None:
    """Connect to this machine, or refuse."""
    if not is_local(address):
        raise NetworkForbiddenError(f"tests may not connect to {address!r}")
    _connect(self, address)


def connect_ex(self: socket.socket, address: Any) -> int:
    """Connect to this machine, or refuse."""
    if not is_local(address):
        raise NetworkForbiddenError(f"tests may not connect to {address!r}")
    return _connect_ex(self, address)


socket.socket.connect = connect  # type: ignore[method-assign]  # the guard replaces it on purpose
socket.socket.connect_ex = connect_ex  # type: ignore[method-assign]  # likewise
