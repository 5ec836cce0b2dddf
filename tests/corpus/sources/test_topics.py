from __future__ import annotations

import pytest

from corpus.sources.topics import topic_test


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Why AI pays", True),
        ("AI's bill", True),
        ("AIs are coming", True),
        ("They said ai ai ai", False),
        ("MAIN street", False),
        ("A data-centre in Leeds", True),
        ("Data  Centres boom", True),
        ("metadata centre", False),
        ("GPUs sold out", True),
        ("Nvidia's outlook", True),
        ("NVIDIA", True),
        ("", False),
    ],
)
def test_topics_are_whole_words(text: str, named: bool) -> None:
    assert topic_test(["AI", "GPU", "data centre", "Nvidia"])(text) is named


def test_without_topics_everything_passes() -> None:
    assert topic_test([])("anything")
