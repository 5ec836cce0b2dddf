"""Accounts of one matter that differ: which one leads, and that the other is shown, over invented pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.chat.layout import lay_out
from tests.bot.asking import asker

_WIRE = """# Marlow Tidal switches on its first array at Skerry Sound

Marlow Tidal opened its array at Skerry Sound on May 11, 2026, the wire service said. The array has eight turbines, and the local
grid takes all of its power. Fishing boats will keep a distance of four hundred metres, the harbour master told the service.
"""
_PAGES = {
    # Days: a statement of the company against an account that does not vouch for itself.
    "harrowby-files.md": ("# Harrowby Robotics on its way to the market\n\nHarrowby Robotics confidentially filed for an initial public offering on March 3, 2026, and said so in a statement.\n", "2026-03-20", "article"),
    "harrowby-rumour.md": ("# Who lists next\n\nHarrowby Robotics made its confidential IPO filing on March 17, 2026, by this account.\n", "2026-04-02", "article"),
    "harrowby-rival.md": ("# Robots for sale\n\nPennard Labs followed Harrowby Robotics with an IPO filing of its own on May 29, 2026.\n", "2026-06-01", "article"),
    # A plan that was put off, and what came of it.
    "quillfox-plan.md": ("# Tessaly Labs shows Quillfox 2\n\nTessaly Labs said that it would launch Quillfox 2 in April 2026.\n", "2026-01-12", "article"),
    "quillfox-out.md": ("# Quillfox 2 is out\n\nTessaly Labs launched Quillfox 2 on June 9, 2026, two months later than planned.\n", "2026-06-09", "article"),
    # Two of their own against three copies of one wire story.
    "skerry-wire.md": (_WIRE, "2026-05-13", "article"),
    "skerry-copy.md": (_WIRE, "2026-05-13", "article"),
    "skerry-reprint.md": (_WIRE, "2026-05-14", "article"),
    "skerry-harbour.md": ("# A day at the harbour\n\nWe stood on the quay when Marlow Tidal opened its array at Skerry Sound on May 4, 2026. The first turbine turned at noon.\n", "2026-05-05", "article"),
    "skerry-council.md": ("# From the council\n\nThe councillors were there on May 4, 2026, when the Skerry Sound array was opened by Marlow Tidal.\n", "2026-05-08", "article"),
    # A company's own day against a newspaper's.
    "ossett-release.md": ("# Ossett Foods closes its mill\n\nOssett Foods closed its mill at Brayton on February 6, 2026.\n", "2026-02-06", "press_release"),
    "ossett-paper.md": ("# The end of a mill\n\nOssett Foods closed its mill at Brayton on February 20, 2026, the town remembers.\n", "2026-03-30", "article"),
    # The same day, said once roughly and once exactly.
    "penrhyn.md": ("# Penrhyn Rail opens a line\n\nPenrhyn Rail opened its coastal line in mid-July 2026; the opening is dated July 16, 2026.\n", "2026-07-18", "article"),
    # States: approved, then put on hold.
    "dunmere-final.md": ("# Dunmere settlement gets its final approval\n\nDunmere Health's settlement with nurses won final approval on April 14, 2026.\n", "2026-04-14", "article"),
    "dunmere-hold.md": ("# Dunmere settlement on hold\n\nAn appeals court suspended Dunmere Health's $220 million settlement with nurses on April 28, 2026.\n", "2026-04-28", "article"),
    "dunmere-agreed.md": ("# Dunmere Health settles\n\nDunmere Health agreed to pay $220 million to settle a suit by nurses over pay.\n", "2025-11-03", "article"),
    "tarn-nurses.md": ("# Tarnworth Clinics and its nurses\n\nTarnworth Clinics agreed to pay $48 million to settle a suit by nurses.\n", "2026-01-15", "article"),
    "tarn-surgeons.md": ("# Tarnworth Clinics and its surgeons\n\nA judge threw out Tarnworth Clinics' $35 million settlement with surgeons in May 2026.\n", "2026-05-22", "article"),
    # A merger: agreed, then blocked; another that went through.
    "ostrel-agreed.md": ("# Ostrel Media to buy Pelham Press\n\nOstrel Media agreed to buy Pelham Press for $640 million.\n", "2025-10-06", "article"),
    "ostrel-blocked.md": ("# Regulators stop Ostrel\n\nThe regulator blocked Ostrel Media's purchase of Pelham Press in May 2026.\n", "2026-05-19", "article"),
    "corvid-agreed.md": ("# Corvid Freight to take over Lathom Lines\n\nCorvid Freight agreed to buy Lathom Lines for $310 million.\n", "2025-12-01", "article"),
    "corvid-closed.md": ("# Corvid Freight completes its purchase\n\nCorvid Freight completed its $310 million purchase of Lathom Lines on March 31, 2026.\n", "2026-03-31", "press_release"),
    # A works: open by one account, halted by a newer one.
    "norhaven-open.md": ("# Cells from Norhaven\n\nVolterra Cells opened its battery plant at Norhaven in February 2026.\n", "2026-02-18", "article"),
    "norhaven-halt.md": ("# Quiet at Norhaven\n\nVolterra Cells halted its battery plant at Norhaven in July 2026 for want of orders.\n", "2026-07-21", "article"),
    # Counts.
    "brayfield-report.md": ("# Brayfield Motors current report\n\nBrayfield Motors recalled 1,200 vans of its Hexley works.\n", "2026-03-02", "filing"),
    "brayfield-paper.md": ("# Hexley in shock\n\nBrayfield Motors has recalled 1,450 vans of its Hexley works.\n", "2026-03-09", "article"),
    # A round and its parts.
    "kestrel-first.md": ("# Kestrel Forge holds a first close\n\nKestrel Forge raised $300 million in January 2026 in the first close of its Series C round.\n", "2026-01-29", "article"),
    "kestrel-final.md": ("# Kestrel Forge closes its Series C\n\nKestrel Forge closed its Series C round in March 2026 at $420 million.\n", "2026-03-24", "article"),
    "lumley-round.md": ("# Lumley Bio raises money\n\nLumley Bio raised $150 million in June 2026. Only $40 million was paid at once; the rest depends on milestones.\n", "2026-06-15", "article"),
    # A run rate told with a quarter's results.
    "strand-results.md": ("# Strand Cloud's first quarter\n\nStrand Cloud had revenue of $910 million in the first quarter of 2026.\n\nIn April 2026 Strand Cloud disclosed that its storage business had reached an annual revenue run rate of $460 million.\n", "2026-04-23", "article"),
    "strand-sceptic.md": ("# How big is Strand Cloud's storage business?\n\nAn analyst argued that the $460 million run rate of Strand Cloud was nearer $300 million once resellers are paid.\n", "2026-05-06", "blog"),
    # One deal by two measures, and a number of near the same day.
    "norquay-deal.md": ("# Norquay Systems and Fenmoor Labs\n\nNorquay Systems struck a $900 million deal with Fenmoor Labs for its designs in December 2025.\n", "2025-12-20", "article"),
    "norquay-summary.md": ("# The year in takeovers\n\nNorquay Systems bought Fenmoor Labs for $90 million.\n", "2025-12-28", "blog"),
    "ashgrove-paper.md": ("# Ashgrove Analytics hires\n\nAshgrove Analytics had 1,310 employees at June 30, 2026.\n", "2026-07-10", "article"),
    "ashgrove-blog.md": ("# Who works where\n\nAshgrove Analytics has about 1,900 employees.\n", "2026-06-20", "blog"),
    "halden-register.md": ("# Who owns Wexcombe Grid\n\nHalden Trust held a stake of 31% in Wexcombe Grid in March 2026.\n", "2026-03-30", "article"),
    "halden-column.md": ("# Grids and trusts\n\nHalden Trust's stake in Wexcombe Grid is 26%, as far as one can tell.\n", "2026-03-12", "blog"),
    # Money before and after it came in.
    "gorsedale.md": ("# Gorsedale Photonics is worth more\n\nGorsedale Photonics raised $80 million in May 2026 at a post-money valuation of $600 million.\n", "2026-05-12", "article"),
    "gorsedale-pre.md": ("# What Gorsedale was worth\n\nThe pre-money valuation of Gorsedale Photonics was $520 million in May 2026.\n", "2026-05-20", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("accounts"), _PAGES, date(2026, 9, 15))


@pytest.mark.parametrize(
    ("question", "leads", "shown"),
    [
        ("when did Harrowby Robotics file for its IPO?", "March 3", "March 17"),
        ("date of the Harrowby Robotics IPO filing", "March 3", "March 17"),
        ("when did tessaly launch quillfox 2?", "June 9", ""),
        ("when did Marlow Tidal open its array at Skerry Sound?", "May 4", "May 11"),
        ("when was the array at Skerry Sound opened by Marlow Tidal?", "May 4", "May 11"),
        ("when did Ossett Foods close the mill at Brayton?", "February 6", "February 20"),
        ("when did Penrhyn Rail open its coastal line?", "July 16", ""),
        ("is the dunmere settlement final?", "suspended", "final approval"),
        ("has the Dunmere Health settlement been approved?", "suspended", "final approval"),
        ("what is the status of the dunmere settlement?", "suspended", "final approval"),
        ("how much did Dunmere Health settle for?", "220 million", "suspended"),
        ("did Ostrel Media buy Pelham Press?", "blocked", "agreed to buy"),
        ("has the purchase of Pelham Press by Ostrel been completed?", "blocked", ""),
        ("how much did Ostrel Media agree to pay for Pelham Press?", "640 million", "blocked"),
        ("did corvid freight complete the purchase of lathom lines?", "completed", ""),
        ("is the battery plant of Volterra Cells at Norhaven open?", "halted", "opened"),
        ("how many vans of its hexley works did Brayfield Motors recall?", "1,200", "1,450"),
        ("how much did Kestrel Forge raise in March 2026?", "420 million", "300 million"),
        ("how much did Kestrel Forge raise in its Series C?", "420 million", "300 million"),
        ("how much did Lumley Bio raise in June 2026?", "150 million", "40 million"),
        ("Strand Cloud storage revenue run rate in Q1 2026", "460 million", "300 million"),
        ("how big was the deal of Norquay Systems with Fenmoor Labs?", "900 million", "90 million"),
        ("how many people work at Ashgrove Analytics?", "1,310", "1,900"),
        ("what stake did Halden Trust hold in Wexcombe Grid in March 2026?", "31%", "26%"),
        ("valuation of Gorsedale Photonics in May 2026", "600 million", "520 million"),
    ],
)
def test_the_better_account_leads_and_the_other_is_shown(ask: Callable[[str], Answer], question: str, leads: str, shown: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert leads in answer.text, answer.text
    assert shown in answer.text, answer.text
    assert answer.text.index(leads) <= (answer.text.index(shown) if shown else len(answer.text)), answer.text


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("when did Penrhyn Rail open its coastal line?", "Another day"),
        ("when did Harrowby Robotics file for its IPO?", "May 29"),
        ("did corvid freight complete the purchase of lathom lines?", "disagree"),
        ("how much did Corvid Freight pay for Lathom Lines?", "Another"),
        ("how much did Tarnworth Clinics agree to pay to settle with nurses?", "threw out"),
        ("how much did Kestrel Forge raise in March 2026?", "Since then"),
        ("how many employees does Ashgrove Analytics have?", "sets a number against"),
    ],
)
def test_what_is_no_other_account_is_not_shown_as_one(ask: Callable[[str], Answer], question: str, never: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert never not in answer.text


def test_another_account_is_set_apart_on_a_card_and_what_came_since_is_not(ask: Callable[[str], Answer]) -> None:
    laid = lay_out(ask("when did Harrowby Robotics file for its IPO?"))
    assert laid.differ == 1
    assert "March 17" in laid.differing[0].lines[0]
    assert not any("March 17" in line for line in laid.shown[0].lines)
    card = lay_out(ask("how much did Dunmere Health settle for?")).shown[0]
    assert any(line.startswith("Before that, from") for line in card.lines)
