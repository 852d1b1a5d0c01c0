"""Where the preview listens, and the names by which it may be asked."""

from __future__ import annotations

import errno
import ipaddress
import re
import socket
from dataclasses import dataclass

from tornado.netutil import bind_sockets

from generator.errors import MachineError


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names by which the preview may be asked."""

    names: frozenset[str]
    addresses: bool
    """Whether any address in numbers will do: a name is what an attacker needs."""

    def allow(self, host: str) -> bool:
        """Whether the value of a Host header is one of them."""
        name = host_and_port(host)[0].strip("[]")
        return name in self.names or (self.addresses and _address(name) is not None)


def hosts(given: str) -> Hosts:
    """The names of this machine alone, and the one to listen on; where that is every interface, all addresses."""
    names, address = {"localhost", "127.0.0.1", "::1", given.lower()}, _address(given)
    every = address is not None and address.is_unspecified
    if every:
        own = socket.gethostname().lower()
        names |= {own, f"{own}.local"}
    return Hosts(frozenset(names), every)


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def host_and_port(host: str) -> tuple[str, int]:
    """The two parts of a Host header, the name without capitals, brackets kept; port 80 where it names none."""
    match = re.fullmatch(r"(\[[^\]]*\]|[^:\[\]]*)(?::(\d+))?", host)
    return (match[1].lower(), int(match[2] or 80)) if match else ("", 80)


def sockets(host: str, port: int) -> list[socket.socket]:
    """Listening sockets; MachineError, with what to type instead, where there are none to be had."""
    unknown = MachineError(f"this machine has no address {host!r}", "leave --host out to listen on this machine alone")
    if not host:  # the system takes it for all addresses
        raise unknown
    try:
        return bind_sockets(port, host)
    except UnicodeError as error:
        raise unknown from error
    except OSError as error:
        if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
            raise unknown from error
        what = f"port {port} is in use" if error.errno == errno.EADDRINUSE else f"port {port} cannot be used"
        why = "" if error.errno == errno.EADDRINUSE else f" ({error.strerror})"
        raise MachineError(f"{what}{why}", f"try --port {_free(host, port)}") from error


def _free(host: str, port: int) -> int:
    """The first port from here on that can be used; 0, which takes any that is free, where there is none near."""
    first = port + 1 if port >= 1024 else 8000
    for other in range(first, min(first + 100, 65536)):
        try:
            for made in bind_sockets(other, host):
                made.close()
        except OSError:
            continue
        return other
    return 0


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def shown(host: str) -> str:
    """A host as it stands in an address; that of all interfaces is no address to go to."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"[{host}]" if ":" in host else host
