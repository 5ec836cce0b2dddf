"""Readiness: whether questions can be answered now, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

__all__ = ["Readiness", "Standing"]


class Standing(Protocol):
    """How a platform stands."""

    @property
    def name(self) -> str:
        """Which one."""

    @property
    def ready(self) -> bool:
        """Whether it is connected."""

    @property
    def problem(self) -> str:
        """Why it is not connected, "" where that is not known."""


@dataclass(slots=True)
class Readiness:
    """What there is to be ready: an index that is loaded, and the platforms that were set up."""

    generation: str | None = None
    preparing: str = "the index is being loaded"
    platforms: tuple[Standing, ...] = field(default=())
    stopping: bool = False

    def reasons(self) -> list[str]:
        """Why it is not ready; none where it is."""
        found = []
        if self.stopping:
            found.append("burnrate is stopping")
        if self.generation is None:
            found.append(self.preparing)
        down = [one for one in self.platforms if not one.ready]
        return found + [f"{one.name} is not connected" + (f": {one.problem}" if one.problem else "") for one in down]

    def to_json(self) -> dict[str, object]:
        """The readiness for programs."""
        reasons = self.reasons()
        return {
            "ready": not reasons, "reasons": reasons, "generation": self.generation,
            "platforms": {one.name: "connected" if one.ready else "not connected" for one in self.platforms},
        }  # fmt: skip
