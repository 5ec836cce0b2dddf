"""Which network addresses may be connected to: public ones, and those that a setting names.

The ranges are those of the IANA registries of special-purpose addresses (RFC 6890), read strictly: an address is
public only if no entry covers it. Python's own `is_global` differs between releases, so it is not asked.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

__all__ = ["Address", "Permit", "Reach", "permitted", "reach"]

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an address reaches: what kind it is, whether it is public, and whether a setting may open it."""

    kind: str
    public: bool = False
    openable: bool = False


_PUBLIC = Reach("a public address", public=True)
_METADATA = Reach("where clouds keep their credentials", openable=True)
_LINK_LOCAL = Reach("a link-local address", openable=True)
_ODD = Reach("an address of no public network")

# Where clouds answer questions about a machine and its credentials, whatever range it lies in: AWS and most others,
# AWS containers and time, Azure, Oracle, Alibaba, AWS over IPv6.
_METADATA_ADDRESSES = frozenset(
    ipaddress.ip_address(text)
    for text in (
        "169.254.169.254 169.254.170.2 169.254.170.23 169.254.169.123 168.63.129.16 192.0.0.192 100.100.100.200 "
        "fd00:ec2::254 fd00:ec2::23 fd20:ce::254"
    ).split()
)

_RANGES: tuple[tuple[str, Reach], ...] = (
    ("127.0.0.0/8", Reach("an address of this machine", openable=True)),
    ("10.0.0.0/8", Reach("a private address", openable=True)),
    ("172.16.0.0/12", Reach("a private address", openable=True)),
    ("192.168.0.0/16", Reach("a private address", openable=True)),
    ("100.64.0.0/10", Reach("a carrier's private address", openable=True)),
    ("198.18.0.0/15", Reach("an address for benchmarks", openable=True)),
    ("169.254.0.0/16", _LINK_LOCAL),
    ("0.0.0.0/8", Reach("an unspecified address")),
    ("192.0.0.0/24", _ODD),
    ("192.0.2.0/24", Reach("an address for documentation")),
    ("198.51.100.0/24", Reach("an address for documentation")),
    ("203.0.113.0/24", Reach("an address for documentation")),
    ("192.31.196.0/24", _ODD),
    ("192.52.193.0/24", _ODD),
    ("192.88.99.0/24", Reach("a 6to4 relay")),
    ("192.175.48.0/24", _ODD),
    ("224.0.0.0/4", Reach("a multicast address")),
    ("240.0.0.0/4", Reach("a reserved address")),
    ("::1/128", Reach("an address of this machine", openable=True)),
    ("fc00::/7", Reach("a private address", openable=True)),
    ("fe80::/10", _LINK_LOCAL),
    ("::/128", Reach("an unspecified address")),
    ("::ffff:0:0/96", Reach("an IPv4 address written as IPv6")),
    ("::ffff:0:0:0/96", Reach("an IPv4 address written as IPv6")),
    ("::/96", Reach("an IPv4 address written as IPv6")),
    ("64:ff9b:1::/48", Reach("a translated IPv4 address")),
    ("100::/64", _ODD),
    ("2001::/32", Reach("a Teredo tunnel")),
    ("2001::/23", _ODD),
    ("2001:db8::/32", Reach("an address for documentation")),
    ("2002::/16", Reach("a 6to4 tunnel")),
    ("2620:4f:8000::/48", _ODD),
    ("3fff::/20", Reach("an address for documentation")),
    ("fec0::/10", Reach("a private address of old")),
    ("ff00::/8", Reach("a multicast address")),
)
_NETWORKS = tuple((ipaddress.ip_network(text), found) for text, found in _RANGES)
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# What a network without IPv4 makes of the public addresses that it reaches through its translator (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def reach(address: Address) -> Reach:
    """How far an address reaches. Only what is known to be public is public."""
    if address in _METADATA_ADDRESSES:
        return _METADATA
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return Reach("an address of one network interface")
        if address in _NAT64:
            inner = reach(IPv4Address(int(address) & 0xFFFFFFFF))
            return inner if inner.public else Reach(f"{inner.kind} behind a translator")
    for network, found in _NETWORKS:
        if address.version == network.version and address in network:
            return found
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return _ODD
    return _PUBLIC


@dataclass(frozen=True, slots=True)
class Permit:
    """What a setting opens: a host by name, or a network; on one port, or on any.

    A name opens whatever private addresses it has, but not link-local ones: those and a cloud's metadata address
    have to be named as addresses.
    """

    host: str | None = None
    network: IPv4Network | IPv6Network | None = None
    port: int | None = None

    def names(self, host: str, port: int) -> bool:
        """Whether this names the host of a URL, as it is written there."""
        if self.port not in {None, port}:
            return False
        if self.host is not None:
            return host == self.host
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return self._holds(address)

    def opens(self, host: str, port: int, address: Address) -> bool:
        """Whether this opens an address, which is not public, to a URL with this host and port."""
        if self.port not in {None, port}:
            return False
        found = reach(address)
        if self.host is not None:
            return host == self.host and found is not _LINK_LOCAL and found is not _METADATA
        if not self._holds(address):
            return False
        if found is _METADATA:
            return self.network is not None and self.network.num_addresses == 1
        # A wide net such as 0.0.0.0/0 is not meant to hold what a machine's own link answers.
        return found is not _LINK_LOCAL or (self.network is not None and self.network.prefixlen >= 10)

    def _holds(self, address: Address) -> bool:
        return self.network is not None and address.version == self.network.version and address in self.network


def permitted(permits: Iterable[Permit], host: str, port: int, address: Address) -> bool:
    """Whether a URL with this host and port may be fetched from an address that is not public."""
    return reach(address).openable and any(permit.opens(host, port, address) for permit in permits)
