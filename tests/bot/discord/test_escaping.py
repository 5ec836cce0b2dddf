"""Whatever text comes in, nothing of it formats, links or pings."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.discord.escaping import escaped, host_of, link, shortened, size, visible

HOSTILE = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            "@everyone|@here|<@1>|<@!22>|<@&3>|<#4>|<:smile:5>|<a:w:6>|<t:7:R>|</ask:8>|<id:home>|[SEC](https://evil.example)|"
            "https://evil.example|discord.gg/abc|**|__|~~|`|```\n|> |>>> |# |-# |- |1. |\\|\\\\|:smile:|\u202e|\u200b|\u2028|\r|\n|||||"
            "(|)|](|<https://x>|@\u200beveryone|<\u200b@1>".split("|")
        ),
    ),
    max_size=12,
).map("".join)
PINGS = re.compile(r"@(?:everyone|here)|<@[!&]?\d+>|<#\d+>|<a?:\w+:\d+>|<t:\d+|</\w+:\d+>|<id:\w+>")


def unescaped(text: str, mark: str) -> bool:
    """Whether a mark stands in a text without a backslash that keeps it from working."""
    return any(
        (len(text[: m.start()]) - len(text[: m.start()].rstrip("\\"))) % 2 == 0
        for m in re.finditer(re.escape(mark), text)
    )


@given(HOSTILE)
def test_nothing_pings_formats_or_links(text: str) -> None:
    out = escaped(text)
    assert not PINGS.search(re.sub(r"\\(.)", "", out, flags=re.DOTALL))
    for mark in "*_~`|[]<":
        assert not unescaped(out, mark), (mark, out)
    assert not re.search(r"\w://", out)
    assert not re.search(r"(?m)^\s*(?:[#>+-]|\d+[.)]\s)", out)
    assert not re.search(r"(?i)discord\.gg", out)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]", out)


@given(st.text(st.characters(categories=["L", "N", "Zs"]), max_size=60))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert escaped(text) == visible(text).replace("\t", " ")


def test_what_unicode_calls_unseen_is_dropped() -> None:
    unseen = {"Cf", "Cc", "Cs", "Co", "Zl", "Zp"}
    assert visible("".join(c for c in map(chr, range(0x110000)) if unicodedata.category(c) in unseen)) == "\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$6.4 billion, up 12% (2024: $5.7 billion) [1]", r"$6.4 billion, up 12% (2024: $5.7 billion) \[1\]"),
        ("net_loss", r"net\_loss"),
        ("1. first\n2) second", "1\\. first\n2\\) second"),
        ("Form 10-K", "Form 10-K"),
        ("mail me@corp.example", "mail me@\u200bcorp.example"),
        ("see https://a.example/x", r"see https\://a.example/x"),
        ("a\u202eb\u200bc", "abc"),
        ("\\*", r"\\\*"),
    ],
)
def test_examples(text: str, shown: str) -> None:
    assert escaped(text) == shown


@given(HOSTILE, HOSTILE)
def test_a_link_leads_where_it_says(title: str, path: str) -> None:
    shown = link(title, f"https://filings.example/{path}")
    found = re.findall(r"\]\(<([^<>\s]*)>\)", shown)
    assert len(found) <= 1
    assert all(one.startswith("https://filings.example/") for one in found)
    assert "filings.example" in re.sub(r"\(<[^<>\s]*>\)", "", shown) or not found


@pytest.mark.parametrize(
    "title", ["https://sec.gov/x", "sec.gov", "www.sec.gov/filing", "see sec.gov/x now", "SEC://x"]
)
def test_a_title_that_is_an_address_is_no_link(title: str) -> None:
    shown = link(title, "https://evil.example/x")
    assert "[evil.example](<https://evil.example/x>)" in shown
    assert shown.index("[evil") > 0


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://sec.gov/x", "sec.gov"),
        ("https://sec.gov@evil.example/", ""),
        ("https://sec.gov\\@evil.example/", ""),
        ("https://ѕес.gov/", "xn--e1a5cw.gov"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
        ("https://[::1]/", "::1"),
        ("https://a.example:8080/x", "a.example"),
    ],
)
def test_hosts(url: str, host: str) -> None:
    assert host_of(url) == (host if "xn--" not in host else "ѕес.gov".encode("idna").decode())


@given(HOSTILE, st.integers(0, 60))
@example("\n00000@\U00010000\U00010000@@@\n00", 20)
def test_shortened_text_has_room_and_keeps_its_beginning(text: str, room: int) -> None:
    out = shortened(text, room)
    assert size(escaped(out)) <= max(room, 0) or room < 1
    if out != text and out not in {"", "…"}:
        assert out.endswith(" …")
        assert text.startswith(out.removesuffix(" …"))
