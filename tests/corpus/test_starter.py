"""The starter corpus: its front matter always, its prose against the facts where they are at hand."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from corpus.document import SourceType
from corpus.markdown import extract_markdown
from corpus.starting import starter_documents
from corpus.urls import document_id
from scripts.check_digests import SOURCE_TYPES, front_matter_problems, main, numbers, problems, read_digest

FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "facts.jsonl"
DIGESTS = sorted(starter_documents().glob("*.md"))

FACT: dict[str, Any] = {
    "id": "quillon-loss-2031",
    "entity": "Quillon Labs",
    "metric": "operating loss",
    "period": "FY2031",
    "value": 6355,
    "unit": "USD million",
    "statement": "Quillon Labs had a loss from operations of $6,355 million in 2031.",
    "note": "Not cash burn, which was $9.5B by September 30, 2031.",
    "source_title": "Quillon Labs annual report",
    "publisher": "Filings",
    "source_url": "https://filings.example/quillon/2031",
    "source_date": "2032-02-03",
    "source_type": "filing",
    "source_quality": "A-primary",
}
FRONT = """---
title: "Quillon Labs annual report"
publisher: "Filings"
url: "https://filings.example/quillon/2031"
published: "2032-02-03"
source_type: filing
digest: true
covers: [quillon-loss-2031]
---
"""
BODY = """
# Quillon's year

Quillon Labs had a loss from operations of $6,355 million (about $6.4 billion) in 2031.
"""


def found(folder: Path, text: str, **changes: object) -> list[str]:
    """What the check says about a digest written up from the one fact, with these changes to the fact."""
    path = folder / "quillon.md"
    path.write_text(text, "utf-8")
    digest = read_digest(path)
    return front_matter_problems(digest) or problems(digest, {str(FACT["id"]): FACT | changes})


def test_there_is_a_starter_corpus() -> None:
    assert len(DIGESTS) >= 100


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_front_matter_is_valid(path: Path) -> None:
    assert front_matter_problems(read_digest(path)) == []


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_front_matter_is_read_as_written(path: Path) -> None:
    meta, read = read_digest(path).meta, extract_markdown(path.read_text("utf-8"))
    assert (read.title, read.publisher, read.url) == (meta["title"], meta["publisher"], meta["url"])
    assert read.source_type == meta["source_type"]
    assert read.digest
    assert (read.published.isoformat() if read.published else "").startswith(meta["published"])
    assert str(meta["covers"][0]) not in read.text


def test_each_source_has_one_digest() -> None:
    ids = [document_id(read_digest(path).meta["url"]) for path in DIGESTS]
    assert len(set(ids)) == len(ids)


def test_each_fact_is_written_up_once() -> None:
    covers = [fact for path in DIGESTS for fact in read_digest(path).meta["covers"]]
    assert len(set(covers)) == len(covers)


def test_source_types_are_those_of_documents() -> None:
    assert set(SourceType) == SOURCE_TYPES


def test_the_starter_corpus_agrees_with_the_facts(capsys: pytest.CaptureFixture[str]) -> None:
    if not FACTS.is_file():
        pytest.skip("the facts the digests were written from are not part of the project")
    assert main(["--facts", str(FACTS)]) == 0, capsys.readouterr().out


def test_a_faithful_digest_passes(tmp_path: Path) -> None:
    assert found(tmp_path, FRONT + BODY) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (BODY.replace("6,355", "6,365"), "the number '6,365 million' is in no covered fact"),
        (BODY.replace("6.4 billion", "6.3 billion"), "the number '6.3 billion' is in no covered fact"),
        (BODY.replace("$6,355 million (about $6.4 billion)", "$6.4 billion"), "does not state 6355 USD million"),
        (BODY.replace("6,355 million", "6,355 billion"), "the number '6,355 billion' is in no covered fact"),
        (BODY.replace("2031", "2030"), "the number '2030' is in no covered fact"),
        (BODY + "It burned $9.5 billion by September 29, 2031.\n", "the date September 29, 2031 is in no covered fact"),
        (BODY + "\n# Again\n", "more than one headline"),
        (BODY.replace("# ", ""), "must begin with a headline"),
    ],
)
def test_unfaithful_prose_is_told(tmp_path: Path, body: str, problem: str) -> None:
    assert any(problem in line for line in found(tmp_path, FRONT + body))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"2032-02-03"', '"2032-02-04"', "is not the source's date"),
        ('"2032-02-03"', "2032-02-03", "must be text"),
        ('"2032-02-03"', '"2032-13"', "is not YYYY-MM-DD"),
        ('"2032-02-03"', '"2032"', "is not YYYY-MM-DD"),
        ('"2032-02-03"', '""', "is not the source's date"),
        ("annual report", "letter", "is not the source's"),
        ('publisher: "Filings"', 'publisher: "Papers"', "is not the source's"),
        ("quillon/2031", "quillon/2032", "is not that of any fact it covers"),
        ("https://", "gopher://", "is not an http or https address"),
        ("source_type: filing", "source_type: rumour", "is not one of"),
        ("digest: true", "digest: false", "digest must be true"),
        ("quillon-loss-2031", "quillon-loss-2030", "is not among the facts"),
        ("digest: true\n", "", "its keys are"),
    ],
)
def test_a_wrong_identity_is_told(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert any(problem in line for line in found(tmp_path, FRONT.replace(old, new) + BODY))


def test_a_fact_known_to_be_wrong_is_told(tmp_path: Path) -> None:
    assert any("known to be wrong" in line for line in found(tmp_path, FRONT + BODY, source_quality="D-known-wrong"))


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("115-135", "USD billion", "guided to $115 billion to $135 billion"),
        ("15 / 75", "USD per million input / output tokens", "costs $15 per million in and $75 per million out"),
        (1250, "USD million per month", "pays $1.25 billion a month"),
        ("2026-02-02", "date", "closed on February 2, 2026"),
        ("terminated", "status", "was terminated"),
        (-122, "percent", "had a margin of negative 122%"),
    ],
)
def test_values_are_found_as_prose_says_them(tmp_path: Path, value: str | int, unit: str, said: str) -> None:
    body = f"\n# Quillon\n\nQuillon {said}.\n"
    assert found(tmp_path, FRONT + body, value=value, unit=unit) == []
    assert found(tmp_path, FRONT + "\n# Quillon\n\nQuillon said nothing.\n", value=value, unit=unit) != []


def test_numbers_carry_their_scale() -> None:
    text = "$115-135 billion, 1,364,676 thousand, $40B, 6 gigawatts, an S-1 on May 20, 2026, an H100"
    assert [(number.value, number.letter) for number in numbers(text)] == [
        (Decimal(115_000_000_000), ""),
        (Decimal(135_000_000_000), ""),
        (Decimal(1_364_676_000), ""),
        (Decimal(40_000_000_000), ""),
        (Decimal(6), ""),
        (Decimal(100), "H"),
    ]


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = tmp_path / "facts.jsonl"
    facts.write_text(json.dumps(FACT) + "\n", "utf-8")
    assert main(["--digests", str(tmp_path), "--facts", str(facts)]) == 2
    (tmp_path / "quillon.md").write_text(FRONT + BODY, "utf-8")
    assert main(["--digests", str(tmp_path), "--facts", str(facts)]) == 0
    (tmp_path / "plain.md").write_text("no front matter\n", "utf-8")
    assert main(["--digests", str(tmp_path), "--facts", str(facts)]) == 1
    output = capsys.readouterr().out
    assert "plain.md: has no front matter" in output
    assert "2 digests checked (against 1 facts), 1 with problems" in output
