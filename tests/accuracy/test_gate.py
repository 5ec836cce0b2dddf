"""The gate itself, over the whole program. Slow: it builds an index for each corpus and asks every question.

The sets over the real filings are measured in test_filings.py, where a refresh brings those.
"""

from __future__ import annotations

import importlib.util

import pytest

from tests.accuracy.floors import broken, read_floors
from tests.accuracy.gate import main, measure_sets
from tests.accuracy.scoring import table
from tests.accuracy.sets import FILINGS, SETS, STANDING, SetMissing

pytestmark = pytest.mark.accuracy


@pytest.mark.parametrize("corpus", sorted({SETS[name].corpus for name in STANDING} - {FILINGS}))
def test_no_floor_is_broken(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    if importlib.util.find_spec("bot.cli") is None:
        pytest.skip("the command line, which the gate asks through, is not built yet")
    floors = read_floors()
    problems = []
    for found in measure_sets([name for name in STANDING if SETS[name].corpus == corpus]):
        if isinstance(found, SetMissing):
            pytest.skip(str(found))
        with capsys.disabled():  # a run of everything ends with what the answers are worth, floors broken or not
            print(f"\n{table(found.name, found.totals)}")  # noqa: T201
        problems += broken(found.name, floors.get(found.name), found.sha256, found.size, found.rates)
    assert not problems, "\n".join(problems)


def test_what_may_not_be_looked_at_is_measured_by_every_run_only_as_a_part_of_a_larger_set() -> None:
    assert set(STANDING) == {name for name, one in SETS.items() if one.shown} | {"apart"}


def test_lowering_takes_an_update(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--allow-lower"]) == 2
    assert "--update" in capsys.readouterr().err
