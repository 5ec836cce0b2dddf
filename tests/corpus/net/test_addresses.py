"""Which addresses are public, and what a setting opens."""

from __future__ import annotations

import random
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest

from corpus.net.addresses import Permit, permitted, reach


@pytest.mark.parametrize(
    "text",
    "1.1.1.1 8.8.8.8 93.184.216.34 172.15.255.255 172.32.0.1 192.167.255.255 192.169.0.1 100.63.255.255 100.128.0.1 "
    "169.253.255.255 169.255.0.1 198.17.255.255 198.20.0.1 223.255.255.255 11.0.0.1 9.255.255.255 126.1.1.1 128.0.0.1 "
    "2606:4700::1111 2a00:1450:4001::1 2001:4860:4860::8888 2400:cb00::1 64:ff9b::8.8.8.8".split(),
)
def test_public_addresses(text: str) -> None:
    assert reach(ip_address(text)).public


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("127.0.0.1", "this machine"),
        ("10.20.30.40", "private"),
        ("100.64.0.1", "carrier"),
        ("169.254.169.254", "credentials"),
        ("169.254.0.7", "link-local"),
        ("0.1.2.3", "unspecified"),
        ("224.0.0.251", "multicast"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "this machine"),
        ("::ffff:8.8.8.8", "written as IPv6"),
        ("::8.8.8.8", "written as IPv6"),
        ("64:ff9b::10.0.0.1", "private address behind a translator"),
        ("64:ff9b::64:ff9b", "behind a translator"),
        ("64:ff9b:1::8.8.8.8", "translated"),
        ("2002:808:808::", "6to4"),
        ("2001:0:808:808::", "Teredo"),
        ("fd00::1", "private"),
        ("fe80::1%eth0", "one network interface"),
        ("2606:4700::1111%eth0", "one network interface"),
        ("ff0e::1", "multicast"),
        ("5f00::1", "no public network"),
        ("fc00::", "private"),
    ],
)
def test_other_addresses_are_told_by_kind(text: str, kind: str) -> None:
    found = reach(ip_address(text))
    assert not found.public
    assert kind in found.kind


def test_whatever_python_knows_to_be_private_is_not_public() -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(4_000):
        address = IPv4Address(chance.getrandbits(32))
        found = reach(address)
        assert not (found.public and not address.is_global), address
    for _ in range(4_000):
        wide = IPv6Address(chance.getrandbits(128) >> chance.choice((0, 0, 64, 96)))
        assert not (reach(wide).public and not wide.is_global), wide
        inside = IPv6Address((0x2001 << 112) | chance.getrandbits(112))
        assert not (reach(inside).public and not inside.is_global), inside


NET = Permit(network=ip_network("10.0.0.0/8"))
ALL = Permit(network=ip_network("0.0.0.0/0"))
NAME = Permit(host="wiki.example", port=8080)


@pytest.mark.parametrize(
    ("permit", "host", "port", "address", "opened"),
    [
        (NET, "wiki.example", 80, "10.1.2.3", True),
        (NET, "wiki.example", 80, "11.1.2.3", False),
        (NET, "10.1.2.3", 22, "10.1.2.3", True),
        (NET, "wiki.example", 80, "fd00::1", False),
        (NAME, "wiki.example", 8080, "10.1.2.3", True),
        (NAME, "wiki.example", 8080, "127.0.0.1", True),
        (NAME, "wiki.example", 80, "10.1.2.3", False),
        (NAME, "other.example", 8080, "10.1.2.3", False),
        (NAME, "a.wiki.example", 8080, "10.1.2.3", False),
        (NAME, "wiki.example", 8080, "169.254.1.1", False),
        (NAME, "wiki.example", 8080, "169.254.169.254", False),
        (NAME, "wiki.example", 8080, "168.63.129.16", False),
        (NAME, "wiki.example", 8080, "224.0.0.1", False),
        (NAME, "wiki.example", 8080, "0.0.0.0", False),  # noqa: S104
        (NAME, "wiki.example", 8080, "::ffff:10.1.2.3", False),
        (NAME, "wiki.example", 8080, "64:ff9b::10.1.2.3", False),
        (ALL, "wiki.example", 80, "10.1.2.3", True),
        (ALL, "wiki.example", 80, "127.0.0.1", True),
        (ALL, "wiki.example", 80, "169.254.1.1", False),
        (ALL, "wiki.example", 80, "169.254.169.254", False),
        (ALL, "wiki.example", 80, "240.0.0.1", False),
        (Permit(network=ip_network("169.254.0.0/16")), "x.example", 80, "169.254.1.1", True),
        (Permit(network=ip_network("169.254.0.0/16")), "x.example", 80, "169.254.169.254", False),
        (Permit(network=ip_network("169.254.169.254")), "x.example", 80, "169.254.169.254", True),
        (Permit(network=ip_network("::/0")), "x.example", 80, "::ffff:127.0.0.1", False),
    ],
)
def test_permits_open_what_they_name_and_no_more(
    permit: Permit, host: str, port: int, address: str, opened: bool
) -> None:
    assert permitted([permit], host, port, ip_address(address)) is opened
