from __future__ import annotations

from datetime import date

import pytest

from bot.chat_writing import bare_amounts, with_closing_year, written_out

ASKED = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mkt value atm", "market value now"),
        ("acme dc revenue", "acme data center revenue"),
        ("net income, fy24 25 26", "net income, fy24, fy25, fy26"),
        ("net income fy24, 25 and 26", "net income fy24, fy25, fy26"),
        ("capex fy25/26", "capex fy25/26"),
        ("net income fy25 30 percent", "net income fy25 30 percent"),
        ("profit over the last three full years", "profit over the last three years"),
        ("capex 25 w/o leases", "capex 2025 without leases"),
        ("q1 2026 revenue vs q4 2024", "q1 2026 revenue vs q4 2024"),
        ("sales added 2023->24", "sales added 2023 to 2024"),
        ("acme in washington dc", "acme in washington dc"),
        ("ms capex", "Microsoft capex"),
        ("200 ms latency", "200 ms latency"),
        ("grok grew 3 x", "grok grew 3 x"),
        ("sales in the jan-mar 2026 quarter", "sales in the jan-mar 2026"),
        ("shipments eta", "shipments when"),
        ("by what year will acme stop losing money", "by what year will acme breakeven"),
        ("when does acme plan to turn a profit", "when does acme plan to breakeven"),
        ("what turned a profit", "what turned a profit"),
        ("acme takeover done by when", "acme takeover completed by when"),
        ("is the bolt deal done", "is the bolt deal completed"),
        ("net loss 9m to sept 26", "net loss nine months ended sept 2026"),
        ("three months ended september 30, 2026", "three months ended september 30, 2026"),
        ("and 25?", "and 2025?"),
        ("what about '24 then", "what about 2024 then"),
        ("and 45?", "and 45?"),
        ("and 25%?", "and 25%?"),
        ("sales 9M25", "sales first nine months of 2025"),
        ("inventory at fiscal year end 2026", "inventory at the end of fiscal 2026"),
        ("acme opinc", "acme operating income"),
        ("which firm audits acme", "who is the auditor of acme"),
        ("ctx window", "context window"),
        ("avg rev thru q3", "average rev through q3"),
        ("capex 24 vs 25 pls", "capex 2024 vs 2025 pls"),
        ("rev '24 to '26", "rev 2024 to 2026"),
        ("as of may 25", "as of may 2025"),
        ("cash at june 30", "cash at june 30"),
        ("net income, three months to june 28", "net income, three months to june 28"),
        ("operating profit forecast for the yr to march 27", "operating profit forecast for the yr to march 2027"),
        ("cash as of dec 31", "cash as of dec 31"),
        ("since end of '25", "since end of 2025"),
        ("on june 12 it listed", "on june 12 it listed"),
        ("may 25, 2026", "may 25, 2026"),
        ("margin 24 vs 25%", "margin 24 vs 25%"),
        ("20 or 30 gpus", "20 or 30 gpus"),
        ("$24 vs 25", "$24 vs 25"),
        ("profit apr-jun this yr", "profit apr to jun 2026"),
        ("sales april to sept 2025", "sales april to sept 2025"),
        ("orders going into 2026", "orders at the end of 2025"),
        ("cash at xmas", "cash at December"),
        ("newest valuation of acme", "latest valuation of acme"),
        ("most up-to-date arr", "latest arr"),
        ("what did acme end up paying for bolt", "what did acme paying for bolt"),
        ("how many staff did acme end up with", "how many staff did acme end up with"),
        ("price in spring 25", "price in spring 2025"),
        ("need acme's revenue 2025 for our cfo", "need acme's revenue 2025"),
        ("for my investor deck: acme's revenue", ": acme's revenue"),
        ("acme's spend for our planet and its people", "acme's spend for our planet and its people"),
        ("cash on new year's eve 2025", "cash on December 31, 2025"),
        ("sales in the closing three months of 2025", "sales in the fourth quarter of 2025"),
        ("sales in the final half of 2025", "sales in the second half of 2025"),
        ("sales in the opening quarter of fy26", "sales in the opening quarter of fy26"),
        ("sales in the opening quarter of fiscal 2026", "sales in the first quarter of fiscal 2026"),
        ("s&p sub-licence w/out", "s&p sub-licence w/out"),
        ("pretax gains at acme", "pre-tax gains at acme"),
        ("capex the year before 2024", "capex 2023"),
        ("acme sales two yrs before 2025", "acme sales 2023"),
        ("backlog one year before q1 26", "backlog q1 2025"),
        ("capex the year before fy26", "capex fy2025"),
        ("run rate twelve months before march 2026", "run rate March 2025"),
        ("staff three months before june 2026", "staff March 2026"),
        ("staff two months before june 12", "staff two months before june 12"),
        ("how much did ads fall in q1", "how much did ads drop in q1"),
        ("did acme list in fall 2025", "did acme list in fall 2025"),
        ("arpu second q of 2025", "arpu second quarter of 2025"),
    ],
)
def test_shortened_writing_is_written_out(typed: str, meant: str) -> None:
    assert written_out(typed, ASKED) == meant


def test_bare_amounts_have_a_scale_and_no_unit() -> None:
    found = bare_amounts("8b or 22.5bn? the llama-70b and a 70b model, $3b, 400k")
    assert [(int(a.value), a.unit) for a in found] == [(8_000_000_000, ""), (22_500_000_000, ""), (400_000, "")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("acme capex 25", "acme capex 2025"),
        ("capex acme '26?", "capex acme '2026?"),
        ("acme capex 25 pls", "acme capex 2025 pls"),
        ("acme capex 12", "acme capex 12"),
        ("acme capex top 25", "acme capex top 25"),
    ],
)
def test_two_digits_that_close_a_question_behind_its_measure_are_a_year(typed: str, meant: str) -> None:
    ends = [typed.index("capex") + 5, typed.index("acme") + 4]
    assert with_closing_year(typed, ends, ASKED) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("acme q3 rev this yr vs last", "acme rev q3 this year vs q3 last year"),
        ("capex this year vs last", "capex this year vs last year"),
        ("how much was owed when 2025 closed", "how much was owed at the end of 2025"),
        ("what does plus cost per month these days", "what does plus cost per month these days"),
    ],
)
def test_two_years_and_a_year_that_closed(said: str, meant: str) -> None:
    assert written_out(said, date(2026, 11, 20)) == meant
