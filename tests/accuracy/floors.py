"""Floors: the rates below which no change may take the answers, pinned to the set they were measured on."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FLOORS", "Floor", "LowerFloor", "broken", "read_floors", "updated", "write_floors"]

FLOORS = Path(__file__).resolve().parent / "floors.json"
_PLACES = 1000
"""Floors are rounded down to a thousandth: finer than one answer of any set, so that rounding breaks none."""


class LowerFloor(ValueError):
    """An update would lower a floor, and nobody said that it may."""


@dataclass(frozen=True, slots=True)
class Floor:
    """The floors of one set: the SHA-256 and size of the set, and the least allowed value of each rate."""

    sha256: str
    size: int
    rates: Mapping[str, float]


def read_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """The floors by set, as the file has them. Raises ValueError where it is not a file of floors."""
    try:
        rows = json.loads(path.read_text("utf-8"))
        return {
            name: Floor(
                str(row["sha256"]), int(row["size"]), {key: float(value) for key, value in row["floors"].items()}
            )
            for name, row in rows.items()
        }
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path.name} is not a file of floors ({error!r}); restore it from the repository") from error


def write_floors(floors: Mapping[str, Floor], path: Path = FLOORS) -> None:
    """Writes the floors, replacing the file whole."""
    rows = {name: {"sha256": f.sha256, "size": f.size, "floors": dict(f.rates)} for name, f in floors.items()}
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(rows, indent=2) + "\n", "utf-8")
    fresh.replace(path)


def broken(name: str, floor: Floor | None, sha256: str, size: int, rates: Mapping[str, float]) -> list[str]:
    """What is wrong with a measurement beside its floor, a sentence each; empty when all is well."""
    if floor is None:
        return [f"{name}: there is no floor; set one with --update"]
    if (floor.sha256, floor.size) != (sha256, size):
        other = f"its floors were measured on another set ({floor.size} questions, {floor.sha256[:12]})"
        return [f"{name}: {other}, this one has {size} ({sha256[:12]}); look at what changed, then use --update"]
    return [
        f"{name}: {rate} is {rates.get(rate, 0.0):.4f}, below its floor of {least:.4f}"
        for rate, least in floor.rates.items()
        if rates.get(rate, 0.0) < least
    ]


def updated(
    name: str, floor: Floor | None, sha256: str, size: int, rates: Mapping[str, float], *, allow_lower: bool
) -> Floor:
    """The floor raised to what was measured. Raises LowerFloor where that would lower one and it is not allowed."""
    measured = {rate: math.floor(value * _PLACES + 1e-9) / _PLACES for rate, value in rates.items()}
    before = floor.rates if floor else {}
    lower = [
        f"{rate} from {least:.3f} to {measured.get(rate, 0.0):.3f}"
        for rate, least in before.items()
        if measured.get(rate, 0.0) < least
    ]
    if lower and not allow_lower:
        raise LowerFloor(f"{name}: this would lower {', '.join(lower)}; if that is meant, say --allow-lower and why")
    return Floor(sha256, size, measured)
