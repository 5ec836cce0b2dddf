"""Cards as messages: within Discord's limits whatever is in them, and in the order a reader wants."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import Any

import discord
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.card import Action, Button, Card, CardKind, Field, Picture, Quoted, SourceLine, Style
from bot.discord.layout import Look, embedded, laid_out
from bot.discord.text import blocks
from tests.bot.discord.server import _check, texts, walk
from tests.bot.discord.test_escaping import HOSTILE, PINGS

LONG = HOSTILE
CARDS = st.builds(
    Card,
    kind=st.sampled_from(CardKind),
    headline=LONG,
    lead=LONG,
    lines=st.lists(LONG, max_size=6).map(tuple),
    progress=st.one_of(st.none(), st.floats(-1, 2, allow_nan=False)),
    fields=st.lists(st.builds(Field, HOSTILE, LONG), max_size=8).map(tuple),
    items=st.lists(LONG, max_size=30).map(tuple),
    picture=st.one_of(st.none(), st.builds(Picture, st.just(b"png"), LONG)),
    quotes=st.lists(st.builds(Quoted, LONG, st.integers(1, 9)), max_size=9).map(tuple),
    sources=st.lists(
        st.builds(
            SourceLine,
            st.integers(1, 9),
            LONG,
            st.one_of(HOSTILE, HOSTILE.map("https://a.example/".__add__)),
            LONG,
            HOSTILE,
        ),
        max_size=12,
    ).map(tuple),
    footer=LONG,
    buttons=st.lists(
        st.builds(Button, st.sampled_from(Action), st.text(max_size=60), LONG, st.sampled_from(Style)), max_size=40
    ).map(tuple),
)


def stretched(card: Card, times: int) -> Card:
    """The card with every text said so many times."""
    return replace(
        card,
        headline=card.headline * times,
        lead=card.lead * times,
        lines=tuple(line * times for line in card.lines),
        items=tuple(item * times for item in card.items),
        quotes=tuple(replace(one, text=one.text * times) for one in card.quotes),
        sources=tuple(replace(one, title=one.title * times, about=one.about * times) for one in card.sources),
        footer=card.footer * times,
        buttons=tuple(replace(one, label=one.label * times) for one in card.buttons),
    )


ANSWER = Card(
    CardKind.ANSWER,
    headline="$213.0 million",
    lead="Thornwick Systems had revenue of $213.0 million in 2024 [1].",
    fields=(Field("As of", "20 February 2025"),),
    picture=Picture(b"png", "Revenue by year: 2022 $88.25 million, 2023 $141.7 million, 2024 $213 million"),
    quotes=(Quoted("We had revenue of $213.0 million in 2024", 1),),
    sources=(
        SourceLine(1, "Form 10-K for 2024", "https://filings.example/10k", "Thornwick, 20 February 2025 · filing"),
    ),
    footer="2 other sources differ",
    buttons=(Button(Action.SOURCES, "a1", "Sources"), Button(Action.UNHELPFUL, "a1", "Not helpful", Style.DANGER)),
)


def payload(look: Look) -> tuple[list[dict[str, Any]], str, list[Any]]:
    view: list[dict[str, Any]] = look.view.to_components() if look.view is not None else []
    return view, look.content or "", [look.embed.to_dict()] if look.embed else []


async def both(card: Card) -> tuple[Look, Look]:
    return laid_out(card), embedded(card)


@settings(max_examples=25, deadline=None)
@given(CARDS, st.sampled_from([1, 1, 3, 40]))
def test_no_card_goes_over_the_limits_or_pings(card: Card, times: int) -> None:
    card = stretched(card, times)
    for look, v2 in zip(asyncio.run(both(card)), (True, False), strict=True):
        components, content, embeds = payload(look)
        _check(components, content, embeds, v2=v2)
        said = texts({"components": components, "content": content, "embeds": embeds})
        assert not PINGS.findall(re.sub(r"\\(.)", "", said, flags=re.DOTALL))
        lead_elsewhere = [
            one for one in re.findall(r"\]\(<(.*?)>\)", said) if not re.fullmatch(r"https://a\.example/[^<>\s]*", one)
        ]
        assert not lead_elsewhere
        for part in walk(components):
            assert len(part.get("label", "x")) in range(1, 81)
            assert len(part.get("description") or "") <= 1024


def test_the_figure_comes_first_then_what_it_is_the_quote_and_the_source() -> None:
    look = asyncio.run(both(ANSWER))[0]
    said = texts({"components": payload(look)[0], "content": "", "embeds": []})
    order = [
        "# $213.0 million",
        "Thornwick Systems had revenue",
        "> “We had revenue",
        "[Form 10-K for 2024](<https://filings.example/10k>)",
        "2 other sources differ",
    ]
    places = [said.index(one) for one in order]
    assert places == sorted(places)
    assert "filings.example · Thornwick, 20 February 2025" in said


def test_the_chart_is_attached_with_its_words() -> None:
    look = asyncio.run(both(ANSWER))[0]
    (gallery,) = [part for part in walk(payload(look)[0]) if part["type"] == 12]
    assert gallery["items"][0]["media"]["url"] == "attachment://chart.png"
    assert gallery["items"][0]["description"].startswith("Revenue by year")
    assert look.files[0].description == gallery["items"][0]["description"]


def test_each_kind_has_its_colour() -> None:
    async def colours() -> set[int]:
        return {payload(laid_out(Card(kind, lead="x")))[0][0]["accent_color"] for kind in CardKind}

    assert len(asyncio.run(colours())) >= 6


def test_what_has_no_room_ends_in_an_ellipsis_and_no_part_is_crowded_out() -> None:
    card = Card(
        CardKind.ANSWER,
        "$1 billion",
        "word " * 2000,
        quotes=(Quoted("quoted " * 200, 1),),
        sources=(SourceLine(1, "A title", "https://a.example/x", "A publisher"),),
    )
    shown = {block.name: block.text for block in blocks(card, 4000)}
    assert shown["headline"] == "# $1 billion"
    assert shown["lead"].endswith(" …")
    assert shown["quotes"].endswith("…” \\[1\\]")
    assert "https://a.example/x" in shown["sources"]


def test_messages_cost_the_library_no_memory() -> None:
    async def finished() -> bool:
        look = laid_out(ANSWER)
        assert isinstance(look.view, discord.ui.LayoutView)
        return look.view.is_finished()

    assert asyncio.run(finished())
