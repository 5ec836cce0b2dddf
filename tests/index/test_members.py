"""Members: for which part of a company a tagged number is, and what that part is called."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from corpus.document import Tag
from index.members import Member, concept_of, member_name, part_members, part_name

SEGMENT = ("us-gaap:StatementBusinessSegmentsAxis", "lark:RelaySegmentMember")
PRODUCT = ("srt:ProductOrServiceAxis", "lark:SalesCloudMember")
ALL_SEGMENTS = ("srt:ConsolidationItemsAxis", "us-gaap:OperatingSegmentsMember")
ELIMINATED = ("srt:ConsolidationItemsAxis", "us-gaap:IntersegmentEliminationMember")
CLASS_A = ("us-gaap:StatementClassOfStockAxis", "us-gaap:CommonClassAMember")
PARENT = ("us-gaap:StatementEquityComponentsAxis", "us-gaap:ParentMember")


def tag(*members: Member, concept: str = "us-gaap:Revenues", unit: str = "USD") -> Tag:
    return Tag(0, 5, concept, Decimal(1), unit, date(2024, 1, 1), date(2024, 12, 31), members)


@pytest.mark.parametrize(
    ("members", "unit", "left"),
    [
        ((), "USD", ()),
        ((ALL_SEGMENTS, SEGMENT), "USD", (SEGMENT,)),
        ((ALL_SEGMENTS,), "USD", (ALL_SEGMENTS,)),
        ((ELIMINATED,), "USD", (ELIMINATED,)),
        ((CLASS_A,), "USD/shares", ()),
        ((CLASS_A,), "shares", (CLASS_A,)),
    ],
    ids=["the whole", "of a segment", "of all segments together", "between segments", "per share of a class", "shares of a class"],
)
def test_members_tell_the_part(members: tuple[Member, ...], unit: str, left: tuple[Member, ...]) -> None:
    assert part_members(tag(*members, unit=unit)) == left


def test_all_owners_equity_for_the_parent_is_shareholders_equity() -> None:
    of_all = "us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"
    assert (concept_of(tag(PARENT, concept=of_all)), part_members(tag(PARENT, concept=of_all))) == ("us-gaap:StockholdersEquity", ())
    assert concept_of(tag(concept=of_all)) == of_all
    assert part_members(tag(PARENT)) == (PARENT,)


@pytest.mark.parametrize(
    ("member", "words", "name"),
    [
        ("lark:SubscriptionandSupportMember", {"subscription"}, "Subscription and Support"),
        ("lark:ThailandSalesMember", {"thailand", "thail"}, "Thailand Sales"),
        ("lark:IPadMember", {"ipad"}, "IPad"),
        ("lark:U.S.RetailCoffeeMember", set(), "U.S. Retail Coffee"),
        ("lark:RelaySegmentMember", set(), "Relay"),
        ("us-gaap:OperatingSegmentsMember", set(), "Operating Segments"),
        ("us-gaap:AllOtherSegmentsMember", set(), "All Other Segments"),
    ],
)
def test_a_members_name_is_in_words(member: str, words: set[str], name: str) -> None:
    assert member_name(member, words) == name


@pytest.mark.parametrize(
    ("member", "label", "name"),
    [
        ("lark:SalesCloudMember", "Sales Cloud", "Sales Cloud"),
        ("lark:SalesCloudMember", "Revenue › Sales", "Sales (Sales Cloud)"),
        ("lark:OtherAmericasMember", "Americas › Other", "Other Americas"),
        ("lark:MedTechMember", "Segment income › MedTech", "MedTech"),
        ("lark:PacificMember", "Asia Pacific", "Asia Pacific (Pacific)"),
        ("lark:PacificMember", "Total Pacific", "Total Pacific"),
        ("lark:PacificMember", "Revenue", "Pacific"),
    ],
)
def test_a_part_is_called_by_its_rows_words_with_what_they_leave_out(member: str, label: str, name: str) -> None:
    axis = PRODUCT[0]
    assert part_name([(axis, member)], label, "", (), telling=()) == name


def test_of_two_members_one_is_name_enough_only_where_no_other_number_has_it() -> None:
    both = [PRODUCT, SEGMENT]
    assert part_name(both, "Sales Cloud", "", (), telling={PRODUCT}) == "Sales Cloud"
    assert part_name(both, "Sales Cloud", "", (), telling=()) == "Sales Cloud, Relay"
