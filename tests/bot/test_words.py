"""Words as they are compared: folded, stemmed, with their everyday equivalents."""

from __future__ import annotations

import pytest

from bot.coverage import Weights, cover, stem_set
from bot.paraphrases import paraphrases_of
from bot.words import STOP_WORDS, fold, stem, stems, synonyms_of, tokens


@pytest.mark.parametrize(
    ("text", "folded"), [("Sertão", "sertao"), ("ÉCLAIR’s", "eclair's"), ("Straße", "strasse"), ("", "")]
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("one", "other"), [("invested", "investing"), ("loss", "losses"), ("hires", "hired")])
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_tokens_have_their_place() -> None:
    text = "R&D of v4.5, twice"
    assert [(word, text[start:end]) for word, start, end in tokens(text)] == [
        ("r&d", "R&D"),
        ("of", "of"),
        ("v4.5", "v4.5"),
        ("twice", "twice"),
    ]


def test_stems_of_a_text_are_in_order() -> None:
    assert stems("The hired engineers") == (stem("the"), stem("hired"), stem("engineers"))


@pytest.mark.parametrize(
    ("asked", "written"), [("boss", "ceo"), ("bought", "acquired"), ("staff", "employees"), ("gpus", "chips")]
)
def test_everyday_words_meet_careful_ones(asked: str, written: str) -> None:
    assert stem(written) in synonyms_of(stem(asked))


def test_a_word_without_equivalents_has_none() -> None:
    assert synonyms_of("larkmoor") == frozenset()
    assert stem("boss") not in synonyms_of(stem("boss"))


def test_question_words_carry_no_meaning_and_content_words_do() -> None:
    assert {"what", "how", "pls", "the"} <= STOP_WORDS
    assert not {"auditor", "ceo", "customers", "gpus"} & STOP_WORDS


COUNTS = {stem("revenue"): 90, stem("auditor"): 2}


@pytest.fixture
def weights() -> Weights:
    return Weights(lambda word: COUNTS.get(word, 0), 100)


def test_rare_words_weigh_more_and_unheard_of_ones_most(weights: Weights) -> None:
    common, rare, absent = (weights.of(stem(word)) for word in ("revenue", "auditor", "zeppelin"))
    assert 0 < common < rare < absent
    assert weights.absent(stem("zeppelin"))
    assert not weights.absent(stem("auditor"))


def test_coverage_is_the_share_of_the_weight_spoken_of(weights: Weights) -> None:
    terms = [stem("auditor"), stem("revenue")]
    whole, _ = cover(terms, [(1.0, stem_set("the auditor looked at revenue"))], weights)
    half, _ = cover(terms, [(1.0, stem_set("revenue alone"))], weights)
    none, _ = cover(terms, [(1.0, stem_set("nothing of it"))], weights)
    assert whole == pytest.approx(1.0)
    assert 0 < half < 0.5
    assert none == 0


def test_a_weaker_layer_counts_for_less(weights: Weights) -> None:
    terms = [stem("auditor")]
    own, _ = cover(terms, [(1.0, stem_set("the auditor"))], weights)
    around, _ = cover(terms, [(1.0, stem_set("it")), (0.5, stem_set("the auditor"))], weights)
    assert 0 < around < own


def test_what_only_finds_sentences_is_no_synonym() -> None:
    """A check takes synonyms for the same thing: a loan is not all debt, and what is agreed is not signed."""
    for one, other in (("loan", "debt"), ("sign", "agree"), ("customer", "buyer")):
        assert stem(other) not in synonyms_of(stem(one))
        assert stem(other) in paraphrases_of(stem(one))


def test_what_is_produced_is_no_product() -> None:
    assert stem("production") == stem("produced") != stem("products")
