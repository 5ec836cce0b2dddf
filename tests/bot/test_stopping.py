"""A child that is asked to end does, also where the first word of it is lost."""

from __future__ import annotations

import signal

import pytest

from bot.refresh_process import _AGAIN, _Stop, _Stopping


def test_what_is_asked_again_at_once_lets_things_be_put_in_order_and_later_ends_them() -> None:
    now = 100.0
    stopping = _Stopping(lambda: now)
    with pytest.raises(_Stop):
        stopping(signal.SIGTERM, None)
    now += _AGAIN / 2
    stopping(signal.SIGTERM, None)
    now += _AGAIN
    with pytest.raises(_Stop):
        stopping(signal.SIGTERM, None)
