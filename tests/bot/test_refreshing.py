"""Refreshes from end to end, on a made-up web."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.building import store_path
from bot.deciding import discard_documents, discard_held, publish_documents, publish_held, roll_back
from bot.engine import Engine
from bot.errors import GoldenError, RefreshError
from bot.holding import pending
from bot.library import Library
from corpus.audit import deeds
from corpus.errors import CatalogError, CorpusBusy
from corpus.exclusion import exclusively, holder
from corpus.seen import seen
from corpus.store import Store
from corpus.taking import GRACE
from corpus.withheld import withheld
from index.generation import current_id, generations, open_current
from tests.bot.following import ANNA, Web, follow, page, story

VERRIN = "https://ledger.example/verrin"
ARDEN = "https://ledger.example/arden"
GOLDEN = '- question: verrin labs revenue 2024\n  value: "12000000"\n  unit: USD\n'


@pytest.fixture
def data_dir(new_data_dir: Callable[[], Path]) -> Path:
    made = new_data_dir()
    follow(made, verrin=VERRIN, arden=ARDEN)
    return made


@pytest.fixture
def web() -> Web:
    return Web({VERRIN: story(12), ARDEN: story(40, "Ardenmoor")})


def ask(data_dir: Path, question: str = "verrin labs revenue 2024") -> Answer:
    library = Library.open(data_dir)
    with library.snapshot:
        return Engine(library).ask(question, today=date(2025, 11, 10))


def value(data_dir: Path, question: str = "verrin labs revenue 2024") -> Decimal | None:
    figures = ask(data_dir, question).figures
    return figures[0].amount.value if figures else None


def outcomes(web: Web, data_dir: Path, *names: str) -> dict[str, list[str]]:
    report = web.refresh(data_dir, *(names or ("verrin", "arden")))
    return {kind: [e.source for e in entries] for kind, entries in report.lists().items() if entries}


def test_new_unchanged_and_changed(data_dir: Path, web: Web) -> None:
    assert outcomes(web, data_dir) == {"new": ["verrin", "arden"]}
    assert value(data_dir) == 12_000_000
    first = current_id(data_dir)

    sent = web.sent
    assert outcomes(web, data_dir) == {"unchanged": ["verrin", "arden"]}
    assert (web.sent, current_id(data_dir)) == (sent, first)

    web.pages[VERRIN] = story(13)
    report = web.refresh(data_dir, "verrin", "arden")
    assert [e.source for e in report.lists()["changed"]] == ["verrin"]
    assert (report.published, report.generation) == (True, current_id(data_dir))
    assert value(data_dir) == 13_000_000
    assert value(data_dir, "ardenmoor revenue 2024") == 40_000_000


def test_a_bad_source_stops_no_other_and_is_tried_again(data_dir: Path, web: Web) -> None:
    web.pages[ARDEN] = 0
    report = web.refresh(data_dir, "verrin", "arden")
    assert [e.source for e in report.lists()["new"]] == ["verrin"]
    (failed,) = report.lists()["failed"]
    assert (failed.source, failed.whole) == ("arden", True)
    assert "mistake" in failed.reason
    assert not report.nothing_read
    web.pages[ARDEN] = 503
    assert web.refresh(data_dir, "arden").nothing_read


def test_a_page_that_is_gone_is_retired_after_a_grace_period_and_comes_back(
    data_dir: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes(web, data_dir)
    was, web.pages[ARDEN] = web.pages[ARDEN], 404
    report = web.refresh(data_dir, "arden")
    (waiting,) = report.lists()["failed"]
    assert "404" in waiting.reason
    assert "retired on" in waiting.reason
    assert value(data_dir, "ardenmoor revenue 2024") == 40_000_000

    with seen(data_dir) as sightings:
        sightings.found(ARDEN)
        sightings.miss(ARDEN, 404, datetime.now(UTC) - GRACE - timedelta(minutes=1))
    report = web.refresh(data_dir, "arden")
    assert [e.url for e in report.lists()["retired"]] == [ARDEN]
    assert value(data_dir, "ardenmoor revenue 2024") is None
    assert outcomes(web, data_dir, "arden") == {"unchanged": ["arden"]}

    web.pages[ARDEN] = was
    assert outcomes(web, data_dir, "arden") == {"new": ["arden"]}
    assert value(data_dir, "ardenmoor revenue 2024") == 40_000_000


WALL = page("Verrin Labs reports its results", "Subscribe to continue reading.", "Already a subscriber? Sign in.")


def test_a_wall_does_not_overwrite_good_text_before_someone_decides(data_dir: Path, web: Web) -> None:
    outcomes(web, data_dir)
    web.pages[VERRIN] = WALL
    report = web.refresh(data_dir, "verrin")
    (held,) = report.lists()["held"]
    assert "wall" in held.reason
    assert report.generation is None
    assert value(data_dir) == 12_000_000
    # It is still held when the server says that it is as it was.
    assert outcomes(web, data_dir, "verrin") == {"held": ["verrin"]}

    discard_documents(data_dir, ANNA, [held.document_id])
    assert outcomes(web, data_dir, "verrin") == {"unchanged": ["verrin"]}
    web.pages[VERRIN] = story(14)
    assert outcomes(web, data_dir, "verrin") == {"changed": ["verrin"]}
    assert value(data_dir) == 14_000_000


def test_a_held_document_can_be_taken_all_the_same(data_dir: Path, web: Web) -> None:
    outcomes(web, data_dir)
    web.pages[VERRIN] = page("Verrin Labs reports its results", "Revenue at Verrin Labs was $15 million in 2024.")
    report = web.refresh(data_dir, "verrin")
    (held,) = report.lists()["held"]
    assert "shrank" in held.reason
    decided = publish_documents(data_dir, ANNA, [held.document_id])
    assert decided.serving == current_id(data_dir)
    assert value(data_dir) == 15_000_000
    assert outcomes(web, data_dir, "verrin") == {"unchanged": ["verrin"]}
    with withheld(data_dir) as kept:
        assert kept.all() == []


def test_a_golden_answer_that_breaks_holds_the_generation(data_dir: Path, web: Web) -> None:
    outcomes(web, data_dir)
    given = ask(data_dir)
    (data_dir / "golden.yaml").write_text(GOLDEN, encoding="utf-8")
    serving = current_id(data_dir)
    web.pages[VERRIN] = story(13)
    report = web.refresh(data_dir, "verrin", "arden")
    assert (report.published, report.waiting) == (False, report.generation)
    (golden,) = report.golden
    assert golden["verdict"] == "broken"
    assert "$12 million" in golden["before"]["answer"]
    assert "$13 million" in golden["after"]["answer"]
    assert golden["after"]["citations"][0]["url"] == VERRIN
    assert current_id(data_dir) == serving
    assert value(data_dir) == 12_000_000
    # The store is as what is served, so that nothing else that is built brings the text back.
    with Store(store_path(data_dir)) as store, open_current(data_dir) as snapshot:
        assert store.current_ids() == [(d.document_id, d.revision_id) for d in snapshot.documents()]
        assert store.revision(given.citations[0].revision_id).text

    # It stays held, and nothing is built anew, as long as nothing changes.
    kept = [info.id for info in generations(data_dir)]
    report = web.refresh(data_dir, "verrin", "arden")
    assert [e.source for e in report.lists()["held"]] == ["verrin"]
    assert (report.generation, report.waiting) == (None, kept[0])
    assert [info.id for info in generations(data_dir)] == kept


def broken(data_dir: Path, web: Web, millions: int = 13) -> None:
    outcomes(web, data_dir)
    (data_dir / "golden.yaml").write_text(GOLDEN, encoding="utf-8")
    web.pages[VERRIN] = story(millions)
    assert web.refresh(data_dir, "verrin").waiting


def test_publish(data_dir: Path, web: Web) -> None:
    broken(data_dir, web)
    held = pending(data_dir)
    assert held is not None
    publish_held(data_dir, ANNA)
    assert current_id(data_dir) == held.generation
    assert value(data_dir) == 13_000_000
    assert pending(data_dir) is None
    assert outcomes(web, data_dir, "verrin") == {"unchanged": ["verrin"]}
    with pytest.raises(RefreshError, match="nothing is held"):
        publish_held(data_dir, ANNA)


def test_publish_after_something_else_was_published(data_dir: Path, web: Web) -> None:
    broken(data_dir, web)
    web.pages[ARDEN] = story(41, "Ardenmoor")
    assert web.refresh(data_dir, "arden").published
    publish_held(data_dir, ANNA)
    assert value(data_dir) == 13_000_000
    assert value(data_dir, "ardenmoor revenue 2024") == 41_000_000


def test_discard(data_dir: Path, web: Web) -> None:
    broken(data_dir, web)
    given = ask(data_dir)
    discard_held(data_dir, ANNA)
    assert value(data_dir) == 12_000_000
    web.pages[ARDEN] = story(41, "Ardenmoor")
    # The next build does not bring it back, though the page still says so, with or without validators.
    assert outcomes(web, data_dir) == {"changed": ["arden"], "unchanged": ["verrin"]}
    assert value(data_dir) == 12_000_000
    with Store(store_path(data_dir)) as store:
        cited = given.citations[0]
        assert store.revision(cited.revision_id).text[cited.start : cited.end] == cited.quote
    web.pages[VERRIN] = story(12) + " "
    assert outcomes(web, data_dir, "verrin") == {"unchanged": ["verrin"]}
    web.pages[VERRIN] = story(13)
    assert outcomes(web, data_dir, "verrin") == {"unchanged": ["verrin"]}
    web.pages[VERRIN] = story(14)
    assert web.refresh(data_dir, "verrin").waiting


def test_rollback(data_dir: Path, web: Web) -> None:
    outcomes(web, data_dir)
    first = current_id(data_dir)
    web.pages[VERRIN] = story(13)
    outcomes(web, data_dir)
    given = ask(data_dir)
    second = current_id(data_dir)
    decided = roll_back(data_dir, ANNA)
    assert decided.serving == first == current_id(data_dir)
    assert value(data_dir) == 12_000_000
    with Store(store_path(data_dir)) as store:
        cited = given.citations[0]
        assert store.revision(cited.revision_id).text[cited.start : cited.end] == cited.quote
    # The next refresh does not bring back what was rolled back.
    assert outcomes(web, data_dir) == {"unchanged": ["verrin", "arden"]}
    assert current_id(data_dir) == first
    with pytest.raises(RefreshError, match=f"no earlier generation .* `corpus rollback {second}`"):
        roll_back(data_dir, ANNA)
    roll_back(data_dir, ANNA, second)
    assert value(data_dir) == 13_000_000
    assert outcomes(web, data_dir) == {"unchanged": ["verrin", "arden"]}


def test_one_rollback_after_another_goes_further_back(data_dir: Path, web: Web) -> None:
    served = []
    for millions in (12, 13, 14):
        web.pages[VERRIN] = story(millions)
        outcomes(web, data_dir)
        served.append(current_id(data_dir))
    assert [roll_back(data_dir, ANNA).serving for _ in range(2)] == served[1::-1]
    assert value(data_dir) == 12_000_000
    roll_back(data_dir, ANNA, served[2])
    assert roll_back(data_dir, ANNA).serving == served[0]


def test_a_kill_between_holding_and_taking_back_is_made_good(data_dir: Path, web: Web) -> None:
    broken(data_dir, web)
    held = pending(data_dir)
    assert held is not None
    with Store(store_path(data_dir)) as store:
        store.restore({**dict(store.current_ids()), **{d: r for d, r in held.changes.items() if r}}, datetime.now(UTC))
    report = web.refresh(data_dir, "arden")
    assert report.generation is None
    assert value(data_dir) == 12_000_000


def test_what_a_killed_refresh_kept_is_published_by_the_next(
    data_dir: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("bot.refreshing.settle", lambda *_args, **_more: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            web.refresh(data_dir, "verrin", "arden")
    sent = web.sent
    report = web.refresh(data_dir, "verrin", "arden")
    assert report.published
    assert web.sent == sent
    assert value(data_dir) == 12_000_000


def test_one_at_a_time_and_who_it_is(data_dir: Path, web: Web) -> None:
    with exclusively(data_dir, ANNA, "a refresh"):
        found = holder(data_dir)
        assert found is not None
        assert (found.who, found.doing) == ("anna", "a refresh")
        with pytest.raises(CorpusBusy, match=r"a refresh by anna .* since"):
            web.refresh(data_dir, "verrin")
    assert holder(data_dir) is None


def test_what_is_wrong_is_said_before_anything_is_read(data_dir: Path, web: Web) -> None:
    with pytest.raises(CatalogError, match="nonesuch"):
        web.refresh(data_dir, "nonesuch")
    (data_dir / "golden.yaml").write_text("- question: ok\n- value: x\n", encoding="utf-8")
    with pytest.raises(GoldenError, match=r"golden\.yaml:2"):
        web.refresh(data_dir, "verrin")
    assert web.sent == 0


def test_every_change_is_in_the_audit_log(data_dir: Path, web: Web) -> None:
    broken(data_dir, web)
    publish_held(data_dir, ANNA)
    roll_back(data_dir, ANNA)
    assert [(deed.what, deed.who) for deed in deeds(data_dir)] == [
        ("rollback", "anna"), ("publish", "anna"), ("refresh", "anna"), ("refresh", "anna"),
    ]  # fmt: skip
