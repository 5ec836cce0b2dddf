"""Layout: an answer as the cards that show it, the figure first.

The words are those of the answer, which were verified; layout only sorts them into headline, lead, lines, quotes and
sources, and sets what other sources say apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.answer import Answer, Citation, StatedFigure, Status
from bot.chat.card import Card, CardKind, Field, Quoted, SourceLine
from bot.chat.cleaning import marked, unmarked
from bot.chat.dates import day_in
from bot.chat.paging import pages
from bot.claims import OPENINGS
from bot.turned_round import TURNED_OPENINGS
from bot.wording import plain
from index.amounts import agree, find_amounts
from index.figure import Basis

__all__ = ["Laid", "lay_out"]

_KINDS = {
    Status.ANSWERED: CardKind.ANSWER,
    Status.NOT_FOUND: CardKind.NOT_FOUND,
    Status.CLARIFY: CardKind.CLARIFY,
    Status.DECLINED: CardKind.DECLINED,
}
_SOURCE_TYPES = {"press_release": "press release", "blog": "blog post", "dataset": "data set"}
_DIFFERS = re.compile(r"(?:Another source (?:differs|sets a number against it): |Another (?:number|day), from |(?:At about the same time|Earlier|Later) another source had: )")
_ORIGIN = re.compile(r"Source: .+?(?:; (?P<agree>\w+ independent sources agree(?: on this number)?))?\.")
_OPENS = "|".join(re.escape(opening[:-2]) for opening in (*OPENINGS, *TURNED_OPENINGS))
_VERDICT = re.compile(rf"({_OPENS})(?:[.:]|, it is [^:]+:) ")
_AHEAD = re.compile(r"(?:(?P<verdict>Yes|No)\. )?(?P<what>The (?:larger|smaller|largest|smallest)): (?P<who>.+?), (?P<against>\S.* against .+\.)")
_LINE = re.compile(
    rf"(?:(?P<verdict>{_OPENS})[.:] )?"
    r"(?P<who>[^:]+): (?P<said>.+?)(?P<marks>(?:\s?\[\d+\])+)\.(?P<aside> \([^()]+\))?"
)
_BEFORE_VALUE = re.compile(r"(?P<joint> of |: )(?:[a-z]+ ){0,3}$")
_WHEN = re.compile(r" ((?:in|at|as|since|from|by|between|until|on|end) .+?)\s*$")
_COMPUTED = re.compile(r"The \w+ is (?P<amount>\S.*) \(computed\)\.")
_MARKS = re.compile(r"(?:\s?\[\d+\])+")
_LONGEST_TITLE, _LONGEST_WHERE, _LONGEST_WHAT, _LONGEST_NAME, _LONGEST_HEADLINE = 150, 200, 60, 75, 120
_MOST_COUNTED = 3  # words of what a number counts: "160 million shares"
_BASES = {Basis.ACTUAL: "actual", Basis.COMMITMENT: "commitment", Basis.RUN_RATE: "run rate"}


@dataclass(frozen=True, slots=True)
class Laid:
    """An answer laid out: what is shown at once, page by page, and what is folded under buttons, without the buttons.

    `sources` are all quotes and sources, `differing` what other sources say, of which there are `differ`.
    """

    status: Status
    shown: tuple[Card, ...]
    sources: tuple[Card, ...] = ()
    differing: tuple[Card, ...] = ()
    differ: int = 0
    folded: bool = False  # whether `sources` has quotes that are not shown at once


def lay_out(answer: Answer, language: str = "en", notes: Sequence[str] = (), *, in_order: bool = False) -> Laid:
    """Lay out an answer; `notes` are further lines, of the desk's own, and dates are written in a language.

    `in_order` leaves lines and quotes as they come, where an answer has parts that follow one another.
    """
    known = {citation.n: citation for citation in answer.citations}
    lines = [line for line in answer.text.split("\n") if line.strip()]
    apart = [line for line in lines if _DIFFERS.match(line) and not in_order]
    origin = next((match for line in lines if (match := _ORIGIN.fullmatch(line))), None)
    rest = [line for line in lines if line not in apart and not _ORIGIN.fullmatch(line)]
    body, quotes = (rest, []) if in_order else _quotes_apart(rest, answer.citations)
    marks = {n for line in (*body, *rest) for n in _marks(line)}
    theirs = {n for line in apart for n in _marks(line)} - marks
    own = [citation for citation in answer.citations if citation.n not in theirs]
    headline, lead, fields, body = ("", body[0], (), body[1:]) if in_order else _sorted(answer, body)
    if not headline and not lead and not fields and quotes:
        lead = _voice([known[quote.n] for quote in quotes])
    agreed = origin["agree"] if origin else None
    first = Card(
        _KINDS[answer.status],
        headline=marked(headline, ()),
        lead=marked(lead, known),
        lines=(*(marked(line, known) for line in body), *notes),
        fields=tuple(Field(unmarked(f.name), marked(f.value, known)) for f in fields),
        quotes=tuple(quotes),
        footer=_footer(answer, own, language, agreed),
    )
    shown = pages(first, [_source(citation, language) for citation in own])
    return Laid(
        answer.status,
        shown,
        sources=_folded(answer.citations, language, "Sources, in their own words"),
        differing=_differing(apart, known, language),
        differ=len(apart),
        folded={quote.n for quote in quotes} < {citation.n for citation in own},
    )


def _sorted(answer: Answer, body: list[str]) -> tuple[str, str, tuple[Field, ...], list[str]]:
    """Headline, lead, fields and the other lines."""
    fields, whose, others = _fielded(answer, body) if len(answer.figures) > 1 else ((), "", body)
    if fields and body[0] not in others:
        # Figures that were asked for side by side: none of them is the headline.
        return whose, "", fields, others
    headline, lead, rest = _headed(answer, others)
    if len(headline) > _LONGEST_HEADLINE:
        return "", others[0], fields, rest
    return headline, lead, fields, rest


def _quotes_apart(lines: Sequence[str], citations: Sequence[Citation]) -> tuple[list[str], list[Quoted]]:
    """The lines that say something besides quotes, and the quotes of the others in the order that they come.

    A quote within a sentence stays there, without what in it would read as a mark of ours.
    """
    found: list[Quoted] = []
    body: list[str] = []
    for line in lines:
        left, quoted, kept = line, {}, line
        for citation in citations:
            said = f"“{plain(citation.quote)}” [{citation.n}]"
            if said in left:
                quoted[line.find(said)] = Quoted(unmarked(plain(citation.quote)), citation.n)
                left = left.replace(said, "")
                kept = kept.replace(said, f"“{unmarked(plain(citation.quote))}” [{citation.n}]")
        if left.strip():
            body.append(kept)
        else:
            found += [quoted[place] for place in sorted(quoted)]
    return body, found


def _marks(line: str) -> list[int]:
    return [int(n) for n in re.findall(r"\[(\d+)\]", line)]


@dataclass(frozen=True, slots=True)
class _Stated:
    """A line that states one figure: "No. Acme: revenue of $5 million in 2024 [1]. (An estimate.)", taken apart."""

    verdict: str
    who: str
    what: str
    value: str
    when: str
    marks: str
    aside: str

    @property
    def short(self) -> str:
        """The value without the same in other words behind it: "$6.4 billion ($6,355 million)"."""
        return self.value.partition(" (")[0]

    @property
    def sentence(self) -> str:
        """The line without its verdict."""
        joint = ": " if " › " in self.what else " of "
        return f"{self.who}: {self.what}{joint}{self.value} {self.when} {self.marks}.{self.aside}"


def _stated(line: str, figures: Sequence[StatedFigure]) -> _Stated | None:
    """A line taken apart, where it states one of the figures and no more than that."""
    whole = _LINE.fullmatch(line)
    if whole is None:
        return None
    said = whole["said"]
    for amount in find_amounts(said):
        before = _BEFORE_VALUE.search(said[: amount.start])
        when = _WHEN.search(said, amount.end)
        alike = any(agree(amount, f.amount) or amount.value.copy_abs() == f.amount.value.copy_abs() for f in figures)
        if alike and before is not None and when is not None:
            value = said[before.end("joint") : when.start()]
            what = said[: before.start("joint")]
            return _Stated(whole["verdict"] or "", whole["who"], what, value, when[1], whole["marks"].strip(), whole["aside"] or "")
    return None


def _headed(answer: Answer, body: list[str]) -> tuple[str, str, list[str]]:
    """The headline, the lead and the other lines. A headline is set only where it is what was asked for."""
    if not body:
        return "", "", []
    lead, rest = body[0], body[1:]
    if answer.status is not Status.ANSWERED:
        return "", lead, rest
    ahead = _AHEAD.fullmatch(lead)
    if ahead is not None:
        who, against = ahead["who"], ahead["against"]
        return (ahead["verdict"], f"{ahead['what']}: {who}, {against}", rest) if ahead["verdict"] else (who, f"{ahead['what']}: {against}", rest)
    if not answer.figures:
        # The number that a quote is given for, alone in its line: the quote says what it is.
        alone = _MARKS.sub("", lead).removesuffix(".").partition(" (")[0]
        amounts = find_amounts(alone) if _MARKS.search(lead) else []
        is_amount = len(amounts) == 1 and amounts[0].start == 0 and len(alone[amounts[0].end :].split()) <= _MOST_COUNTED
        return (alone, "", rest) if is_amount else ("", lead, rest)
    stated = _stated(lead, answer.figures[:1])
    if stated is not None:
        figure = f"{stated.what} of {stated.short}" if stated.verdict and len(stated.what) <= _LONGEST_WHAT else stated.short
        return (f"{stated.verdict}: {figure}" if stated.verdict else figure), stated.sentence, rest
    computed = _COMPUTED.fullmatch(lead)
    if computed is not None:
        return computed["amount"], lead, rest
    verdict = _VERDICT.match(lead)
    return (verdict[1] if verdict else _moved(answer.figures, lead)), lead, rest


def _moved(figures: Sequence[StatedFigure], line: str) -> str:
    """From what to what, of a line that says how a measure moved."""
    amounts = [a for a in find_amounts(line) if any(agree(a, f.amount) or agree(f.amount, a) for f in figures)]
    if not re.search(r" (?:rose|fell) from ", line) or len(amounts) != 2:
        return ""
    first, last = (line[a.start : a.end] for a in amounts)
    return f"{first} → {last}"


def _fielded(answer: Answer, lines: Sequence[str]) -> tuple[tuple[Field, ...], str, list[str]]:
    """The lines that state one figure each as fields, whose they all are, and the other lines.

    No fields where fewer than two do. A field is named by what tells it from the others.
    """
    owners = {figure.entity for figure in answer.figures} | {citation.title for citation in answer.citations}
    parts = {line: _stated(line, answer.figures) for line in lines}
    found = {line: one for line, one in parts.items() if one is not None and not one.verdict and one.who in owners}
    if len(found) < 2:
        return (), "", list(lines)
    whose, whats, whens = ({getattr(stated, part) for stated in found.values()} for part in ("who", "what", "when"))
    fields = []
    for stated in found.values():
        if len(whose) == len(whats) == 1:
            name, value = _capital(stated.when.removeprefix("in ")), stated.value
        elif len(whose) == 1:
            name, value = _capital(stated.what), f"{stated.value} {stated.when}"
        elif len(whats) == 1 and len(whens) == len(found) > len(whose):
            name, value = _capital(stated.when.removeprefix("in ")), f"{stated.who}: {stated.value}"
        else:
            name, value = stated.who, f"{stated.value}, {stated.what} {stated.when}"
        if len(name) > _LONGEST_NAME:
            return (), "", list(lines)
        fields.append(Field(name, f"{value}{stated.aside} {stated.marks}"))
    return tuple(fields), whose.pop() if len(whose) == 1 else "", [line for line in lines if line not in found]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _voice(cited: Sequence[Citation]) -> str:
    """Whose words the quotes are that make up an answer."""
    names = {unmarked(plain(one.publisher or one.title)) for one in cited}
    if len(names) > 1 or len({one.digest for one in cited}) > 1:
        return "Our digests of the sources say:" if all(one.digest for one in cited) else "In the words of the sources:"
    return f"Our digest of {names.pop()} says:" if cited[0].digest else f"In the words of {names.pop()}:"


def _footer(answer: Answer, citations: Sequence[Citation], language: str, agreed: str | None) -> str:
    parts: list[str] = []
    if any(figure.computed for figure in answer.figures):
        parts.append("computed from the figures cited")
    bases = {figure.basis for figure in answer.figures}
    if len(bases) == 1 and (basis := _BASES.get(next(iter(bases)))):
        parts.append(basis)
    if agreed:
        parts.append(agreed)
    dated = [citation.published for citation in citations if citation.published]
    if dated:
        parts.append(f"newest source {day_in(language, max(dated))}")
    return _capital(" · ".join(parts))


def _source(citation: Citation, language: str) -> SourceLine:
    kind = _SOURCE_TYPES.get(citation.source_type, citation.source_type)
    title = unmarked(plain(citation.title)) or "Untitled"
    published = day_in(language, citation.published)
    publisher = unmarked(plain(citation.publisher))
    said = f"{publisher}, {published}" if publisher else published
    return SourceLine(
        citation.n,
        _short(title, _LONGEST_TITLE),
        citation.url if re.match(r"https?://[^\s<>\"|]+$", citation.url) else "",
        f"{_short(said, _LONGEST_TITLE)} · {f'our digest of this {kind}' if citation.digest else kind}",
        _where(citation),
    )


def _where(citation: Citation) -> str:
    path = citation.section or citation.heading
    parts = [part for part in path.split(" > ") if plain(part) and plain(part) != plain(citation.title)]
    page = [f"page {citation.page}"] if citation.page else []
    return _short(", ".join([*([unmarked(plain(" › ".join(parts)))] if parts else []), *page]), _LONGEST_WHERE)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _folded(citations: Sequence[Citation], language: str, lead: str) -> tuple[Card, ...]:
    if not citations:
        return ()
    quotes = tuple(Quoted(unmarked(plain(citation.quote)), citation.n) for citation in citations)
    return pages(Card(CardKind.NOTICE, lead=lead, quotes=quotes), [_source(citation, language) for citation in citations])


def _differing(apart: Sequence[str], known: dict[int, Citation], language: str) -> tuple[Card, ...]:
    """What other sources say, each with its quote."""
    if not apart:
        return ()
    numbers: Collection[int] = dict.fromkeys(n for line in apart for n in _marks(line) if n in known)
    cited = [known[n] for n in numbers]
    body, quotes = _quotes_apart([_DIFFERS.sub("", line, count=1) for line in apart], cited)
    quoted = {quote.n for quote in quotes}
    quotes += [Quoted(unmarked(plain(c.quote)), c.n) for c in cited if c.n not in quoted]
    first = Card(
        CardKind.NOTICE,
        lead="One source says otherwise:" if len(apart) == 1 else f"{len(apart)} sources say otherwise:",
        lines=tuple(marked(re.sub(r":$", "", line), known) for line in body),
        quotes=tuple(quotes),
    )
    return pages(first, [_source(citation, language) for citation in cited])

