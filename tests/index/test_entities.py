"""The entity list is well-formed and resolves names however they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entities import Entities, EntityListError, plain_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("nvidia's", "NVIDIA"),
        ("NVIDIA Corp.", "NVIDIA"),
        ("openais", "OpenAI"),
        ("Meta Platforms, Inc.", "Meta"),
        ("micrsoft", "Microsoft"),
        ("Anthropc", "Anthropic"),
        ("groq", "Groq"),
        ("grok", "Grok"),
        ("spacex ai segment", "xAI"),
        ("hugging face", "Hugging Face"),
        ("tarnholm", None),
        ("", None),
    ],
)
def test_resolves(written: str, name: str | None) -> None:
    found = Entities.load().resolve(written)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Sertão S.A.", "sertao"),
        ("Acme Labs, Inc.", "acme labs"),
        ("ACME’s", "acme"),
        ("AT&T", "at&t"),
        ("Inc.", "inc"),
    ],
)
def test_plain_names(written: str, plain: str) -> None:
    assert plain_name(written) == plain


def test_relations() -> None:
    listed = Entities.load()
    assert [e.name for e in listed.parents("Grok")] == ["xAI", "SpaceX"]
    assert {"xAI", "Grok", "Starlink"} <= {e.name for e in listed.children("SpaceX")}
    assert listed.parents("nobody") == []


def test_an_admins_list_adds_names(tmp_path: Path) -> None:
    extra = tmp_path / "entities.yaml"
    extra.write_text(
        "- {name: Acme Looms, aliases: [ALM], year_end: [6, 30], cased: [ALM]}\n- {name: Weft, parent: Acme Looms}\n"
    )
    listed = Entities.load(extra)
    found = listed.resolve("acme looms ltd")
    assert found is not None
    assert found.year_end == (6, 30)
    assert [e.name for e in listed.children("Acme Looms")] == ["Weft"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {name: A, colour: red}", "unknown key 'colour'"),
        ("- {name: A, parent: B}", "'B' is not listed"),
        ("- {name: A, parent: B}\n- {name: B, parent: A}", "its own parent"),
        ("- {name: A, year_end: [13, 1]}", "year_end"),
        ("- {name: A, year_end: [x, 1]}", "year_end"),
        ("- {name: A, cased: [B]}", "cased"),
        ("name: A", "must be a list"),
    ],
)
def test_a_bad_list_is_refused(tmp_path: Path, text: str, said: str) -> None:
    extra = tmp_path / "entities.yaml"
    extra.write_text(text)
    with pytest.raises(EntityListError) as caught:
        Entities.load(extra)
    assert said in str(caught.value)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_never_raises(text: str) -> None:
    plain_name(text)
    LISTED.resolve(text)


LISTED = Entities.load()
