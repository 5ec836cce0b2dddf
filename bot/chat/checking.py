"""Checking: what the sources say of each claim of somebody's message, as an answer and its cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, Citation, StatedFigure, Status, renumbered
from bot.chat.cleaning import unmarked
from bot.chat.layout import Laid, lay_out
from bot.checked import Checked, CheckedClaim, Verdict

__all__ = ["as_answer", "lay_out_checked"]

_WORDS = {Verdict.SUPPORTED: "Supported", Verdict.CONTRADICTED: "Contradicted", Verdict.NOT_FOUND: "Not found"}
_COUNTED = {Verdict.SUPPORTED: "supported", Verdict.CONTRADICTED: "contradicted", Verdict.NOT_FOUND: "not found"}


def as_answer(checked: Checked) -> Answer:
    """The claims of a text as one answer, each with its verdict and why, their sources numbered through."""
    lines: list[str] = []
    citations: list[Citation] = []
    figures: list[StatedFigure] = []
    for claim in checked.claims:
        moved = len(citations)
        if len(checked.claims) > 1:
            lines.append(f"“{unmarked(claim.text)}”")
        lines += renumbered(f"{_WORDS[claim.verdict]}: {claim.why}", moved.__add__).split("\n")
        citations += [replace(one, n=one.n + moved) for one in claim.citations]
        figures += [replace(one, citations=tuple(n + moved for n in one.citations)) for one in claim.figures]
    if not checked.claims:
        return Answer(checked.text, Status.CLARIFY, "I see no claim of fact in that which I could check.", generation=checked.generation)
    found = any(claim.verdict is not Verdict.NOT_FOUND for claim in checked.claims)
    status = Status.ANSWERED if found else Status.NOT_FOUND
    return Answer(checked.text, status, "\n".join(lines), tuple(figures), tuple(citations), (), checked.as_of, checked.generation)


def lay_out_checked(checked: Checked, answer: Answer, language: str, notes: Sequence[str] = ()) -> Laid:
    """The cards: the verdict is the headline, or how many claims had which, where there are several."""
    left = [f"Not checked: “{unmarked(one.text)}” ({one.why})." for one in checked.unchecked] if checked.claims else []
    laid = lay_out(answer, language, [*left, *notes], in_order=True)
    if not checked.claims:
        return laid
    headline = _WORDS[checked.claims[0].verdict] if len(checked.claims) == 1 else _counted(checked.claims)
    return replace(laid, shown=(replace(laid.shown[0], headline=headline), *laid.shown[1:]))


def _counted(claims: Sequence[CheckedClaim]) -> str:
    counts = {words: sum(claim.verdict is verdict for claim in claims) for verdict, words in _COUNTED.items()}
    return ", ".join(f"{count} {words}" for words, count in counts.items() if count)
