"""Answers as a person reads them at a terminal."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from bot.terminal import progress_bar, show_answer
from tests.bot.conftest import Ask


def shown(ask: Ask, question: str) -> str:
    console = Console(file=StringIO(), width=200, highlight=False)
    show_answer(ask(question), console)
    output = console.file
    assert isinstance(output, StringIO)
    return output.getvalue()


def test_the_answer_then_its_sources_with_quotes(ask: Ask) -> None:
    text = shown(ask, "who is the ceo of ardenmoor")
    assert text.index("Petra Lindqvist") < text.index("North Ledger") < text.rindex("Petra Lindqvist")
    assert "https://northledger.example/ardenmoor" in text
    assert "2 October 2025" in text
    assert "article" in text


def test_marks_are_printed_as_they_are(ask: Ask) -> None:
    assert "[1]" in shown(ask, "thornwick revenue 2024")


def test_without_sources_there_is_only_the_answer(ask: Ask) -> None:
    assert len(shown(ask, "should i buy thornwick stock").strip().splitlines()) == 1


def test_progress_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as tell:
        tell("files", 0, 2)
        tell("files", 2, 2)
        tell("read", 0, 0)
    captured = capsys.readouterr()
    assert not captured.out
    assert "Reading files" in captured.err
