"""The gate that every connection passes: no address is connected to that was not checked for the URL at hand.

Names are resolved once for each connection, all addresses of the answer are judged, and the connection goes to one of
them as it stands there, so a name server that changes its mind in between (DNS rebinding) changes nothing. The last
look is at the socket: it is made only for an address that was judged.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from aiohttp import AddrInfoType, ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult

from corpus.net.addresses import Address, Permit, permitted, reach
from corpus.net.errors import AddressRefused
from corpus.net.targets import Target

__all__ = ["Guard", "Hop", "UncheckedError"]

# Names that no public host has: of this machine, of a local network, of a cloud's own services (RFC 6761, 6762, 8375,
# 9476, ICANN's .internal). They are refused before anyone is asked for them.
_LOCAL_NAMES = frozenset(
    "localhost local localdomain internal intranet lan home corp private test invalid onion alt".split()
)
_LOCAL_ENDINGS = (".home.arpa", ".metadata.goog")
_LOOPBACK = ("127.0.0.1", "::1")


class UncheckedError(PermissionError):
    """A connection was about to be made or used that leads elsewhere than what was checked."""


@dataclass(slots=True)
class Hop:
    """One request on the way to a page: its target, and whether it may go where a setting opens a private address.

    `private` tells afterwards whether it did. `sec` tells that it goes by the rules of the SEC.
    """

    target: Target
    may_be_private: bool = True
    sec: bool = False
    private: bool = False


class Guard(AbstractResolver):
    """Judges targets and resolves names for a connector; one for each `Fetcher`.

    `resolver` answers for names, the operating system's where none is given. The hop at hand is set by `enter`; the
    connector asks within the same task.
    """

    def __init__(self, permits: tuple[Permit, ...], resolver: AbstractResolver | None = None) -> None:
        self._permits = permits
        self._resolver = resolver
        self._hop: ContextVar[Hop] = ContextVar("hop")
        self._private: dict[tuple[str, int], bool] = {}
        self._judged: set[tuple[str, int, Address]] = set()

    def enter(self, hop: Hop) -> None:
        """Judge a target by what its URL says, and make it the one that connections are made for.

        Raises `AddressRefused` for a private address or name, or a port, that no setting opens.
        """
        target = hop.target
        if target.address is not None:
            self._judge(hop, target.address)
        elif _is_local(target.host) and not self._may_be_open(hop):
            raise self._refused(hop, f"{target.host!r} is a name of a local network")
        # An open connection may serve this hop without anything being resolved.
        elif self._private.get((target.host, target.port)):
            if not hop.may_be_private:
                raise self._refused(hop, f"{target.host} has a private address, and a public page leads to it")
            hop.private = True
        if not hop.private and (target.address is not None or not self._may_be_open(hop)):
            self._judge_port(hop)
        self._hop.set(hop)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a name, all of them judged. Raises `AddressRefused` if one may not be fetched from."""
        hop = self._hop.get()
        if (host, port) != (hop.target.host, hop.target.port):
            raise self._refused(hop, f"a connection to {host}:{port} was to be made instead")
        if host == "localhost":
            # By RFC 6761 this is no question for a name server.
            answers = [_answer(host, port, str(address)) for address in self._loopback(hop)]
        else:
            if self._resolver is None:
                self._resolver = ThreadedResolver()
            answers = await self._resolver.resolve(host, port, family)
        if not answers:
            raise OSError(f"{host} has no address")
        hop.private = False  # whatever it was before
        for answer in answers:
            self._judge(hop, _parsed(answer["host"]))
        self._private[host, port] = hop.private
        if not hop.private:
            self._judge_port(hop)
        # Whatever else the resolver may have said: this host, this port.
        return [_answer(host, port, answer["host"]) for answer in answers]

    def socket(self, info: AddrInfoType) -> socket.socket:
        """A socket for an address that was judged for the hop at hand. Raises `UncheckedError` for any other."""
        family, kind, protocol, _, peer = info
        self._look_at(peer)
        return socket.socket(family, kind, protocol)

    def last_look(self, transport: asyncio.BaseTransport) -> None:
        """See that a connection, new or kept, goes where it should. Raises `UncheckedError` if it does not.

        A public address may turn out to be this machine's own: then both ends are the same, and what answers may be
        something that only this machine should reach.
        """
        peer, own = transport.get_extra_info("peername"), transport.get_extra_info("sockname")
        if peer is None or own is None:
            raise UncheckedError("the connection is gone, or does not say where it leads")
        self._look_at(peer)
        if peer[0] == own[0] and reach(_parsed(peer[0])).public:
            raise UncheckedError(f"{peer[0]} is this machine's own address")

    def _look_at(self, peer: tuple[Any, ...]) -> None:
        target = self._hop.get().target
        if peer[1] != target.port or (target.host, target.port, _parsed(peer[0])) not in self._judged:
            raise UncheckedError(f"a connection to {peer[0]}, which was not checked, was to be used")

    async def close(self) -> None:
        """End the resolver."""
        if self._resolver is not None:
            await self._resolver.close()

    def _judge(self, hop: Hop, address: Address) -> None:
        """Note an address as one that may be connected to. Raises `AddressRefused` if it may not."""
        target = hop.target
        found = reach(address)
        if not found.public:
            where = (
                f"{address} is {found.kind}"
                if target.address
                else f"{target.host} has the address {address}, {found.kind}"
            )
            if not permitted(self._permits, target.host, target.port, address):
                hint = "; BURNRATE_FETCH_ALLOW_PRIVATE can name what is meant to be fetched" if found.openable else ""
                raise self._refused(hop, where + hint)
            if not hop.may_be_private:
                raise self._refused(hop, f"{where}, and a public page leads to it")
            hop.private = True
        self._judged.add((target.host, target.port, address))

    def _loopback(self, hop: Hop) -> list[Address]:
        """Which of this machine's own addresses are open to a target."""
        addresses = [ipaddress.ip_address(text) for text in _LOOPBACK]
        return [a for a in addresses if permitted(self._permits, hop.target.host, hop.target.port, a)]

    def _judge_port(self, hop: Hop) -> None:
        """Raises `AddressRefused` for a port that is not the web's, unless a setting names it with its host."""
        host, port = hop.target.host, hop.target.port
        if not hop.target.standard_port and not any(permit.names(host, port) for permit in self._permits):
            raise self._refused(hop, f"port {port} is not one of the web's (80 for http, 443 for https)")

    def _may_be_open(self, hop: Hop) -> bool:
        """Whether a setting opens this name, or addresses that it may turn out to have."""
        host, port = hop.target.host, hop.target.port
        if host == "localhost":
            return bool(self._loopback(hop))
        return any(permit.port in {None, port} and permit.host in {None, host} for permit in self._permits)

    @staticmethod
    def _refused(hop: Hop, reason: str) -> AddressRefused:
        return AddressRefused(str(hop.target.url), reason)


def _is_local(host: str) -> bool:
    labels = host.split(".")
    return len(labels) == 1 or labels[-1] in _LOCAL_NAMES or f".{host}".endswith(_LOCAL_ENDINGS)


def _parsed(text: str) -> Address:
    return ipaddress.ip_address(text)


def _answer(host: str, port: int, address: str) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=flags)
