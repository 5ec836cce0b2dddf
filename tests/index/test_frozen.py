"""Records made fast are the same as those made with their guards."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from index.amount import Amount
from index.figure import Figure
from index.frozen import maker
from index.records import DocumentMeta, Passage
from index.search import Hit


@dataclass(frozen=True, slots=True)
class _Pair:
    one: int
    other: tuple[int, ...]
    note: str = field(default="", compare=False)


def test_what_is_made_fast_is_the_same_as_what_is_made_with_its_guard() -> None:
    slow, fast = _Pair(1, (2, 3), "so"), maker(_Pair)(1, (2, 3), "so")
    assert type(fast) is _Pair
    assert fast == slow
    assert (hash(fast), repr(fast), fast.note) == (hash(slow), repr(slow), slow.note)
    assert replace(fast, one=4) == _Pair(4, (2, 3))
    assert pickle.loads(pickle.dumps(fast)) == slow  # noqa: S301 - made just above


def test_what_is_made_fast_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        maker(_Pair)(1, (), "").one = 2  # type: ignore[misc]  # that it is refused is what is tested


def test_it_takes_all_fields() -> None:
    with pytest.raises(TypeError, match="note"):
        maker(_Pair)(1, ())


@pytest.mark.parametrize("made", [Amount, DocumentMeta, Figure, Hit, Passage])
def test_each_record_that_is_made_fast_has_its_fields_in_their_order(made: type) -> None:
    names = [one.name for one in fields(made)]
    one = maker(made)(*names)
    assert [getattr(one, name) for name in names] == names
