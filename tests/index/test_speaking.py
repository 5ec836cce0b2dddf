from __future__ import annotations

import pytest

from corpus.document import BlockKind
from index.speaking import is_speaker, with_turns
from tests.index.conftest import Maker


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("Ada Hale", True),
        ("[00:12:40] Ada Hale", True),
        ("Operator", True),
        ("Ada van Hale:", True),
        ("Outlook", False),
        ("Ada Hale said so.", False),
        ("We grew.", False),
    ],
)
def test_a_line_that_only_names_somebody_names_who_speaks(line: str, speaker: bool) -> None:
    assert is_speaker(line) is speaker


def test_who_speaks_heads_no_section(make: Maker) -> None:
    call = make("call", "# Call", "# Ada Hale", "Is it on?", "# Bo Vane", "It is.", "# Ada Hale", "And why? And when?", "# Bo Vane", "Soon.")
    headings = [call.text[b.start : b.end] for b in with_turns(call).blocks if b.kind is BlockKind.HEADING]
    assert headings == ["Call"]


def test_what_comes_back_in_a_report_still_heads_its_sections(make: Maker) -> None:
    report = make("report", "# Acme Cloud", "Sales rose?", "# Gross Profit", "It rose.", "# Acme Cloud", "More? More?", "# Gross Profit", "Gross profit of the cloud rose.")
    assert with_turns(report) is report or [b.kind for b in with_turns(report).blocks].count(BlockKind.HEADING) == 4
