"""NVIDIA's, Meta's and Alphabet's real filings from EDGAR to the answer: followed, fetched, read, asked about. Slow."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.accuracy.asking import answer_all, share_model
from tests.accuracy.floors import broken, read_floors
from tests.accuracy.following import SOURCES, Followed, following
from tests.accuracy.gate import Measurement
from tests.accuracy.scoring import table
from tests.accuracy.sets import FILINGS, SETS, STANDING, ask, digest

pytestmark = pytest.mark.accuracy

ASKED = {
    "nvidia data center revenue in fiscal 2025": ("nvda-10-k-2025-02-26.html", "115.2 billion|115,186", r"Item (?:7|8|15)\. "),
    "how many employees did nvidia have at the end of fiscal 2025": ("nvda-10-k-2025-02-26.html", "36,000", r"Item 1\. "),
    "nvidia gross margin in the second quarter of fiscal 2026": ("nvda-10-q-2025-08-27.html", "72.4", r"Part I, Item [12]\. "),
    "how many employees did meta have at the end of 2024": ("meta-10-k-2025-01-30.html", "74,067", r"Item 1\. "),
    "what did meta spend on research and development in 2024": ("meta-10-k-2025-01-30.html", "43.9 billion|43,873", r"Item [78]\. "),
    "alphabet google cloud revenue in 2024": ("googl-10-k-2025-02-05.html", "43.2 billion|43,229", r"Item [78]\. "),
    "what was alphabet's capital expenditure in 2024": ("googl-10-k-2025-02-05.html", "52.5 billion|52,535", r"Item [78]\. "),
}
"""Questions with the filing, the figure and the item that answer them."""


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Followed]:
    """The filings after the first refresh of the sources that follow their companies."""
    data_dir = tmp_path_factory.mktemp("filings")
    share_model(data_dir)
    with following(data_dir) as made:
        yield made


def test_the_first_refresh_brings_every_filing(followed: Followed) -> None:
    report = followed.report
    assert {entry["url"] for entry in report["new"]} == set(followed.files)
    assert {kind: report[kind] for kind in ("changed", "unchanged", "retired", "held", "failed")} == {
        kind: [] for kind in ("changed", "unchanged", "retired", "held", "failed")
    }
    assert report["published"]


def test_an_answer_cites_the_item_and_the_section(followed: Followed) -> None:
    questions = [{"id": str(n), "question": text, "asked_on": "2025-11-10"} for n, text in enumerate(ASKED)]
    answers = answer_all(questions, followed.data_dir)
    wrong = []
    for (question, (file, figure, item)), answer in zip(ASKED.items(), answers.values(), strict=True):
        cited: dict[str, str] = next(iter(answer["citations"]), {})
        right = answer["status"] == "answered" and re.search(figure, answer["answer"]) is not None
        if not right or followed.files.get(cited.get("url", "")) != file or not re.match(item, cited.get("section") or "", re.IGNORECASE):
            wrong.append((question, answer["answer"], cited.get("url"), cited.get("section")))
    assert wrong == []


def test_no_floor_is_broken(followed: Followed, capsys: pytest.CaptureFixture[str]) -> None:
    sets = [SETS[name] for name in STANDING if SETS[name].corpus == FILINGS]
    for name, grades in ask(sets, followed.data_dir, followed.files).items():
        questions = SETS[name].questions()
        found = Measurement(name, digest(questions), len(questions), tuple(grades))
        with capsys.disabled():
            print(f"\n{table(found.name, found.totals)}")  # noqa: T201
        assert not broken(name, read_floors().get(name), found.sha256, found.size, found.rates)


def test_a_refresh_without_a_change_fetches_no_body_and_embeds_nothing(followed: Followed) -> None:
    followed.edgar.asked()
    report = followed.refresh()
    asked = followed.edgar.asked()
    assert len(asked) == len(SOURCES)
    assert {(request.status, request.sent) for request in asked} == {(304, 0)}
    assert (report["generation"], report["new"], report["changed"], report["failed"]) == (None, [], [], [])
