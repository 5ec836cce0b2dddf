from __future__ import annotations

from pathlib import Path

import pytest

from tests.accuracy.floors import FLOORS, Floor, LowerFloor, broken, read_floors, updated, write_floors
from tests.accuracy.sets import SETS

FLOOR = Floor("abc", 10, {"crag": 0.5, "quotes": 1.0})


def test_a_floor_holds_or_is_named() -> None:
    assert broken("open", FLOOR, "abc", 10, {"crag": 0.5, "quotes": 1.0}) == []
    (said,) = broken("open", FLOOR, "abc", 10, {"crag": 0.4, "quotes": 1.0})
    assert "crag is 0.4000, below its floor of 0.5000" in said


def test_floors_belong_to_one_set() -> None:
    assert "another set" in broken("open", FLOOR, "other", 10, FLOOR.rates)[0]
    assert "another set" in broken("open", FLOOR, "abc", 9, FLOOR.rates)[0]
    assert "no floor" in broken("open", None, "abc", 10, FLOOR.rates)[0]


def test_updating_raises_and_refuses_to_lower() -> None:
    raised = updated("open", FLOOR, "new", 11, {"crag": 0.66666, "quotes": 1.0}, allow_lower=False)
    assert raised == Floor("new", 11, {"crag": 0.666, "quotes": 1.0})
    with pytest.raises(LowerFloor, match=r"crag from 0\.500 to 0\.400"):
        updated("open", FLOOR, "abc", 10, {"crag": 0.4, "quotes": 1.0}, allow_lower=False)
    with pytest.raises(LowerFloor, match="quotes"):
        updated("open", FLOOR, "abc", 10, {"crag": 0.9}, allow_lower=False)
    lowered = updated("open", FLOOR, "abc", 10, {"crag": -0.4, "quotes": 1.0}, allow_lower=True)
    assert lowered.rates["crag"] == -0.4


def test_floors_are_written_and_read(tmp_path: Path) -> None:
    write_floors({"open": FLOOR}, tmp_path / "floors.json")
    assert read_floors(tmp_path / "floors.json") == {"open": FLOOR}
    (tmp_path / "floors.json").write_text('{"open": 1}')
    with pytest.raises(ValueError, match="not a file of floors"):
        read_floors(tmp_path / "floors.json")


def test_every_set_has_a_floor() -> None:
    assert set(read_floors(FLOORS)) == set(SETS)
