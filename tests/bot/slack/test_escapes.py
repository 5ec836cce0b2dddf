"""Slack's escapes, in both directions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.escapes import (
    argument_words,
    clean,
    escaped,
    host_of,
    literal,
    looks_like_address,
    markdown,
    mentions,
    plain_words,
    shortened,
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("<@U0BOT> What was R&amp;D at Thornwick?", "What was R&D at Thornwick?"),
        ("<@U0BOT|burnrate> hello", "hello"),
        ("hello <@U0BOT>", "hello"),
        ("does <@U2|ada> know <@U3>?", "does @ada know ?"),
        ("see <https://a.example/x|the filing>", "see the filing"),
        ("see <https://a.example/x>", "see https://a.example/x"),
        ("mail <mailto:a@b.example|a@b.example>", "mail a@b.example"),
        ("in <#C1|general> and <#C2>", "in #general and"),
        ("<!channel> <!here|here> <!subteam^S1|@team> revenue?", "here @team revenue?"),
        ("<!date^1392734382^{date}|18 Feb 2014>", "18 Feb 2014"),
        ("3 &lt; 4 &amp;&amp; 5 &gt; 4", "3 < 4 && 5 > 4"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("a\u202eb\u200bc\x00", "abc"),
        ("  two\u00a0 words \n and a line ", "two words\nand a line"),
        ("<@U0BOTX> is somebody else", "is somebody else"),
    ],
)
def test_what_was_typed_is_read_without_slacks_escapes(typed: str, words: str) -> None:
    assert plain_words(typed, "U0BOT") == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("watch Thornwick <#C12|general>", ("watch", "Thornwick", "<#C12>")),
        ("add <https://a.example/?a=1&amp;b=2>", ("add", "https://a.example/?a=1&b=2")),
        ("add <https://a.example/|a.example>", ("add", "https://a.example/")),
        ("config for <@U1|ada> <!subteam^S1|@admins>", ("config", "for", "<@U1>", "<!subteam^S1>")),
        ("&lt;@U1&gt;", ("<@U1>",)),
        ("", ()),
    ],
)
def test_a_commands_words_keep_whom_and_where_they_name(typed: str, words: tuple[str, ...]) -> None:
    assert argument_words(typed) == words


def test_a_mention_is_of_the_very_user() -> None:
    assert mentions("hi <@U1> and <@U2|x>", "U2")
    assert not mentions("hi <@U11>", "U1")
    assert not mentions("hi <@>", "")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.news.example/a", "news.example"),
        ("https://good.example@evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("https://evil.example|good.example", ""),
        ("https://x.example/a b", ""),
        ("https://x.example/>", ""),
        ("file:///etc/passwd", ""),
        ("https://exаmple.com/", "xn--exmple-4nf.com"),  # a Cyrillic letter
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_the_host_that_is_shown_is_the_one_that_is_reached(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("words", "yes"),
    [
        ("Read sec.gov/filing", True),
        ("https://a.example", True),
        ("www.a.example for more", True),
        ("Thornwick Systems, Inc. Form 10-K", False),
        ("Revenue of 3.5 million", False),
    ],
)
def test_words_that_read_like_an_address_are_seen(words: str, yes: bool) -> None:
    assert looks_like_address(words) is yes


@given(st.text())
def test_escaped_text_has_no_sign_that_slack_reads(text: str) -> None:
    done = escaped(text)
    assert "<" not in done
    assert ">" not in done
    assert done.count("&") == done.count("&amp;") + done.count("&lt;") + done.count("&gt;")


@given(st.text(alphabet="<>!@#UC1|channelhere \u2060\u200b"))
def test_literal_text_is_the_same_to_the_eye_and_no_mention(text: str) -> None:
    done = literal(text)
    assert not any(mark in done for mark in ("<!", "<@", "<#"))
    assert done.replace("\u2060", "") == clean(text)


@given(st.text(alphabet="ab*_~`[]()#>-+1. \n\\|<&!:"))
def test_markdown_comes_out_as_it_went_in(text: str) -> None:
    done = markdown(text)
    assert "](" not in done
    assert "<" not in done
    for mark in "*_~`|":
        assert done.count(mark) == done.count("\\" + mark)
    for line in done.split("\n"):
        assert not line.lstrip().startswith(("# ", "> ", "- ", "+ "))


@given(st.text(), st.integers(0, 50))
def test_shortened_text_keeps_to_its_length(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most or shortened(text, most) == text
