"""The taxonomy finds metrics by any of their names, keeps look-alikes apart, and refuses a bad file by name."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.taxonomy import RowReading, Taxonomy, TaxonomyError


@lru_cache(maxsize=1)
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def named(text: str, *, asked: bool = False) -> list[str]:
    return [m.metric for m in taxonomy().find_metrics(text, asked=asked)]


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("Acme had a loss from operations of $6,355 million in 2025.", ["operating_loss"]),
        ("It burned $6.4 billion of cash.", ["cash_burn"]),
        ("The lab consumed roughly $3.1 billion of cash last year.", ["cash_burn"]),
        ("It took in revenue of about $1.3 billion.", ["revenue"]),
        ("Cost of revenue rose; deferred revenue fell.", ["cost_of_revenue", "deferred_revenue"]),
        ("a revenue run rate of $14 billion", ["run_rate_revenue"]),
        ("Customer B accounted for 18% of net revenue", ["revenue_share"]),
        ("Remaining performance obligations reached $23.6 billion", ["remaining_performance_obligations"]),
        ("raised $6.6 billion at a $157 billion valuation", ["funding_raised", "valuation"]),
        ("The company is worth $1.9 billion.", ["valuation"]),
        ("It cut about 450 jobs, or one in eight", ["layoffs"]),
        ("announced about 8,000 layoffs", ["layoffs"]),
        ("to spend $7.4 billion to $7.9 billion on property and equipment", ["capital_expenditures"]),
        ("lost $1.5 billion from operations", ["operating_loss"]),
        ("AI capacity revenue grew", ["revenue"]),
        ("revenue recognition policies; a sales team", []),
        ("purchases of property + equipment", ["capital_expenditures"]),
        ("run-rate revenue of $5 billion", ["run_rate_revenue"]),
        ("the board discussed revenue. Growth came later", ["revenue"]),
    ],
)
def test_finds_what_a_sentence_measures(text: str, metrics: list[str]) -> None:
    assert named(text) == metrics


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        ("acme topline 2023 to 2025", "revenue"),
        ("acme bottom line", "net_income"),
        ("acme worth?", "valuation"),
        ("staff at acme", "headcount"),
        ("number of jobs going at acme", "layoffs"),
        ("acme r&d spend in 2024", "research_and_development"),
        ("how much money did acme go through in 2025", "cash_burn"),
        ("acme capex guide", "capital_expenditures"),
        ("acme rpo, most recent", "remaining_performance_obligations"),
        ("how dependent is acme on its biggest client", "revenue_share"),
        ("acme signed leases that havent started, total $", "leases_not_commenced"),
        ("model four small $/mtok out", "api_price"),
        ("max context of model four", "context_window"),
        ("how mny accelerators has acme got installed", "gpus"),
        ("acme operating cash outflow 2023?", "operating_cash_used"),
        ("stock comp at acme for 2025", "stock_compensation"),
        ("acme valuaton", "valuation"),
        ("how much is acme paying for bolt", "acquisition_price"),
        ("how many individuals pay for acme", "subscribers"),
        ("how many firms are paying acme", "customers"),
        ("what does acme charge", "subscription_price"),
        ("acme revnue", "revenue"),
        ("how much does acme lose each month", "loss"),
        ("how much is acme burning through a month", "cash_burn"),
        ("how much is acme making per month", "revenue"),
        ("how much does acme take in each month", "revenue"),
        ("how much does acme spend on capex each month", "capital_expenditures"),
        ("how much is acme pro a month", "subscription_price"),
        ("how much do users pay for acme a month", "subscription_price"),
    ],
)
def test_understands_chat(question: str, metric: str) -> None:
    assert metric in named(question, asked=True)


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        ("whose model does the talking at acme", "revenue"),
        ("who took over from leonie barrow", "loan"),
        ("why has the acme plant slipped", "shipments"),
        ("how much is acme paying for bolt", "subscribers"),
        ("acme loss including staff shares", "headcount"),
        ("when is the shareholder vote on acme", "voting_power"),
        ("acme team seat if i pay for the year", "acquisition_price"),
        ("what does acme charge", "impairment"),
        ("how much does acme lose each month", "subscription_price"),
        ("how much does acme spend on capex per month", "subscription_price"),
        ("how much is acme burning a month", "subscription_price"),
    ],
)
def test_a_word_that_looks_like_a_measures_is_none(question: str, metric: str) -> None:
    assert metric not in named(question, asked=True)


def test_who_is_in_charge_is_no_charge() -> None:
    assert named("whos in charge at acme", asked=True) == []


@pytest.mark.parametrize(
    ("label", "reading"),
    [
        ("Total net revenue", RowReading("revenue")),
        ("Income (loss) from operations", RowReading("operating_income")),
        ("Restructuring charges3", RowReading("restructuring_charge")),
        ("Research and development(1)(2)", RowReading("research_and_development")),
        ("Net cash used in operating activities", RowReading("operating_cash_used")),
        ("Net debt / LTM Adjusted EBITDA", RowReading("leverage")),
        ("Capital expenditures²", RowReading("capital_expenditures")),
        ("Accelerators installed (thousands)", RowReading("gpus")),
        ("Fiscal 2027 capital expenditures", RowReading("capital_expenditures")),
        ("Data Center revenue", RowReading("revenue", "Data Center")),
        ("Cost of revenue: Products2", RowReading("cost_of_revenue", "Products")),
        ("Training Clusters", None),
        ("Total", None),
        ("", None),
    ],
)
def test_reads_row_labels(label: str, reading: RowReading | None) -> None:
    assert taxonomy().row_reading(label) == reading
    assert taxonomy().row_metric(label) == (reading.metric if reading and not reading.part else None)


@pytest.mark.parametrize(
    ("metric", "unit", "fits"),
    [
        ("revenue", "USD", True),
        ("revenue", "", False),
        ("revenue", "employee", False),
        ("headcount", "employee", True),
        ("headcount", "", True),
        ("headcount", "USD", False),
        ("gross_margin", "percent", True),
        ("power_capacity", "megawatt", True),
        ("leverage", "ratio", True),
        ("stake", "USD", True),
        ("stake", "percent", True),
        ("nothing", "USD", False),
    ],
)
def test_units(metric: str, unit: str, fits: bool) -> None:
    assert taxonomy().compatible(metric, unit) is fits


def test_a_loss_is_a_negative_income() -> None:
    assert taxonomy().canonical("operating_income", Decimal(-5)) == ("operating_loss", Decimal(5))
    assert taxonomy().canonical("operating_loss", Decimal(-5)) == ("operating_loss", Decimal(5))
    assert taxonomy().canonical("operating_income", Decimal(5)) == ("operating_income", Decimal(5))
    assert taxonomy().canonical("revenue", Decimal(-5)) == ("revenue", Decimal(-5))


def test_kin_say_how_they_differ() -> None:
    kin = {k.metric: k.differs for k in taxonomy().kin("cash_burn")}
    assert {"free_cash_flow", "operating_cash_flow", "operating_loss", "net_loss"} <= set(kin)
    assert "accounting" in kin["operating_loss"]
    assert taxonomy().kin("nothing") == ()


def test_an_admins_file_extends_and_overrides(tmp_path: Path) -> None:
    extra = tmp_path / "metrics.yaml"
    extra.write_text(
        "metrics:\n- {id: revenue, name: sales, aliases: [wool income]}\n"
        "- {id: looms, unit: 'count:loom', aliases: [looms]}\n",
        "utf-8",
    )
    own = Taxonomy.load(extra)
    assert own.metric("revenue").name == "sales"
    assert [m.metric for m in own.find_metrics("wool income, revenue and 40 looms")] == ["revenue", "revenue", "looms"]
    assert own.compatible("looms", "loom")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("metrics: 5", "metrics: expected a list"),
        ("metrics: [{id: Not Good}]", "snake_case"),
        ("metrics: [{id: a, unit: furlongs}]", "unit: 'furlongs'"),
        ("metrics: [{id: a, span: often}]", "span: 'often'"),
        ("metrics: [{id: a, colour: red}]", "unknown key 'colour'"),
        ("metrics: [{id: a, aliases: red}]", "aliases: expected a list"),
        ("metrics: [{id: a, aliases: ['(red']}]", "parentheses"),
        ("metrics: [{id: a, says: ['lost {sheep}']}]", "{sheep}"),
        ("metrics: [{id: a, opposite: b}]", "no metric 'b'"),
        ("metrics: [{id: a, kin: {b: far}}]", "no metric 'b'"),
        ("metrics: [{id: a}, {id: a}]", "listed twice"),
        ("{", "not YAML"),
    ],
)
def test_a_bad_file_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    extra = tmp_path / "metrics.yaml"
    extra.write_text(text, "utf-8")
    with pytest.raises(TaxonomyError) as caught:
        Taxonomy.load(extra)
    assert said in str(caught.value)
    assert str(extra) in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="cannot read"):
        Taxonomy.load(tmp_path / "none.yaml")


def test_every_metric_is_found_by_its_aliases() -> None:
    for metric in taxonomy():
        assert metric.name
        for alias in metric.aliases:
            if not set("(*{") & set(alias):
                assert metric.id in named(alias, asked=True), (metric.id, alias)


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from("revenue cut 450 jobs $ 6.4 bn of cash % the . , İ raised loss net".split())).map(
        " ".join
    )
)
def test_spans_are_exact_and_nothing_raises(text: str) -> None:
    for asked in (False, True):
        for mention in taxonomy().find_metrics(text, asked=asked):
            assert text[mention.start : mention.end] == mention.words
            assert mention.words
    taxonomy().row_reading(text)


def test_a_packed_taxonomy_is_the_same_without_compiling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extra = tmp_path / "metrics.yaml"
    extra.write_text("metrics:\n- {id: zoom, unit: any, span: flow, aliases: ['zoom(s|) per day'], rows: [Zooming]}\n")
    compiled = Taxonomy.load(extra)
    packed = compiled.pack()
    monkeypatch.setattr("index.taxonomy.read_entries", lambda *_: pytest.fail("it was compiled again"))
    again = Taxonomy.load(extra, packed=packed)
    assert [*again] == [*compiled]
    for text in ("Its revenue was $5 million; zooms per day rose.", "net loss & operating loss", "moved £3 bn of cash"):
        assert again.find_metrics(text) == compiled.find_metrics(text)
        assert again.find_metrics(text.replace("ven", "vn"), asked=True) == compiled.find_metrics(
            text.replace("ven", "vn"), asked=True
        )
    assert again.row_metric("Zooming") == "zoom"
    assert again.pack() == packed


def test_a_packed_taxonomy_of_other_files_is_ignored(tmp_path: Path) -> None:
    packed = Taxonomy.load().pack()
    extra = tmp_path / "metrics.yaml"
    extra.write_text("metrics:\n- {id: zoom, unit: any, span: flow, aliases: [zooms per day]}\n")
    assert "zoom" in Taxonomy.load(extra, packed=packed)
    assert "zoom" not in Taxonomy.load(packed=Taxonomy.load(extra).pack())


def test_named_is_find_metrics_for_some_metrics() -> None:
    every = frozenset(metric.id for metric in taxonomy())
    for text in (
        "Revenues rose. R&D expenses & capital expenditures fell: companies’ valuations did too.",
        "It burned $3 million a month; 200 employees left.",
        "Nothing is measured here.",
    ):
        found = {mention.metric for mention in taxonomy().find_metrics(text)}
        assert taxonomy().named(text, every) == found
        for metric in every:
            assert bool(taxonomy().named(text, frozenset({metric}))) == (metric in found)


def test_metrics_are_found_at_their_places_in_every_clause() -> None:
    text = "Revenue rose. Net loss fell; headcount: 300 employees!  Capital expenditures | revenue"
    for found in taxonomy().find_metrics(text):
        assert text[found.start : found.end] == found.words
    assert {"revenue", "net_loss", "capital_expenditures"} <= {found.metric for found in taxonomy().find_metrics(text)}


@pytest.mark.parametrize(
    ("text", "priced"),
    [
        ("Brume acquired Tidal Labs, which makes sensors, for about €90 million.", True),
        ("It sold its print arm to Corven, the Danish publisher, for $12 million.", True),
        ("Brume bought Tidal Labs, the rival that it had sued for years, and paid for a house.", False),
    ],
)
def test_what_a_name_is_said_to_be_may_stand_within_a_wording(text: str, priced: bool) -> None:
    found = [m for m in taxonomy().find_metrics(text) if m.metric == "acquisition_price"]
    assert any("for" in text[m.start :] and m.words in {"acquired", "sold"} for m in found) is priced
