from __future__ import annotations

import pytest

from bot.library import Library
from bot.question import Question
from bot.understanding import understand
from bot.wanted import Kind, offers, wanted_by
from index.amounts import find_amounts
from tests.bot.conftest import TODAY


def read(question: str, library: Library) -> Question:
    return understand(question, asked_on=TODAY, names=library.names, taxonomy=library.taxonomy)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("who runs ardenmoor", Kind.PERSON),
        ("ardenmoor series b investors", Kind.PERSON),
        ("when does the lease of ardenmoor run out", Kind.DAY),
        ("how long did ardenmoor train it", Kind.DURATION),
        ("how many months of notice does ardenmoor have to give", Kind.DURATION),
        ("how fast did ardenmoor get the hall up", Kind.DURATION),
        ("how much was ardenmoor sold for", Kind.MONEY),
        ("what does a seat cost at ardenmoor", Kind.MONEY),
        ("what slice of ardenmoor is halvard capital holding", Kind.SHARE),
        ("how many engineers has ardenmoor hired", Kind.COUNT),
        ("how many millions went into training it at ardenmoor", Kind.MONEY),
        ("how many millions of users does ardenmoor have", Kind.COUNT),
        ("how much memory is on the ardenmoor board", Kind.NUMBER),
        ("wattage of the ardenmoor card", Kind.NUMBER),
        ("at what inlet temperature does the ardenmoor card shut off", Kind.NUMBER),
        ("ardenmoor extension of june, size", Kind.NUMBER),
        ("why did ardenmoor close its lab", Kind.REASON),
        ("where is ardenmoor based", Kind.PLACE),
        ("which judge heard the case against ardenmoor", Kind.PERSON),
        ("is ardenmoor still hiring", Kind.OPEN),
        ("until when does ardenmoor rent the hall", Kind.DAY),
        ("over how many years does ardenmoor pay it back", Kind.DURATION),
        ("days to bring the ardenmoor hall up", Kind.DURATION),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(library: Library, question: str, kind: Kind) -> None:
    assert wanted_by(read(question, library)).kind is kind


@pytest.mark.parametrize(
    ("question", "quote", "offered"),
    [
        ("who is ardenmoor's finance chief", "Ardenmoor's finance chief spoke on Tuesday.", False),
        ("who is ardenmoor's finance chief", "Ottilie Brandt is Ardenmoor's finance chief.", True),
        ("who runs ardenmoor", "Chief Executive Tobias Renfrew-Brandt told analysts so.", True),
        ("who are ardenmoor's investors", "Meridian Wire reported that Ardenmoor had told investors so.", False),
        ("which judge hears renfrew v. ardenmoor", "The judge struck out Tobias Renfrew's claims against Ardenmoor.", False),
        ("which judge hears renfrew v. ardenmoor", "Judge Ottilie Brandt hears Tobias Renfrew's claims against Ardenmoor.", True),
        ("where is ardenmoor based", "It has offered it since February 2024.", False),
        ("where is ardenmoor based", "Ardenmoor works out of an old cannery in Kelpstone.", True),
        ("when was the fire at ardenmoor", "Ardenmoor said that a fire had halted its plant.", False),
        ("when was the fire at ardenmoor", "The fire at Ardenmoor broke out on November 9, 2025.", True),
        ("how long did ardenmoor train it", "Ardenmoor trained it at Les Tanneries.", False),
        ("how long did ardenmoor train it", "Ardenmoor trained it for nine weeks.", True),
        ("how much was ardenmoor sold for", "Ardenmoor sold", False),
        ("how much was ardenmoor sold for", "Halvard paid $640 million for Ardenmoor.", True),
        ("is it true that ardenmoor was sold for $640 million, how much was it", "Ardenmoor was sold for $640 million.", False),
        ("what percentage does halvard own of ardenmoor", "Halvard owns eleven per cent of Ardenmoor.", True),
    ],
)
def test_a_quote_offers_what_is_wanted_or_not(library: Library, question: str, quote: str, offered: bool) -> None:
    asked = read(question, library)
    assert bool(offers(wanted_by(asked), quote, find_amounts(quote), asked, library.names, library.names_in(quote))) is offered


def test_of_counts_that_of_what_is_asked_for_is_worth_more(library: Library) -> None:
    asked = read("how many engineers does ardenmoor have", library)
    wanted = wanted_by(asked)
    engineers, offices = "It has 310 engineers.", "It has 14 offices."
    assert offers(wanted, engineers, find_amounts(engineers), asked, library.names, ()) == 1.0
    assert 0 < offers(wanted, offices, find_amounts(offices), asked, library.names, ()) < 1.0
    few = "It has three offices."
    assert offers(wanted, few, find_amounts(few), asked, library.names, ()) == 0.0
