"""Fitness: what a figure is, held against what a question asks for."""

from __future__ import annotations

import re

import pytest

from bot.fitness import _behind, _customers_counted, adjusted_wrongly


@pytest.mark.parametrize(
    ("asked", "said", "wrongly"),
    [
        ("acme eps q3 gaap", "Non-GAAP diluted earnings per share of $0.71", True),
        ("acme gaap net income", "Adjusted net income was $5 million", True),
        ("acme eps q3 gaap", "GAAP diluted earnings per share of $0.62", False),
        ("acme eps q3 gaap", "Diluted earnings per share of $0.62, non-GAAP $0.71 and GAAP $0.62", False),
        ("acme non-gaap eps", "Non-GAAP diluted earnings per share of $0.71", False),
        ("acme gaap vs non gaap eps", "Non-GAAP diluted earnings per share of $0.71", False),
        ("acme eps q3", "Non-GAAP diluted earnings per share of $0.71", False),
    ],
)
def test_what_is_asked_by_accounting_rules_is_no_adjusted_number(asked: str, said: str, *, wrongly: bool) -> None:
    assert adjusted_wrongly(asked, said) is wrongly


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("acme's three biggest customers share", "3"),
        ("Our three largest customers together accounted for 71%", "3"),
        ("top 5 customers of acme", "5"),
        ("acme's largest customer", ""),
        ("Customer A accounted for 31%", ""),
    ],
)
def test_how_many_customers_a_share_is_of(words: str, count: str) -> None:
    assert _customers_counted(words) == count


@pytest.mark.parametrize("name", ["Acme", "Acme Cloud", "A", ".ai", "Bolt."])
@pytest.mark.parametrize(
    "text",
    [
        "Acme Widgets revenue", "what did Acme Widgets and Gears sell", "Acme US Widgets & Gears, Acme Parts", "NotAcme Widgets Acme widgets",
        "Acme Acme Cloud Unit", "Acme Cloud Acme Cloud Unit and", "A B Cd A Bc Q", "x.ai Grok and .ai Grok", "Bolt. Next Bolt. It", "", "Acme ", "Acme  Widgets",
    ],
)  # fmt: skip
def test_what_is_written_like_a_name_behind_another_is_what_a_pattern_of_it_would_find(name: str, text: str) -> None:
    pattern = rf"\b{re.escape(name)} (?P<more>(?:[A-Z]{{2,5}} )?[A-Z][a-z]+ ?(?:(?:[A-Z][a-z]+|and|&) ?)*)"
    assert list(_behind(name, text)) == [found["more"] for found in re.finditer(pattern, text)]
