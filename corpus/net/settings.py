"""Settings of fetching: who we say we are, where the SEC is, what may be private, and every cap."""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version

from corpus.net.addresses import Permit
from corpus.net.errors import AddressRefused, FetchSettingError
from corpus.net.targets import Origin, Target

__all__ = ["FetchSettings"]

_MEGABYTE = 1024 * 1024
_DATA_URL = "https://data.sec.gov"
_ARCHIVES_URL = "https://www.sec.gov/Archives"
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*", re.IGNORECASE)


def _agent() -> str:
    """Who we say we are: a name that robots.txt can speak to, and what it is for."""
    try:
        name = f"burnrate/{version('burnrate')}"
    except PackageNotFoundError:  # run from its sources
        name = "burnrate"
    return f"{name} (answers questions from public sources; obeys robots.txt)"


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """All settings of fetching. Sizes are in bytes, times in seconds.

    `permits` are the private addresses that may be fetched. `attempt_seconds` bounds one request with its answer,
    `header_seconds` the wait for its first line, and `total_seconds` all attempts for one page with the waits between
    them, though not the wait for one's turn at a busy host. A `Retry-After` or crawl delay beyond its cap is not waited
    for. Public hosts get at most `per_host` requests at once and `least_pause` between two.
    """

    sec_identity: str | None = None
    sec_data_url: str = _DATA_URL
    sec_archives_url: str = _ARCHIVES_URL
    sec_rate: float = 8.0
    permits: tuple[Permit, ...] = ()
    agent: str = field(default_factory=_agent)
    most_bytes: int = 50 * _MEGABYTE
    attempts: int = 3
    connect_seconds: float = 15.0
    header_seconds: float = 30.0
    attempt_seconds: float = 90.0
    total_seconds: float = 180.0
    longest_retry_after: float = 60.0
    longest_crawl_delay: float = 10.0
    per_host: int = 2
    least_pause: float = 0.5
    redirects: int = 8
    ratio: int = 250
    sec_origins: frozenset[Origin] = field(init=False, repr=False)
    all_permits: tuple[Permit, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Work out where the SEC is. Raises `FetchSettingError` for an address of it that cannot be used."""
        origins = {
            _origin("BURNRATE_SEC_DATA_URL", self.sec_data_url),
            _origin("BURNRATE_SEC_ARCHIVES_URL", self.sec_archives_url),
        }
        object.__setattr__(self, "sec_origins", frozenset(origins))
        # A mirror of the SEC's that a setting names may well be private: the setting says so.
        usual = {_origin("", _DATA_URL), _origin("", _ARCHIVES_URL)}
        own = tuple(
            _permit("", f"[{host}]:{port}" if ":" in host else f"{host}:{port}") for _, host, port in origins - usual
        )
        object.__setattr__(self, "all_permits", self.permits + own)

    def is_sec(self, origin: Origin) -> bool:
        """Whether requests there go by the rules of the SEC: where settings say that it is, and its own hosts."""
        return origin in self.sec_origins or origin[1] == "sec.gov" or origin[1].endswith(".sec.gov")

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> FetchSettings:
        """Read the settings from `environ`; what is missing or empty there keeps its default.

        Raises `FetchSettingError`, naming the key and the value, for one that cannot be used.
        """
        plain = cls()
        given = {key: value.strip() for key, value in environ.items() if value.strip()}

        def number(key: str, default: float, least: float, most: float) -> float:
            return _number(key, given[key], least, most) if key in given else default

        def whole(key: str, default: int, least: int, most: int) -> int:
            value = number(key, default, least, most)
            if value != int(value):
                raise FetchSettingError(f"{key} is {given[key]!r}; give a whole number")
            return int(value)

        def text(key: str, check: Callable[[str, str], str], default: str) -> str:
            return check(key, given[key]) if key in given else default

        most_bytes = int(number("BURNRATE_FETCH_MOST_MB", plain.most_bytes / _MEGABYTE, 0.001, 2000) * _MEGABYTE)
        attempt_seconds = number("BURNRATE_FETCH_SECONDS", plain.attempt_seconds, 0.1, 3600)
        return cls(
            sec_identity=text("BURNRATE_SEC_IDENTITY", _identity, "") or None,
            sec_data_url=text("BURNRATE_SEC_DATA_URL", _base, plain.sec_data_url),
            sec_archives_url=text("BURNRATE_SEC_ARCHIVES_URL", _base, plain.sec_archives_url),
            sec_rate=number("BURNRATE_SEC_RATE", plain.sec_rate, 0.1, 10),
            permits=_permits("BURNRATE_FETCH_ALLOW_PRIVATE", given.get("BURNRATE_FETCH_ALLOW_PRIVATE", "")),
            agent=text("BURNRATE_FETCH_AGENT", _header, plain.agent),
            most_bytes=most_bytes,
            attempts=whole("BURNRATE_FETCH_ATTEMPTS", plain.attempts, 1, 10),
            connect_seconds=min(plain.connect_seconds, attempt_seconds),
            header_seconds=min(plain.header_seconds, attempt_seconds),
            attempt_seconds=attempt_seconds,
            total_seconds=number("BURNRATE_FETCH_TOTAL_SECONDS", max(plain.total_seconds, attempt_seconds), 0.1, 7200),
            longest_retry_after=number("BURNRATE_FETCH_RETRY_AFTER", plain.longest_retry_after, 0, 3600),
            per_host=whole("BURNRATE_FETCH_PER_HOST", plain.per_host, 1, 32),
            least_pause=number("BURNRATE_FETCH_PAUSE", plain.least_pause, 0, 600),
        )


def _number(key: str, value: str, least: float, most: float) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not least <= number <= most:
        raise FetchSettingError(f"{key} is {value!r}; give a number from {least:g} to {most:g}")
    return number


def _header(key: str, value: str) -> str:
    if len(value) > 300 or not value.isascii() or not value.isprintable():
        raise FetchSettingError(f"{key} is {value!r}; give up to 300 plain characters in one line")
    return value


def _identity(key: str, value: str) -> str:
    if not re.search(r"\S@\S", _header(key, value)):
        raise FetchSettingError(
            f"{key} is {value!r}; the SEC wants a name and an e-mail address: 'Example Research admin@research.example'"
        )
    return value


def _base(key: str, value: str) -> str:
    _origin(key, value)
    return value.rstrip("/")


def _origin(key: str, value: str) -> Origin:
    try:
        target = Target.parse(value)
    except AddressRefused as error:
        raise FetchSettingError(f"{key} is {value!r}: {error.reason}") from None
    if "?" in value or "#" in value:
        raise FetchSettingError(f"{key} is {value!r}; give the address that others are put behind, without ? or #")
    return target.origin


def _permits(key: str, value: str) -> tuple[Permit, ...]:
    return tuple(_permit(key, entry) for entry in re.split(r"[,\s]+", value) if entry)


def _permit(key: str, entry: str) -> Permit:
    scheme = re.match(r"(https?)://", entry, re.IGNORECASE)
    # Pasted from a browser's address line; it means the port that it goes to there.
    host, port = _split_port(entry[scheme.end() :].removesuffix("/") if scheme is not None else entry)
    if scheme is not None and port is None:
        port = "443" if scheme[1].lower() == "https" else "80"
    problem = f"{key} names {entry!r}; give hosts, addresses or networks, each with a port or without: wiki.example, 10.1.2.0/24, 127.0.0.1:8080, [::1]:8080"
    if port is not None and not (port.isdecimal() and 0 < int(port) < 65536):
        raise FetchSettingError(problem)
    number = None if port is None else int(port)
    try:
        return Permit(network=ipaddress.ip_network(host.strip("[]"), strict=False), port=number)
    except ValueError:
        pass
    name = host.rstrip(".").lower()
    if not _NAME.fullmatch(name) or name.rpartition(".")[2].isdecimal():
        raise FetchSettingError(problem)
    return Permit(host=name, port=number)


def _split_port(entry: str) -> tuple[str, str | None]:
    """A host or network, and a port if one is named. Of a bare IPv6 address no part is a port."""
    if entry.startswith("["):
        inside, _, rest = entry[1:].partition("]")
        network, colon, port = rest.partition(":")
        return inside + network, port if colon else None
    if entry.count(":") == 1:
        host, _, port = entry.partition(":")
        return host, port
    return entry, None
