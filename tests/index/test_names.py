"""Names: companies that only the documents name, their short forms and tickers, and names in chat."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from corpus.companyfacts import read_company_facts
from corpus.document import Revision, SourceType
from corpus.factsheet import extract_sheet, pack_sheet, sheet_title
from corpus.markdown import extract_markdown
from index import _principal
from index.entities import Entities
from index.entity_table import EntityTable
from index.names import gather
from tests.corpus.fact_files import ANNUAL, company_facts


def page(number: int, title: str, text: str, kind: SourceType = SourceType.ARTICLE) -> Revision:
    read = extract_markdown(f"# {title}\n\n{text}\n")
    return Revision(
        revision_id=f"r{number}", document_id=f"d{number}", url=f"https://wire.example/{number}", title=title,
        publisher="The Wire", published=date(2025, 3, 4), source_type=kind, text=read.text, blocks=read.blocks,
        fetched_at=datetime(2025, 3, 5, tzinfo=UTC),
    )  # fmt: skip


PAGES = (
    page(
        1,
        "Larkmoor Systems annual report",
        "Larkmoor Systems, Inc. (NASDAQ: LRKM) makes servers. We at Larkmoor sell them.\n\n"
        "Our fiscal year ended June 30, 2024 was good.",
        SourceType.FILING,
    ),
    page(
        2,
        "Vantry Labs grows",
        "Customers of Vantry Labs, Inc. (NYSE: VNTR) rent servers. At Vantry, rents rise. Analysts like Vantry.",
    ),
    page(3, "What the founder said", "The chief executive of Vantry Labs, Oda Ferrant, spoke. Later Ferrant left."),
)


@pytest.fixture(scope="module")
def names() -> EntityTable:
    return gather(PAGES, Entities.load())


def found(names: EntityTable, text: str) -> list[str]:
    return [match.name for match in names.find(text)]


def asked(names: EntityTable, text: str) -> list[str]:
    return [match.name for match in names.match(text)]


@pytest.mark.parametrize("written", ["Larkmoor Systems", "Larkmoor Systems, Inc.", "Larkmoor", "LRKM"])
def test_long_form_short_form_and_ticker_are_one_company(names: EntityTable, written: str) -> None:
    assert found(names, f"Analysts say that {written} will grow.") == ["Larkmoor Systems"]
    assert names.is_company("Larkmoor Systems")


def test_what_one_document_introduces_is_known_in_the_others(names: EntityTable) -> None:
    assert found(names, "A rival of Vantry is Larkmoor.") == ["Vantry Labs", "Larkmoor Systems"]


def test_matches_are_spans_of_the_text(names: EntityTable) -> None:
    text = "“Vantry” and LRKM"
    assert [text[m.start : m.end] for m in names.find(text)] == ["Vantry", "LRKM"]


def test_running_text_needs_a_capital_and_chat_does_not(names: EntityTable) -> None:
    assert found(names, "the larkmoor of the hills") == []
    assert asked(names, "how is larkmoor doing") == ["Larkmoor Systems"]


@pytest.mark.parametrize(
    "question",
    [
        "larkmoors revenue",
        "LARKMOOR'S revenue?",
        "rev of lrkm pls",
        "what did larkmoor systems make",
        "larkmor revenue",
    ],
)
def test_chat_forms_of_a_name(names: EntityTable, question: str) -> None:
    assert asked(names, question) == ["Larkmoor Systems"]


@pytest.mark.parametrize("question", ["what was revenue last year", "how many servers did it sell", "hi there"])
def test_common_words_are_no_names(names: EntityTable, question: str) -> None:
    assert asked(names, question) == []


def test_listed_companies_are_known_without_any_document() -> None:
    names = gather([], Entities.load())
    assert asked(names, "how much did xai lose") == ["xAI"]


def test_a_person_is_a_name_and_no_company(names: EntityTable) -> None:
    assert found(names, "Then Oda Ferrant left.") == ["Oda Ferrant"]
    assert not names.is_company("Oda Ferrant")


def test_the_main_company_of_a_document(names: EntityTable) -> None:
    assert names.principal("d1") == "Larkmoor Systems"
    assert names.principal("d2") == "Vantry Labs"
    assert names.principal("nowhere") == ""
    assert "d1" in names.documents_about("Larkmoor Systems")


def test_names_that_no_document_has_are_told_apart(names: EntityTable) -> None:
    assert names.unknown("what was the revenue of Quellmark in 2024") == ["Quellmark"]
    assert names.unknown("what was the revenue of Larkmoor in 2024") == []


def test_a_fiscal_year_on_a_filings_cover_is_the_companys(names: EntityTable) -> None:
    assert names.year_end("Larkmoor Systems") == (6, 30)
    assert names.year_end("Vantry Labs") is None


def test_an_admins_list_joins_what_the_documents_say(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("list") / "entities.yaml"
    path.write_text("- name: Larkmoor Systems\n  aliases: [The Moor]\n  year_end: [9, 30]\n", encoding="utf-8")
    names = gather(PAGES, Entities.load(path))
    assert asked(names, "the moor revenue") == ["Larkmoor Systems"]
    assert asked(names, "larkmoor systems revenue") == ["Larkmoor Systems"]
    assert names.year_end("Larkmoor Systems") == (9, 30)


def test_the_table_survives_being_stored(names: EntityTable) -> None:
    again = EntityTable.from_json(names.to_json())
    text = "Analysts say that Larkmoor, VNTR and Oda Ferrant met."
    assert again.find(text) == names.find(text)
    assert again.principal("d1") == names.principal("d1")
    assert again.year_end("Larkmoor Systems") == (6, 30)
    assert again.to_json() == names.to_json()


def test_a_trackers_operators_are_companies_and_its_campuses_theirs() -> None:
    tracker = page(
        1,
        "Campus tracker",
        "| Campus | Operator | Power (MW) |\n|---|---|---|\n| Fernhollow | Larkmoor Cloudworks | 310 |\n| Pellow | Brindle | 96 |",
        SourceType.DATASET,
    )
    table = gather([tracker], Entities.load())
    assert table.is_company("Larkmoor Cloudworks")
    assert table.lineage("Fernhollow") == ["Fernhollow", "Larkmoor Cloudworks"]
    assert table.lineage("Pellow") == ["Pellow", "Brindle"]


def test_who_had_revenue_is_a_company() -> None:
    note = page(1, "A new credit line", "On Monday Pellow Cloudworks had revenue of £212 million. Others have less.")
    assert gather([note], Entities.load()).is_company("Pellow Cloudworks")


def test_a_company_goes_by_its_first_word_where_it_is_by_far_the_most_named() -> None:
    report = page(
        1,
        "Larkmoor Cloud, Inc. reports",
        "Larkmoor Cloud, Inc. grew. "
        + "Customers of Larkmoor Cloud, Inc. like it. " * 4
        + "A loan went to Larkmoor Funding Holdings IV, LLC. Write to ir@larkmoor.example or see www.larkmoor.example now.",
    )
    table = gather([report], Entities.load())
    assert asked(table, "larkmoor revenue") == ["Larkmoor Cloud"]


def test_a_description_under_operator_is_no_name() -> None:
    tracker = page(
        1,
        "Campus tracker",
        "| Campus | Operator |\n|---|---|\n| Fernhollow | Undisclosed cloud operator |",
        SourceType.DATASET,
    )
    assert not gather([tracker], Entities.load()).is_company("Undisclosed cloud operator")


def test_the_exchange_beside_a_ticker_is_not_the_company() -> None:
    report = page(
        1,
        "Larkmoor Corporation annual report",
        "Larkmoor Corporation\n\n(Exact name of registrant)\n\nCommon stock, LRKM, The Nasdaq Stock Market LLC (Nasdaq: LRKM).",
        SourceType.FILING,
    )
    assert asked(gather([report], Entities.load()), "lrkm revenue") == ["Larkmoor"]


def test_a_filers_name_may_begin_with_a_number() -> None:
    cover = page(1, "FORM 10-Q", "Commission file number: 1-3285\n\n7L COMPANY\n\n(Exact name of registrant as specified in its charter)\n\nThe Company makes presses.", SourceType.FILING)
    assert gather([cover], Entities.load()).principal("d1") == "7L"


@pytest.mark.parametrize(("signed", "name"), [("LARKMOOR INC.", "Larkmoor"), ("LARK-MOOR INC.", "Lark-Moor"), ("THE LARK-MOOR COMPANY", "Lark-Moor")])
def test_who_signs_a_filing_files_it_where_its_cover_has_a_picture_of_its_name(signed: str, name: str) -> None:
    said = f"(Exact name of registrant as specified in its charter)\n\nWe compete with Torvane Inc. and others.\n\nPursuant to the requirements of the Act, the registrant has duly caused this report to be signed on its behalf.\n\n{signed}\n\nBy: /s/ A. Officer"
    assert gather([page(1, "FORM 10-K, For the fiscal year ended December 31, 2025", said, SourceType.FILING)], Entities.load()).principal("d1") == name


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("Forecast for the fiscal year ending March 31, 2027 is unchanged.", (3, 31)),
        ("Results for the financial year ended 30 September 2026.", (9, 30)),
        ("Our fiscal year ends on January 31.", (1, 31)),
        ("Our fiscal year ends on December 31.", None),
        ("Our fiscal year ends on January 42.", None),
        ("Results for the year ended September 30, 2026.", None),
    ],
)
def test_a_filing_says_when_its_fiscal_year_ends(said: str, end: tuple[int, int] | None) -> None:
    pages = [
        page(1, "Tamsin Semicon results", f"Tamsin Semicon, Inc. (NYSE: TMSN) makes chips. {said}", SourceType.FILING)
    ]
    assert gather(pages, Entities.load()).year_end("Tamsin Semicon") == end


@pytest.mark.parametrize(
    ("filed_as", "followed_as", "expected"),
    [
        ("INTEL CORP", None, "Intel"),  # a word of its own, too
        ("ORACLE CORP", "Oracle", "Oracle"),
        ("VANTRY LABS INC /DE/", None, "Vantry Labs"),
        ("VANTRY HOLDING PLC", "Vantry", "Vantry"),
        ("Kestrel & Larch, Inc./tx", None, "Kestrel & Larch"),
    ],
)
def test_a_fact_sheet_is_about_its_filer_whatever_its_labels_say(filed_as: str, followed_as: str | None, expected: str) -> None:
    label = ("us-gaap:DeferredCompensation", "Microsoft Corporation Stake, Loan to Apple Inc.", "USD")
    filed = read_company_facts(company_facts({label: [(ANNUAL, None, "2025-01-31", 5)]}, name=filed_as))[0]
    read = extract_sheet(pack_sheet(filed))
    sheet = Revision(
        revision_id="r1", document_id="d1", url=filed.url, title=sheet_title(followed_as or filed.company, filed), publisher="SEC EDGAR",
        published=filed.filed, source_type=SourceType.FILING, text=read.text, blocks=read.blocks, fetched_at=datetime(2025, 3, 5, tzinfo=UTC), tags=read.tags,
    )  # fmt: skip
    table = gather([sheet], Entities.load())
    assert table.principal("d1") == expected
    assert not table.documents_about("Microsoft")


def test_a_short_form_in_brackets_needs_no_exchange() -> None:
    names = gather([page(1, "Larkmoor results", "Larkmoor Systems, Inc. (LRKM) makes servers."), page(2, "LRKM: paying up", "We like LRKM.")], Entities.load())
    assert asked(names, "what did lrkm earn") == ["Larkmoor Systems"]
    assert names.principal("d2") == "Larkmoor Systems"


def test_a_companys_own_blog_is_about_it() -> None:
    post = replace(page(1, "A little news", "We are glad to say that Larkmoor has raised money from Vantry Labs."), publisher="Larkmoor", source_type=SourceType.BLOG)
    assert gather([replace(post, url="https://larkmoor.example/blog/news")], Entities.load()).principal("d1") == "Larkmoor"
    assert gather([replace(post, url="https://posts.example/blog/news")], Entities.load()).principal("d1") != "Larkmoor"


def test_who_publishes_its_own_news_goes_by_its_whole_name_there() -> None:
    post = replace(page(1, "More time", "We are glad to say that Larkmoor has raised money."), publisher="Larkmoor Health", source_type=SourceType.PRESS_RELEASE)
    names = gather([post], Entities.load())
    assert asked(names, "how much has larkmoor health raised") == asked(names, "how much has larkmoor raised") != []


def test_an_interview_is_about_the_company_of_who_answers() -> None:
    asked_things = "".join(f"**{question}?**\n\nWe do.\n\n" for question in ("What does Larkmoor do", "Do you like it", "Are you rich", "Will you float"))
    names = gather([page(1, "Ten questions", f"The founder of Larkmoor Voice on callers.\n\n{asked_things}")], Entities.load())
    assert (names.principal("d1"), asked(names, "how old is larkmoor")) == ("Larkmoor Voice", ["Larkmoor Voice"])


def test_a_letter_with_an_item_for_each_of_two_is_about_neither() -> None:
    items = "Oxbow cut prices. Oxbow's revenue grew. Oxbow raised money. Larkmoor cut staff. Larkmoor's revenue fell. Larkmoor raised less."
    assert gather([page(1, "Letter no. 58", items)], Entities.load()).principal("d1") == ""


@pytest.mark.parametrize("text", ["District Judge Consuelo Hartigan held that it was fair.", "Selma Vaudrey, who runs strategy, takes over."])
def test_a_person_who_holds_or_takes_is_no_company(text: str) -> None:
    names = gather([page(1, "A case", text)], Entities.load())
    assert not any(names.is_company(name) for name in found(names, text))
def test_names_joined_by_a_hyphen_and_roles_are_no_names_of_their_own() -> None:
    told = page(4, "A deal", "The value of the Larkmoor-Vantry deal was not disclosed. A Vantry-led round of 2025 brought in more, Larkmoor said.")
    table = gather((*PAGES, told), Entities.load())
    assert found(table, "Analysts liked the Larkmoor-Vantry deal.") == ["Larkmoor Systems", "Vantry Labs"]
    assert found(table, "It was a Vantry-led round.") == ["Vantry Labs"]


@pytest.mark.parametrize("sentence", ["Meta capital expenditures were $72 billion.", "Amazon capex was $44 billion.", "Amazon Q1 2026 sales were $180 billion."])
def test_a_name_that_is_a_word_too_opens_a_sentence_about_its_results(names: EntityTable, sentence: str) -> None:
    assert found(names, sentence) == [sentence.split(maxsplit=1)[0]]


def test_such_a_word_opens_other_sentences_as_a_word(names: EntityTable) -> None:
    assert found(names, "Meta questions are questions about questions.") == []


COVER = """International Reed Works Corporation

(Exact name of registrant as specified in its charter)

| Title of each class | Trading Symbol(s) | Name of each exchange on which registered |
|---|---|---|
| Common stock | IRW | New York Stock Exchange |
| 2.875% Notes due 2025 | IRW 25A | New York Stock Exchange |

The statements of International Reed Works Corporation (Reedworks or the company) are below. Reedworks grew. InternationalReed is no other company.
"""


@pytest.mark.parametrize("written", ["irw capex", "reedworks capex", "international reed works capex"])
def test_a_filer_goes_by_its_symbol_and_by_the_short_form_that_it_gives_itself(written: str) -> None:
    names = gather([page(1, "Form 10-Q", COVER, SourceType.FILING)], Entities.load())
    assert asked(names, written) == ["International Reed Works"]


def test_two_words_written_as_one_are_the_same_company() -> None:
    own = page(1, "Form 10-Q", "Harrow Petrol Corporation\n\n(Exact name of registrant as specified in its charter)\n\nAt HarrowPetrol, sales grew. HarrowPetrol said so.", SourceType.FILING)
    names = gather([own], Entities.load())
    (one,), (other,), (short,) = (asked(names, f"{written} capex") for written in ("harrow petrol", "harrowpetrol", "harrow"))
    assert one == other == short


@pytest.mark.parametrize(
    ("title", "said", "about"),
    [
        ("Ada Ferrant of Larkmoor: nobody asks about the cold", "Ada Ferrant, 51, started Larkmoor in a barn. Ferrant likes it. Customers of Larkmoor do too.", "Larkmoor"),
        ("What we spend", "We have $2 billion. Our models cost more than our people. We sell to nobody. We go on.", "Larkmoor"),
        ("Larkmoor no. 12: the leak", "I saw the deck. I think that Vantry Labs will run out. I asked it. My guess is that it will not.", ""),
    ],
)
def test_a_page_is_about_whose_it_is_or_whom_its_person_works_for(title: str, said: str, about: str) -> None:
    post = replace(page(1, title, said, SourceType.BLOG), url="https://larkmoor.example/12", publisher="Larkmoor")
    assert gather([post], Entities.load()).principal("d1") == about


@pytest.mark.parametrize(("host", "about"), [("larkmoor.example", "Larkmoor Systems"), ("wire.example", "")])
def test_a_release_that_names_its_company_only_around_its_text_is_about_whose_site_it_is_on(host: str, about: str) -> None:
    release = replace(
        page(1, "Half-year report", "We sold more than ever. Our revenue rose. Vantry Labs is a customer of ours. We expect to grow.", SourceType.PRESS_RELEASE),
        url=f"https://{host}/news/h1", publisher="Larkmoor Systems",
    )  # fmt: skip
    assert (gather([release], Entities.load()).principal("d1") == "Larkmoor Systems") == bool(about)


def test_a_listed_name_that_is_a_word_of_the_title_alone_is_not_whom_a_story_is_about() -> None:
    said = "Larkmoor Systems hired her in May. Larkmoor Systems grew. At Larkmoor Systems she found rest. Larkmoor Systems paid her well. Larkmoor Systems lost money."
    assert gather([page(1, "The Reluctant Oracle", said)], Entities.load()).principal("d1") == "Larkmoor Systems"


def test_where_a_filer_is_registered_is_not_what_it_is_called() -> None:
    cover = "Wexley Laboratories\n\nAn Ohio Corporation\n\nName of each exchange on which registered: Ohio Stock Exchange, Inc.\n\n"
    filing = page(1, "FORM 10-K", f"{cover}Wexley sells kits. Wexley grew, and Wexley hired. The board of Wexley met, and Wexley paid.", SourceType.FILING)
    assert gather([filing], Entities.load()).principal("d1") == "Wexley"


@pytest.mark.parametrize("written", ["Qed.ai, Inc.", "QED.AI, INC."])
def test_a_name_that_ends_like_an_address_is_one_name(written: str) -> None:
    filing = page(1, "FORM 10-K", f"{written}\n\n(Exact name of registrant as specified in its charter)\n\nQed.ai sells software. At Qed.ai we are many.", SourceType.FILING)
    assert gather([filing], Entities.load()).principal("d1") == "Qed.ai"


def test_who_files_is_not_short_for_a_longer_name_that_it_says_once() -> None:
    text = "OXLEY INC.\n\n(Exact name of registrant as specified in its charter)\n\nOxley sells kits. Oxley grew. Trials are run in the Oxley Research and Development function of Oxley Research Inc."
    assert gather([page(1, "FORM 10-Q", text, SourceType.FILING)], Entities.load()).principal("d1") == "Oxley"


def test_a_short_form_is_the_company_that_reports_and_not_what_is_called_after_it() -> None:
    filing = page(
        1, "Form 10-K - Larkmoor Compute Holdings, Inc.",
        "LARKMOOR COMPUTE HOLDINGS, INC.\n\n(Exact name of registrant as specified in its charter)\n\nOur stock is listed on the Nasdaq under the symbol “LRKM”.\n\n"
        "Larkmoor Compute Holdings, Inc. rents out machines. The loan was made to Larkmoor Borrower Two LLC.",
        SourceType.FILING,
    )  # fmt: skip
    news = page(2, "Larkmoor's lenders", "Larkmoor said that its debt grew. Larkmoor Compute paid Larkmoor Borrower Two LLC, which holds the machines. Larkmoor Cloud Inc. was renamed.")
    names = gather([filing, news], Entities.load())
    asked = {m.name for m in names.match("larkmoor debt")}
    assert asked == {names.principal("d1")}
    assert "Compute" in asked.pop()


def test_a_short_form_of_two_words_goes_by_the_whole_name() -> None:
    news = page(1, "Wexley Plains", "Wexley Plains Energy Corporation sells power. Wexley Plains grew in Ohio. Wexley Plains Energy Corporation said so.")
    names = gather([news], Entities.load())
    assert {m.name for m in names.match("wexley plains sales")} == {m.name for m in names.match("Wexley Plains Energy")}


def test_a_release_is_about_who_announces_it() -> None:
    text = (
        "HULL--(THE WIRE)--Ossunna Systems, Inc. (“Ossunna”) (OSSX) today announced that it will buy Grackel Health, Inc. (“Grackel”). Grackel makes software.\n\n"
        "Grackel has 410 employees. Grackel is live in 640 hospitals. Grackel had revenue of $87 million. More at Grackel."
    )
    names = gather([page(1, "Ossunna Systems to Acquire Grackel Health; Reports Third Quarter Results", text, SourceType.PRESS_RELEASE)], Entities.load())
    assert names.principal("d1").startswith("Ossunna")
    assert [name.split()[0] for name in asked(names, "what did ossx earn")] == ["Ossunna"]


def test_a_symbol_behind_the_shares_on_a_cover_is_the_companys() -> None:
    cover = page(1, "Ossunna Systems 10-Q", "FORM 10-Q\n\nOSSUNNA SYSTEMS, INC.\n\nClass A Common Stock (OSNA), The Nasdaq Stock Market\n\nOssunna Systems, Inc. makes looms. Ossunna Systems sells them.", SourceType.FILING)
    assert [name.split()[0] for name in asked(gather([cover], Entities.load()), "osna revenue")] == ["Ossunna"]


@pytest.mark.parametrize("name", ["Hull", "Hull City", "St. Ives"])
def test_where_a_name_stands_is_counted_as_if_all_were_read_at_once(name: str) -> None:
    said = re.escape(name)
    before = r"(?:\b(?:in|near)\s|\b[A-Z]\w+,\s)"
    for text in (f"In {name}, {name}, {name}: in {name}\nnear\n{name} {name}s in{name}", f"Invest in {name}.in {name}, Hull, {name}", ""):
        assert _principal._times_behind(re.compile(rf"{before}\Z"), name, text) == len(re.findall(rf"{before}{said}\b", text))
