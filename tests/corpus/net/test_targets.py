"""URLs that are plain are taken apart and joined as browsers do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.net.errors import AddressRefused
from corpus.net.targets import LONGEST, Target


@pytest.mark.parametrize(
    ("text", "url", "origin"),
    [
        ("https://News.Example", "https://news.example", ("https", "news.example", 443)),
        ("HTTP://news.example.:80/a?b=c#d", "http://news.example/a?b=c", ("http", "news.example", 80)),
        ("http://news.example:/a", "http://news.example/a", ("http", "news.example", 80)),
        ("http://news.example:8080/", "http://news.example:8080/", ("http", "news.example", 8080)),
        ("https://bücher.example/ä?q=ü", "https://xn--bcher-kva.example/%C3%A4?q=%C3%BC",
         ("https", "xn--bcher-kva.example", 443)),
        ("http://1.2.3.4./", "http://1.2.3.4/", ("http", "1.2.3.4", 80)),
        ("http://[2606:4700:0:0::1111]/", "http://[2606:4700::1111]/", ("http", "2606:4700::1111", 80)),
        ("https://a_b.example/a%2Fb/%41?x=%20+y&z=%C3%A4", "https://a_b.example/a%2Fb/A?x=%20+y&z=%C3%A4",
         ("https", "a_b.example", 443)),
        ("https://news.example/a@b?c=d@e", "https://news.example/a@b?c=d@e", ("https", "news.example", 443)),
        ("https://news.example/?next=\\a", "https://news.example/?next=%5Ca", ("https", "news.example", 443)),
        ("https://3com.example/", "https://3com.example/", ("https", "3com.example", 443)),
    ],
)  # fmt: skip
def test_plain_urls(text: str, url: str, origin: tuple[str, str, int]) -> None:
    target = Target.parse(text)
    assert (str(target.url), target.origin) == (url, origin)
    assert Target.parse(str(target.url)) == target


def test_long_urls_are_refused_in_short() -> None:
    with pytest.raises(AddressRefused) as caught:
        Target.parse("https://news.example/" + "a" * LONGEST)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("b", "https://news.example/x/b"),
        ("/b", "https://news.example/b"),
        ("?q=1", "https://news.example/x/y?q=1"),
        ("../b", "https://news.example/b"),
        ("../../../b", "https://news.example/b"),
        ("./", "https://news.example/x/"),
        ("", "https://news.example/x/y"),
        ("//other.example/b", "https://other.example/b"),
        ("http://other.example/b", "http://other.example/b"),
        (" /a b ", "https://news.example/a%20b"),
        ("/ä", "https://news.example/%C3%A4"),
        ("#part", "https://news.example/x/y"),
    ],
)
def test_redirects_are_joined(location: str, url: str) -> None:
    assert str(Target.parse("https://news.example/x/y").join(location).url).removesuffix("?") == url


@pytest.mark.parametrize(
    "location",
    ["/\\other.example", "\\\\other.example/", "https:other.example", "https:/other.example", "///other.example",
     "//me@other.example/", "mailto:a@b.example", "//127.1/", "https://other.example\r\n/", "//[::1", "\ud800"],
)  # fmt: skip
def test_odd_redirects_are_refused(location: str) -> None:
    with pytest.raises(AddressRefused):
        Target.parse("https://news.example/x/y").join(location)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://news.example/", "//", "http://news.example"]))
def test_whatever_the_text_it_is_plain_or_refused(text: str, before: str) -> None:
    for read in (Target.parse, Target.parse("https://news.example/x").join):
        try:
            target = read(before + text)
        except AddressRefused as refused:
            assert "\n" not in str(refused)  # noqa: PT017
            continue
        assert target.scheme in {"http", "https"}
        assert target.url.raw_host == target.host
        assert target.url.raw_user is None
        assert str(target.url).isascii()
