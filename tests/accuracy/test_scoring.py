from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.accuracy.scoring import Grade, Total, grade_all, table, totals
from tests.accuracy.split import is_apart, part
from tests.accuracy.support import cites, numbers_supported, quotes_verified
from tests.accuracy.verdicts import Verdict

TEXT = "Loss from operations | (6,355) | (1,561)\nBrightmoor had 1,412 employees\non May 20, 2026."
CITATION = {
    "document_id": "d1",
    "url": "https://www.brightmoor.example/filing/",
    "title": "Brightmoor report for 2025",
    "published": "2026-05-20",
    "quote": "Loss from operations | (6,355) | (1,561)",
}


def stored(citation: Mapping[str, Any]) -> str | None:
    return TEXT if citation["document_id"] == "d1" else None


def answer(text: str, *quotes: str, **more: object) -> dict[str, Any]:
    return {"status": "answered", "answer": text, "citations": [CITATION | {"quote": q} for q in quotes]} | more


def test_quotes_are_compared_white_space_aside() -> None:
    one = answer("", "1,412   employees on\nMay 20", "1,412 employees in May", "")
    assert quotes_verified(one, stored) == (3, 1)
    elsewhere = {"citations": [CITATION | {"document_id": "gone"}]}
    assert quotes_verified(elsewhere, stored) == (1, 0)
    assert quotes_verified({}, stored) == (0, 0)


def test_a_citation_hits_by_its_canonical_url() -> None:
    assert cites(answer("", "x"), ["https://brightmoor.example/filing"])
    assert not cites(answer("", "x"), ["https://brightmoor.example/other"])


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("$6.355 billion in 2025 [1].", (1, 1)),
        ("About $6.4 billion, or $6,355 million.", (2, 2)),
        ("$6.6 billion.", (1, 0)),
        ("$6.4 billion against $1.56 billion, four times as much, with 900 employees.", (4, 2)),
        ("In 2025, as of May 20, 2026.", (0, 0)),
    ],
)
def test_numbers_need_a_quote_whatever_their_scale(text: str, counts: tuple[int, int]) -> None:
    assert numbers_supported(answer(text, CITATION["quote"])) == counts


def test_a_computed_figure_bears_its_number() -> None:
    figure = {"value": "4794000000", "computed": "6,355 - 1,561"}
    assert numbers_supported(answer("$4.8 billion more.", figures=[figure])) == (1, 1)
    assert numbers_supported(answer("$4.8 billion more.", figures=[figure | {"computed": ""}])) == (1, 0)


def test_grades_and_totals() -> None:
    facts = {"loss": {"entity": "Brightmoor", "source_url": CITATION["url"], "value": 6355, "unit": "USD million"}}
    base = {"question": "loss?", "acceptable_variants": [], "fact_ids": ["loss"], "answer_values": ["6355 USD million"]}
    questions = [
        base | {"id": "a", "type": "fact", "expected_behavior": "answer"},
        base | {"id": "b", "type": "fact", "expected_behavior": "answer"},
        base | {"id": "c", "type": "none", "expected_behavior": "abstain", "fact_ids": []},
    ]
    answers = {"a": answer("$6.4 billion [1].", CITATION["quote"]), "c": answer("$1 billion.")}
    grades = grade_all(questions, answers, facts, stored)
    assert grades[0] == Grade("a", "fact", Verdict.CORRECT, 1, 1, 1, 1, 1, 1)
    assert [grade.verdict for grade in grades[1:]] == [Verdict.MISSING, Verdict.WRONG]
    every = totals(grades)
    assert list(every) == ["fact", "none", "all"]
    assert every["all"].rates() == {
        "crag": 0.0,
        "not_wrong": pytest.approx(2 / 3),
        "cited": 1.0,
        "quotes": 1.0,
        "numbers": 0.5,
    }
    shown = table("set", every)
    assert shown.splitlines()[0] == "set"
    assert len({len(line) for line in shown.splitlines()[1:]}) == 1


def test_nothing_to_count_breaks_no_floor() -> None:
    assert Total.of([]).rates() == {"crag": 0.0, "not_wrong": 1.0, "cited": 1.0, "quotes": 1.0, "numbers": 1.0}


def test_the_split_is_by_id_alone() -> None:
    questions = [{"id": f"q{number:03d}"} for number in range(1000)]
    apart, open_part = part(questions, apart=True), part(questions, apart=False)
    assert len(apart) + len(open_part) == 1000
    assert 350 < len(apart) < 450
    assert not is_apart("q001")  # a change of the rule would show questions that were kept apart
