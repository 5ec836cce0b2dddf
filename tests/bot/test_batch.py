"""Batches of questions as JSON Lines."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.batch import read_batch
from bot.errors import QuestionError
from bot.question import Turn


def test_reads_each_line_in_order_and_leaves_out_blank_ones() -> None:
    rows = list(read_batch(['{"id": "a", "question": "one?"}\n', "\n", '{"question": "two?", "id": 7}\n']))
    assert [(row.id, row.question) for row in rows] == [("a", "one?"), (7, "two?")]


def test_only_the_question_is_needed() -> None:
    (row,) = read_batch(['{"question": "one?"}'])
    assert (row.has_id, row.context, row.asked_on) == (False, (), None)
    (null,) = read_batch(['{"question": "one?", "id": null}'])
    assert null.has_id


def test_context_and_day() -> None:
    turns = [{"role": "user", "text": "revenue?"}, {"role": "bot", "text": "$1"}, "plain"]
    line = json.dumps({"question": "and in 2023?", "asked_on": "2025-11-10", "context": turns})
    (row,) = read_batch([line])
    assert row.asked_on == date(2025, 11, 10)
    assert row.context == (Turn("user", "revenue?"), Turn("bot", "$1"), Turn("user", "plain"))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "not JSON"),
        ("[1]", "needs an object"),
        ('{"id": 3}', '"question"'),
        ('{"question": 3}', '"question"'),
        ('{"question": "q", "context": "x"}', '"context" must be a list'),
        ('{"question": "q", "context": [3]}', '"text"'),
        ('{"question": "q", "asked_on": "yesterday"}', "'yesterday'"),
        ('{"question": "q", "asked_on": 3}', "YYYY-MM-DD"),
    ],
)
def test_a_broken_line_is_named(line: str, says: str) -> None:
    with pytest.raises(QuestionError, match="line 2") as raised:
        list(read_batch(['{"question": "fine?"}', line]))
    assert says in str(raised.value)


def test_lines_before_a_broken_one_are_given_out() -> None:
    rows = read_batch(['{"question": "fine?"}', "broken"])
    assert next(rows).question == "fine?"
