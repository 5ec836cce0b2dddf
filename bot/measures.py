"""Measures: what the taxonomy says of a metric, in the words an answer needs."""

from __future__ import annotations

from index.taxonomy import MetricMention, Taxonomy

__all__ = ["BOUGHT", "BY_REVENUE", "OF_OFFERINGS", "PAYMENTS", "RELATIONS", "SIGNED_FOR", "UNNAMED", "caveat", "difference", "interchanged", "is_vague", "name", "opposite"]

# Words that people use for several measures: a source's more exact one answers, and the answer says which it is.
_VAGUE = frozenset({"cash_burn", "loss", "profit_unspecified", "users"})


# Measures that people call by each other's names: the nearer in time answers, by its own name.
_INTERCHANGED = (
    ("run_rate_revenue", "arr"),
    ("backlog", "remaining_performance_obligations"),
    ("licensing_deal", "contract_value"),
    ("contract_value", "purchase_commitments"),
)

OF_OFFERINGS = r"(?:offering|ipo|flotation|float|listing|share sale|sale of shares)"
"""What a sale of new shares is called, as a pattern."""
UNNAMED = (MetricMention("revenue", 0, 0, "revenue"),)
"""What is meant where a question names no measure: "did it beat guidance", "how much did it grow"."""
BY_REVENUE = "By revenue, as no measure is named."
"""What is said where that is no matter of course."""
RELATIONS = frozenset(
    "acquisition_price takeover_offer investment stake licensing_deal contract_value settlement funding_raised warrants "
    "announced_investment purchase_commitments revenue_share damages damages_sought termination_fee voting_power".split()
)
"""Measures of what two parties did with each other."""
SIGNED_FOR = frozenset({"backlog", "remaining_performance_obligations", "contracted_power", "purchase_commitments", "leases_not_commenced"})
"""Measures of what is signed for, which is all that they say: their number is one that is so, though its basis is a commitment."""
BOUGHT = ("contract_value", "purchase_commitments", "licensing_deal", "customer_deposits")
"""Measures that are the payer's own, of what it buys of another."""
PAYMENTS = RELATIONS - {"warrants", "revenue_share", "voting_power"} | frozenset(
    "fine customer_deposits subscription_price unit_price api_price compute_cost loan debt dividend run_rate_revenue revenue spending bonus royalties".split()
)
"""Measures of what one may pay another."""


def interchanged(metric: str) -> tuple[str, ...]:
    """The measures that people mean by a measure's name as often as not."""
    return tuple(other for group in _INTERCHANGED if metric in group for other in group if other != metric)


def is_vague(metric: str) -> bool:
    """Whether a metric's everyday name may mean any of its kin."""
    return metric in _VAGUE


def name(taxonomy: Taxonomy, metric: str) -> str:
    """What people read for a metric; words that are no metric's id stay as they are."""
    return taxonomy.metric(metric).name if metric in taxonomy else metric


def opposite(taxonomy: Taxonomy, metric: str) -> str | None:
    """The same measure with the other sign, if it has a name of its own."""
    return taxonomy.opposite(metric)


def caveat(taxonomy: Taxonomy, metric: str) -> str:
    """What a reader should know of a metric, "" where there is nothing to say."""
    return taxonomy.metric(metric).caveat if metric in taxonomy else ""


def is_kind_of(taxonomy: Taxonomy, given: str, asked: str) -> bool:
    """Whether a measure is one of the kind asked for, by their names: an operating loss is a loss, and no cash burn."""
    return set(name(taxonomy, asked).split()) <= set(name(taxonomy, given).split())


def difference(taxonomy: Taxonomy, asked: str, given: str) -> str:
    """How the measure given differs from the one asked, as a clause."""
    for first, second in ((asked, given), (given, asked)):
        for kin in taxonomy.kin(first):
            if kin.metric == second:
                return kin.differs
    return "a different measure"
