"""Patterns that are compiled when they are first used match as others do."""

from __future__ import annotations

import re
import sys

import bot.engine  # noqa: F401 - for the patterns that a question may need
from index import pattern
from index.pattern import lazy_pattern


def test_it_is_compiled_at_its_first_use() -> None:
    late = lazy_pattern(r"\ba(?P<rest>\w)\b", re.IGNORECASE)
    assert "search" not in vars(late)
    found = late.search("an AX")
    assert "search" in vars(late)
    assert found is not None
    assert found["rest"] == "n"
    assert late.sub("", "ax by") == " by"
    assert late.pattern == r"\ba(?P<rest>\w)\b"


def test_every_pattern_can_be_compiled() -> None:
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith(("bot.", "index."))]
    late = [value for module in modules for value in vars(module).values() if isinstance(value, pattern._Pattern)]
    assert len(late) > 100
    for one in late:
        re.compile(*one._given)
