"""Pages of invented companies in inline XBRL, set as filing agents set them: contexts and units in a hidden header."""

from __future__ import annotations

from corpus.document import Extracted
from corpus.html import extract_html

__all__ = ["CONTEXTS", "number", "page", "read_tagged", "row", "table"]

CONTEXTS = {
    "y25": ("2024-01-29", "2025-01-26", ()),
    "y24": ("2023-01-30", "2024-01-28", ()),
    "q4": ("2024-10-28", "2025-01-26", ()),
    "m9": ("2024-01-29", "2024-10-27", ()),
    "now": (None, "2025-01-26", ()),
    "y25-cloud": ("2024-01-29", "2025-01-26", (("us-gaap:StatementBusinessSegmentsAxis", "lark:CloudAndRelayMember"),)),
    "y25-sales": ("2024-01-29", "2025-01-26", (("srt:ProductOrServiceAxis", "lark:SalesCloudMember"),)),
    "y25-service": ("2024-01-29", "2025-01-26", (("srt:ProductOrServiceAxis", "lark:ServiceCloudMember"),)),
    "y25-marketing": ("2024-01-29", "2025-01-26", (("us-gaap:IncomeStatementLocationAxis", "us-gaap:SellingAndMarketingExpenseMember"),)),
    "now-funds": (None, "2025-01-26", (("us-gaap:CashAndCashEquivalentsAxis", "us-gaap:CashMember"),)),
    "y25-segments": ("2024-01-29", "2025-01-26", (("srt:ConsolidationItemsAxis", "us-gaap:OperatingSegmentsMember"),)),
}


def _context(name: str, begins: str | None, ends: str, members: tuple[tuple[str, str], ...]) -> str:
    days = f"<xbrli:instant>{ends}</xbrli:instant>" if begins is None else (
        f"<xbrli:startDate>{begins}</xbrli:startDate><xbrli:endDate>{ends}</xbrli:endDate>"
    )  # fmt: skip
    parts = "".join(f'<xbrldi:explicitMember dimension="{axis}">{member}</xbrldi:explicitMember>' for axis, member in members)
    segment = f"<xbrli:segment>{parts}</xbrli:segment>" if parts else ""
    return (
        f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0000000001'
        f"</xbrli:identifier>{segment}</xbrli:entity><xbrli:period>{days}</xbrli:period></xbrli:context>"
    )


def number(
    shown: str, concept: str, context: str = "y25", *, scale: int = 6, unit: str = "usd", more: str = 'format="ixt:num-dot-decimal"'
) -> str:
    """A tagged number."""
    name = concept if ":" in concept else f"us-gaap:{concept}"
    return f'<ix:nonFraction unitRef="{unit}" contextRef="{context}" name="{name}" scale="{scale}" {more}>{shown}</ix:nonFraction>'


def row(label: str, *cells: str) -> str:
    return f"<tr><td>{label}</td>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def table(*rows: str, heads: str = "<tr><td></td><td>Jan 26, 2025</td><td>Jan 28, 2024</td></tr>") -> str:
    return f"<p>(In millions, except per share data)</p><table>{heads}{''.join(rows)}</table>"


def page(*parts: str) -> str:
    contexts = "".join(_context(name, *given) for name, given in CONTEXTS.items())
    units = (
        '<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>'
        '<xbrli:unit id="shares"><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unit>'
        '<xbrli:unit id="pure"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>'
        '<xbrli:unit id="each"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure>'
        "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure>"
        "</xbrli:unitDenominator></xbrli:divide></xbrli:unit>"
    )
    head = f'<div style="display:none"><ix:header><ix:resources>{contexts}{units}</ix:resources></ix:header></div>'
    return f"<html><head><title>lark-20250126</title></head><body>{head}{''.join(parts)}</body></html>"


def read_tagged(*parts: str) -> Extracted:
    return extract_html(page(*parts))
