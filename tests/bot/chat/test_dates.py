from __future__ import annotations

from datetime import date

import pytest

from bot.chat.dates import day_in, knows, language_name
from corpus.dates import Month


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "20 May 2026", "May 2026"),
        ("de", "20. Mai 2026", "Mai 2026"),
        ("pt-BR", "20 de maio de 2026", "maio de 2026"),
        ("ja", "2026年5月20日", "2026年5月"),
        ("nonsense", "20 May 2026", "May 2026"),
    ],
)
def test_days_and_months_in_languages(language: str, day: str, month: str) -> None:
    assert day_in(language, date(2026, 5, 20)) == day
    assert day_in(language, Month(2026, 5, 1)) == month


def test_which_languages_are_known() -> None:
    assert [knows(one) for one in ("de", "pt-BR", "pt_BR", "", "xx", "../de", "de;")] == [True, True, True, False, False, False, False]
    assert language_name("de") == "German"
    assert day_in("de", None) == "undated"
