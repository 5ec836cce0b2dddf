"""Bytes to characters: by byte order mark, by declaration, as UTF-8, and last as Windows-1252."""

from __future__ import annotations

import codecs
import re

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
# As the WHATWG Encoding Standard reads these labels: the web's ISO-8859-1 is Windows-1252.
_READ_AS = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252",
            "us-ascii": "cp1252", "windows-1252": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "utf8": "utf-8",
            "shift_jis": "cp932", "x-sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
            "iso-8859-9": "cp1254", "utf-16": "utf-8"}  # fmt: skip


def decode(data: bytes, *, declared: str | None = None, look: bool = False) -> str:
    """The text of the bytes.

    `declared` is the charset of the transport (HTTP), if any; with `look`, a declaration in the first bytes of an
    HTML or XML file counts too. A declaration that the bytes contradict is passed over: bytes that are valid UTF-8
    and not plain ASCII are UTF-8 whatever they say. Never fails; unreadable bytes become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if (wide := _without_mark(data)) is not None:
        return wide
    try:
        # The end of a multi-byte character is never cut here: the whole file is at hand.
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    labels = [declared] if declared else []
    if look and (found := _DECLARED.search(data[:4096])) is not None:
        labels.append(found[1].decode("ascii"))
    for label in labels:
        name = _READ_AS.get(label.strip().lower(), label.strip().lower())
        try:
            if codecs.lookup(name).name == "utf-8":
                # A few stray bytes in a page that says it is UTF-8, and mostly is.
                text = data.decode("utf-8", "replace")
                stray = text.count("\ufffd")
                if sum(not c.isascii() for c in text) - stray > stray:
                    return text
                continue
            return data.decode(name, "replace" if name == "cp1252" else "strict")
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without a byte order mark shows as a NUL in every other byte of Latin text."""
    head = data[:2000]
    half = len(head) // 2
    if half < 4:
        return None
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if zeros.count(0) > 0.7 * half and head.count(0) < 0.6 * len(head):
            return data.decode(encoding, "replace")
    return None
