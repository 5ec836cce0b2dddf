from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.amount import Amount
from index.amounts import agree, find_amounts, format_amount, parse_cell, scale_of_caption, unit_phrase


def one(text: str) -> Amount:
    found = find_amounts(text)
    assert len(found) == 1, [text[amount.start : amount.end] for amount in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        # money
        ("It lost $6.4bn last year", "$6.4bn", "6400000000", "USD"),
        ("nearly $6.4 billion", "$6.4 billion", "6400000000", "USD"),
        ("US$222.6 million of", "US$222.6 million", "222600000", "USD"),
        ("U.S. $5 million", "U.S. $5 million", "5000000", "USD"),
        ("R$4.8 billion", "R$4.8 billion", "4800000000", "BRL"),
        ("R$ 730 million was", "R$ 730 million", "730000000", "BRL"),
        ("C$57 million", "C$57 million", "57000000", "CAD"),
        ("A$1.2bn", "A$1.2bn", "1200000000", "AUD"),
        ("A $350m pot", "$350m", "350000000", "USD"),
        ("at thirteen point one billion dollars", "thirteen point one billion dollars", "13100000000", "USD"),
        ("three point two five percent", "three point two five percent", "3.25", "percent"),
        ("HK$900m", "HK$900m", "900000000", "HKD"),
        ("NT$30 billion", "NT$30 billion", "30000000000", "TWD"),
        ("€1.7B", "€1.7B", "1700000000", "EUR"),
        ("£231m", "£231m", "231000000", "GBP"),
        ("¥450 billion", "¥450 billion", "450000000000", "JPY"),
        ("₹1,20,000", "₹1,20,000", "120000", "INR"),
        ("Rs 500 crore", "Rs 500 crore", "5000000000", "INR"),
        ("CHF 3m", "CHF 3m", "3000000", "CHF"),
        ("USD 5 million", "USD 5 million", "5000000", "USD"),
        ("RMB 12 billion", "RMB 12 billion", "12000000000", "CNY"),
        ("EUR1.5 billion", "EUR1.5 billion", "1500000000", "EUR"),
        ("$5 million CAD", "$5 million CAD", "5000000", "CAD"),
        ("5 million dollars", "5 million dollars", "5000000", "USD"),
        ("57 million Canadian dollars", "57 million Canadian dollars", "57000000", "CAD"),
        ("730 million reais", "730 million reais", "730000000", "BRL"),
        ("9 billion Swiss francs", "9 billion Swiss francs", "9000000000", "CHF"),
        ("3 billion yuan", "3 billion yuan", "3000000000", "CNY"),
        ("40 million euros", "40 million euros", "40000000", "EUR"),
        ("25 cents a share", "25 cents", "0.25", "USD"),
        ("four hundred million dollars", "four hundred million dollars", "400000000", "USD"),
        ("half a billion dollars", "half a billion dollars", "500000000", "USD"),
        ("a quarter of a billion dollars", "a quarter of a billion dollars", "250000000", "USD"),
        ("two and a half billion dollars", "two and a half billion dollars", "2500000000", "USD"),
        ("one cent toward this", "one cent", "0.01", "USD"),
        ("$96.2bn.", "$96.2bn", "96200000000", "USD"),
        ("$3.1 bln", "$3.1 bln", "3100000000", "USD"),
        ("$40mn", "$40mn", "40000000", "USD"),
        ("$40 mm", "$40", "40", "USD"),
        ("$40MM", "$40MM", "40000000", "USD"),
        ("$250k", "$250k", "250000", "USD"),
        ("$1.5T", "$1.5T", "1500000000000", "USD"),
        ("$2tn", "$2tn", "2000000000000", "USD"),
        ("$1.7 B in sales", "$1.7 B", "1700000000", "USD"),
        ("$6,355 million", "$6,355 million", "6355000000", "USD"),
        ("$ 1,234", "$ 1,234", "1234", "USD"),
        ("$\u00a01,234", "$\u00a01,234", "1234", "USD"),
        ("$.09", "$.09", "0.09", "USD"),
        ("a $6.4-billion loss", "$6.4-billion", "6400000000", "USD"),
        # negatives
        ("$(0.09)", "$(0.09)", "-0.09", "USD"),
        ("net loss of $(6,355) million", "$(6,355) million", "-6355000000", "USD"),
        ("a change of (6,355) million", "(6,355) million", "-6355000000", ""),
        ("loss per share was ($0.09)", "($0.09)", "-0.09", "USD"),
        ("-$5m", "-$5m", "-5000000", "USD"),
        ("−$5m", "−$5m", "-5000000", "USD"),
        ("$-5m", "$-5m", "-5000000", "USD"),
        ("minus $5 million", "minus $5 million", "-5000000", "USD"),
        ("was negative $1,237 million", "negative $1,237 million", "-1237000000", "USD"),
        ("fell by -3.5%", "-3.5%", "-3.5", "percent"),
        # counts
        ("200,000 GPUs", "200,000", "200000", "gpu"),
        ("100,000 H100 GPUs at", "100,000", "100000", "gpu"),
        ("3.2 million paying subscribers", "3.2 million", "3200000", "subscriber"),
        ("2,146 full-time employees", "2,146", "2146", "employee"),
        ("2,025 employees", "2,025", "2025", "employee"),
        ("238 thousand accelerators", "238 thousand", "238000", "accelerator"),
        ("550 million combined monthly active users", "550 million", "550000000", "user"),
        ("twenty-three million people", "twenty-three million", "23000000", "person"),
        ("eleven people", "eleven", "11", "person"),
        ("187,500 member households", "187,500", "187500", "household"),
        ("14 counties", "14", "14", "county"),
        ("640 branches", "640", "640", "branch"),
        ("400,000 tokens", "400,000", "400000", "token"),
        ("15T tokens", "15T", "15000000000000", "token"),
        ("a million users", "a million", "1000000", "user"),
        ("two dozen data centers", "two dozen", "24", "center"),
        ("one hundred and fifty people", "one hundred and fifty", "150", "person"),
        ("a 70B-parameter model", "70B", "70000000000", "parameter"),
        ("Up by 90,411,507 shares of stock", "90,411,507", "90411507", "share"),
        ("a 44-page presentation", "44", "44", "page"),
        ("a 25,000-GPU cluster", "25,000", "25000", "gpu"),
        ("its 1,300-strong workforce", "1,300", "1300", "workforce"),
        ("a 1-million-token window", "1-million", "1000000", "token"),
        # measures
        ("150 megawatts", "150 megawatts", "150", "megawatt"),
        ("150 MW", "150 MW", "150", "megawatt"),
        ("150MW", "150MW", "150", "megawatt"),
        ("a 310-megawatt plant", "310-megawatt", "310", "megawatt"),
        ("600 megawatt-hours", "600 megawatt-hours", "600", "megawatt hour"),
        ("1.0 GW", "1.0 GW", "1.0", "gigawatt"),
        ("80GB", "80GB", "80", "gigabyte"),
        ("118,000 square feet", "118,000 square feet", "118000", "square foot"),
        ("a 12-year deal", "12-year", "12", "year"),
        ("90 days' notice", "90 days", "90", "day"),
        ("5.5 hours", "5.5 hours", "5.5", "hour"),
        ("five and a half hours", "five and a half hours", "5.5", "hour"),
        ("at 7.1x sales", "7.1x", "7.1", "ratio"),
        ("five times what", "five times", "5", "ratio"),
        ("up 24.1%", "24.1%", "24.1", "percent"),
        ("up 24 percent", "24 percent", "24", "percent"),
        ("up 24 per cent", "24 per cent", "24", "percent"),
        ("up 5.1 pct on", "5.1 pct", "5.1", "percent"),
        ("5 percentage points", "5 percentage points", "5", "percentage_points"),
        ("150 basis points", "150 basis points", "150", "basis_point"),
        ("150 bps", "150 bps", "150", "basis_point"),
        # bare
        ("it sold 186 of them", "186", "186", ""),
        ("worth 1.3 trillion", "1.3 trillion", "1300000000000", ""),
        ("a book-to-bill ratio of 1.73.", "1.73", "1.73", ""),
    ],
)
def test_finds_the_amount(text: str, span: str, value: str, unit: str) -> None:
    amount = one(text)
    assert text[amount.start : amount.end] == span
    assert amount.value == Decimal(value)
    assert amount.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "in 2025", "since 2019,", "the 2025 plan", "2023 to 2025", "2026-2028", "years 2025, 2024 and 2023",
        "May 2, 2026", "21 August 2026", "on Aug. 2", "2026-05-20", "5/2/2026", "May 1-3", "September 30",
        "at 10:30 a.m.", "by 5 p.m.", "05.00 BST", "9:12 pm", "5pm",
        "Q2", "Q2 2026", "2Q26", "1H26", "FY2026", "FY 26", "fiscal 26", "the 1st", "21st century", "the 1980s",
        "GPT-5.6", "Heron 4", "Opus 4.6", "H100", "B200", "GB300", "v1.2", "version 1.2.3", "a 5G phone", "Grok 5,",
        "Form 10-K", "a 10-Q", "its 8-K", "Item 7", "Item 7A", "page 82", "on p. 82", "Note 12", "Rule 415",
        "Section 13", "Exhibit 99.1", "Figure 3", "Table 2", "Chapter 11", "Company no. 14002218", "Topic 606",
        "(415) 555-1234", "415-555-1234", "+44 20 7946 0991", "333-30718", "001-38736", "CIK 0001045810",
        "https://a.example/2026/05/12-foo-345", "www.a.example/x?id=500", "a@b500.example", "a.example/news/500",
        "third quarter", "one of them", "Series B", "two thirds", "the two of them", "one in eight",
        "1. Introduction", "12) Risks", "as shown [12]", "growth.(1)", "text (3) more", "192.168.0.1",
        "San Francisco, CA 94105", "Ketterby, IN 46001", "won 5-4", "pp. 186-190", "24/7", "10:1", "#12", "§ 230",
        "iPhone 17", "a 3-for-1 split", "Llama 3",
        "three months ended June 30, 2026", "the first nine months of 2026", "a year earlier", "Day 2",
    ],
)  # fmt: skip
def test_finds_no_amount(text: str) -> None:
    assert [text[amount.start : amount.end] for amount in find_amounts(text)] == []


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "unit"),
    [
        ("$130-145 billion", "$130-145 billion", "130000000000", "145000000000", "USD"),
        ("$5.2 billion to $5.5 billion", "$5.2 billion to $5.5 billion", "5200000000", "5500000000", "USD"),
        ("between $5 and $6 billion", "$5 and $6 billion", "5000000000", "6000000000", "USD"),
        ("$7.4–7.9bn", "$7.4–7.9bn", "7400000000", "7900000000", "USD"),
        ("$10bn to $12bn", "$10bn to $12bn", "10000000000", "12000000000", "USD"),
        ("$900 million to $1.1 billion", "$900 million to $1.1 billion", "900000000", "1100000000", "USD"),
        ("ranging from $5 to $6 billion", "$5 to $6 billion", "5000000000", "6000000000", "USD"),
        ("between 5 and 6 percent", "5 and 6 percent", "5", "6", "percent"),
        ("5-6%", "5-6%", "5", "6", "percent"),
        ("24% to 26%", "24% to 26%", "24", "26", "percent"),
        ("12 to 18 months", "12 to 18 months", "12", "18", "month"),
        ("20-30 engineers", "20-30", "20", "30", "engineer"),
        ("20 million to 25 million euros", "20 million to 25 million euros", "20000000", "25000000", "EUR"),
        ("rose by 40 to 50 per cent", "40 to 50 per cent", "40", "50", "percent"),
        ("two to three years", "two to three years", "2", "3", "year"),
    ],
)
def test_reads_a_range(text: str, span: str, low: str, high: str, unit: str) -> None:
    amount = one(text)
    assert text[amount.start : amount.end] == span
    assert (amount.value, amount.high, amount.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("rose from $5.2 billion to $5.5 billion", ["5200000000", "5500000000"]),
        ("fell from 24% to 20%", ["24", "20"]),
        ("fell from 24 to 20 percent", ["24", "20"]),
        ("from $5 to $6 billion", ["5000000000", "6000000000"]),
        ("increased by $1,533 million to $(2,469) million", ["1533000000", "-2469000000"]),
        ("revenue rose $1.2 billion to $5.5 billion", ["1200000000", "5500000000"]),
        ("increased 5% to $6 billion", ["5", "6000000000"]),
        ("€1.7 billion ($1.9 billion)", ["1700000000", "1900000000"]),
        ("$5 million and $6 million", ["5000000", "6000000"]),
        ("Revenue | 1,234 | (95.9) | $ 17", ["1234", "-95.9", "17"]),
        ("$1,250 on 7 chips", ["1250", "7"]),
    ],
)
def test_keeps_apart_what_is_no_range(text: str, values: list[str]) -> None:
    found = find_amounts(text)
    assert [amount.value for amount in found] == [Decimal(value) for value in values]
    assert all(amount.high is None for amount in found)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("£8 a month", "month"),
        ("$20/month", "month"),
        ("$29/mo", "month"),
        ("$40 a share", "share"),
        ("$0.04 per diluted share", "share"),
        ("$10 million a day", "day"),
        ("$1.25 billion per month", "month"),
        ("$1.5 billion annually", "year"),
        ("$4.00 per million tokens", "million tokens"),
        ("$3 per million input tokens", "million tokens"),
        ("$3 per 1 million tokens", "million tokens"),
        ("$3 per 1M tokens", "million tokens"),
        ("$0.60 per 1,000 tokens", "thousand tokens"),
        ("$0.25/1M input tokens", "million tokens"),
        ("$1.40/Mtok", "million tokens"),
        ("$1.40/MTok", "million tokens"),
        ("$2 per GPU hour", "gpu hour"),
        ("$2 per GPU-hour", "gpu hour"),
        ("$0.15 per kilowatt-hour", "kilowatt hour"),
        ("10,000 tokens per second", "second"),
        ("30 litres a second", "second"),
        ("£74 a seat", "seat"),
        ("5% a year", "year"),
        ("$4 billion a year earlier", None),
        ("$4 billion a year ago", None),
        ("$4 billion a deal", None),
    ],
)
def test_reads_what_it_is_per(text: str, per: str | None) -> None:
    assert one(text).per == per


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("about $5bn", "about"),
        ("approximately 450 jobs", "about"),
        ("some $600m", "about"),
        ("~$5bn", "about"),
        ("more than 5,000 people", "over"),
        ("over 22,000 employees", "over"),
        ("in excess of $5bn", "over"),
        ("less than 3%", "under"),
        ("fewer than 50 people", "under"),
        ("up to 1 million GPUs", "up_to"),
        ("as much as $2bn", "up_to"),
        ("no more than $2bn", "up_to"),
        ("nearly $6.4 billion", "nearly"),
        ("just under $6.4 billion", "nearly"),
        ("at least 30 people", "at_least"),
        ("200,000+ GPUs", "at_least"),
        ("$5bn or more", "at_least"),
        ("$5bn plus", "at_least"),
        ("$5bn plus a fee", None),
        ("over five years", None),
        ("of $5bn", None),
        ("a takeover $5bn", None),
    ],
)
def test_reads_its_qualifier(text: str, qualifier: str | None) -> None:
    assert one(text).qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "digits", "scale"),
    [
        ("$6.4 billion", 2, 8),
        ("$6,355 million", 4, 6),
        ("$60.0 billion", 3, 8),
        ("$0.09", 1, -2),
        ("200,000 GPUs", 6, 0),
        ("four hundred million dollars", 1, 8),
        ("1.234 thousand chips", 4, 0),
        ("24.1%", 3, -1),
    ],
)
def test_knows_its_precision(text: str, digits: int, scale: int) -> None:
    amount = one(text)
    assert (amount.digits, amount.scale) == (digits, scale)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("with 117 million monthly active users in May", "monthly active users"),
        ("2,146 full-time employees", "full-time employees"),
        ("1.0 GW of compute", "GW"),
        ("about 5.5 hours", "hours"),
        ("$5bn of sales", ""),
        ("24%", ""),
    ],
)
def test_unit_phrase_is_the_whole_noun_phrase(text: str, phrase: str) -> None:
    assert unit_phrase(text, one(text)) == phrase


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("$ 1,234", "1234", "USD"),
        ("1,234", "1234", ""),
        ("(95.9)", "-95.9", ""),
        ("(0.09)", "-0.09", ""),
        ("$ (0.09)", "-0.09", "USD"),
        ("($0.09)", "-0.09", "USD"),
        ("(1,528", "-1528", ""),
        ("24.1%", "24.1", "percent"),
        ("24.1 %", "24.1", "percent"),
        ("(4.2)%", "-4.2", "percent"),
        ("(4.2%)", "-4.2", "percent"),
        ("7.1x", "7.1", "ratio"),
        ("1,234*", "1234", ""),
        ("1,234(1)", "1234", ""),
        ("1,234 (a)", "1234", ""),
        ("1,234²", "1234", ""),
        ("(3,911)(2)", "-3911", ""),
        ("−12", "-12", ""),
        ("–12", "-12", ""),
        ("+12%", "12", "percent"),
        (".35", "0.35", ""),
        ("1 234 567", "1234567", ""),
        ("1.234,5", "1234.5", ""),
        ("1.234.567", "1234567", ""),
        ("1.234", "1.234", ""),
        ("R$ 730", "730", "BRL"),
        ("$1.2 billion", "1200000000", "USD"),
        ("$13.5B", "13500000000", "USD"),
        ("150 MW", "150", "megawatt"),
        ("12,000 employees", "12000", "employee"),
        ("25 bps", "25", "basis_point"),
        ("0", "0", ""),
        ("186", "186", ""),
        ("2,025", "2025", ""),
        ("2025", None, None),
        ("—", None, None),
        ("-", None, None),
        ("–", None, None),
        ("nil", None, None),
        ("N/M", None, None),
        ("", None, None),
        ("$", None, None),
        (")", None, None),
        ("June 30, 2026", None, None),
        ("Total revenue", None, None),
        ("Q2 2026", None, None),
        ("H100", None, None),
        ("10-K", None, None),
        ("5/2/26", None, None),
    ],
)
def test_parses_a_cell(cell: str, value: str | None, unit: str | None) -> None:
    amount = parse_cell(cell)
    if value is None:
        assert amount is None
    else:
        assert amount is not None
        assert (amount.value, amount.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "unit", "factor", "exceptions"),
    [
        ("(in thousands, except per share amounts)", None, 1000, ("per share amounts",)),
        ("(Unaudited; in thousands, except per share amounts)", None, 1000, ("per share amounts",)),
        ("In millions of U.S. dollars", "USD", 1_000_000, ()),
        ("R$ thousand", "BRL", 1000, ()),
        ("$ in millions", "USD", 1_000_000, ()),
        ("(Dollars in billions)", "USD", 1_000_000_000, ()),
        ("in US$ thousand", "USD", 1000, ()),
        ("(in millions, except percentages and per share data)", None, 1_000_000, ("percentages", "per share data")),
        ("(thousands of employees)", "employee", 1000, ()),
        ("Subscribers in millions", "subscriber", 1_000_000, ()),
        ("$m", "USD", 1_000_000, ()),
        ("€ million", "EUR", 1_000_000, ()),
        ("(in $000s)", "USD", 1000, ()),
        ("(£’000)", "GBP", 1000, ()),
        ("(%)", "percent", 1, ()),
    ],
)
def test_reads_the_scale_of_a_caption(text: str, unit: str | None, factor: int, exceptions: tuple[str, ...]) -> None:
    caption = scale_of_caption(text)
    assert caption is not None
    assert (caption.unit, caption.factor, caption.exceptions) == (unit, Decimal(factor), exceptions)


@pytest.mark.parametrize("text", ["", "Three months ended June 30, 2026", "Assets", "As reported"])
def test_a_caption_without_a_scale_gives_none(text: str) -> None:
    assert scale_of_caption(text) is None


def test_exceptions_keep_their_numbers() -> None:
    caption = scale_of_caption("(in millions, except headcount and per share amounts)")
    assert caption is not None
    assert caption.excepts("Headcount at period end")
    assert caption.excepts("Diluted net loss per common share")
    assert caption.excepts("Gross margin")
    assert not caption.excepts("Revenue")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("$6,355 million", "$6.355 billion"),
        ("$6.4bn", "$6.4 billion"),
        ("$60.0 billion", "$60.0 billion"),
        ("R$730 million", "R$730 million"),
        ("€1.7B", "€1.7 billion"),
        ("CHF 3m", "CHF 3 million"),
        ("200,000 GPUs", "200,000 GPUs"),
        ("3.2 million paying subscribers", "3.2 million subscribers"),
        ("1 employee of 12,000 employees", "12,000 employees"),
        ("24.1%", "24.1%"),
        ("7.1x", "7.1x"),
        ("$130-145 billion", "$130 billion to $145 billion"),
        ("12 to 18 months", "12 to 18 months"),
        ("$4.00 per million tokens", "$4.00 per million tokens"),
        ("£8 a month", "£8 per month"),
        ("$(0.09)", "-$0.09"),
        ("5 percentage points", "5 percentage points"),
        ("150 MW", "150 megawatts"),
        ("1 day", "1 day"),
        ("$1,234", "$1,234"),
        ("eleven people", "11 people"),
        ("14 counties", "14 counties"),
    ],
)
def test_formats_for_people(text: str, written: str) -> None:
    assert format_amount(find_amounts(text)[-1]) == written


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("$6.36 billion", "$6.4 billion", True),
        ("$6,355 million", "$6.4 billion", True),
        ("$6,355,000,000", "$6,355 million", True),
        ("$6.4bn", "$6.4 billion", True),
        ("$6.34 billion", "$6.4 billion", False),
        ("$6.3 billion", "$6.4 billion", False),
        ("$64 billion", "$6.4 billion", False),
        ("-$6.4 billion", "$6.4 billion", False),
        ("€6.4 billion", "$6.4 billion", False),
        ("$8 a month", "$8", False),
        ("about 200,000 GPUs", "198,500 GPUs", True),
        ("200,000 GPUs", "198,500 GPUs", False),
        ("over 22,000 employees", "22,750 employees", True),
        ("over 22,000 employees", "21,500 employees", False),
        ("nearly $6.4 billion", "$6,355 million", True),
        ("up to 420 MW", "415 MW", True),
        ("$5 billion to $6 billion", "$5.5 billion", True),
        ("$5 billion to $6 billion", "$6.5 billion", False),
        ("$5 billion to $6 billion", "$5-6 billion", True),
        ("24.1%", "24%", True),
        ("24.1%", "24.1 percentage points", False),
    ],
)
def test_agrees_at_the_coarser_precision(a: str, b: str, same: bool) -> None:
    assert agree(one(a), one(b)) is same
    assert agree(one(b), one(a)) is same


@given(st.text())
def test_never_raises_and_spans_are_exact(text: str) -> None:
    check_spans(text)


@given(st.lists(st.sampled_from(
    ["$", "€", "R$", "5", "1,234", "6.4", "billion", "bn", "m", "%", "(", ")", "-", "–", " ", "to", "and", "between",
     "a", "one", "hundred", "half", "million", "GPUs", "users", "per", "/", "2025", "May", "USD", ".", ",", "x", "\n"]
)))  # fmt: skip
def test_never_raises_on_shuffled_parts(parts: list[str]) -> None:
    check_spans("".join(parts))
    check_spans(" ".join(parts))


def check_spans(text: str) -> None:
    end = 0
    for amount in find_amounts(text):
        assert end <= amount.start < amount.end <= len(text)
        assert text[amount.start : amount.end] == text[amount.start : amount.end].strip()
        assert amount.digits >= 1
        assert isinstance(format_amount(amount), str)
        assert isinstance(unit_phrase(text, amount), str)
        assert agree(amount, amount)
        end = amount.end
    parse_cell(text)
    scale_of_caption(text)


@given(
    st.integers(min_value=1, max_value=9999),
    st.integers(min_value=0, max_value=2),
    st.sampled_from(["million", "billion"]),
    st.sampled_from(["USD", "EUR", "GBP", "BRL", "CAD", "CHF", "user", "gpu"]),
    st.sampled_from([None, "month", "share", "million tokens"]),
)
def test_what_is_formatted_is_found_again(number: int, places: int, word: str, unit: str, per: str | None) -> None:
    scale = {"million": 6, "billion": 9}[word] - places
    value = Decimal(number * 10**scale)
    amount = Amount(0, 1, value, unit, per=per, digits=len(str(number)), scale=scale)
    again = one("It came to " + format_amount(amount) + ".")
    assert (again.value, again.unit, again.per) == (value, unit, per)
    assert agree(again, amount)


@given(st.integers(min_value=0, max_value=10**12))
def test_reads_grouped_digits_exactly(number: int) -> None:
    assert one(f"It cost ${number:,} then").value == number


@pytest.mark.parametrize(
    "unit",
    ["1", "1,", "1.", "$", "(", "5 to ", "1-", "a/", "one ", "million ", "5 x", "$5 and ", "(5", "-5 ", "5 a b c "],
)
def test_time_is_linear_in_the_length(unit: str) -> None:
    def seconds(count: int) -> float:
        text = unit * count
        begun = time.process_time()
        find_amounts(text)
        return time.process_time() - begun

    seconds(100)
    short = max(seconds(500), 0.002)
    assert seconds(4_000) < 40 * short  # 8 times the text; the quadratic would take 64 times as long


@pytest.mark.parametrize(
    ("cell", "low", "high", "unit"),
    [
        ("$2.9 to $3.2 billion", "2900000000", "3200000000", "USD"),
        ("5.2 – 5.5", "5.2", "5.5", ""),
        ("$510 - $540 million", "510000000", "540000000", "USD"),
        ("between 4% and 5%", "4", "5", "percent"),
        ("€0.97 to 1.02 billion", "970000000", "1020000000", "EUR"),
        ("approximately 61%", "61", None, "percent"),
        ("400+", "400", None, ""),
        ("up to 500 MW", "500", None, "megawatt"),
    ],
)
def test_parses_a_cell_of_an_outlook(cell: str, low: str, high: str | None, unit: str) -> None:
    amount = parse_cell(cell)
    assert amount is not None
    assert (amount.value, amount.unit) == (Decimal(low), unit)
    assert amount.high == (Decimal(high) if high else None)


@pytest.mark.parametrize("cell", ["2024-25", "2024 – 2025", "1-3 years", "more than 5 years", "1-for-10", "Low 20s"])
def test_a_heading_is_no_range(cell: str) -> None:
    assert parse_cell(cell) is None


@given(st.data())
def test_agreeing_is_mutual(data: st.DataObject) -> None:
    values = st.decimals(min_value=1, max_value=99, places=0)
    qualifiers = st.sampled_from([None, "about", "over", "under", "nearly", "at_least", "up_to"])
    drawn = st.builds(
        lambda value, more, scale, qualifier: Amount(0, 1, value.scaleb(scale), "USD", None if more is None else (value + more).scaleb(scale), None, qualifier, 2, scale),
        values, st.one_of(st.none(), values), st.integers(0, 2), qualifiers,
    )  # fmt: skip
    a, b = data.draw(drawn), data.draw(drawn)
    assert agree(a, b) is agree(b, a)


@pytest.mark.parametrize(
    ("cell", "value", "per"),
    [("$27 per seat", "27", "seat"), ("$34/user/month", "34", "month"), ("€29 a month", "29", "month"), ("$1.2 million", "1200000", None)],
)
def test_a_price_in_a_cell_may_say_what_it_is_for(cell: str, value: str, per: str | None) -> None:
    amount = parse_cell(cell)
    assert amount is not None
    assert (amount.value, amount.per) == (Decimal(value), per)


def test_the_end_of_a_change_counts_what_its_beginning_does() -> None:
    assert [(a.value, a.unit) for a in find_amounts("It will go from 130 employees to 200.")] == [(Decimal(130), "employee"), (Decimal(200), "employee")]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Net sales amounted to SEK 1 284 m (1 506)", [(Decimal(1_284_000_000), "SEK"), (Decimal(1506), "")]),
        ("We delivered 21 400 cards.", [(Decimal(21_400), "card")]),
        ("€4 117 million", [(Decimal(4_117_000_000), "EUR")]),
        ("sales of 1 284 MSEK", [(Decimal(1_284_000_000), "SEK")]),
        ("MEUR 12.5", [(Decimal(12_500_000), "EUR")]),
        ("The number of shares is 82 300 000.", [(Decimal(82_300_000), "")]),
        ("On May 21 400 people left.", [(Decimal(400), "person")]),
        ("In 2026 400 cards were sold.", [(Decimal(400), "card")]),
    ],
)
def test_thousands_set_apart_are_one_number(text: str, read: list[tuple[Decimal, str]]) -> None:
    assert [(amount.value, amount.unit) for amount in find_amounts(text)] == read


@pytest.mark.parametrize(("caption", "unit", "factor"), [("MSEK", "SEK", 6), ("SEKm", "SEK", 6), ("Amounts in TEUR", "EUR", 3), ("EURbn", "EUR", 9)])
def test_a_currency_with_its_scale_is_a_caption(caption: str, unit: str, factor: int) -> None:
    found = scale_of_caption(caption)
    assert found is not None
    assert (found.unit, found.factor) == (unit, Decimal(10) ** factor)


def test_a_number_that_shares_its_noun_with_the_next_counts_nothing_by_itself() -> None:
    found = one("Our fiscal year is the 52- or 53-week year that ends in January.")
    assert (found.value, found.unit) == (Decimal(53), "week")
