"""Reports: what a refresh did, what differs, what is held and what an address would give, as cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.chat.card import Action, Button, Card, CardKind, Field, SourceLine, Style
from bot.chat.cleaning import unmarked
from bot.differences import Differences
from bot.progress import STAGE_WORDS, share_done
from bot.wording import day_words, in_short
from corpus.outcome import Outcome
from index.amount import Amount

__all__ = ["decision_card", "diff_lines", "listing", "progress_card", "report_card", "short", "some", "trial_card"]

_SHOWN = 12
_ROWS = 20
_LONGEST = 300


def short(text: str, longest: int = _LONGEST) -> str:
    """Somebody else's words in one line, with nothing hidden or like a mark of ours, and an ellipsis where they are too long."""
    line = " ".join(unmarked(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def some(rows: Iterable[str], most: int = _SHOWN) -> tuple[str, ...]:
    """The first rows, and how many more there are."""
    listed = list(rows)
    return tuple(listed[:most]) + ((f"and {len(listed) - most} more",) if len(listed) > most else ())


def listing(title: str, rows: Sequence[str], page: int, command: str, empty: str) -> Card:
    """A page of a list; `command` shows the next with its number after it."""
    if not rows:
        return Card(CardKind.NOTICE, headline=title, lead=empty)
    pages = (len(rows) + _ROWS - 1) // _ROWS
    page = min(max(page, 1), pages)
    footer = f"page {page} of {pages}" if pages > 1 else ""
    if page < pages:
        footer += f" · {command} {page + 1} shows the next"
    return Card(CardKind.NOTICE, headline=title, items=tuple(map(short, rows[(page - 1) * _ROWS : page * _ROWS])), footer=footer)


def progress_card(told: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]], who: str, *buttons: Button) -> Card:
    """How far a refresh is: `told` is the latest word of it, `sources` what was last told of each."""
    stage, done, total = told.get("stage", "sources"), told.get("done", 0), told.get("total", 0)
    words = STAGE_WORDS.get(stage, stage)
    ended = [row for row in sources.values() if row["finished"]]
    open_now = [row for row in sources.values() if not row["finished"] and row["counts"]]
    rows = [f"{row['source']}: {_counts(row['counts']) or 'nothing'}" for row in ended[-_SHOWN:]]
    rows += [f"{row['source']}: {_counts(row['counts'])} so far" for row in open_now[: _SHOWN // 2]]
    return Card(
        CardKind.PROGRESS, headline="Refreshing the corpus", lead=f"{words}: {done} of {total}" if total else f"{words} …",
        progress=share_done(stage, done, total) if total else 0.0, items=tuple(map(short, rows)), footer=f"for {who}",
        buttons=buttons,
    )  # fmt: skip


def report_card(report: Mapping[str, Any], found: Differences | None = None, *, leaving: str | None = None) -> Card:
    """What a refresh did, ending with the buttons that decide on it.

    `found` is what differs in what it published; `leaving` the generation served, where there is one to go back to.
    """
    if not report["sources"]:
        return Card(CardKind.NOTICE, lead="Nothing is followed yet. “/corpus add URL” follows a page or feed.")
    counts = {kind.value: len(report[kind.value]) for kind in Outcome}
    broken = [one for one in report["golden"] if one["verdict"] == "broken"]
    held = report["held_generation"]
    buttons: list[Button] = []
    if held:
        buttons += _decide(held)
    if leaving is not None and (held or report["published"]):
        buttons.append(Button(Action.ROLLBACK, leaving, "Roll back", Style.DANGER))
    dead = {entry["source"] for entry in report["failed"] if entry.get("whole_source")}
    kind = CardKind.ERROR if dead >= set(report["sources"]) else CardKind.NOTICE if held or counts["failed"] else CardKind.DONE
    lines, sources = diff_lines(found) if found is not None else ((), ())
    return Card(
        kind,
        headline=_counts({k: n for k, n in counts.items() if k != "unchanged"}) or "Nothing has changed",
        lead=_outcome(report, len(broken)),
        lines=(*_golden(report["golden"]), *lines),
        items=some(_entry(kind, entry) for kind in ("failed", "held", "new", "changed", "retired") for entry in report[kind]),
        sources=sources,
        footer=f"{report['took']:.1f} s, for {report['who']}",
        buttons=tuple(buttons),
    )


def _outcome(report: Mapping[str, Any], broken: int) -> str:
    if report["published"]:
        return f"Published as generation {report['generation']}."
    if report["held_generation"] and report["generation"]:
        what = "1 golden answer breaks" if broken == 1 else f"{broken} golden answers break"
        return f"Held, as {what}: nothing changes for those who ask before somebody decides."
    if report["held_generation"]:
        return f"Nothing to publish. Generation {report['held_generation']} is still held."
    return "Nothing to publish."


def _decide(generation: str) -> list[Button]:
    return [
        Button(Action.PUBLISH, generation, "Publish", Style.MAIN),
        Button(Action.DISCARD, generation, "Discard", Style.DANGER),
    ]


def _entry(kind: str, entry: Mapping[str, Any]) -> str:
    reason = f" ({entry['reason']})" if entry.get("reason") else ""
    again = ""
    if entry.get("next_try"):
        again = f"; next try {datetime.fromisoformat(entry['next_try']):%Y-%m-%d %H:%M} UTC"
    return short(f"{kind} · {entry['source']}: {entry.get('title') or entry['url']}{reason}{again}")


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)


def _golden(golden: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The golden questions that are not as they were, with both answers."""
    rows = []
    for one in golden:
        if one["verdict"] not in {"broken", "different"}:
            continue
        why = f" ({one['why']})" if one.get("why") else ""
        rows.append(short(f"Golden question {one['verdict']}: {one['question']}{why}"))
        rows += [
            short(f"{when}: {answer['answer']}{_cited(answer)}")
            for when, answer in (("Before", one.get("before")), ("After", one.get("after")))
            if answer is not None
        ]
    return some(rows, 9)


def _cited(answer: Mapping[str, Any]) -> str:
    cited = "; ".join(f"{one['publisher']}, {one['url']}" for one in answer["citations"][:2])
    return f" — {cited}" if cited else ""


def diff_lines(found: Differences) -> tuple[tuple[str, ...], tuple[SourceLine, ...]]:
    """The figures that moved, and the documents that came or changed, as sources to open."""
    lines = [
        short(f"{_what(moved.entity, moved.metric, moved.period, moved.basis)}: {_values(moved.before)} → {_values(moved.after)}")
        for moved in found.moved
    ]
    removed = [f"Removed: {document.publisher}: {document.title}" for document in found.removed]
    documents = [*((d, "new") for d in found.added), *((d, "changed") for d in found.changed)]
    sources = tuple(
        SourceLine(n, short(d.title, 150), d.url, f"{short(d.publisher, 100)}, {day_words(d.published)} · {how}")
        for n, (d, how) in enumerate(documents[:10], 1)
    )
    return some([*lines, *map(short, removed)], 8), sources


def _what(entity: str, metric: str, period: str, basis: str) -> str:
    basis = "" if basis == "actual" else f" ({basis.replace('_', ' ')})"
    return f"{entity} {metric.replace('_', ' ')} {period}{basis}"


def _values(held: Iterable[Any]) -> str:
    return " / ".join(dict.fromkeys(_amount(one.value, one.unit) for one in held))


def _amount(value: str, unit: str) -> str:
    """An exact value for people."""
    try:
        return in_short(Amount(0, 0, Decimal(value), unit))
    except (InvalidOperation, TypeError, ValueError):
        return f"{value} {unit}"


def decision_card(decided: Mapping[str, Any], *, leaving: str | None = None) -> Card:
    """What was decided, and what can be done about it."""
    buttons = _decide(decided["held_generation"]) if decided["held_generation"] else []
    if leaving is not None and not decided["held_generation"]:
        buttons = [Button(Action.ROLLBACK, leaving, "Roll back", Style.DANGER)]
    done = decided["done"]
    count = len(decided["documents"])
    return Card(
        CardKind.NOTICE if decided["held_generation"] else CardKind.DONE, headline=done[:1].upper() + done[1:],
        lead=f"{count} document{'' if count == 1 else 's'} concerned. Generation {decided['generation']} is served.",
        lines=_golden(decided["golden"]), buttons=tuple(buttons),
    )  # fmt: skip


def trial_card(trial: Mapping[str, Any], ref: str | None) -> Card:
    """What an address would give, with buttons to follow it; without a `ref` there is nothing to confirm."""
    lines = [f"Careful: {find['warning']}" for find in trial["documents"] if find["warning"]]
    lines += [
        f"Nearly the same as {like['title']} ({like['document_id']})"
        for find in trial["documents"]
        for like in find["near_duplicates"]
    ]
    lines += list(trial["failures"])
    kind = trial["kind"] + (f" with {trial['entries']} entries" if trial["kind"] == "feed" else "")
    lead = "This is what it would add." if ref else f"It is followed already, as {trial['followed_as']}."
    buttons = () if ref is None else (Button(Action.ADD, ref, "Follow it", Style.MAIN), Button(Action.CANCEL, ref, "Cancel"))
    return Card(
        CardKind.NOTICE, headline=f"{short(trial['publisher'], 100)}: a {kind}", lead=lead, lines=some(map(short, lines), 6),
        fields=(Field("Name", trial["name"]), Field("Address", short(trial["url"]))),
        items=some(map(_find, trial["documents"]), 6), buttons=buttons,
    )  # fmt: skip


def _find(find: Mapping[str, Any]) -> str:
    published = day_words(date.fromisoformat(find["published"]) if find["published"] else None)
    held = ", held already" if find["held_already"] else ""
    count = find["figures"]
    return short(
        f"{find['title']} — {find['publisher']}, {published}, {find['language'] or 'unknown language'}, "
        f"{find['characters']:,} characters, {count} figure{'' if count == 1 else 's'}{held}"
    )
