from __future__ import annotations

from dataclasses import dataclass, field

from bot.lazily import lazily


@dataclass(frozen=True)
class _Sum:
    parts: tuple[int, ...]
    worked: list[int] = field(default_factory=list, compare=False)

    @lazily
    def whole(self) -> int:
        """All parts together."""
        self.worked.append(1)
        return sum(self.parts)


def test_what_is_asked_for_is_worked_out_once_for_each() -> None:
    one, other = _Sum((1, 2)), _Sum((3,))
    assert (one.whole, one.whole, other.whole) == (3, 3, 3)
    assert (one.worked, other.worked) == ([1], [1])
    assert _Sum.whole.__doc__ == "All parts together."
