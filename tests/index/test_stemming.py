"""Stems: past forms of verbs, spellings of both sides of the Atlantic, and words that only look alike."""

from __future__ import annotations

import pytest

from index.stemming import in_present, stem, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [("overtook", "overtakes"), ("lost", "lose"), ("wrote", "writing"), ("struck", "strike"), ("withheld", "withhold"), ("frozen", "freezes"), ("became", "become"), ("center", "centre")],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("found", "founded"), ("loss", "lost"), ("met", "metre"), ("standard", "stood")])
def test_other_words_have_others(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_text_is_put_in_the_present_for_an_index_that_knows_endings_alone() -> None:
    assert in_present("Acme Overtook Bolt, which lost; costly metres stood.") == "Acme overtake Bolt, which lose; costly metres stand."
    assert stems("It overtook Bolt") == stems("it overtakes Bolt")


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("It LOST what it kept; nothing was met.", "It lose what it keep; nothing was meet."),
        ("The method metrics, a lostness and lost_1", "The method metrics, a lostness and lost_1"),
        ("Größe: overtook", "Größe: overtake"),
        ("", ""),
    ],
)
def test_past_forms_that_no_ending_tells_are_put_as_the_verb(text: str, present: str) -> None:
    assert in_present(text) == present
