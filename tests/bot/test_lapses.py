from __future__ import annotations

import pytest

from bot.lapses import lapse_in, without_lapse


@pytest.mark.parametrize(
    ("text", "lapse"),
    [
        ("gw acme picked up within 90 days", "90 day"),
        ("acme run rate 3 months in", "3 month"),
        ("acme users two weeks after the launch", "2 week"),
        ("acme revenue in 9 months 2025", None),
        ("acme notice period of 90 days", None),
        ("acme revenue 2025", None),
    ],
)
def test_a_length_of_time_tells_which_number_is_meant(text: str, lapse: str | None) -> None:
    found = lapse_in(text)
    assert (f"{found.value} {found.unit}" if found else None) == lapse


def test_a_sentence_has_to_say_it_too() -> None:
    assert without_lapse("gw acme added within 90 days", "Acme has 10 gigawatts.")
    assert not without_lapse("gw acme added within 90 days", "Acme added 3 gigawatts in 90 days.")
    assert not without_lapse("gw acme added", "Acme has 10 gigawatts.")
