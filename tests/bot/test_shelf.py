from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.shelf import Shelf


def test_what_is_asked_for_together_is_read_together_and_once() -> None:
    read: list[list[int]] = []

    def squares(keys: Sequence[int]) -> dict[int, int]:
        read.append(list(keys))
        return {key: key * key for key in keys if key >= 0}

    shelf = Shelf(squares, 3)
    assert shelf.all([2, 3, 2, -1]) == {2: 4, 3: 9}
    assert shelf(3) == 9
    assert shelf.all(key for key in (3, 4)) == {3: 9, 4: 16}
    assert read == [[2, 3, -1], [4]]
    with pytest.raises(KeyError, match="-1"):
        shelf(-1)


def test_the_oldest_go_when_there_are_too_many() -> None:
    read: list[int] = []

    def same(keys: Sequence[int]) -> dict[int, int]:
        read.extend(keys)
        return {key: key for key in keys}

    shelf = Shelf(same, 2)
    assert shelf.all([1, 2, 3]) == {1: 1, 2: 2, 3: 3}
    assert shelf(3) == 3
    assert shelf(1) == 1
    assert read == [1, 2, 3, 1]


def test_what_is_large_takes_the_place_of_much_that_is_small() -> None:
    read: list[str] = []

    def same(keys: Sequence[str]) -> dict[str, str]:
        read.extend(keys)
        return {key: key for key in keys}

    shelf = Shelf(same, 6, size=len)
    assert shelf.all(["aa", "bb", "cc"]) == {key: key for key in ("aa", "bb", "cc")}
    assert shelf("dddd") == "dddd"
    assert shelf("cc") == "cc"
    assert shelf("aa") == "aa"
    assert shelf("eeeeeeee") == "eeeeeeee"  # more than all else, and yet kept until the next
    assert shelf("eeeeeeee") == "eeeeeeee"
    assert shelf("aa") == "aa"
    assert read == ["aa", "bb", "cc", "dddd", "aa", "eeeeeeee", "aa"]
