"""The caps on reading a file come from the environment, and a wrong one is named."""

from __future__ import annotations

import pytest

from corpus.caps import Caps
from corpus.errors import ReadSettingError
from corpus.worker import Worker


def test_caps_are_read() -> None:
    assert Caps.read({}) == Caps(120.0, 3072)
    assert Caps.read({"BURNRATE_READ_SECONDS": "2.5", "BURNRATE_READ_MEGABYTES": " 900 "}) == Caps(2.5, 900)


@pytest.mark.parametrize("value", ["soon", "-1", "0", "nan", "1e9"])
def test_a_wrong_cap_is_named(value: str) -> None:
    with pytest.raises(ReadSettingError, match="BURNRATE_READ_SECONDS"):
        Caps.read({"BURNRATE_READ_SECONDS": value})


def test_a_reader_takes_them_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BURNRATE_READ_SECONDS", "7")
    with Worker() as usual, Worker(3.0, 800) as told:
        assert (usual.seconds, usual.megabytes) == (7.0, 3072)
        assert (told.seconds, told.megabytes) == (3.0, 800)
