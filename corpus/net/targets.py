"""The noun of what is asked for: a target, a URL taken apart and found to be plain.

A URL that two programs could read in two ways is refused rather than read: what is checked must be what is fetched.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from ipaddress import IPv6Address

from yarl import URL

from corpus.net.addresses import Address
from corpus.net.errors import AddressRefused

__all__ = ["LONGEST", "Origin", "Target"]

LONGEST = 4096
"""Characters of a URL; longer ones are refused."""

Origin = tuple[str, str, int]
"""Scheme, host and port."""

_PORTS = {"http": 80, "https": 443}
_BEGINNING = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#]*)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\ud800-\udfff]")
_AUTHORITY = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\[\]:@%]+)(?::(?P<port>[0-9]{0,5}))?", re.ASCII)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be looked at further: its parts, and its `address` where the host is one."""

    url: URL
    scheme: str
    host: str
    port: int
    address: Address | None

    @property
    def origin(self) -> Origin:
        """Scheme, host and port: what robots.txt, connections and the SEC's rules go by."""
        return (self.scheme, self.host, self.port)

    @property
    def standard_port(self) -> bool:
        """Whether the port is the one that its scheme has on the public web."""
        return self.port == _PORTS[self.scheme]

    @classmethod
    def parse(cls, text: str) -> Target:
        """Take a URL apart. Raises `AddressRefused` for one that is not plainly http or https to one plain host."""
        if len(text) > LONGEST:
            raise AddressRefused(text, f"the address has {len(text)} characters; more than {LONGEST} are not followed")
        if _CONTROL.search(text):
            raise AddressRefused(text, "the address has spaces or invisible characters in it")
        if "\\" in text.partition("?")[0]:
            raise AddressRefused(text, "the address has a backslash in it, which programs read in different ways")
        if (found := _BEGINNING.match(text)) is None:
            raise AddressRefused(text, "only full addresses that begin with http:// or https:// are fetched")
        if "@" in found["authority"]:
            raise AddressRefused(text, "the address has a user name or password in it; give it without")
        if (parts := _AUTHORITY.fullmatch(found["authority"])) is None:
            raise AddressRefused(text, "the host or port of the address cannot be read")
        scheme = found["scheme"].lower()
        port = int(parts["port"]) if parts["port"] else _PORTS[scheme]
        if not 0 < port < 65536:
            raise AddressRefused(text, f"there is no port {port}")
        try:
            url = URL(text).with_fragment(None)
            host = (url.raw_host or "").rstrip(".")
            read = (url.scheme, url.port)
        except (ValueError, UnicodeError) as error:
            raise AddressRefused(text, f"the address cannot be read ({error})") from None
        address = _address(text, host)
        if address is not None and not found["authority"].isascii():
            raise AddressRefused(text, f"{host!r} is an IP address in an odd spelling")
        if read != (scheme, port) or url.raw_user is not None or url.raw_password is not None:
            raise AddressRefused(text, "the host or port of the address can be read in two ways")
        if address is None and not (len(host) <= 253 and all(map(_LABEL.fullmatch, host.split(".")))):
            raise AddressRefused(text, f"{host!r} is not the name of a host")
        plain = str(address) if address is not None else host
        url = url.with_host(plain).with_port(port if port != _PORTS[scheme] else None)
        return cls(url, scheme, plain, port, address)

    def join(self, location: str) -> Target:
        """Where a redirect from here leads. Raises `AddressRefused` as `parse` does."""
        # A space that should have been escaped is common in what servers send, and harmless after the host.
        location = location.strip(" ").replace(" ", "%20")
        if _CONTROL.search(location) or "\\" in location.partition("?")[0]:
            reason = "it redirects to an address with invisible characters or a backslash in it"
            raise AddressRefused(location, reason)
        # What is written out is taken as written: what is wrong with it must not be mended on the way.
        if location.startswith("//"):
            return Target.parse(f"{self.scheme}:{location}")
        if _SCHEME.match(location):
            return Target.parse(location)
        try:
            joined = str(self.url.join(URL(location)))
        except (ValueError, UnicodeError) as error:
            raise AddressRefused(location, f"it redirects to what cannot be read ({error})") from None
        return Target.parse(joined)


def _address(text: str, host: str) -> Address | None:
    """The address that a host is, if it is one. One that is written oddly is refused, not read."""
    if ":" in host:
        try:
            return IPv6Address(host)
        except ValueError:
            raise AddressRefused(text, f"{host!r} is not an IPv6 address") from None
    if not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return None
    # As browsers and the C library do, a host whose last part is a number is taken for an address: 2130706433, 0x7f.1,
    # 0177.0.0.1 and 127.1 all are this machine.
    try:
        return ipaddress.IPv4Address(host)
    except ValueError:
        raise AddressRefused(text, f"{host!r} is an IP address in an odd spelling") from None
