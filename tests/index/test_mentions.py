"""Names are found in any text, gathered from documents, and matched in chat without mixing companies up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Revision, SourceType
from index.discovery import discover
from index.entities import Entities
from index.entity_merging import merge
from index.entity_table import EntityTable
from index.mentions import find_mentions


def revision(
    name: str, title: str, kind: SourceType, paragraphs: Sequence[str], publisher: str = "The Ledger"
) -> Revision:
    """A revision with a paragraph a block."""
    blocks: list[Block] = []
    text = ""
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return Revision(
        revision_id=name,
        document_id=name,
        url=f"https://ledger.example/{name}",
        title=title,
        publisher=publisher,
        published=date(2026, 3, 2),
        source_type=kind,
        text=text,
        blocks=tuple(blocks),
        fetched_at=datetime(2026, 3, 3, tzinfo=UTC),
    )


@lru_cache(maxsize=1)
def listed() -> Entities:
    return Entities.load()


@lru_cache(maxsize=1)
def table() -> EntityTable:
    """The names of a small invented corpus."""
    documents = [
        revision(
            "filing",
            "Bramblewick Systems, Inc. Form 10-K",
            SourceType.FILING,
            [
                "BRAMBLEWICK SYSTEMS, INC. (Exact name of registrant as specified in its charter)",
                "Common Stock, $0.001 par value, trading symbol BWK, New York Stock Exchange.",
                "Bramblewick rents machines. Our largest customer, Quillon Labs, PBC, made up 34% of revenue.",
                "The Night Clusters segment doubled. The segment had a profit. Bramblewick said demand grew.",
                "Ottavia Brandreth is our finance chief. We told Ottavia Brandreth so.",
            ],
            "Registrar",
        ),
        revision(
            "article",
            "Quillon burned $3 billion in 2025",
            SourceType.ARTICLE,
            [
                "Quillon Labs burned roughly $3 billion. The money came from lenders, Quillon said.",
                "Pipit, the talking companion made by Saltergate, runs on Curlew 4. People like Pipit.",
                "Bramblewick Systems <BWK.N> is its landlord. Chip developer Copper Treadle raised $75 million.",
            ],
        ),
        revision(
            "round",
            "Treadle extends its round",
            SourceType.ARTICLE,
            [
                "Chip developer Copper Treadle has added $75 million, the company said.",
                "Treadle employs 205 people. We met Treadle.",
            ],
        ),
        revision(
            "survey",
            "Every campus, promised and poured",
            SourceType.ARTICLE,
            ["In Lindmoor nothing stands.", "At Sertão Computação S.A. (B3: SRTA3; NYSE: SRTO) work goes on."],
        ),
    ]
    return merge([discover(each, listed()) for each in documents], listed())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Space Exploration Technologies Corp. said Grok reached X users", ["SpaceX", "Grok", "X"]),
        ("An oracle said so. Oracle agreed. Series X. Meta's capex rose; the meta point", ["Oracle", "Meta"]),
        ("Chip developer Copper Treadle has added $75 million", ["Copper Treadle"]),
        ("Revenue grew. Demand rose in March.", []),
        ("Bramblewick Systems <BWK.N> and a second landlord", ["Bramblewick Systems"]),
        ("It bought Lumenhythe in March", ["Lumenhythe"]),
        ("Saltergate's revenue fell", ["Saltergate"]),
        ("I'm told we've raised it", []),
    ],
)
def test_finds_companies_in_text(text: str, names: list[str]) -> None:
    assert [m.name for m in find_mentions(text, listed())] == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("bramblewik r&d spend in 2024", ["Bramblewick Systems"]),
        ("bwk capex guide", ["Bramblewick Systems"]),
        ("BRAMBLEWICKS BACKLOG", ["Bramblewick Systems"]),
        ("bramblewick's bottom line", ["Bramblewick Systems"]),
        ("headcount at quillon labs?", ["Quillon Labs"]),
        ("is pipits run rate real", ["Pipit"]),
        ("copper treadle worth?", ["Copper Treadle"]),
        ("staff at treadle", ["Copper Treadle"]),
        ("sertao capex", ["Sertão Computação"]),
        ("night clusters revenue", ["Night Clusters"]),
        ("how much does brandreth earn", ["Ottavia Brandreth"]),
        ("xai burn vs openais", ["xAI", "OpenAI"]),
        ("groq valuation", ["Groq"]),
        ("grok users", ["Grok"]),
        ("how much money is that", []),
        ("who put in the extra money", []),
    ],
)
def test_matches_chat(question: str, names: list[str]) -> None:
    assert [m.name for m in table().match(question)] == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("bramblholm systems capex", ["bramblholm systems"]),
        ("midjourneys valuation", ["midjourney"]),
        ("what's Zentrix's revenue in 2025?", ["Zentrix"]),
        ("openai vs zentrix revenue", ["zentrix"]),
        ("together ai funding", ["together ai"]),
        ("bramblewick capex", []),
        ("how much did openai actualy spend last yr, pls", []),
        ("What is the meaning of EBITDA?", []),
        ("", []),
    ],
)
def test_says_whom_it_does_not_know(question: str, names: list[str]) -> None:
    assert table().unknown_names(question) == names


def test_a_strange_name_is_not_taken_for_a_known_one() -> None:
    assert table().match("bramblholm systems capex") == []


def test_ties_parts_to_owners() -> None:
    assert table().lineage("Pipit") == ["Pipit", "Saltergate"]
    assert table().lineage("Night Clusters") == ["Night Clusters", "Bramblewick Systems"]
    assert "Night Clusters" in table().family({"Bramblewick Systems"})


def test_knows_whom_a_document_is_about() -> None:
    assert table().principal("filing") == "Bramblewick Systems"
    assert table().principal("article") == "Quillon Labs"
    assert table().principal("round") == "Copper Treadle"
    assert table().principal("none") == ""
    assert table().documents_about("Copper Treadle") == ["round"]


def test_json_keeps_the_table() -> None:
    kept = table().to_json()
    again = EntityTable.from_json(kept)
    assert again.to_json() == kept
    assert [m.name for m in again.match("bwk sales")] == ["Bramblewick Systems"]
    assert EntityTable.from_json("{}").match("anything") == []
    with pytest.raises(ValueError, match="not an entity table"):
        EntityTable.from_json('{"entries": [{}]}')


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=120)
    | st.lists(st.sampled_from("Quillon's labs BWK X Meta, (NYSE: Ü sertão capex İ . “ pipits".split())).map(" ".join)
)
def test_never_raises_and_spans_are_exact(text: str) -> None:
    for mention in find_mentions(text, listed()):
        assert 0 <= mention.start < mention.end <= len(text)
        if mention.kind.value == "unknown":
            assert text[mention.start : mention.end] == mention.name
    for match in [*table().match(text), *table().find(text)]:
        assert 0 <= match.start < match.end <= len(text)
    table().unknown_names(text)
    merge([discover(revision("any", text, SourceType.PRESS_RELEASE, [text, text]), listed())], listed())
