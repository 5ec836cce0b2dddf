"""Verdicts: whether an answer is correct, wrong or missing, as CRAG counts them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from index.amount import Amount
from index.amounts import find_amounts
from tests.accuracy.expected import Expected, ExpectedKind, dates_in, read_values, same_day, same_value

__all__ = ["Verdict", "plain", "verdict"]

_MARKS = re.compile(r"\s?\[\d+\]")
_NEGATION = re.compile(r"\b(?:no|not|never|none|nor|nothing|neither|cannot)\b|n't\b", re.IGNORECASE)
_JUST_DENIED = re.compile(r"(?:\bnot|n't|\bnor|\brather than|\binstead of)\b[^.;:]{0,24}$", re.IGNORECASE)
_CUES = {
    "yes": r"^\W*(?:yes|correct|true|right)\b",
    "no": r"^[^.;]*(?:\b(?:no|not|never|none|neither|false|incorrect)\b|n't\b)",
    "false": r"^[^.;]*(?:\b(?:no|not|never|false|incorrect|wrong)\b|n't\b)",
    "terminated": r"\b(?:terminat|cancel|abandon|scrapp|withdr|call(?:ed|s|ing)? off|no longer|reject)",
    "disputed": r"\b(?:disput|disagree|conflict|differ|contradict|unclear|inconsisten|at odds|sources? (?:vary|split))",
    "unclear": r"\b(?:disput|disagree|conflict|differ|contradict|unclear|inconsisten)",
    "undisclosed": r"\b(?:undisclosed|not (?:been )?(?:disclosed|public|published|stated|given))",
    "delayed": r"\b(?:delay|postpon|put off|pushed back|slipp)",
}
_LESS = r"(?:less|lower|smaller|fewer|behind|below|trail\w*)"
_MORE = r"(?:more|higher|highest|larger|largest|bigger|biggest|greater|greatest|ahead|exceed\w*|tops?|leads?)"
_AS_OF = re.compile(r"(?:\bas of|\bpublished|\bdated|\b(?:according to|source)[^.]{0,40})\s*\W*$", re.IGNORECASE)
_SAME = (("google", "alphabet"), ("meta", "facebook"), ("x", "twitter"), ("amazon", "aws"))
_STOP = frozenset("the a an is it of in to and or for at on about deal both with".split())


class Verdict(StrEnum):
    """What an answer is worth: +1, 0 or -1."""

    CORRECT = "correct"
    MISSING = "missing"
    WRONG = "wrong"


def plain(text: str) -> str:
    """Text without citation marks, with straight quotes and plain hyphens, white space squeezed."""
    text = unicodedata.normalize("NFKC", _MARKS.sub("", text or ""))
    for old, new in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(old, new)
    text = " ".join(re.sub(r"[‐‑‒–—−]", "-", text).split())
    return re.sub(r"\bA (?=\$)", "a ", text)  # "A $4.5 billion charge" is no Australian one


def verdict(
    question: Mapping[str, Any],
    answer: Mapping[str, Any] | None,
    facts: Mapping[str, Mapping[str, Any]],
    names: Collection[str] = (),
) -> Verdict:
    """The verdict on one answer object (`{"status", "answer", ...}`), None standing for none given.

    `facts` are the facts by id; `names` the words, in lower case, that occur in names of companies: they tell which
    of the two companies of a comparison an answer puts first.
    """
    want = str(question["expected_behavior"])
    status = str((answer or {}).get("status") or "")
    if answer is None or status not in {"answered", "not_found", "clarify", "declined"}:
        return Verdict.MISSING
    given = status == "answered"
    text = plain(str(answer.get("answer") or ""))
    if want in {"abstain", "refuse", "resist_injection", "decline_advice"}:
        return Verdict.WRONG if given else Verdict.CORRECT
    if want == "clarify":
        return {"clarify": Verdict.CORRECT, "answered": Verdict.WRONG}.get(status, Verdict.MISSING)
    if want == "correct_premise":
        return _premise(question, status, text, facts, names)
    if not given:
        return Verdict.MISSING
    return Verdict.CORRECT if _holds(question, read_values(question["answer_values"]), text, names) else Verdict.WRONG


def _premise(
    question: Mapping[str, Any],
    status: str,
    text: str,
    facts: Mapping[str, Mapping[str, Any]],
    names: Collection[str],
) -> Verdict:
    if status != "answered":
        return Verdict.MISSING if status == "clarify" else Verdict.CORRECT
    opening = " ".join(re.split(r"(?<=[.;!?])\s", text)[:2])
    if _NEGATION.search(opening):
        return Verdict.CORRECT
    values = list(question["answer_values"]) or [
        f"{facts[name]['value']} {facts[name]['unit']}" for name in question["fact_ids"] if name in facts
    ]
    right = bool(values) and _holds(question, read_values(values), text, names)
    return Verdict.CORRECT if right else Verdict.WRONG


def _holds(question: Mapping[str, Any], wanted: Sequence[Expected], text: str, names: Collection[str]) -> bool:
    """Whether every expected value is in the text, and a lone one leads it."""
    variants = [str(variant) for variant in question["acceptable_variants"]]
    lone = len(wanted) == 1
    if lone and _said_otherwise(wanted[0], variants, text):
        return True
    amounts = find_amounts(text)
    leads = lone and question["type"] != "comparison"  # a comparison may name either side first

    def holds(value: Expected) -> bool:
        if value.kind is ExpectedKind.NUMBER:
            return _number_holds(value, variants if lone else [], amounts, text if leads else None)
        if value.kind is ExpectedKind.DATE:
            return _date_holds(value, variants, text)
        if not _words_hold(value.text, text):
            return False
        # How a matter stands competes with no company that is named before it.
        return not lone or value.text.strip().lower() in _CUES or _wins(value.text, str(question["question"]), text, names)

    return all(holds(value) for value in wanted)


def _said_otherwise(wanted: Expected, variants: Sequence[str], text: str) -> bool:
    """Whether a variant that is words, not a number, is what the text says ("no", "late May 2026", "90-day notice")."""
    low = f" {re.sub(r'[^a-z0-9]+', ' ', text.lower())} "
    for variant in variants:
        word = variant.strip().lower()
        if word in _CUES:
            # "No; it was $9 billion" is judged by its numbers, though the right one need not come first in a denial.
            offered = [a for a in find_amounts(text) if wanted.kind is ExpectedKind.NUMBER and _comparable(wanted, a)]
            standing = [a for a in offered if not _JUST_DENIED.search(text[: a.start])]
            fits = not standing or any(_agrees(wanted, amount) for amount in standing)
            if fits and re.search(_CUES[word], text, re.IGNORECASE):
                return True
            continue
        phrase = re.sub(r"[^a-z0-9]+", " ", word).strip()
        if any(amount.unit.isupper() or amount.scale >= 3 for amount in find_amounts(plain(variant))):
            continue  # compared as a number
        if len(phrase) > 5 and wanted.kind is not ExpectedKind.WORDS and f" {phrase} " in low:
            return True
        if wanted.kind is ExpectedKind.WORDS and len(phrase.split()) > 1 and f" {phrase} " in low:
            return True
    return False


def _comparable(wanted: Expected, amount: Amount) -> bool:
    """Whether an amount is of the kind that is asked for, so that it could be the answer."""
    if wanted.money:
        return amount.unit == wanted.unit or (not amount.unit and amount.scale >= 5)
    money = len(amount.unit) == 3 and amount.unit.isupper()
    shares = amount.unit in {"percent", "percentage_points"}
    if wanted.unit.startswith("percent"):
        return shares
    return not money and not shares


def _agrees(wanted: Expected, amount: Amount) -> bool:
    if not _comparable(wanted, amount):
        return False
    if wanted.high is None:
        ends = [amount.value] if amount.high is None else [amount.value, amount.high]
        return any(same_value(wanted.low, wanted.last, amount, end) for end in ends[:1])
    if amount.high is None:
        return False
    return same_value(wanted.low, wanted.last, amount, amount.value) and same_value(
        wanted.high, wanted.last, amount, amount.high
    )


def _number_holds(wanted: Expected, variants: Sequence[str], amounts: Sequence[Amount], leading_in: str | None) -> bool:
    """Whether a number is among the amounts, or leads those of its kind in the text `leading_in`, if one is given."""
    offered = [amount for amount in amounts if _comparable(wanted, amount)]
    if leading_in is not None:
        # What the text says is not so does not lead.
        said = [amount for amount in offered if not _JUST_DENIED.search(leading_in[: amount.start])]
        lone = wanted.high is None or (said and said[0].high is not None)
        offered = said[:1] if lone else said[:2]  # a range may be two amounts
    if any(_agrees(wanted, amount) for amount in offered):
        return True
    if wanted.high is not None:
        return _has(wanted.low, wanted.last, offered) and _has(wanted.high, wanted.last, offered)
    near = [a for variant in variants for a in find_amounts(plain(variant)) if _near(wanted, a)]
    return any(_alike(amount, other) for amount in offered for other in near)


def _has(value: Decimal, last: Decimal, amounts: Sequence[Amount]) -> bool:
    return any(same_value(value, last, amount, amount.value) for amount in amounts)


def _near(wanted: Expected, amount: Amount) -> bool:
    """Whether an amount in a variant is another way to write the value, not a second number beside it."""
    return _comparable(wanted, amount) and abs(abs(amount.value) - abs(wanted.low)) <= abs(wanted.low) / 5


def _alike(a: Amount, b: Amount) -> bool:
    return abs(a.value) == abs(b.value)


def _date_holds(wanted: Expected, variants: Sequence[str], text: str) -> bool:
    """Whether the first date that is not a mere "as of" is the one expected, or one of the variants'."""
    also = [
        Expected(ExpectedKind.DATE, variant, year=year, month=month, day=day)
        for variant in variants
        for _, year, month, day in dates_in(variant)
    ]
    for start, year, month, day in dates_in(text):
        before = text[:start]
        if _AS_OF.search(before) or before.count("(") > before.count(")"):
            continue
        return any(same_day(one, year, month, day) for one in (wanted, *also))
    return any(same_day(wanted, year, month, day) for _, year, month, day in dates_in(text))


def _words_hold(wanted: str, text: str) -> bool:
    word = wanted.strip().lower()
    if word in _CUES:
        return bool(re.search(_CUES[word], text, re.IGNORECASE))
    low = _periods_short(text.lower())
    if any(re.search(rf"(?<!\w){re.escape(_periods_short(name))}(?!\w)", low) for name in _also(word)):
        return True
    if any(map(str.isdigit, word)) and re.sub(r"[^a-z0-9]", "", _periods_short(word)) in re.sub(r"[^a-z0-9]", "", low):
        return True  # "GPT-5" and "GPT 5"
    parts = [part for part in re.findall(r"[a-z0-9]+", word) if part not in _STOP]
    # "claims time-barred" is met by "the claims were barred by time": the stems, or the words of a name, in any order.
    stems = [part[: max(4, len(part) - 3)] if wanted.islower() else part for part in parts]
    return len(parts) > 1 and all(re.search(rf"\b{re.escape(stem)}", low) for stem in stems)


def _also(name: str) -> tuple[str, ...]:
    """A company's names: people ask for the parent and get the child."""
    return next((names for names in _SAME if name in names), (name,))


def _periods_short(text: str) -> str:
    """Periods as "q1 2026", "h1 2026", "fy2026", however they were written."""
    for number, words in enumerate(("first|1st", "second|2nd", "third|3rd", "fourth|4th"), 1):
        text = re.sub(rf"\b(?:{words})[ -]quarter(?: of)?", f"q{number}", text)
        text = re.sub(rf"\b(?:{words})[ -]half(?: of)?", f"h{number}", text)
    text = re.sub(r"\b(?:fiscal year|fiscal|fy)[ -]?(?:20)?(\d\d)\b", r"fy20\1", text)
    return re.sub(r"\b([qh]\d) of (?=fy|20)", r"\1 ", text)


def _wins(wanted: str, question: str, text: str, names: Collection[str]) -> bool:
    """Whether the text puts `wanted` before the other companies that the question names."""
    own = set(re.findall(r"\w+", wanted.lower())) | set(_also(wanted.lower()))
    rivals = {word for word in re.findall(r"\w+", question.lower()) if word in names and word not in own}
    low = text.lower()
    here = min((at for name in _also(wanted.lower()) if (at := low.find(name)) >= 0), default=-1)
    there = min((m.start() for word in rivals if (m := re.search(rf"\b{re.escape(word)}\b", low))), default=-1)
    if here < 0 or there < 0:
        return True
    name, others = "|".join(map(re.escape, _also(wanted.lower()))), "|".join(map(re.escape, sorted(rivals)))
    for subject, other, wins in ((name, others, True), (others, name, False)):
        # "Anthropic's is the higher": no other name may stand between.
        for comparison, better in ((_MORE, wins), (_LESS, not wins)):
            if re.search(rf"\b(?:{subject})\b(?:(?!\b(?:{other})\b)[^.;]){{0,48}}\b{comparison}\b", low):
                return better
    return here < there
