"""What must be read from sentences of many kinds, and what must never be: a table of invented reports on invented firms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from corpus.document import Revision, SourceType
from corpus.markdown import extract_markdown
from index.entities import Entities
from index.figure import Figure
from index.names import gather
from index.prose import prose_figures
from index.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Reading:
    """A page, the figures it gives ("value | company | measure | period | basis", any but the first left open), and those it must not."""

    title: str
    text: str
    reads: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    kind: SourceType = SourceType.ARTICLE


# fmt: off
READINGS = (
    Reading(
        "Whistlecroft's outlook",
        "Whistlecroft Labs now sees 2026 revenue between $310 million and $320 million. The old range was $290 million to $300 million. "
        "Capital expenditures will be higher than we told you in May, at $140 million to $150 million.",
        reads=("310000000 | Whistlecroft Labs | revenue | 2026 | guidance", "290000000 | Whistlecroft Labs | revenue | 2026 | guidance", "140000000 | Whistlecroft Labs | capital_expenditures | 2026 | projection"),
        never=("290000000 | Whistlecroft Labs | revenue | 2026 | actual",),
    ),
    Reading(
        "Whistlecroft's outlook",
        "For 2027 Whistlecroft Labs expects the following:\n\n- revenue of $510 million\n- capital expenditures of $190 million\n\nIts revenue was $205 million in 2025.",
        reads=("510000000 | Whistlecroft Labs | revenue | 2027 | projection", "190000000 | Whistlecroft Labs | capital_expenditures | 2027 | projection", "205000000 | Whistlecroft Labs | revenue | 2025 | actual"),
    ),
    Reading(
        "October in numbers",
        "Bramblegate AI makes robots. The biggest was Tollhurst Cloud. The start-up closed a $220 million Series D on October 21, 2026 at a valuation of $2.6 billion.",
        reads=("220000000 | Tollhurst Cloud | funding_raised", "2600000000 | Tollhurst Cloud | valuation"),
    ),
    Reading(
        "Whistlecroft to cut",
        "Whistlecroft Labs approved a plan in October 2025 that will reduce its workforce by about 190 people.",
        reads=("190 | Whistlecroft Labs | layoffs",),
    ),
    Reading(
        "Whistlecroft to cut",
        "Whistlecroft Labs, which makes software that answers customers' complaints, is to shed 410 of its 1,260 workers. A notice that Whistlecroft Labs filed lists 340 positions to be eliminated.",
        reads=("410 | Whistlecroft Labs | layoffs", "340 | Whistlecroft Labs | layoffs"),
        never=("410 |  | customers",),
    ),
    Reading(
        "Whistlecroft to cut",
        "Whistlecroft Labs closes its center in Porto. 146 employees are affected.",
        reads=("146 | Whistlecroft Labs | layoffs",),
    ),
    Reading(
        "Whistlecroft buys Bramblegate",
        "Whistlecroft Labs has agreed to buy Bramblegate AI, a maker of robots. The price was not disclosed, but people close to the talks put it at $340 million.",
        reads=("340000000 | Bramblegate AI | acquisition_price",),
        never=("340000000 | Whistlecroft Labs",),
    ),
    Reading(
        "Whistlecroft buys Bramblegate",
        "Whistlecroft Labs acquired Bramblegate AI in May 2026; terms were not disclosed, though an analyst puts them at about $1.1 billion.",
        reads=("1100000000 | Bramblegate AI | acquisition_price",),
    ),
    Reading(
        "Whistlecroft buys a stake",
        "Whistlecroft Labs bought a stake in Bramblegate AI in May 2026. The price of a seat at Whistlecroft Labs is $75. The deal values Bramblegate AI at $2 billion.",
        reads=("2000000000 | Bramblegate AI | valuation",),
        never=("75 | Bramblegate AI | acquisition_price", "2000000000 | Bramblegate AI | acquisition_price"),
    ),
    Reading(
        "Whistlecroft profile",
        "In 2025 Whistlecroft Labs had a good year. Revenue of Whistlecroft Labs rose from $40 million in 2024 to a record.",
        reads=("40000000 | Whistlecroft Labs | revenue | 2024",),
        never=("40000000 | Whistlecroft Labs | revenue | 2025",),
    ),
    Reading(
        "Whistlecroft profile",
        "Whistlecroft Labs had a good 2025. The revenue of Whistlecroft Labs rose from $40 million.",
        never=("40000000 | Whistlecroft Labs | revenue | 2025",),
    ),
    Reading(
        "Whistlecroft profile",
        "Whistlecroft Labs had about 210 employees in March 2026, and it planned to have about 400 employees by the end of the year.",
        reads=("210 | Whistlecroft Labs | headcount | March 2026 | actual", "400 | Whistlecroft Labs | headcount | December 31, 2026 | projection"),
    ),
    Reading(
        "Whistlecroft profile",
        "Whistlecroft Labs aimed to raise about $75 million in its listing in May 2026.",
        reads=("75000000 | Whistlecroft Labs | ipo_proceeds | May 2026 | projection",),
    ),
    Reading(
        "Bramblegate and Tollhurst",
        "Bramblegate AI is the parent of Tollhurst Cloud. Tollhurst Cloud brought Bramblegate AI revenue of $61 million in 2025.",
        reads=("61000000 | Tollhurst Cloud | revenue | 2025",),
    ),
    Reading(
        "Whistlecroft profile",
        "Whistlecroft Labs runs a site. The data center of Whistlecroft Labs in Marlhaven held 12,000 GPUs as of June 2026.",
        reads=("12000 | Whistlecroft Labs | gpus | June 2026",),
    ),
    Reading(
        "Whistlecroft profile",
        "Whistlecroft Labs closed its Series B of $650 million in May 2026. The Series B includes $150 million that suppliers had promised before.",
        reads=("650000000 | Whistlecroft Labs | funding_raised",),
        never=("150000000 | Whistlecroft Labs | funding_raised",),
    ),
    Reading(
        "Whistlecroft profile",
        "Whistlecroft Labs reported a GPU cost of $5.5 million for training Gale 2, a model of December 2025. Gale 1 cost $294,000 to train.",
        reads=("5500000 | Whistlecroft Labs | training_cost", "294000 | Gale 1 | training_cost"),
    ),
    Reading(
        "Whistlecroft profile",
        "From operations, Whistlecroft Labs's loss was $25 million in 2025, compared with operating income of $4 million in 2024.",
        reads=("25000000 | Whistlecroft Labs | operating_loss | 2025", "4000000 | Whistlecroft Labs | operating_income | 2024"),
    ),
    Reading(
        "Whistlecroft profile",
        "Whistlecroft Labs ended 2025 with over 10,000 H100 GPU equivalents.",
        reads=("10000 | Whistlecroft Labs | gpus",),
    ),
    Reading(
        "Whistlecroft profile",
        "Whistlecroft Labs makes weather models. Its founder, Ondine Farquhar, owns thirty-one per cent of Whistlecroft.",
        reads=("31 | Whistlecroft Labs | stake",),
    ),
    Reading(
        "Whistlecroft profile",
        "Whistlecroft Labs raised forty million dollars in May 2026. It employs two hundred and ten people.",
        reads=("40000000 | Whistlecroft Labs | funding_raised | May 2026", "210 | Whistlecroft Labs | headcount"),
    ),
    Reading(
        "Whistlecroft profile",
        "In 2025 Whistlecroft Labs lost six million dollars on sales of fifteen million.",
        reads=("6000000 | Whistlecroft Labs | loss | 2025", "15000000 | Whistlecroft Labs | revenue | 2025"),
    ),
    Reading(
        "Whistlecroft profile",
        "Whistlecroft Labs said gross margin was fifty-two per cent in 2025.",
        reads=("52 | Whistlecroft Labs | gross_margin | 2025",),
    ),
    Reading(
        "Bramblegate and Tollhurst",
        "Bramblegate AI and Tollhurst Cloud are rivals. Tollhurst Cloud is the older. The company had revenue of $61 million in 2025.",
        reads=("61000000 | Tollhurst Cloud | revenue | 2025",),
    ),
    Reading(
        "This week in chips",
        "## 1. Bramblegate AI\n\nThe voice specialist had sales of $44 million in 2025. It is worth $900 million.\n\n## 2. Tollhurst Cloud\n\nRevenue was $61 million in 2025.\n\nThe landlord also employs 250 people.",
        reads=("44000000 | Bramblegate AI | revenue | 2025", "900000000 | Bramblegate AI | valuation", "61000000 | Tollhurst Cloud | revenue | 2025", "250 | Tollhurst Cloud | headcount"),
    ),
    Reading(
        "Bramblegate AI opens in Leeds",
        "Bramblegate AI has opened an office in Leeds, where 14 people work. Across the company it employs 380.",
        reads=("380 | Bramblegate AI | headcount",),
        never=("14 | Bramblegate AI | headcount",),
    ),
    Reading(
        "Bramblegate AI buys Tollhurst",
        "Bramblegate AI said on Monday it would buy Tollhurst Cloud for $310 million. The start-up, which employs 85, had revenue of $22 million in 2025. The buyer had revenue of $190 million.",
        reads=("310000000 | Tollhurst Cloud | acquisition_price", "85 | Tollhurst Cloud | headcount", "22000000 | Tollhurst Cloud | revenue | 2025", "190000000 | Bramblegate AI | revenue"),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI sells the Orrin assistant. Orrin has 3.2 million monthly users. It costs $12 a month.",
        reads=("3200000 |  | monthly_active_users", "12 |  | subscription_price"),
    ),
    Reading(
        "Bramblegate AI results",
        "LEEDS, October 20, 2026 - Bramblegate AI (NYSE: BRMB) today announced results for the third quarter of 2026. Revenue was $51 million. Our customer Tollhurst Cloud has 900 employees.",
        reads=("51000000 | Bramblegate AI | revenue | Q3 2026",),
        never=("900 | Bramblegate AI | headcount",),
        kind=SourceType.PRESS_RELEASE,
    ),
    Reading(
        "Bramblegate AI",
        "Analysts at Kestrel Grove expect Bramblegate AI to lose $30 million in 2027.",
        reads=("30000000 | Bramblegate AI | loss | 2027 | estimate",),
    ),
    Reading(
        "The rivals",
        "Unlike Tollhurst Cloud, which lost $15 million in 2025, Bramblegate AI made a profit of $4 million.",
        reads=("15000000 | Tollhurst Cloud | loss | 2025", "4000000 | Bramblegate AI | net_income"),
        never=("15000000 | Bramblegate AI",),
    ),
    Reading(
        "Bramblegate AI",
        "Hector Lindqvist, the chief executive of Bramblegate AI, said revenue would be $80 million in 2027.",
        reads=("80000000 | Bramblegate AI | revenue | 2027 | projection",),
    ),
    Reading(
        "Corrections",
        "Bramblegate AI. An article on October 2 misstated the operating loss of Bramblegate AI for 2025. It was $2.3 million, not $23 million.\n\nTollhurst Cloud. The same article gave the company's headcount wrongly. It has 85 employees, not 850.",
        reads=("2300000 | Bramblegate AI | operating_loss | 2025", "85 | Tollhurst Cloud | headcount"),
        never=("23000000", "850"),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI's net loss in 2025 was $2.3 million and not $23 million, as a blog had claimed.",
        reads=("2300000 | Bramblegate AI | net_loss | 2025",),
        never=("23000000",),
    ),
    Reading(
        "Bramblegate AI",
        "Reports that Bramblegate AI had raised $500 million are wrong, the company said: it has raised $50 million.",
        reads=("50000000 | Bramblegate AI | funding_raised/total_funding",),
        never=("500000000",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI denied that it had lost $70 million in 2025.",
        reads=(),
        never=("70000000",),
    ),
    Reading(
        "Bramblegate AI",
        "If Bramblegate AI lost $70 million in 2027, it would have to borrow.",
        reads=(),
        never=("70000000 |  | loss",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI has cut the price it will pay for Tollhurst Cloud to $270 million, a month after agreeing on $310 million.",
        reads=("270000000 | Tollhurst Cloud | acquisition_price",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI's annual recurring revenue is £44m, up from £31m in June.",
        reads=("44000000 | Bramblegate AI | arr", "31000000 | Bramblegate AI | arr | June 2026"),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI plans capital expenditures of $90 million this year rather than the $70 million it had said in July.",
        reads=("90000000 | Bramblegate AI | capital_expenditures | 2026", "70000000 | Bramblegate AI | capital_expenditures | 2026"),
    ),
    Reading(
        "Bramblegate AI",
        "Gross margin at Bramblegate AI rose in 2025, to 37% from 22%.",
        reads=("37 | Bramblegate AI | gross_margin | 2025",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI raised its forecast for 2026 revenue by $20 million, to $220 million.",
        reads=("220000000 | Bramblegate AI | revenue | 2026 | guidance",),
        never=("20000000 |  | revenue",),
    ),
    Reading(
        "Bramblegate AI",
        "Headcount at Bramblegate AI fell to 410 from 520 a year ago.",
        reads=("410 | Bramblegate AI | headcount",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI has 62 customers, up from 19 this time last year.",
        reads=("62 | Bramblegate AI | customers",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI was valued at $2.6 billion in the round. Two years ago it was worth $400 million.",
        reads=("2600000000 | Bramblegate AI | valuation", "400000000 | Bramblegate AI | valuation | 2024"),
    ),
    Reading(
        "Bramblegate AI",
        "In January Bramblegate AI was worth $27 billion; the sale of staff shares this month puts the whole company at $31 billion.",
        reads=("31000000000 | Bramblegate AI | valuation", "27000000000 | Bramblegate AI | valuation | January 2026"),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI's revenue doubled to $88 million in 2025, from $44 million.",
        reads=("88000000 | Bramblegate AI | revenue | 2025",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI now sells Orrin for $20 a month; it used to cost $30.",
        reads=("20 |  | subscription_price",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI, which lost $12 million in 2024, made $3 million of profit in 2025.",
        reads=("12000000 | Bramblegate AI | loss | 2024", "3000000 | Bramblegate AI | net_income | 2025"),
    ),
    Reading(
        "Bramblegate AI in figures",
        "Bramblegate AI had a good 2025. Revenue was $88 million. The net loss was $9 million.",
        reads=("88000000 | Bramblegate AI | revenue | 2025", "9000000 | Bramblegate AI | net_loss | 2025"),
    ),
    Reading(
        "Bramblegate AI annual figures",
        "## Bramblegate AI in 2025\n\nRevenue was $88 million.",
        reads=("88000000 | Bramblegate AI | revenue | 2025",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI on Thursday reported third-quarter revenue of $88 million. Its net loss was $9 million.",
        reads=("88000000 | Bramblegate AI | revenue | Q3 2026", "9000000 | Bramblegate AI | net_loss | Q3 2026"),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI was founded in 2019. Revenue is $88 million a year.",
        reads=("88000000 | Bramblegate AI | revenue",),
        never=("88000000 | @2019 | revenue",),
    ),
    Reading(
        "Bramblegate AI",
        "Since the start of 2026 Bramblegate AI has shipped 40,000 boards. In all of last year it was eleven thousand.",
        reads=("40000 | Bramblegate AI | shipments", "11000 | Bramblegate AI | shipments | 2025"),
    ),
    Reading(
        "Q&A with the founder of Bramblegate AI",
        "Bramblegate AI sells one product. We met its founder in Leeds.\n\nHow many people do you have?\n\nAbout 380.\n\nAnd your margins?\n\nFifty per cent, give or take. They were thirty-four when we started.\n\nHow many have you shipped?\n\nAbout forty thousand cards in the first half.",
        reads=("380 | Bramblegate AI | headcount", "50 | Bramblegate AI | gross_margin", "40000 | Bramblegate AI | shipments | H1 2026"),
    ),
    Reading(
        "Bramblegate AI earnings call",
        "Bramblegate AI (NYSE: BRMB) Q3 2026 earnings call.\n\nHector Lindqvist: Thank you. We ended the quarter with 64 hospitals. Capital expenditures were 42 million dollars.",
        reads=("42000000 | Bramblegate AI | capital_expenditures | Q3 2026",),
    ),
    Reading(
        "Bramblegate AI loses case",
        "A federal judge ordered Bramblegate AI to pay the Photographers' Guild $40 million in damages. The guild had asked for $300 million.",
        reads=("40000000 | Bramblegate AI | damages", "300000000 |  | damages_sought"),
    ),
    Reading(
        "Bramblegate AI loses case",
        "A jury awarded the Photographers' Guild $40 million against Bramblegate AI.",
        reads=("40000000 | Bramblegate AI | damages",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI walked away from the merger and owes Tollhurst Cloud a $21 million break fee.",
        reads=("21000000 | Bramblegate AI | termination_fee",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI took in $88 million of revenue in 2025 and burned through $30 million of cash.",
        reads=("88000000 | Bramblegate AI | revenue | 2025", "30000000 | Bramblegate AI | cash_burn | 2025"),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI plans to pour $700 million into new data halls in 2027.",
        reads=("700000000 | Bramblegate AI | capital_expenditures | 2027",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI pocketed $135 million from investors in June, which brings the total since the beginning to $214 million.",
        reads=("135000000 | Bramblegate AI | funding_raised | June 2026", "214000000 | Bramblegate AI | total_funding"),
    ),
    Reading(
        "Bramblegate AI",
        "Orrin, the assistant from Bramblegate AI, now answers 19 million calls a day.",
        reads=("19000000 |  | requests",),
    ),
    Reading(
        "Bramblegate AI",
        "The Tern card of Bramblegate AI draws 320 watts. It cost $212,000 to build, against a target of $45,000.",
        reads=("320", "212000"),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI signed a credit facility of £450 million, of which £120 million was drawn in June.",
        reads=("450000000 | Bramblegate AI | loan",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI turned a loss of $9 million in 2024 into a profit of $2 million in 2025.",
        reads=("9000000 | Bramblegate AI | loss | 2024", "2000000 | Bramblegate AI | net_income | 2025"),
    ),
    Reading(
        "Bramblegate AI",
        "Compute cost Bramblegate AI $52 million in 2025; it paid its 380 staff $61 million.",
        reads=("52000000 | Bramblegate AI |  | 2025", "380 | Bramblegate AI | headcount"),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI's biggest customer, the airline Corvane, brought 28% of revenue in 2025.",
        reads=("28 | Bramblegate AI | revenue_share | 2025",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI agreed to rent 210 megawatts from Tollhurst Cloud for about $3.6 billion over seven years.",
        reads=("3600000000", "210 |  | power_capacity/contracted_power"),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI laid off 340 of its 1,210 employees on Wednesday.",
        reads=("340 | Bramblegate AI | layoffs", "1210 | Bramblegate AI | headcount"),
        never=("1210 |  | layoffs", "340 |  | headcount"),
    ),
    Reading(
        "Bramblegate AI",
        "Hartley Oduya will control 41.7% of the votes of Bramblegate AI after the listing.",
        reads=("41.7 |  | voting_power",),
    ),
    Reading(
        "Bramblegate AI",
        "Starline, the satellite arm of Bramblegate AI, makes $66 a month from each subscriber.",
        reads=("66 |  | arpu",),
    ),
    Reading(
        "Bramblegate AI",
        "Investors handed Bramblegate AI $270 million in June 2023 at a valuation of $2.2 billion.",
        reads=("270000000 | Bramblegate AI | funding_raised | June 2023", "2200000000 | Bramblegate AI | valuation | June 2023"),
    ),
    Reading(
        "Bramblegate AI 8-K",
        "Bramblegate AI, Inc. (NYSE: BRMB) filed this report.\n\nLoans bear interest at Term SOFR plus 4.25% per annum. Ms. Wetherall will receive an annual base salary of $575,000.",
        reads=("4.25 | Bramblegate AI", "575000 | Bramblegate AI | executive_pay"),
        kind=SourceType.FILING,
    ),
    Reading(
        "Bramblegate AI S-1",
        "Bramblegate AI, Inc. (NYSE: BRMB) filed this prospectus.\n\nWe intend to use $75.0 million of the net proceeds to repay all borrowings under our term loan with Corrin Lending.",
        reads=("75000000 | Bramblegate AI",),
        never=("75000000 |  | debt", "75000000 |  | ipo_proceeds"),
        kind=SourceType.FILING,
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI spends $523 million a year on compute, its largest bill.",
        reads=("523000000 | Bramblegate AI | compute_cost",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI's order book stood at £233.9 million at the end of June 2026.",
        reads=("233900000 | Bramblegate AI | backlog | June",),
    ),
    Reading(
        "Bramblegate AI",
        "ASTERMILL, a chip firm, put €1.3 billion into Bramblegate AI's Series C, for about 11% of the company.",
        reads=("1300000000 | Bramblegate AI | investment/funding_raised", "11 | Bramblegate AI | stake"),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI had total debt of $400 million, $35 million of it due in 2027.",
        reads=("400000000 | Bramblegate AI | debt",),
        never=("35000000 |  | debt",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI's settlement with authors covers some 482,000 works and costs it $60 million.",
        reads=("482000 | Bramblegate AI", "60000000 | Bramblegate AI | settlement"),
    ),
    Reading(
        "Bramblegate AI",
        "Teams using Orrin save an average of 11 hours a week, says Bramblegate AI.",
        reads=("11",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI is not for sale, its founder said, at $3 billion or any other price.",
        reads=(),
        never=("3000000000 |  | revenue",),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI posted a bond of $95 million to appeal.",
        reads=("95000000 | Bramblegate AI",),
        never=("95000000 |  | loan", "95000000 |  | debt"),
    ),
    Reading(
        "Bramblegate AI",
        "Bramblegate AI has 300 hospitals on its books and charges each $4,000 a month.",
        reads=("300 | Bramblegate AI", "4000 | Bramblegate AI"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics, which makes arms for warehouses, turned over £61m last year and employs 412.",
        reads=("61000000 | Fernhollow Robotics | revenue | 2025", "412 | Fernhollow Robotics | headcount"),
    ),
    Reading(
        "Fernhollow Robotics",
        "At Fernhollow Robotics sales more than doubled, to $44m, while losses narrowed to $6m from $19m.",
        reads=("44000000 | Fernhollow Robotics | revenue", "6000000 | Fernhollow Robotics | loss"),
        never=("19000000 |  | revenue",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics had revenue of $44 million, $61 million and $90 million in 2023, 2024 and 2025, respectively.",
        reads=("44000000 | Fernhollow Robotics | revenue | 2023", "61000000 | Fernhollow Robotics | revenue | 2024", "90000000 | Fernhollow Robotics | revenue | 2025"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics had 8.9 million subscribers at the end of 2024 and 10.3 million at the end of the first quarter of 2025.",
        reads=("8900000 | Fernhollow Robotics | subscribers | December 31, 2024", "10300000 | Fernhollow Robotics | subscribers | March 31, 2025"),
        never=("10300000 |  | subscribers | December 31, 2024",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics expects to lose less than $10 million next year, its chief executive said.",
        reads=("10000000 | Fernhollow Robotics | loss | 2027 | projection",),
    ),
    Reading(
        "Fernhollow Robotics",
        "The bank lent Fernhollow Robotics $25 million in March.",
        reads=("25000000 | Fernhollow Robotics",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics sold its arm business to Dunmarrow Tools for $80 million in cash.",
        reads=("80000000 |  | acquisition_price",),
        never=("80000000 |  | cash", "80000000 |  | revenue"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics now has more than 3,000 robots in the field, twice as many as a year ago.",
        reads=("3000 | Fernhollow Robotics",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Nobody at Fernhollow Robotics would confirm the $2 billion valuation that Dunmarrow Tools put on it.",
        reads=("2000000000 |  | valuation",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics isn't profitable: it lost $4m on revenue of $44m in the year to March 2026.",
        reads=("4000000 | Fernhollow Robotics | loss | 2026", "44000000 | Fernhollow Robotics | revenue | 2026"),
    ),
    Reading(
        "Fernhollow Robotics",
        "A spokesperson for Fernhollow Robotics said reports of a $500 million round were false.",
        never=("500000000",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics had not disclosed the $12 million loan before.",
        reads=("12000000 | Fernhollow Robotics | loan",),
    ),
    Reading(
        "Fernhollow Robotics",
        "In the first half Fernhollow Robotics shipped 1,100 arms (H1 2025: 640).",
        reads=("1100 | Fernhollow Robotics | shipments | H1 2026",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics's backlog grew 40% to $310 million at the end of September.",
        reads=("310000000 | Fernhollow Robotics | backlog | September",),
        never=("40 |  | backlog",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics's cash fell by $30 million during the quarter to $120 million.",
        reads=("120000000 | Fernhollow Robotics | cash",),
        never=("30000000 |  | cash",),
    ),
    Reading(
        "Fernhollow Robotics",
        "The price of a Fernhollow Robotics arm has come down from $90,000 in 2021 to $34,000.",
        reads=("34000",),
    ),
    Reading(
        "Fernhollow Robotics and its customers",
        "Dunmarrow Tools, Fernhollow Robotics's largest customer, accounted for 31% of its sales in 2025.",
        reads=("31 | Fernhollow Robotics | revenue_share | 2025",),
        never=("31 | Dunmarrow Tools",),
    ),
    Reading(
        "Fernhollow Robotics annual letter",
        "We employed 412 people at year end, 38 of them in Porto.",
        reads=("412 | Fernhollow Robotics | headcount",),
        never=("38 |  | headcount",),
        kind=SourceType.PRESS_RELEASE,
    ),
    Reading(
        "Fernhollow Robotics",
        "Total debt stood at €75m; of this, €15m falls due in 2027.",
        reads=("75000000 | Fernhollow Robotics | debt",),
        never=("15000000 |  | debt",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics spends about a tenth of its revenue, $9 million, on research.",
        reads=("9000000 | Fernhollow Robotics | research_and_development",),
        never=("9000000 |  | revenue",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Its revenue, at $90 million, was up a quarter on the year before. Fernhollow Robotics is debt-free.",
        reads=("90000000 | Fernhollow Robotics | revenue",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics paid $1.5 million to settle the suit, without admitting fault.",
        reads=("1500000 | Fernhollow Robotics | settlement",),
    ),
    Reading(
        "Fernhollow Robotics",
        "The regulator fined Fernhollow Robotics €3 million in May for the leak.",
        reads=("3000000 | Fernhollow Robotics | fine | May 2026",),
    ),
    Reading(
        "Fernhollow Robotics",
        "A round led by Oxbow Partners valued Fernhollow Robotics at $1.2 billion before the new money.",
        reads=("1200000000 | Fernhollow Robotics",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Had Fernhollow Robotics sold in June, it would have fetched $3 billion.",
        never=("3000000000 |  | acquisition_price",),
    ),
    Reading(
        "Fernhollow Robotics",
        "At constant rates Fernhollow Robotics's revenue in 2025 would have been $165 million, which was $4 million higher than its actual revenue of $161 million.",
        reads=("161000000 | Fernhollow Robotics | revenue",),
        never=("165000000", "4000000"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics's revenue for 2025 was $8 million and its net loss $3 million, which were $2 million and $1 million lower than planned.",
        reads=("8000000 | Fernhollow Robotics | revenue | 2025", "3000000 | Fernhollow Robotics | net_loss | 2025"),
        never=("2000000", "1000000"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Hedging gains (losses) related to revenue were $6 million and $5 million in 2024 and 2025, respectively, and taxes on net income were $7 million in 2025.",
        never=("6000000 |  | revenue", "5000000 |  | revenue", "7000000 |  | net_income"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Revenue related to licences was $6 million in 2025, and costs related to research and development were $5 million.",
        reads=("6000000 |  | revenue | 2025", "5000000 |  | research_and_development"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics repaid debt, including its 12.5% senior secured notes, in 2025.",
        reads=("12.5 | Fernhollow Robotics | interest_rate",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics paid $14 million in June 2025 for a non-voting stake of 49% in Oxbow Mills.",
        reads=("14000000 | Fernhollow Robotics | investment | June 2025", "49 | Fernhollow Robotics | stake"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics paid about $27 million in August 2025 to license the technology of Oxbow Mills.",
        reads=("27000000 | Fernhollow Robotics | licensing_deal | August 2025",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics took a charge of $45 million in 2025 for excess inventory and purchase obligations.",
        reads=("45000000 | Fernhollow Robotics | impairment | 2025 | actual",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics spent about $2.7 billion per gigawatt on its halls, by a draft that put the industry norm at $12.3 billion.",
        reads=("2700000000 | Fernhollow Robotics | spending",),
        never=("12300000000",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics could owe a termination fee of $1.5 million plus a deferred services fee of $8.5 million, or $10 million in all.",
        reads=("1500000 | Fernhollow Robotics | termination_fee",),
        never=("8500000 | Fernhollow Robotics | termination_fee", "10000000 | Fernhollow Robotics | termination_fee"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics's ARPU slipped to $66 a month in the second quarter of 2026, down from $85 in the second quarter of 2025.",
        reads=("66 | Fernhollow Robotics | arpu | Q2 2026", "85 | Fernhollow Robotics | arpu | Q2 2025"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics had revenue of $376 million in the first quarter of 2026. Its revenue was up 28%, the fastest growth in 15 quarters.",
        reads=("28 | Fernhollow Robotics | revenue_growth | Q1 2026",),
    ),
    Reading(
        "Two makers",
        "Fernhollow Robotics brought its first hall online in 122 days and Oxbow Mills its second in 91 days.",
        reads=("122 | Fernhollow Robotics | build_time", "91 | Oxbow Mills | build_time"),
    ),
    Reading(
        "Two makers",
        "Revenue in 2025 was $5 million at Fernhollow Robotics and $7 million at Oxbow Mills.",
        reads=("5000000 | Fernhollow Robotics | revenue | 2025", "7000000 | Oxbow Mills | revenue | 2025"),
    ),
    Reading(
        "Two makers",
        "Fernhollow Robotics's revenue was $5 million in 2025, up from $1 million in 2024, when Bramblegate AI had $3 million.",
        reads=("5000000 | Fernhollow Robotics | revenue | 2025", "1000000 | Fernhollow Robotics | revenue | 2024"),
        never=("3000000 | Fernhollow Robotics",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics raised $70 million less than a year after its founding.",
        reads=("70000000 | Fernhollow Robotics | funding_raised",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics's chief executive, Aurelio Tamm, was paid $2.1 million in 2025, of which $600,000 was salary.",
        reads=("2100000 | Fernhollow Robotics | executive_pay | 2025",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics will buy back up to $50 million of its shares.",
        reads=("50000000 | Fernhollow Robotics | buyback",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics trades at 12 times sales; its shares closed at $18.40 on Monday.",
        reads=("18.4 | Fernhollow Robotics | share_price",),
        never=("12 |  | revenue",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Gross margin was 41.2 percent in the quarter ended September 30, 2026, compared with 38.9 percent in the prior-year period.",
        reads=("41.2 | Fernhollow Robotics | gross_margin | Q3 2026", "38.9 | Fernhollow Robotics | gross_margin | Q3 2025"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Churn is under two per cent a month, says Fernhollow Robotics.",
        reads=("2 | Fernhollow Robotics | retention",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics: 412 staff, three sites, £61m of turnover.",
        reads=("412 | Fernhollow Robotics | headcount", "61000000 | Fernhollow Robotics | revenue"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics, once valued at $3 billion, is now worth $900 million.",
        reads=("900000000 | Fernhollow Robotics | valuation",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Oxbow Partners owns 22% of Fernhollow Robotics and Dunmarrow Tools 9%.",
        reads=("22 |  | stake", "9 |  | stake"),
    ),
    Reading(
        "Fernhollow Robotics",
        "The Arm Seven can lift 25 kilograms and costs £18,000, or £450 a month on lease.",
        reads=("18000", "450"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics ended September with $120 million in the bank, enough for 14 months at the current rate.",
        reads=("120000000 | Fernhollow Robotics | cash",),
    ),
    Reading(
        "Fernhollow Robotics",
        "It cost Fernhollow Robotics $7 million to move the plant.",
        reads=("7000000 | Fernhollow Robotics",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Analysts had expected revenue of $95 million; Fernhollow Robotics reported $90 million for the third quarter.",
        reads=("90000000 | Fernhollow Robotics | revenue | Q3 2026 | actual", "95000000 |  | revenue |  | estimate"),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics, Inc. (NYSE: FNHR) files this report.\n\nTotal revenue and net income for 2025 were $90.0 million and $4.0 million, respectively.",
        reads=("90000000 | Fernhollow Robotics | revenue | 2025", "4000000 | Fernhollow Robotics | net_income | 2025"),
        kind=SourceType.FILING,
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics, Inc. (NYSE: FNHR) files this report.\n\nOur effective tax rate in 2025 was lower than the U.S. federal statutory rate of 21%.",
        never=("21 | tax_rate",),
        kind=SourceType.FILING,
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics, Inc. (NYSE: FNHR) files this report.\n\nSegment income from operations in 2025 increased $24.2 million, or 39%, compared to 2024.",
        never=("24200000 |  | operating_income",),
        kind=SourceType.FILING,
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics, Inc. (NYSE: FNHR) files this report.\n\nOperating expenses rose in 2025, driven by increases in pay of $15 million, depreciation expense of $14 million and research and development expense of $3 million.",
        never=("14000000 |  | depreciation_amortization", "3000000 |  | research_and_development"),
        kind=SourceType.FILING,
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics, Inc. (NYSE: FNHR) files this report.\n\nAs of December 31, 2025, we had net operating loss carryforwards of $479 million and $332 million.",
        never=("479000000 |  | operating_loss", "332000000 |  | operating_loss"),
        kind=SourceType.FILING,
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics, Inc. (NYSE: FNHR) files this report.\n\nAs of December 31, 2025, we expect to recognize $72 million of our deferred revenue within a year.",
        never=("72000000 |  | deferred_revenue",),
        kind=SourceType.FILING,
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics, Inc. (NYSE: FNHR) files this report.\n\nIn fiscal years 2025 and 2024, we recorded an inventory provision of $1.6 million and $0.8 million, respectively, in cost of revenue.",
        reads=("1600000 | Fernhollow Robotics | inventory_write_down | 2025", "800000 | Fernhollow Robotics | inventory_write_down | 2024"),
        kind=SourceType.FILING,
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics, Inc. (NYSE: FNHR) files this report.\n\nTwo direct customers accounted for 24% and 11% of revenue in 2025.",
        reads=("24 | Fernhollow Robotics | revenue_share | 2025",),
        never=("2 |  | customers",),
        kind=SourceType.FILING,
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics, Inc. (NYSE: FNHR) files this report.\n\nCost of revenues was $46.3 million in 2025, an increase of 10%, due to licence fees paid to Dunmarrow Tools, Inc.",
        reads=("46300000 | Fernhollow Robotics | cost_of_revenue | 2025",),
        kind=SourceType.FILING,
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics, Inc. (NYSE: FNHR) files this report.\n\nA hypothetical change in interest rates of one point would have resulted in a decrease of $6.8 million in the market value of our securities.",
        never=("6800000 |  | market_cap",),
        kind=SourceType.FILING,
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics sold 4,000 arms in 2025 at an average price of $31,000.",
        reads=("4000 | Fernhollow Robotics |  | 2025", "31000 | Fernhollow Robotics |  | 2025"),
    ),
    Reading(
        "Fernhollow Robotics",
        "An increase in orders took revenue to $90 million in 2025.",
        reads=("90000000 | Fernhollow Robotics | revenue | 2025",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics's revenue increased to $90 million in 2025, from $61 million.",
        reads=("90000000 | Fernhollow Robotics | revenue | 2025",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics's backlog has fallen below $300 million.",
        reads=("300000000 | Fernhollow Robotics | backlog",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Revenue grew $29 million to $90 million in 2025.",
        reads=("90000000 | Fernhollow Robotics | revenue | 2025",),
        never=("29000000 |  | revenue",),
    ),
    Reading(
        "Fernhollow Robotics",
        "The grant of €12 million from the state of Porto pays for a third of Fernhollow Robotics's new plant.",
        reads=("12000000 | Fernhollow Robotics | grants",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics pays 11.2% on its notes, which mature in 2027.",
        reads=("11.2 | Fernhollow Robotics",),
    ),
    Reading(
        "Fernhollow Robotics",
        "It spent $52 million on compute in 2025 and $61 million on salaries.",
        reads=("52000000 | Fernhollow Robotics | compute_cost | 2025",),
        never=("61000000 |  | compute_cost",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics's staff costs were £21m in 2025.",
        reads=("21000000 | Fernhollow Robotics | staff_costs | 2025",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Fernhollow Robotics had net cash of £31.4 million at 30 June 2026.",
        reads=("31400000 | Fernhollow Robotics | net_cash | June 30, 2026",),
        never=("31400000 |  | cash",),
    ),
    Reading(
        "Fernhollow Robotics",
        "Employees of Fernhollow Robotics sold $62 million of stock to Oxbow Partners in a tender offer.",
        reads=("62000000 |  | secondary_sale",),
        never=("62000000 |  | revenue", "62000000 |  | funding_raised"),
    ),
    Reading(
        "Fernhollow Robotics Reports Third Quarter 2026 Results",
        "Fernhollow Robotics, Inc. (NYSE: FNHR) sold more. One customer accounted for 31% of revenue in the quarter.\n\n"
        "For the full year the company now expects revenue between $6.7 billion and $6.8 billion.\n\n"
        "Capital expenditures for the year should come to about $420 million.\n\n"
        "During the quarter Fernhollow bought back 0.9 million shares for $48 million.",
        reads=("31 |  | revenue_share | Q3 2026 | actual", "6700000000 |  | revenue | 2026 | guidance", "420000000 |  | capital_expenditures | 2026 | projection"),
        never=("6700000000 |  | revenue | Q3 2026", "420000000 |  |  | Q3 2026", "48000000 |  | acquisition_price"),
        kind=SourceType.PRESS_RELEASE,
    ),
    Reading(
        "Sablewick and its case",
        "Sablewick Labs, last valued at $3.8 billion, has put $95 million aside for the case, according to a person who has seen its accounts.",
        reads=("95000000 | Sablewick Labs | provision",),
        never=("95000000 |  | valuation",),
    ),
    Reading(
        "Linnet's members top 4.5 million",
        "Linnet, the talking companion made by Ottermere Labs, has 4.5 million paying members. The loss last year was $93 million, accounts show.",
        reads=("93000000 | Ottermere Labs | loss | 2025",),
        never=("93000000 | Linnet | loss",),
    ),
    Reading(
        "A year of fundraising at Whistlecroft Labs",
        "Whistlecroft Labs took in $730 million over the year to February 2024.",
        reads=("730000000 | Whistlecroft Labs | funding_raised",),
        never=("730000000 | Whistlecroft Labs | revenue",),
    ),
    Reading(
        "A good year at Whistlecroft Labs",
        "Whistlecroft Labs took in $730 million in 2023.",
        reads=("730000000 | Whistlecroft Labs | revenue | 2023",),
    ),
    Reading(
        "Whistlecroft profile",
        "The loan is secured by all assets of Whistlecroft Labs, including approximately 21,000 accelerators.",
        never=("21000 | Whistlecroft Labs | gpus",),
    ),
    Reading("Sablewick shares fall 4%", "Sablewick Labs shares fall 4% before the bell.", never=("4 |  |  | fall",)),
)
# fmt: on


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def _figures(reading: Reading, taxonomy: Taxonomy) -> list[Figure]:
    read = extract_markdown(f"# {reading.title}\n\n{reading.text}\n")
    revision = Revision(
        revision_id="r1", document_id="d1", url="https://wire.example/1", title=reading.title, publisher="The Wire",
        published=date(2026, 10, 20), source_type=reading.kind, text=read.text, blocks=read.blocks,
        fetched_at=datetime(2026, 10, 21, tzinfo=UTC),
    )  # fmt: skip
    names = gather([revision], Entities.load())
    return list(prose_figures(revision, taxonomy, names, names.principal("d1")))


def _says(figure: Figure, line: str) -> bool:
    """Whether a figure is what a line says, as far as it says anything."""
    value, company, metric, period, basis = (*(part.strip() for part in line.split("|")), "", "", "", "")[:5]
    label = figure.period.label if figure.period else ""
    return (
        figure.amount.value == Decimal(value)
        and company in {"", figure.entity}
        and (not metric or figure.metric in metric.split("/"))
        and period in label
        and basis in {"", figure.basis.value}
    )


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.text[:60])
def test_sentences_give_these_figures_and_no_others(reading: Reading, taxonomy: Taxonomy) -> None:
    found = _figures(reading, taxonomy)
    told = "; ".join(f"{f.amount.value} {f.entity} {f.metric} {f.period.label if f.period else None} {f.basis}" for f in found)
    for line in reading.reads:
        assert any(_says(figure, line) for figure in found), f"{line} is not among: {told}"
    for line in reading.never:
        # What counts for a part of the company only is told apart by its dimension.
        assert not any(_says(figure, line) for figure in found if not figure.dimension), f"{line} is among: {told}"


def test_parts_that_are_listed_have_their_numbers_in_their_order(taxonomy: Taxonomy) -> None:
    said = "As of December 31, 2025, goodwill was $5.2 billion, allocated to our Looms & Arms and Grippers reporting units of $4.8 billion and $370 million, respectively."
    reading = Reading("Fernhollow Robotics", f"Fernhollow Robotics, Inc. (NYSE: FNHR) files this report.\n\n{said}", kind=SourceType.FILING)
    parts = {figure.dimension: figure.amount.value for figure in _figures(reading, taxonomy) if figure.metric == "goodwill"}
    assert parts == {"": Decimal(5_200_000_000), "Looms & Arms": Decimal(4_800_000_000), "Grippers": Decimal(370_000_000)}
