from __future__ import annotations

import pytest

from bot.idioms import in_plain_words


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("can acme get out of the lease?", "can acme exit the lease?"),
        ("acme's burn back in mid 2025", "acme's burn in mid 2025"),
        ("acme's staff at the close of fiscal 2025", "acme's staff at the end of fiscal 2025"),
        ("acme's price at the close of trading", "acme's price at the close of trading"),
        ("acme's raise acc. to bolt", "acme's raise according to bolt"),
        ("the dollar size of acme's project", "the size of acme's project"),
        ("what will acme plow into capex", "what will acme spend on capex"),
        ("acme's mega round", "acme's round"),
        ("did bolt pull the plug on its app", "did bolt shut down its app"),
        ("what day did acme and bolt pull the plug", "what day did acme and bolt terminate"),
        ("who's the incoming finance chief at acme", "who's the new finance chief at acme"),
        ("how does acme work out its arr", "how does acme calculate its arr"),
        ("who works out of the hull office", "who works out of the hull office"),
        ("Did the judge sign off on it", "Did the judge approve it"),
        ("what did acme get out of the lease", "what did acme get out of the lease"),
        ("who signed off for acme", "who signed off for acme"),
        ("what did acme shell out for bolt", "what did acme pay for bolt"),
        ("who hopped on the venture", "who join the venture"),
        ("when did acme shares first change hands on the exchange", "when did acme shares began trading on the exchange"),
        ("what did bolt shell out to license it", "what did bolt pay to license it"),
        ("how deep in the hole was acme in 2025", "how big a loss was acme in 2025"),
        ("has acme run out of money", "has acme out of cash"),
        ("someone in the channel says acme lost 5 billion in 2024, someone else says nearly 9", "acme lost 5 billion in 2024 or nearly 9"),
        ("my boss says acme burned 6.4bn, another colleague says 9.5bn", "acme burned 6.4bn or 9.5bn"),
        ("acme says it lost 5 billion", "acme says it lost 5 billion"),
    ],
)
def test_idioms_are_put_in_plain_words(said: str, plain: str) -> None:
    assert in_plain_words(said) == plain
