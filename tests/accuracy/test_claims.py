"""Whether altered sentences are ever called supported, and how many true ones are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.building import start
from bot.engine import Engine
from bot.library import Library
from tests.accuracy.claims import altered_by_machine, digest_of_claims, outcome, read_claims, tally

pytestmark = pytest.mark.accuracy

_SET = "26beb67806c2fb3c625d3bafc9319b6f9578c76060facb252f54f3dcb717e1f2"
_TRUE_SUPPORTED = 0.9
_ALTERED_CONTRADICTED = 0.6


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder: Path = tmp_path_factory.mktemp("starter")
    start(folder)
    return Engine(Library.open(folder))


def test_the_set_is_the_one_that_the_floors_were_measured_on() -> None:
    sentences = read_claims()
    assert digest_of_claims() == _SET
    assert len(sentences) >= 100
    assert sum(bool(one.altered) for one in sentences) * 3 >= len(sentences)
    assert {one.altered for one in sentences} == {"", "number", "company", "year", "unit", "sign", "basis"}


def test_no_altered_sentence_is_supported(starter: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = [one for one in read_claims() if one.altered and outcome(starter, one.text) in {"supported", "unchecked"}]
    # Of the part kept apart only the number may be seen.
    assert not wrong, [one.text if not one.apart else "one of those kept apart" for one in wrong]


def test_true_sentences_are_supported_and_altered_ones_contradicted(starter: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    for apart in (False, True):
        sentences = [one for one in read_claims() if one.apart is apart]
        found = tally(starter, sentences)
        altered = sum(count for (is_altered, _), count in found.items() if is_altered)
        true = len(sentences) - altered
        with capsys.disabled():
            which = "kept apart" if apart else "open"
            print(f"\nclaims, {which}: {found[False, 'supported']} of {true} true ones supported, {found[True, 'contradicted']} of {altered} altered ones contradicted")  # noqa: T201
        assert found[False, "supported"] >= _TRUE_SUPPORTED * true
        assert found[True, "contradicted"] >= _ALTERED_CONTRADICTED * altered


def test_what_a_machine_alters_in_the_sources_sentences_is_not_supported(starter: Engine) -> None:
    wrong = []
    count: Counter[str] = Counter()
    for kind, text in altered_by_machine(starter.library, step=5, seed=11):
        count[kind] += 1
        if outcome(starter, text) == "supported":
            wrong.append((kind, text))
    assert sum(count.values()) > 200
    assert not wrong
