"""Voices: copies and attributed rewrites count once; stories of the same event by others count apart."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import date, timedelta

from corpus.dates import Month
from corpus.duplicates import Fingerprint, fingerprint, voices

DAY = date(2031, 3, 2)
STORY = (
    "Larkspur Compute consumed roughly $2.4bn of cash last year, some $600m more than its directors had approved, according to "
    "a 44-page presentation given to prospective lenders in March and seen by the Tidewater Ledger. The laboratory took in "
    "revenue of about $1.3bn, the document says, nearly three times the year before. Even so its outgoings ran ahead, chiefly "
    "because training of its newest models had to be begun a second time in the autumn after a fault was found. Among the items "
    "counted are deposits of about $310m that it handed to two landlords to keep machines in reserve. For the coming year it "
    "told the lenders to expect cash use of between $3.4bn and $3.8bn."
)
REWRITE = (
    "OSTRAVA BAY, March 2 - Larkspur Compute consumed roughly $2.4 billion of cash last year, some $600 million more than its "
    "directors had approved, the Tidewater Ledger reported on Thursday, citing a presentation given to prospective lenders. "
    "The laboratory took in revenue of about $1.3 billion, the newspaper said. A spokesman declined to comment on partial "
    "documents. The wire could not immediately verify the report. Larkspur did not respond to a request sent after hours."
)
RIVAL = (
    "Lenders to Larkspur have been told to expect heavy spending again, two bankers said. The firm went through some $2.4bn "
    "last year and hopes that fresh halls will bring relief. Rivals have raised money at better terms this spring, and one of "
    "them, a person close to its board said, has offered to buy spare machines. None of the bankers would be named in print."
)


def of(text: str, document: str, publisher: str, day: date = DAY, *, copies: bool = True) -> Fingerprint:
    return replace(fingerprint(text), document_id=document, publisher=publisher, published=day, copies=copies)


def test_a_reprint_and_an_attributed_rewrite_have_the_voice_of_the_original() -> None:
    found = voices(
        [
            of(REWRITE, "d1", "Northward Wire"),
            of(STORY, "d2", "The Tidewater Ledger"),
            of(STORY + " All rights reserved.", "d3", "Harbour Post", DAY + timedelta(days=1)),
            of(RIVAL, "d4", "Morning Tally"),
        ]
    )
    assert found == {"d1": "d2", "d2": "d2", "d3": "d2", "d4": "d4"}


def test_a_rewrite_without_credit_keeps_its_own_voice() -> None:
    uncredited = REWRITE.replace("the Tidewater Ledger reported on Thursday, citing", "people said on Thursday, with")
    found = voices([of(uncredited, "d1", "Northward Wire"), of(STORY, "d2", "The Tidewater Ledger")])
    assert found["d1"] == "d1"


def test_filings_are_never_copies() -> None:
    found = voices([of(STORY, "d1", "Registrar", copies=False), of(STORY, "d2", "Registrar", copies=False)])
    assert found == {"d1": "d1", "d2": "d2"}


def test_a_fingerprint_survives_packing() -> None:
    made = of(STORY, "d1", "Ledger")
    assert Fingerprint.unpacked(made.packed(), "d1", publisher="Ledger", published=DAY, copies=True) == made


def test_thousands_of_documents_take_seconds() -> None:
    random.seed(5)
    words = [f"w{n}" for n in range(4000)]
    many = [of(" ".join(random.choices(words, k=120)), f"d{n:05}", "P") for n in range(1500)]  # noqa: S311
    many.append(replace(many[7], document_id="e", published=DAY + timedelta(days=1)))
    started = time.process_time()
    found = voices(many)
    assert found["e"] == "d00007"
    assert time.process_time() - started < 5


def test_a_reprint_dated_by_its_month_alone_is_told_too() -> None:
    month = Month(DAY.year, DAY.month + 1, 1)
    assert voices([of(STORY, "d1", "Ledger"), of(STORY, "d2", "Post", month)]) == {"d1": "d1", "d2": "d1"}
