"""Canonical URLs, and the document ids made from them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

__all__ = ["LOCAL", "canonical_url", "document_id", "local_url", "shown_url"]

LOCAL = "local:"
"""Begins the identity of a document that has no address on the web."""

_TRACKING = re.compile(
    r"utm_\w+|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|ref|ref_src|ref_url|referrer|cmpid|"
    r"ncid|icid|ocid|smid|guccounter|guce_referrer\w*|_hsenc|_hsmi|mkt_tok|vero_id|oly_\w+_id|s_cid|at_medium|at_campaign|"
    r"at_custom\d|cmp|sref|sh|spm|__twitter_impression|ito|partner",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """The URL under which a page is known: one spelling for all the addresses that show the same page.

    The scheme and host are lower-cased, and the default port, the fragment, tracking parameters and a trailing
    slash are dropped. Identities that begin with `local:` stay as they are.

    Raises `ValueError` where the address is neither http(s) nor local.
    """
    shown = shown_url(url)
    if shown.startswith(LOCAL):
        return shown
    parts = urlsplit(shown)
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), parts.query, ""))


def shown_url(url: str) -> str:
    """The URL to show and open: as `canonical_url`, but with its trailing slash, which some servers insist on.

    Raises `ValueError` where the address is neither http(s) nor local.
    """
    url = url.strip()
    if url.startswith(LOCAL):
        return url
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"{url!r} is not an http or https address; give the full address of the page")
    host = parts.hostname.lower().rstrip(".")
    try:
        host = host.encode("ascii").decode() if host.isascii() else host.encode("idna").decode("ascii")
        port = parts.port
    except ValueError as error:
        raise ValueError(f"{url!r} has a host or port that cannot be read: {error}") from None
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    path = quote(parts.path, safe="/%:@!$&'()*+,;=-._~")
    path = re.sub(r"%[0-9a-f]{2}", lambda match: match[0].upper(), path, flags=re.IGNORECASE)
    # Blanks at the end are none of an address, with or without a fragment behind them.
    parts = parts._replace(query=parts.query.strip())
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((scheme, host, path, query, ""))


def local_url(path: Path, root: Path | None = None) -> str:
    """The identity of a file without an address: where it lies within its folder, not on which machine.

    So the same file imported again, by itself or with its folder, is the same document.
    """
    inside = path.relative_to(root.parent) if root is not None and path.is_relative_to(root.parent) else None
    if inside is None:
        inside = Path(path.parent.name) / path.name
    return LOCAL + quote(inside.as_posix(), safe="/")


def document_id(url: str) -> str:
    """`d` and 12 hexadecimal digits of the canonical URL's hash. The scheme does not count: http is https."""
    canonical = canonical_url(url)
    key = re.sub(r"^https?://", "", canonical)
    return "d" + hashlib.sha256(key.encode()).hexdigest()[:12]
