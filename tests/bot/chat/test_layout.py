"""Answers as cards, from the real engine and from answers made up where a source is hostile."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from bot.answer import Answer, Citation, StatedFigure, Status
from bot.chat.card import Card, CardKind
from bot.chat.layout import lay_out
from bot.claims import OPENINGS
from index.amounts import find_amounts
from index.figure import Basis
from tests.bot.conftest import Ask


@pytest.mark.parametrize(
    ("question", "headline", "lead"),
    [
        ("What was Thornwick's revenue in 2024?", "$213.0 million", "Thornwick Systems: revenue of $213.0 million in 2024 [1]."),
        ("how many employees does Thornwick have", "1,180 employees", "Thornwick Systems: headcount of 1,180 employees at December 31, 2024 [1]."),
        ("Did Thornwick make a profit in 2024?", "No: net loss of $61.9 million", "Thornwick Systems: net loss of $61.9 million in 2024 [1]."),
        ("Is it true that Thornwick had revenue of $300 million in 2024?", "No: revenue of $213.0 million", "Thornwick Systems: revenue of $213.0 million in 2024 [1]."),
        ("Compare Thornwick and Ardenmoor revenue in 2024", "Thornwick Systems", "The larger: $213.0 million against $96 million."),
        ("what is the difference between the revenue of Thornwick and of Ardenmoor in 2024", "$117 million", "The difference is $117 million (computed)."),
        ("How did Thornwick's revenue develop from 2022 to 2024?", "$88.3 million → $213.0 million", "Thornwick Systems's revenue rose from $88.3 million in 2022 to $213.0 million in 2024."),
        ("what is Thornwick's guidance for revenue 2025", "$320 million to $330 million", "Thornwick Systems: revenue of $320 million to $330 million in 2025 [1]."),
        ("Thornwick's revenue and net loss in 2024", "Thornwick Systems", ""),
        ("Who led Ardenmoor's round?", "", "In the words of North Ledger:"),
        ("Thornwick revenue in 2019", "", "I could not find revenue for Thornwick Systems in 2019: no source I hold says. I do hold it for 2024, 2023, 2022."),
    ],
)  # fmt: skip
def test_the_figure_comes_first_and_the_lead_says_what_it_is(ask: Ask, question: str, headline: str, lead: str) -> None:
    card = lay_out(ask(question)).shown[0]
    assert (card.headline, card.lead) == (headline, lead)


def test_an_answer_as_a_whole(ask: Ask) -> None:
    laid = lay_out(ask("What was Ardenmoor's operating loss in 2024?"))
    (card,) = laid.shown
    assert card.kind is CardKind.ANSWER
    assert card.lines == ("An accounting loss, not cash spent.",)
    assert [(q.n, q.text) for q in card.quotes] == [(1, "Its operating loss was $310 million in 2024; it is not cash burn.")]
    (source,) = card.sources
    assert (source.n, source.about) == (1, "North Ledger, 2 October 2025 · article")
    assert source.url.startswith("https://")
    assert card.footer == "Actual · newest source 2 October 2025"
    assert (laid.differ, laid.folded) == (0, False)


def test_figures_side_by_side_are_fields(ask: Ask) -> None:
    card = lay_out(ask("Compare Thornwick and Ardenmoor revenue in 2024")).shown[0]
    assert [(f.name, f.value) for f in card.fields] == [
        ("Thornwick Systems", "$213.0 million, revenue in 2024 [1]"),
        ("Ardenmoor AI", "$96 million, revenue in 2024 [2]"),
    ]
    card = lay_out(ask("How did Thornwick's revenue develop from 2022 to 2024?")).shown[0]
    assert [f.name for f in card.fields] == ["2022", "2023", "2024"]
    assert card.fields[0].value == "$88.3 million [1]"
    card = lay_out(ask("Thornwick's revenue and net loss in 2024")).shown[0]
    assert [f.name for f in card.fields] == ["Revenue", "Net loss"]


def test_other_sources_are_folded_and_counted(ask: Ask) -> None:
    laid = lay_out(ask("What was Thornwick's revenue in 2024?"))
    assert laid.differ == 1
    assert "$230 million" not in _words(laid.shown)
    assert [source.n for source in laid.shown[0].sources] == [1]
    assert laid.shown[0].sources[0].where == "Consolidated statements of operations"
    assert "$230 million" in laid.differing[0].lines[0]
    assert [source.n for source in laid.differing[0].sources] == [2]
    assert len(laid.sources[0].quotes) == 2


QUESTIONS = (
    "What was Thornwick's revenue in 2024?|Thornwick burn in 2024|What does Thornwick expect for 2025?|What is Ardenmoor's run rate?"
    "|how many customers does Ardenmoor have?|should I buy Thornwick?|Who is the CEO of Ardenmoor AI?|Thornwick revenue in Q2 2025"
    "|valuation of Ardenmoor|Is it true that Ardenmoor lost $64 trillion?|What was net loss per share of Thornwick in 2024?"
    "|which had the larger operating loss in 2024, Thornwick or Ardenmoor?|R&D of Thornwick 2022 2023 2024|revenue of Zzyx[1] in 2024"
).split("|")


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_of_an_answer_is_lost_or_made_up(ask: Ask, question: str) -> None:
    answer = ask(question)
    laid = lay_out(answer)
    shown = _words((*laid.shown, *laid.differing))
    assert _numbers(shown) >= _numbers(re.sub(r"Source: .*", "", answer.text))
    dates = " ".join(source.about + source.title + source.where for card in laid.shown + laid.differing for source in card.sources)
    made_up = _numbers(shown) - _numbers(answer.text) - _numbers(dates)
    assert made_up <= {str(laid.differ)}
    numbers = [quote.n for card in laid.shown for quote in card.quotes]
    assert numbers == [n for n in numbers if n <= len(answer.citations)]


def test_dates_are_in_the_language_of_the_channel(ask: Ask) -> None:
    card = lay_out(ask("What was Ardenmoor's operating loss in 2024?"), "fr").shown[0]
    assert card.footer == "Actual · newest source 2 octobre 2025"
    assert card.sources[0].about == "North Ledger, 2 octobre 2025 · article"


CITATION = Citation(
    1, "d1", "r1", "A page", "The Ledger", "https://ledger.example/a", date(2025, 3, 1), "filing", digest=True,
    quote="Acme lost $5 million.", start=0, end=21, page=12, section="Item 7. Discussion > Results",
)  # fmt: skip


def _answer(text: str, *citations: Citation, status: Status = Status.ANSWERED, figures: tuple[StatedFigure, ...] = ()) -> Answer:
    return Answer("?", status, text, figures, citations, as_of=date(2025, 3, 1))


def test_a_digest_is_called_one_and_the_place_is_told() -> None:
    (card,) = lay_out(_answer("“Acme lost $5 million.” [1]\nSource: our digest of The Ledger, 1 March 2025.", CITATION)).shown
    assert card.lead == "Our digest of The Ledger says:"
    assert card.sources[0].about == "The Ledger, 1 March 2025 · our digest of this filing"
    assert card.sources[0].where == "Item 7. Discussion › Results, page 12"


def test_quotes_of_several_are_not_given_to_one() -> None:
    other = replace(CITATION, n=2, publisher="The Gazette", digest=False, quote="It lost more.")
    (card,) = lay_out(_answer("“Acme lost $5 million.” [1]\n“It lost more.” [2]", CITATION, other)).shown
    assert card.lead == "In the words of the sources:"


def test_a_number_computed_says_so_and_how_many_agree() -> None:
    figure = StatedFigure("Acme", "loss", find_amounts("$5 million")[0], "2024", Basis.ACTUAL, (1,), "8 less 3")
    text = "Acme: loss of $5 million in 2024 [1].\nSource: The Ledger, 1 March 2025; two independent sources agree."
    (card,) = lay_out(_answer(text, CITATION, figures=(figure,))).shown
    assert card.headline == "$5 million"
    assert card.footer == "Computed from the figures cited · actual · two independent sources agree · newest source 1 March 2025"


def test_a_line_that_denies_is_no_headline() -> None:
    figure = StatedFigure("Acme", "loss", find_amounts("$5 million")[0], "2024", Basis.ACTUAL, (1,))
    text = "It did not come to that, by the source's words.\nAcme: loss of $5 million in 2024 [1]."
    (card,) = lay_out(_answer(text, CITATION, figures=(figure,))).shown
    assert (card.headline, card.lead) == ("", "It did not come to that, by the source's words.")
    assert card.lines == ("Acme: loss of $5 million in 2024 [1].",)


def test_a_hostile_source_fakes_no_citation_and_breaks_out_of_nothing() -> None:
    quote = "Acme lost $5 million.” [2] “Trust the SEC [3]. \u202enoillim 9$ @everyone <!channel>"
    hostile = replace(CITATION, quote=quote, title="Filing [4]\u200b of <@U1>", publisher="SEC [5]", url="javascript:alert(1)")
    figure = StatedFigure("Acme [2]", "loss", find_amounts("$5 million")[0], "2024", Basis.ACTUAL, (1,))
    line = "Acme [2]: loss of $5 million in 2024 [1]."
    cleaned = " ".join(quote.replace("\u202e", "").split())
    laid = lay_out(_answer(f"{line}\n“{cleaned}” [1]\nSource: SEC [5], 1 March 2025.", hostile, figures=(figure,)))
    for card in (*laid.shown, *laid.sources):
        for source in card.sources:
            assert (source.url, source.title) == ("", "Filing [ 4 ] of <@U1>")
            assert "[5]" not in source.about
    words = _words((*laid.shown, *laid.sources))
    assert set(re.findall(r"\[\d+\]", words)) == {"[1]"}
    assert "\u202e" not in words
    assert laid.shown[0].quotes[0].text.startswith("Acme lost $5 million.” [ 2 ] “Trust the SEC [ 3 ].")


def test_long_answers_have_pages_and_nothing_is_lost() -> None:
    quotes = [f"Sentence {n} says " + "quite a lot about it, " * 20 + f"and ends with {n}." for n in range(1, 15)]
    quotes[3] = "word " * 1500 + "end."
    cited = [replace(CITATION, n=n, quote=quote, title=f"Title {n}") for n, quote in enumerate(quotes, 1)]
    text = "\n".join(f"“{' '.join(c.quote.split())}” [{c.n}]" for c in cited)
    laid = lay_out(_answer(text, *cited))
    assert len(laid.shown) > 4
    for card in laid.shown:
        assert len(_words([card])) + sum(len(s.title + s.url + s.about + s.where) for s in card.sources) < 3500
        assert {quote.n for quote in card.quotes} == {source.n for source in card.sources}
        assert card.footer
        assert len(card.quotes) <= 5
        assert all(len(quote.text) <= 500 for quote in card.quotes)
    for n, quote in enumerate(quotes, 1):
        parts = [q.text for card in laid.shown for q in card.quotes if q.n == n]
        joined = " ".join(part.removeprefix("… ").removesuffix(" …") for part in parts)
        assert parts[0][0] != "…"
        assert parts[-1][-1] != "…"
        assert joined.split() == quote.split()


def _words(cards: list[Card] | tuple[Card, ...]) -> str:
    return "\n".join(
        "\n".join((card.headline, card.lead, *card.lines, *(f"{f.name} {f.value}" for f in card.fields), *(q.text for q in card.quotes), card.footer))
        for card in cards
    )


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*\d|\d", re.sub(r"\[ ?\d+ ?\]", "", text)))


def test_what_a_claim_is_answered_with_heads_the_card() -> None:
    """Whatever an answer to a claim opens with is told from whose number follows."""
    for opening in OPENINGS:
        line = f"{opening}Acme: cash burn of about $8 billion in 2025 [1]."
        amount = find_amounts("$8 billion")[0]
        answer = Answer("q", Status.ANSWERED, line, figures=(StatedFigure("Acme", "cash_burn", amount, "2025", Basis.ACTUAL, (1,)),), citations=())
        card = lay_out(answer).shown[0]
        assert card.headline == f"{opening.strip(' .:')}: cash burn of about $8 billion", opening
        assert card.lead.startswith("Acme: cash burn of about $8 billion in 2025")


def test_a_comparison_that_is_put_as_so_is_headed_by_yes_or_no(ask: Ask) -> None:
    card = lay_out(ask("did Ardenmoor have more revenue than Thornwick in 2024?")).shown[0]
    assert (card.headline, card.lead) == ("No", "The larger: Thornwick Systems, $213.0 million against $96 million.")


def test_what_another_source_had_before_or_after_is_set_apart() -> None:
    for when in ("At about the same time", "Earlier", "Later"):
        laid = lay_out(Answer("q", Status.ANSWERED, f"Acme is large.\n{when} another source had: Acme: revenue of $5 million in 2025."))
        assert laid.differ == 1, when
