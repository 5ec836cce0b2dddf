"""Cards in Block Kit: within every limit, whatever is in them, and nothing that pings, links falsely or is lost."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.card import Action, Button, Card, CardKind, Field, Picture, Quoted, SourceLine, Style
from bot.chat.home import Home
from bot.slack.blocks import brief, laid_out, plain_text
from bot.slack.views import form_view, home_view
from tests.bot.slack import rules

ANSWER = Card(
    CardKind.ANSWER,
    headline="$213.0 million",
    lead="Thornwick's revenue in 2024, by its annual report [1].",
    lines=("Up from $141.7 million a year earlier [1].",),
    quotes=(Quoted("We had revenue of $213.0 million in 2024, up from $141.7 million a year earlier.", 1),),
    sources=(
        SourceLine(
            1, "Form 10-K for 2024", "https://www.sec.example/thwk-10k.htm", "SEC, 3 March 2025 · filing", "Item 7"
        ),
        SourceLine(2, "Is Thornwick overvalued?", "https://blog.example/t", "Blog, 4 May 2025"),
    ),
    footer="As of 10 November 2025",
    buttons=(
        Button(Action.DISAGREEMENTS, "a1", "1 source differs"),
        Button(Action.HELPFUL, "a1", "Helpful", Style.MAIN),
        Button(Action.UNHELPFUL, "a1", "Not right"),
    ),
)

_NASTY = st.sampled_from(
    [
        "<!channel>",
        "<@U1>",
        "<https://evil.example|https://good.example>",
        "@everyone",
        "\u202e",
        "\u200b",
        "\n>",
        "&",
        "*b*",
        "```",
    ]
)
_TEXT = st.one_of(st.text(max_size=200), st.lists(_NASTY | st.text(max_size=20), max_size=12).map("".join))
_LONG = st.one_of(
    _TEXT, st.builds(lambda text, times: text * times, st.text(min_size=1, max_size=20), st.integers(1, 300))
)
_URL = st.one_of(st.just("https://www.news.example/a?b=c&d=<e>"), st.just("https://news.example/x"), _TEXT)
CARDS = st.builds(
    Card,
    kind=st.sampled_from(CardKind),
    headline=_LONG,
    lead=_LONG,
    lines=st.lists(_LONG, max_size=6).map(tuple),
    progress=st.none() | st.floats(-1, 2),
    fields=st.lists(st.builds(Field, _TEXT, _LONG), max_size=14).map(tuple),
    items=st.lists(_LONG, max_size=60).map(tuple),
    picture=st.none() | st.builds(Picture, st.just(b"png"), _LONG),
    quotes=st.lists(st.builds(Quoted, _LONG, st.integers(1, 30)), max_size=20).map(tuple),
    sources=st.lists(st.builds(SourceLine, st.integers(1, 30), _LONG, _URL, _TEXT, _TEXT), max_size=30).map(tuple),
    footer=_LONG,
    buttons=st.lists(
        st.builds(Button, st.sampled_from(Action), st.text("ab1", max_size=60), _TEXT, st.sampled_from(Style)),
        max_size=30,
    ).map(tuple),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CARDS)
def test_every_card_keeps_to_slacks_rules(card: Card) -> None:
    for message in (laid_out(card), laid_out(card, "F1"), brief(card)):
        assert rules.problem(message.blocks) == ""
        assert not rules.too_long(message.blocks)
        assert 0 < len(message.text) <= 4000
        assert not rules.would_ping(message.fields())
        for text, url in rules.would_link(message.fields()):
            host = url.split("/")[2].removeprefix("www.")
            assert host in rules.read(message.fields()) or host == text


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CARDS, max_size=3))
def test_every_home_keeps_to_slacks_rules(cards: list[Card]) -> None:
    view = home_view(Home("burnrate", tuple(cards)))
    assert rules.problem(view["blocks"], view=True) == ""


@given(_LONG, _LONG)
def test_every_form_keeps_to_slacks_rules(title: str, question: str) -> None:
    view = form_view("x", title, question, "{}")
    assert rules.problem(view["blocks"]) == ""
    assert 0 < len(view["title"]["text"]) <= 24


def _kinds(card: Card) -> list[str]:
    return [str(block["type"]) for block in laid_out(card).blocks]


def test_an_answer_leads_with_its_figure_and_ends_with_its_buttons() -> None:
    assert _kinds(ANSWER) == ["header", "rich_text", "rich_text", "rich_text", "rich_text", "context", "actions"]
    lines = rules.read(laid_out(ANSWER).fields()).split("\n")
    assert lines[0] == "$213.0 million"
    assert lines[1].startswith("Thornwick's revenue in 2024")
    assert lines[3].startswith("“We had revenue of $213.0 million")
    assert lines[4] == "1.  Form 10-K for 2024 (sec.example) — SEC, 3 March 2025 · filing · Item 7"
    assert lines[-1] == "As of 10 November 2025"


def test_a_source_is_a_link_to_its_own_address() -> None:
    assert rules.would_link(laid_out(ANSWER).fields())[:2] == [
        ("Form 10-K for 2024", "https://www.sec.example/thwk-10k.htm"),
        ("Is Thornwick overvalued?", "https://blog.example/t"),
    ]


def test_a_title_that_reads_like_another_address_is_no_link() -> None:
    lying = SourceLine(1, "https://sec.gov/real-filing", "https://evil.example/x", "Blog")
    shown = laid_out(Card(CardKind.ANSWER, lead="x [1]", sources=(lying,)))
    assert rules.would_link(shown.fields()) == [("evil.example", "https://evil.example/x")]


def test_a_source_without_an_address_of_the_web_is_named_and_not_linked() -> None:
    for url in ("", "file:///srv/a.html", "javascript:alert(1)", "https://good.example@evil.example/"):
        shown = laid_out(Card(CardKind.ANSWER, lead="x [1]", sources=(SourceLine(1, "Notes", url, "us"),)))
        assert rules.would_link(shown.fields()) == []
        assert "Notes" in rules.read(shown.fields())


def test_a_quote_stays_one_line_in_its_mark() -> None:
    quote = Quoted("one\n>two\r\n\u2028three <!here> *bold*", 3)
    block = laid_out(Card(CardKind.ANSWER, quotes=(quote,))).blocks[0]
    assert block["elements"][0]["type"] == "rich_text_quote"
    assert block["elements"][0]["elements"][0]["text"] == "“one >two three <\u2060!here> *bold*”"


def test_buttons_carry_what_they_act_on_and_are_told_apart() -> None:
    twice = Card(
        CardKind.CLARIFY, lead="Which?", buttons=tuple(Button(Action.ASK, f"r{n}", f"Ask {n}") for n in range(7))
    )
    rows = [block for block in laid_out(twice).blocks if block["type"] == "actions"]
    assert [len(row["elements"]) for row in rows] == [5, 2]
    assert [one["value"] for row in rows for one in row["elements"]] == [f"r{n}" for n in range(7)]
    assert len({one["action_id"] for row in rows for one in row["elements"]}) == 7


def test_a_chart_has_words_for_who_cannot_see_it() -> None:
    card = Card(CardKind.ANSWER, lead="x", picture=Picture(b"png", "Revenue: 2023 141.7, 2024 213.0"))
    image = next(block for block in laid_out(card, "F1").blocks if block["type"] == "image")
    assert image == {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "Revenue: 2023 141.7, 2024 213.0"}
    assert "2024 213.0" in plain_text(card)


@pytest.mark.parametrize(
    ("progress", "bar"), [(0.0, "░" * 20 + " 0%"), (0.5, "█" * 10 + "░" * 10 + " 50%"), (7, "█" * 20 + " 100%")]
)
def test_progress_is_a_bar(progress: float, bar: str) -> None:
    assert bar in rules.read(laid_out(Card(CardKind.PROGRESS, lead="Reading", progress=progress)).fields())


def test_what_is_cut_says_so() -> None:
    many = Card(CardKind.DONE, items=tuple(f"item {n} " + "x" * 100 for n in range(100)))
    assert "… and 70 more" in rules.read(laid_out(many).fields())


def test_plain_words_end_in_no_half_escape() -> None:
    text = plain_text(Card(CardKind.ANSWER, lead="&" * 2000))
    assert len(text) <= 4000
    assert text.rstrip("…").endswith("&amp;")


def test_fields_have_a_line_each_with_the_name_in_bold() -> None:
    card = Card(CardKind.DONE, fields=(Field("Sources", "12"), Field("*Last* refresh", "today")))
    (block,) = laid_out(card).blocks
    elements = block["elements"][0]["elements"]
    assert [(one["text"], one.get("style")) for one in elements] == [
        ("Sources", {"bold": True}), ("  12", None), ("\n", None), ("*Last* refresh", {"bold": True}), ("  today", None),
    ]  # fmt: skip
    assert rules.read(laid_out(card).fields()) == "Sources  12\n*Last* refresh  today"
