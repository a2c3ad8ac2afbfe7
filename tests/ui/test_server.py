"""The server says in one line why it cannot listen."""

from __future__ import annotations

import errno
import socket

import pytest

from studio.errors import SelectionError, StorageError
from studio.ui.server import serve


def test_a_taken_port_is_said() -> None:
    """With what to do about it."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(StorageError, match=f"port {port} on 127.0.0.1 is not free"):
            serve("127.0.0.1", port, open_browser=False)


@pytest.mark.parametrize("port", [99999, -1])
def test_a_port_that_cannot_be_is_said(port: int) -> None:
    """As a wrong choice, not as a crash."""
    with pytest.raises(SelectionError, match=f"no port {port}"):
        serve("127.0.0.1", port, open_browser=False)


@pytest.mark.parametrize("host", ["192.0.2.1", "x" * 70])
def test_an_address_of_no_or_another_computer_is_said(host: str) -> None:
    """Addresses reserved for documentation are nobody's; names too long for any network are none."""
    with pytest.raises(SelectionError, match="no address of this computer"):
        serve(host, 0, open_browser=False)


def test_a_name_that_nobody_has_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """As an address that is none of this computer's."""

    def unknown(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket.socket, "bind", unknown)
    with pytest.raises(SelectionError, match="'nonsense' is no address of this computer"):
        serve("nonsense", 8501, open_browser=False)


def test_a_port_for_administrators_only_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not as one that is taken: another program is not to blame."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(StorageError, match="may not be opened by you: choose a port above 1023"):
        serve("127.0.0.1", 80, open_browser=False)
