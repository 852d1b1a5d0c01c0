"""Where the preview listens, and who may ask it."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from generator import listening
from generator.errors import MachineError

OWN = socket.gethostname().lower()


@pytest.mark.parametrize(
    ("given", "allowed", "refused"),
    [
        (
            "127.0.0.1",
            "localhost localhost:8000 LOCALHOST 127.0.0.1:9 [::1]:8000",
            "evil.example 192.0.2.7 127.0.0.1.evil",
        ),
        ("192.0.2.7", "192.0.2.7:8000 localhost", "192.0.2.8 evil.example"),
        ("press.local", "press.local Press.Local:80", "local evil.press.local"),
        ("0.0.0.0", f"192.0.2.7 [2001:db8::1]:8000 localhost {OWN}:8000 {OWN}.local", "evil.example 192.0.2.7.evil"),
        ("::", "192.0.2.7 [::1]", "evil.example"),
    ],
)
def test_own_names_are_allowed_and_foreign_ones_refused(given: str, allowed: str, refused: str) -> None:
    hosts = listening.hosts(given)
    assert [host for host in allowed.split() if not hosts.allow(host)] == []
    assert [host for host in refused.split() if hosts.allow(host)] == []


@pytest.mark.parametrize("host", ["", ":8000", "localhost:80:90", "localhost@evil.example", "[::1", "localhost.evil"])
def test_what_is_no_host_is_refused(host: str) -> None:
    assert not listening.hosts("127.0.0.1").allow(host)
    assert not listening.hosts("0.0.0.0").allow(host)


@pytest.mark.parametrize(
    ("host", "alone"), [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("LocalHost", True)]
)
def test_addresses_of_this_machine_alone(host: str, alone: bool) -> None:
    assert listening.is_loopback(host) is alone


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "press.local", "0"])
def test_other_addresses_are_open_to_others(host: str) -> None:
    assert not listening.is_loopback(host)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port in use whose next one is free."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            if port == 65535:
                continue
            try:
                two.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            two.close()
            one.listen()
            yield port
            return


def test_a_port_in_use_is_one_line_that_names_a_free_one(taken: int) -> None:
    with pytest.raises(MachineError) as told:
        listening.sockets("127.0.0.1", taken)
    assert str(told.value) == f"port {taken} is in use — try --port {taken + 1}"
    assert told.value.exit_code == 3


@pytest.mark.parametrize("host", ["", "192.0.2.7", "no.such.host.invalid", "a..b"])
def test_an_address_that_is_not_this_machine_s_is_one_line(host: str) -> None:
    with pytest.raises(MachineError, match="this machine has no address"):
        listening.sockets(host, 0)


def test_a_port_that_is_left_to_the_machine_is_a_free_one() -> None:
    (made,) = listening.sockets("127.0.0.1", 0)
    address, port = made.getsockname()
    assert address == "127.0.0.1"
    assert port > 0
    made.close()


@pytest.mark.parametrize(
    ("host", "written"), [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("::1", "[::1]")]
)
def test_an_address_is_one_to_go_to(host: str, written: str) -> None:
    assert listening.shown(host) == written
