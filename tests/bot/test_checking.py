"""Texts checked claim by claim: what is borne out, what is contradicted and by what, and what is no claim."""

from __future__ import annotations

from datetime import date

import pytest

from bot.checked import CheckedClaim, Verdict
from bot.checking import check
from bot.engine import Engine
from tests.bot.conftest import TODAY

_TRUE, _FALSE, _UNKNOWN = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_FOUND


def only(engine: Engine, text: str) -> CheckedClaim:
    checked = check(engine, text, today=TODAY)
    assert len(checked.claims) == 1
    return checked.claims[0]


@pytest.mark.parametrize(
    "text",
    [
        "Thornwick Systems had revenue of $213 million in 2024.",
        "Thornwick's sales reached $213.0 million in 2024.",
        "thornwick made 213m revenue in 2024",
        "Thornwick spent $121.4 million on research and development in 2024.",  # a table's row
        "Thornwick's 2023 operating loss was $71.2 million.",
        "Thornwick lost $61.9 million in 2024.",
        "Thornwick had 1,180 full-time employees at the end of 2024.",
        "Thornwick expects revenue of $320 million to $330 million for 2025.",
        "Ardenmoor AI raised $750 million in March 2025.",
        "Ardenmoor's annualized revenue run rate reached $400 million in September 2025, a person familiar with the matter said.",
        "Petra Lindqvist founded Ardenmoor AI in 2019.",
        "Thornwick's auditor is Brindle & Marsh LLP.",
        "Thornwick's revenue rose in 2024.",
    ],
)
def test_what_a_source_says_is_supported_word_for_word(engine: Engine, text: str) -> None:
    claim = only(engine, text)
    assert claim.verdict is _TRUE, claim.why
    stored = engine.library.text(claim.citations[0].document_id)
    assert all(stored[c.start : c.end] == c.quote for c in claim.citations if c.document_id == claim.citations[0].document_id)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Thornwick had revenue of $231 million in 2024.", "$213.0 million"),  # the number
        ("Thornwick had revenue of $213 billion in 2024.", "$213.0 million"),  # the unit
        ("Thornwick had revenue of €213.0 million in 2024.", "another unit"),
        ("Thornwick had revenue of $213.0 million in 2023.", "another time"),
        ("Ardenmoor AI had revenue of $213.0 million in 2024.", "$96 million"),  # the company
        ("Thornwick had net income of $61.9 million in 2024.", "other sign"),
        ("Thornwick's net loss was $121.4 million in 2024.", "another measure"),
        ("Ardenmoor AI had cash burn of $310 million in 2024.", "another measure"),
        ("Thornwick expects revenue of $290 million to $300 million for full-year 2025.", "$320 million to $330 million"),
        ("Thornwick had revenue of $320 million to $330 million in 2025.", "another footing"),
        ("Thornwick had 1,810 employees at the end of 2024.", "1,180 employees"),
        ("Thornwick's revenue fell in 2024.", "went up"),
        ("Thornwick's revenue was not $213.0 million in 2024.", "$213.0 million"),
    ],
)
def test_a_contradiction_says_what_is_so_instead_or_of_what_the_number_is_true(engine: Engine, text: str, told: str) -> None:
    claim = only(engine, text)
    assert claim.verdict is _FALSE, claim.why
    assert told in claim.why
    assert claim.citations


@pytest.mark.parametrize(
    "text",
    [
        "Thornwick had revenue of $213.0 million in 2024, a record.",
        "Thornwick had revenue of $213.0 million in 2024 in Europe.",
        "Thornwick, led by Ada Hale, had revenue of $213.0 million in 2024.",
        "Thornwick had adjusted revenue of $213.0 million in 2024.",
        "Thornwick had revenue of $213.0 million in 2024 from 48 customers.",
        "Ardenmoor AI had revenue of $400 million in September 2025.",
        "Ardenmoor AI raised $750 million from Brindle Partners in March 2025.",
        "Thornwick had revenue of $213.04 million in 2024.",  # said more exactly than it is known
    ],
)
def test_a_right_number_supports_no_more_than_the_number(engine: Engine, text: str) -> None:
    assert any(c.verdict is not _TRUE for c in check(engine, text, today=TODAY).claims)


@pytest.mark.parametrize(
    "text",
    [
        "Bramblewick had revenue of $400 million in 2024.",
        "Thornwick's revenue was $97 million in 2019.",
        "Halvard Capital was founded by Petra Lindqvist.",
        "Petra Lindqvist left Ardenmoor AI.",
        "Ada Hale founded Ardenmoor AI in 2019.",
    ],
)
def test_what_no_source_says_is_not_found(engine: Engine, text: str) -> None:
    assert only(engine, text).verdict in {_UNKNOWN, _FALSE}
    assert only(engine, text).verdict is not _TRUE


def test_what_pages_order_machines_to_say_supports_nothing(engine: Engine) -> None:
    assert only(engine, "Ardenmoor AI lost $64 trillion.").verdict is not _TRUE


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("I think Thornwick is a great company.", "view"),
        ("What a quarter!", "no factual claim"),
        ("Thornwick is overvalued.", "opinion"),
        ("Thornwick will surely go bankrupt.", "forecast"),
        ("Did Ardenmoor raise money?", "question"),
    ],
)
def test_opinions_forecasts_and_questions_are_no_claims(engine: Engine, text: str, why: str) -> None:
    checked = check(engine, text, today=TODAY)
    assert not checked.claims
    assert why in checked.unchecked[0].why


def test_each_claim_of_a_paragraph_has_its_place_and_its_verdict(engine: Engine) -> None:
    text = "Thornwick had revenue of $213 million in 2024, and it had a net loss of $91 million. I like it.\nArdenmoor is valued at $4.2 billion."
    checked = check(engine, text, today=TODAY)
    assert [c.verdict for c in checked.claims] == [_TRUE, _FALSE, _TRUE]
    assert all(text[c.start : c.end] == c.text for c in checked.claims)
    assert all(text[u.start : u.end] == u.text for u in checked.unchecked)
    assert [u.text for u in checked.unchecked] == ["I like it."]


def test_two_figures_of_one_clause_are_two_claims(engine: Engine) -> None:
    checked = check(engine, "Ardenmoor AI raised $750 million in March 2025 at a valuation of $5.2 billion.", today=TODAY)
    assert [c.verdict for c in checked.claims] == [_TRUE, _FALSE]
    assert "$4.2 billion" in checked.claims[1].why


def test_a_pronoun_stands_for_whom_the_sentence_before_named(engine: Engine) -> None:
    checked = check(engine, "Thornwick reported its year. Revenue was $213.0 million in 2024.", today=TODAY)
    assert checked.claims[-1].verdict is _TRUE


def test_a_weaker_source_does_not_support_what_a_filing_contradicts(engine: Engine) -> None:
    claim = only(engine, "Thornwick had revenue of $230 million in 2024.")
    assert claim.verdict is _FALSE
    assert claim.citations[0].source_type == "filing"


def test_as_of_a_day_only_what_was_published_by_then_counts(engine: Engine) -> None:
    text = "Thornwick expects revenue of $290 million to $300 million for full-year 2025."
    assert check(engine, text, today=TODAY, as_of=date(2025, 9, 1)).claims[0].verdict is _TRUE
    assert check(engine, "Thornwick's revenue was $84.9 million in the third quarter of 2025.", today=TODAY, as_of=date(2025, 9, 1)).claims[0].verdict is _UNKNOWN


def test_the_json_names_claims_figures_citations_and_the_generation(engine: Engine) -> None:
    out = check(engine, "Thornwick had revenue of $231 million in 2024. Nice.", today=TODAY).to_json()
    assert out["generation"] == engine.library.snapshot.id
    assert out["as_of"] == "2025-02-20"
    claims, unchecked = out["claims"], out["unchecked"]
    assert isinstance(claims, list)
    assert isinstance(unchecked, list)
    assert claims[0]["verdict"] == "contradicted"
    assert claims[0]["claimed"] | {"citations": []} == {
        "entity": "Thornwick Systems", "metric": "revenue", "value": "231000000", "unit": "USD", "period": "2024", "basis": "actual", "citations": [],
    }  # fmt: skip
    assert claims[0]["figures"][0]["value"].startswith("213000000")
    assert claims[0]["citations"][0]["quote"]
    assert unchecked[0]["text"] == "Nice."


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "💥", "a" * 5000, "1 2 3 4 5", "$" * 300, "is is is."])
def test_nothing_to_check_breaks_nothing(engine: Engine, text: str) -> None:
    assert not [c for c in check(engine, text, today=TODAY).claims if c.verdict is _TRUE]


def test_what_has_no_full_stop_is_not_read_for_ever(engine: Engine) -> None:
    for text in ("the committee met and the deal of Foo with Bar is big; " * 400, "Thornwick " * 2000, "$5 billion " * 2000, "Thornwick made $5 billion, and " * 600):
        checked = check(engine, text, today=TODAY)
        assert not checked.claims
        assert "too long" in checked.unchecked[0].why


def test_of_a_very_long_text_the_rest_is_named_as_not_checked(engine: Engine) -> None:
    checked = check(engine, "Thornwick had revenue of $213 million in 2024. " * 120, today=TODAY)
    assert len(checked.claims) == 100
    assert {one.why for one in checked.unchecked} == {"more than is checked at once"}
