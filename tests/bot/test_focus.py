from __future__ import annotations

import pytest

from bot.focus import asked_for, narrowing


def spans(text: str, *parts: str) -> list[tuple[int, int]]:
    return [(text.index(part), text.index(part) + len(part)) for part in parts]


@pytest.mark.parametrize(
    ("question", "name", "measure", "firm"),
    [
        ("acme automotive revenue", "acme", "revenue", {"automot"}),
        ("acme data centre turnover in 2025", "acme", "turnover", {"data", "center"}),
        ("acme revenue from licensing", "acme", "revenue", {"licens"}),
        ("what does acme charge per seat, revenue wise", "acme", "revenue", {"seat"}),
        ("how much did acme plow into capex", "acme", "capex", set()),
        ("how much cash flow did acme throw off", "acme", "cash flow", set()),
        ("how deep was acme's loss", "acme", "loss", set()),
        ("how has acme's valuation climbed", "acme", "valuation", set()),
        ("how many books are in acme's settlement", "acme", "settlement", {"book"}),
        ("acme's cloud business revenue", "acme", "revenue", {"cloud"}),
        ("acme's cash burn: seen both, which is it", "acme", "cash burn", set()),
        ("is acme's net loss bigger than bolt's", "acme", "net loss", {"bolt"}),
        ("is acme's net loss bigger than bolt's this year?", "acme", "net loss", {"bolt"}),
        ("is acme's net loss bigger than bolt?", "acme", "net loss", {"bolt"}),
        ("acme net loss vs bolt", "acme", "net loss", {"bolt"}),
        ("is acme's net loss bigger than last year's", "acme", "net loss", set()),
        ("was acme's net loss bigger than expected", "acme", "net loss", set()),
        ("acme net loss vs guidance", "acme", "net loss", set()),
    ],
)
def test_only_words_that_narrow_have_to_be_met(question: str, name: str, measure: str, firm: set[str]) -> None:
    assert narrowing(question, spans(question, name), spans(question, measure), frozenset()) == firm


@pytest.mark.parametrize(
    ("question", "name", "measure", "asked"),
    [
        ("what severance are acme staff getting", "acme", "staff", True),
        ("what pace of growth is acme planning", "acme", "growth", False),
        ("what revenue did acme have", "acme", "revenue", False),
        ("how many staff does acme have", "acme", "staff", False),
    ],
)
def test_what_a_question_opens_by_asking_for(question: str, name: str, measure: str, asked: bool) -> None:
    assert asked_for(question, [*spans(question, name), *spans(question, measure)]) is asked
