from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corpus.urls import canonical_url
from tests.accuracy.floors import read_floors
from tests.accuracy.sets import DIGESTS, FIXTURES, SETS, SHARED, STARTER, digest

BEHAVIOURS = {"answer", "answer_with_caveat", "correct_premise", "abstain", "refuse", "clarify"}


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


OWN = sorted(name for name, one in SETS.items() if one.questions_file.is_relative_to(FIXTURES))


@pytest.mark.parametrize("name", [n for n in OWN if (SETS[n].questions_file.parent / "pages").exists()])
def test_pages_are_all_listed_and_on_invented_hosts(name: str) -> None:
    folder = SETS[name].questions_file.parent
    listed = rows(folder / "manifest.jsonl")
    assert {str(row["file"]) for row in listed} == {page.name for page in (folder / "pages").iterdir()}
    assert all(str(urlsplit(str(row["url"])).hostname).endswith(".example") for row in listed)


def test_the_digests_of_the_starter_corpus_are_listed_by_their_addresses() -> None:
    listed = {str(row["file"]): str(row["url"]) for row in rows(FIXTURES / STARTER / "manifest.jsonl")}
    shipped = {path.name: re.search(r'^url: "?([^"\n]+)', path.read_text("utf-8"), re.MULTILINE) for path in DIGESTS.glob("*.md")}
    assert listed == {name: canonical_url(found[1]) for name, found in shipped.items() if found is not None}


# Messages name no question: some of these sets are not looked at.
@pytest.mark.parametrize("name", [n for n in OWN if SETS[n].manifest is not None])
def test_questions_are_well_formed(name: str) -> None:
    one = SETS[name]
    assert one.manifest is not None
    if not one.manifest.exists():
        pytest.skip(f"the pages of {name!r} lie in {SHARED.name}/, which is not beside this checkout")
    pages = {row["file"] for row in rows(one.manifest)}
    questions = one.questions()
    assert len({question["id"] for question in questions}) == len(questions)
    for question in questions:
        assert question["expected_behavior"] in BEHAVIOURS
        assert set(question["must_cite"]) <= pages
        assert question["answer_any"]
        for pattern in (*question["answer_any"], *question["answer_none"]):
            re.compile(pattern)


@pytest.mark.parametrize("name", sorted(SETS))
def test_floors_are_pinned_to_the_sets_as_they_are(name: str) -> None:
    one = SETS[name]
    if not one.questions_file.exists():
        pytest.skip(f"the set {name!r} lies in {SHARED.name}/, which is not beside this checkout")
    questions, floor = one.questions(), read_floors()[name]
    same = (digest(questions), len(questions)) == (floor.sha256, floor.size)
    assert same, f"the set {name!r} has changed since its floors were set"


@pytest.mark.parametrize("corpus", sorted({one.corpus for one in SETS.values()}))
def test_no_two_sets_of_a_corpus_share_an_id(corpus: str) -> None:
    # They may be asked in one run, whose answers are told apart by their ids alone.
    seen: dict[str, str] = {}
    for one in SETS.values():
        if one.corpus == corpus and one.questions_file.exists():
            for question in one.questions():
                assert seen.setdefault(str(question["id"]), one.name) == one.name, f"{one.name} and {seen[str(question['id'])]} share an id"
