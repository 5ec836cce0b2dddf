"""Limiting: how much one person, one channel and one workspace may ask."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

import limits
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.chat.message import Person, Place
from bot.chat.settings import ChatSettings

__all__ = ["Limits", "Over"]


@dataclass(frozen=True, slots=True)
class Over:
    """Too much was asked: by one person, in a channel or in a workspace; `seconds` is when more may be."""

    scope: str
    seconds: int


class Limits:
    """Counts what is asked, in windows that move with the clock. Counts are gone with the program."""

    def __init__(self, settings: ChatSettings) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        rates = {"person": settings.person_rate, "channel": settings.channel_rate, "workspace": settings.workspace_rate}
        self._rates = {scope: limits.parse_many(rate) for scope, rate in rates.items()}

    def over(self, place: Place, person: Person) -> Over | None:
        """Count a question; where it is too much, which limit says so, and nothing is counted."""
        whose = {
            "person": (place.platform.value, place.workspace, person.id),
            "channel": (place.platform.value, place.workspace, place.channel),
        }
        if place.workspace:
            whose["workspace"] = (place.platform.value, place.workspace, "")
        held = [(scope, rate, names) for scope, names in whose.items() for rate in self._rates[scope]]
        for scope, rate, names in held:
            if not self._limiter.test(rate, scope, *names):
                reset = self._limiter.get_window_stats(rate, scope, *names).reset_time
                return Over(scope, max(1, math.ceil(reset - time.time())))
        for scope, rate, names in held:
            self._limiter.hit(rate, scope, *names)
        return None
