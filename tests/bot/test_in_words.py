"""Questions that names, places and days answer, put in other words than those of the pages that say it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "annual.md": (
        """# Thornbeck Systems annual report

Thornbeck Systems, Inc. sells cooling for data centers. At the end of June we employed 812 people.

We were founded in 2014 as Pillgrove Ices, Inc., to chill oyster barges, and took our present name in 2019. Our principal office is in Duluth.

We report three segments. Immersion builds tanks for racks. Chilled Water runs plants for whole campuses. Spares sells pumps and coolant.

Gresham Oduya LLP has been our independent auditor since 2018.

Our pumps are assembled at a former tram depot in Wexmouth.

The next annual meeting of stockholders will be held on November 12, 2026, online.
""",
        "2026-08-20",
        "filing",
    ),
    "round.md": (
        """# Larkmead closes its Series D

Larkmead said on Monday that it had raised $310 million in a Series D that values it at $2.6 billion.

Pellucid Capital led the round. Also taking part were Nine Elms Ventures, the pension manager Dovecote and Harrier Partners, which led the Series C.

Larkmead was known as Tallyworks until 2022. Its next model, codenamed Bramling, is being trained at a leased hall outside Aldershot.
""",
        "2026-04-14",
        "article",
    ),
    "loan.md": (
        """# Quillerby borrows

On May 4, 2026, Quillerby Compute entered into a credit agreement with Farrow National Bank, as administrative agent and a lender.

The other lenders are Ostrava Credit and the Tidewell Trust. The facility is for $450 million and matures on May 4, 2031.
""",
        "2026-05-08",
        "article",
    ),
    "case.md": (
        """# Divers take Quillerby to court

Divers from Port Sorrel have gone to court over Quillerby Compute's intake pipe. Quillerby may appeal an order to close it within 28 days.

A hearing in the divers' case is set for 9 October 2026.
""",
        "2026-07-02",
        "article",
    ),
    "brackmoor.md": (
        """# Brackmoor borrows again

Brackmoor, which owns the Heddle campus, borrowed $700 million on Monday. Orrin Ratings, which rates the company BB-minus, called the sum bearable.

The money is for the second phase of Heddle, which draws 90 megawatts when it opens in March 2028. The first phase has been open since 2025.
""",
        "2026-06-03",
        "article",
    ),
    "interview.md": (
        """# "We are never bored": Brackmoor's finance chief

Idony Vasquez-Hale joined Brackmoor from a brewery two years ago. We met her on a pier.

We borrowed twice and would do so again, she says.
""",
        "2026-07-13",
        "article",
    ),
    "audit.md": (
        """# Brackmoor Corporation annual report, auditor's letter

To the shareholders of Brackmoor Corporation: we have audited the balance sheets of Brackmoor. In our opinion they are fair.

/s/ Peverell Stroud LLP, Leeds, February 4, 2026. We have served as the Company's auditor since 2015.
""",
        "2026-02-10",
        "filing",
    ),
    "model.md": (
        """# Brackmoor writes about Heddle 5

Our next model is Heddle 5. It starts its run in October.

Heddle 5 will be trained on a cluster that Brackmoor is putting up in Stavling.
""",
        "2026-08-01",
        "company",
    ),
    "plans.md": (
        """# Sandpiper plans

Sandpiper comes in three plans: Solo, Crew and Fleet.

Single sign-on comes with Crew and Fleet. Audit logs come with Fleet only.

| | Solo | Crew | Fleet |
|---|---|---|---|
| Price a month | $4 | $9 | $30 |
| Shared boards | No | Yes | Yes |
| Export to CSV | Yes | Yes | Yes |
""",
        "2026-03-02",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("words"), PAGES, date(2026, 9, 10))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("what was thornbeck called before", ["Pillgrove Ices"]),
        ("thornbeck's old name?", ["Pillgrove Ices"]),
        ("what did larkmead used to be called", ["Tallyworks"]),
        ("what name did larkmead go by before 2022", ["Tallyworks"]),
        ("who audits thornbeck", ["Gresham Oduya"]),
        ("which firm is thornbeck's auditor", ["Gresham Oduya"]),
        ("list thornbecks segments", ["Immersion", "Chilled Water", "Spares"]),
        ("what are thornbeck's business segments", ["Immersion", "Chilled Water", "Spares"]),
        ("who all put money into larkmeads series d", ["Pellucid", "Nine Elms", "Dovecote", "Harrier"]),
        ("name everyone in larkmeads series d", ["Pellucid", "Nine Elms", "Dovecote", "Harrier"]),
        ("all the investors in larkmead's latest round", ["Pellucid", "Nine Elms", "Dovecote", "Harrier"]),
        ("list every lender in quillerbys credit agreement", ["Farrow National", "Ostrava", "Tidewell"]),
        ("who are the lenders on quillerby's loan", ["Farrow National", "Ostrava", "Tidewell"]),
        ("where are thornbeck pumps manufactured", ["Wexmouth"]),
        ("where does thornbeck make its pumps", ["Wexmouth"]),
        ("where is larkmead training its next model", ["Aldershot"]),
        ("when does heddle's phase 2 open", ["March 2028"]),
        ("brackmoor credit rating", ["BB-minus"]),
        ("how is brackmoor rated by orrin", ["BB-minus"]),
        ("whos brackmoors cfo", ["Idony Vasquez-Hale"]),
        ("where is heddle 5 being trained", ["Stavling"]),
        ("who audits brackmoor", ["Peverell Stroud"]),
        ("name of the model brackmoor trains next", ["Heddle 5"]),
        ("code name of larkmeads next model", ["Bramling"]),
        ("whats larkmeads new model called internally", ["Bramling"]),
        ("name of the model larkmead is training", ["Bramling"]),
        ("when does the court hear the divers case against quillerby", ["9 October"]),
        ("date of thornbecks annual mtg", ["November 12"]),
        ("which sandpiper plans come with SSO", ["Crew and Fleet"]),
        ("which sandpiper plans have shared boards", ["Crew and Fleet"]),
        ("which of sandpipers plans let you export to csv", ["Solo, Crew and Fleet"]),
        ("when do quillerby's loans fall due", ["May 4, 2031"]),
    ],
)
def test_names_places_and_days_are_found_in_other_words(ask: Callable[[str], Answer], question: str, names: list[str]) -> None:
    answer = ask(question)

    assert answer.status is Status.ANSWERED
    assert [name for name in names if name not in answer.text] == []


@pytest.mark.parametrize(
    "question",
    [
        "what was quillerby called before",
        "quillerby's old name?",
        "who audits larkmead",
        "list quillerbys segments",
        "who all put money into larkmeads series b",
        "list every lender in thornbecks credit agreement",
        "where are quillerby racks manufactured",
        "code name of thornbecks next pump",
        "when is quillerby's appeal being heard",
        "when is larkmeads annual mtg",
        "larkmead credit rating",
        "when is brackmoor's annual meeting",
        "where does thornbeck train its models",
        "name all the lenders in brackmoor's credit agreement",
        "name of thornbeck's headquarters building",
        "who took part in quillerbys latest round",
        "who all is in nine elms ventures series d",
        "name of the chip quillerby is designing",
        "whats thornbecks newest pump called",
        "whos brackmoors coo",
        "whos quillerbys cfo",
        "when does heddles phase 3 open",
        "where is heddle 6 being trained",
        "when does the court hear the divers case against larkmead",
        "which sandpiper plans come with MFA",
        "which sandpiper plans include phone support",
    ],
)
def test_what_no_page_says_is_not_answered(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is not Status.ANSWERED
