import pytest

from index._typo import TypoIndex

WORDS = TypoIndex(["revenue", "valuation", "delivery", "funding", "founding", "café au lait"])


@pytest.mark.parametrize(
    "written",
    ["revenue", "revenu", "revenuee", "revebue", "rveenue", "ervenue", "evenue", "xrevenue", "bevenue"],
)
def test_one_slip_finds_the_word(written: str) -> None:
    assert WORDS.near(written) == {"revenue"}


@pytest.mark.parametrize("written", ["reven", "revbnue2", "rvneeue", "", "unrelated"])
def test_two_slips_do_not(written: str) -> None:
    assert not WORDS.near(written)


def test_letters_beyond_the_alphabet_and_blanks_are_letters_too() -> None:
    assert WORDS.near("caf au lait") == {"café au lait"}
    assert WORDS.near("caféau lait") == {"café au lait"}


def test_a_slip_of_two_words_is_none() -> None:
    assert WORDS.near("fuunding") == {"funding", "founding"}
    assert WORDS.nearest("fuunding") is None


def test_the_first_letter_stays_and_an_ending_makes_another_word() -> None:
    assert WORDS.nearest("ervenue") is None
    assert WORDS.nearest("deliver") is None
    assert WORDS.nearest("delivary") == "delivery"


def test_a_word_longer_than_any_known_is_no_slip_of_one_and_costs_nothing() -> None:
    assert TypoIndex(["revenue"]).near("r" + "e" * 100_000) == set()
