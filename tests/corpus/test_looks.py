"""How a line is set is read from its elements and their styles."""

from __future__ import annotations

import lxml.html
import pytest

from corpus.looks import PLAIN, Look, line_look, look_of


@pytest.mark.parametrize(
    ("markup", "look"),
    [
        ("<b>x</b>", Look(bold=True)),
        ("<em>x</em>", Look(italic=True)),
        ("<u>x</u>", Look(underlined=True)),
        ("<center>x</center>", Look(centred=True)),
        ("<p align='center'>x</p>", Look(centred=True)),
        ("<font color='#76b900'>x</font>", Look(colour="#76b900")),
        ("<span style='font-weight:700'>x</span>", Look(bold=True)),
        ("<span style='FONT: bold 10pt Arial'>x</span>", Look(bold=True, size=10.0)),
        ("<span style='font-size:12px;color:#000000'>x</span>", Look(size=9.0)),
        ("<span style='text-decoration:underline;font-style:italic'>x</span>", Look(italic=True, underlined=True)),
        ("<span style='font-size:1.2.3pt'>x</span>", PLAIN),
        ("<span style=';;:;font-size'>x</span>", PLAIN),
        ("<span>x</span>", PLAIN),
    ],
)
def test_looks(markup: str, look: Look) -> None:
    assert look_of(lxml.html.fragment_fromstring(markup), PLAIN) == look


def test_a_look_is_handed_on_and_can_be_undone() -> None:
    bold = Look(bold=True, size=10.0)
    assert look_of(lxml.html.fragment_fromstring("<span style='font-weight:400'>x</span>"), bold) == Look(size=10.0)
    assert look_of(lxml.html.fragment_fromstring("<span style='font-size:150%'>x</span>"), bold).size == 15.0
    assert look_of(lxml.html.fragment_fromstring("<i>x</i>"), bold) == Look(bold=True, italic=True, size=10.0)


def test_a_line_has_the_look_of_nearly_all_its_letters() -> None:
    bold = Look(bold=True, size=10.0)
    assert line_look([("Results of Operations", bold), (" ", PLAIN), (".", PLAIN)]) == bold
    assert not line_look([("Results", bold), (" of our operations in the year", PLAIN)]).bold
    assert line_look([(" ", bold)]) == PLAIN
