from __future__ import annotations

import pytest

from bot.coverage import Weights, cover, stem_line, stem_set
from bot.meeting import Meeting
from bot.words import stems

QUESTION = "who is the chief executive of the datacenter firm that bought the turbines"
TEXTS = (
    "Nothing of the kind.",
    "Its CEO acquired two turbines.",
    "The chief executive officer said the purchase of turbine parts, the data center and data centers went well.",
    "Executives of datacent",
    "",
)


def frequency(stem: str) -> int:
    return {"turbin": 2, "chief": 40}.get(stem, 7)


@pytest.mark.parametrize("own", TEXTS)
@pytest.mark.parametrize("outside", TEXTS)
def test_it_says_what_comparing_word_by_word_says(own: str, outside: str) -> None:
    weights = Weights(frequency, 100)
    terms = tuple(dict.fromkeys(stems(QUESTION)))
    meeting = Meeting(terms)
    some = terms[2:9]
    for wanted in (terms, some, ()):
        layers = [(1.0, stem_set(own)), (0.6, stem_set(outside))]
        around = tuple(0.6 * value for value in meeting.of(stem_line(outside)))
        found = meeting.share(wanted, weights).of(meeting.of(stem_line(own)), around)
        assert found == pytest.approx(cover(wanted, layers, weights))


def test_a_piece_with_nothing_in_common_is_told_as_such() -> None:
    meeting = Meeting(stems("turbines of tansy"))
    assert meeting.of(stem_line("Revenue fell in May.")) is meeting.none
    assert meeting.of(stem_line("The turbine stood still.")) == (1.0, 0.0, 0.0)
