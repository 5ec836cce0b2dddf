"""Patterns that are compiled when they are first used match as others do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import bot.engine  # noqa: F401 - for the patterns that a question may need
from index import pattern
from index.pattern import lazy_pattern


def test_it_is_compiled_at_its_first_use() -> None:
    late = lazy_pattern(r"\ba(?P<rest>\w)\b", re.IGNORECASE)
    assert late.pattern == r"\ba(?P<rest>\w)\b"  # of which others are made
    assert "search" not in vars(late)
    found = late.search("an AX")
    assert "search" in vars(late)
    assert found is not None
    assert found["rest"] == "n"
    assert late.sub("", "ax by") == " by"


def test_a_text_without_its_signs_is_not_searched() -> None:
    late = lazy_pattern(r"\b(?:sum|totall?ed) of\b", re.IGNORECASE, signs=("sum", "total"))
    assert late.search("revenue of Acme") is None
    assert not list(late.finditer("revenue of Acme"))
    assert late.sub("-", "revenue of Acme") == "revenue of Acme"
    assert "_compiled" not in vars(late)
    found = late.search("the SUM of both")
    assert found is not None
    assert found.start() == len("the ")
    assert [each.group() for each in late.finditer("sum of, totaled of")] == ["sum of", "totaled of"]
    assert late.sub("-", "Sum of two") == "- two"
    assert late.search("the summit") is None
    assert late.search("sum of", 1) is None


def test_a_text_is_tried_where_a_match_may_begin() -> None:
    late = lazy_pattern(r"\b(?:an? )?(?:sum|total) of (?P<of>\w+)|, who\b", re.IGNORECASE, begins=("a", "sum", "total", ", who"))
    plain = re.compile(late.pattern, re.IGNORECASE)
    for text in ("", "revenue", "A SUM of aſſets, who summed sum of a sum of two totals", "total of total of sum of x", "İ a sum of y"):
        assert [found.span() for found in late.finditer(text)] == [found.span() for found in plain.finditer(text)]
        first, other = late.search(text), plain.search(text)
        assert (first and first["of"]) == (other and other["of"])


def test_every_pattern_can_be_compiled() -> None:
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith(("bot.", "index."))]
    late = [value for module in modules for value in vars(module).values() if isinstance(value, pattern._Pattern | pattern._Signed | pattern._Begun)]
    assert len(late) > 100
    for one in late:
        re.compile(*one._given)


_EARLY = """
import re, sys
import bot.engine
early = [f"{name}: {each}" for name, module in sorted(sys.modules.items()) if name.startswith("bot.")
         for each, value in vars(module).items() if isinstance(value, re.Pattern)]
print(*early, sep="\\n")
"""


def test_what_answers_compiles_no_pattern_before_it_is_used() -> None:
    # In a process of its own: here are modules too that are for something else.
    done = subprocess.run([sys.executable, "-c", _EARLY], stdout=subprocess.PIPE, text=True, check=True, cwd=Path(__file__).resolve().parents[2])
    assert done.stdout.split("\n") == ["", ""]
