"""Questions that found nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.gaps import clear, gaps, normalised, record


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("What did  Plinth earn in 2024?", "what did plinth earn in 2024"),
        ("<@U0123> what did Plinth earn in 2024", "what did plinth earn in 2024"),
        ("@anna.b what did Plinth earn in 2024?!", "what did plinth earn in 2024"),
        ("<!channel> ask anna@plinth.example what Plinth earned", "ask what plinth earned"),
        ("see https://plinth.example/a?b=c: how many looms", "see how many looms"),
        ("@here", ""),
    ],
)
def test_what_is_kept_of_a_question(question: str, kept: str) -> None:
    assert normalised(question) == kept


def test_they_are_counted_and_can_be_forgotten(tmp_path: Path) -> None:
    record(tmp_path, ["who leads Plinth?", "How many looms?", "Who leads  plinth"])
    assert [(gap.question, gap.count) for gap in gaps(tmp_path)] == [("who leads plinth", 2), ("how many looms", 1)]
    assert clear(tmp_path) == 2
    assert gaps(tmp_path) == []
    record(tmp_path / "not there", ["who leads Plinth?"])
    assert not (tmp_path / "not there").exists()
