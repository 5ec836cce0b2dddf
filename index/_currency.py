"""Currencies: the signs, codes and words by which money is written, and their ISO 4217 codes."""

from __future__ import annotations

import re

from index.caseless import caseless, has_any
from index.pattern import lazy_pattern

__all__ = ["CURRENCY_PREFIX", "CURRENCY_WORD", "SIGNS", "code_of_prefix", "code_of_word", "names_currency", "sign_of"]

_ISO = (
    "USD EUR GBP JPY CNY RMB CNH INR KRW BRL CAD AUD NZD HKD SGD TWD NTD CHF SEK NOK DKK ILS MXN ZAR AED SAR RUB TRY "
    "MYR THB IDR VND PLN CZK HUF PHP ARS CLP COP EGP NGN KES QAR KWD PKR"
).split()
_ALIASES = {"RMB": "CNY", "CNH": "CNY", "NTD": "TWD"}

SIGNS = {
    "$": "USD", "US$": "USD", "U.S.$": "USD", "R$": "BRL", "C$": "CAD", "CA$": "CAD", "CDN$": "CAD", "A$": "AUD",
    "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "SG$": "SGD", "NT$": "TWD", "MX$": "MXN", "€": "EUR",
    "£": "GBP", "¥": "JPY", "￥": "JPY", "CN¥": "CNY", "RMB¥": "CNY", "JP¥": "JPY", "₹": "INR", "₩": "KRW",
    "₽": "RUB", "₺": "TRY", "₪": "ILS", "₫": "VND", "฿": "THB", "₱": "PHP", "₦": "NGN", "Rs": "INR", "Rs.": "INR",
}  # fmt: skip
"""Currency signs; a bare dollar sign is taken for the US dollar, a bare yen sign for the Japanese yen."""

_DOLLARS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "hong kong": "HKD",
    "singapore": "SGD", "new taiwan": "TWD", "taiwan": "TWD", "new zealand": "NZD",
}  # fmt: skip
_WORDS = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "pound": "GBP", "sterling": "GBP", "yen": "JPY", "yuan": "CNY",
    "renminbi": "CNY", "rupee": "INR", "won": "KRW", "real": "BRL", "reai": "BRL", "reais": "BRL", "franc": "CHF",
    "krona": "SEK", "kronor": "SEK", "kroner": "NOK", "krone": "NOK", "shekel": "ILS", "peso": "MXN", "rand": "ZAR",
    "dirham": "AED", "riyal": "SAR", "ruble": "RUB", "rouble": "RUB", "lira": "TRY", "ringgit": "MYR", "baht": "THB",
    "rupiah": "IDR", "zloty": "PLN",
}  # fmt: skip
_PREFER = {"USD": "$", "BRL": "R$", "CAD": "C$", "AUD": "A$", "SGD": "S$", "INR": "₹", "JPY": "¥", "MXN": "MX$"}

CURRENCY_PREFIX = lazy_pattern(
    r"(?P<cur>(?<![A-Za-z])(?:U\.S\.\s?\$|(?:US|CAD?|CDN|AU|NZ|HK|SG|NT|MX|USD)\s?\$|[ACRS]\$|(?:CN|JP|RMB)¥|Rs\.?|"
    + "|".join(_ISO)
    + r")|[$€£₹₩₽₺₪₫฿₱₦￥¥])\s{0,2}(?P<inner>[-−–(]\s?)?$"
)
"""Matches a currency sign or code at the end of the text before a number, with a sign or bracket after it.

A lone letter stands right before its sign: "A $350m pot" is no Australian one.
"""

CURRENCY_WORD = lazy_pattern(
    r"(?:\s{0,2}|-)(?:(?P<sign>[€£₹₽])(?!\s?\d)|(?P<iso>(?:" + "|".join(_ISO) + r"))\b"
    r"|(?P<cents>(?:U\.?S\.?\s)?cents?\b|pence\b|¢)"
    r"|(?:(?P<kind>US|U\.S\.|American|Canadian|Australian|Hong Kong|Singapore|New Taiwan|Taiwan|New Zealand|Swiss"
    r"|Swedish|Norwegian|Danish|Chinese|Japanese|Indian|British|Brazilian|South Korean|Korean|Mexican)\s{1,2})?"
    r"(?P<word>dollars?|bucks|euros?|pounds?(?:\ssterling)?|yen|yuan|renminbi|rupees?|won|reais|francs?|kronor|kroner"
    r"|kron[ae]|shekels?|pesos?|rand|dirhams?|riyals?|roubles?|rubles?|lira|ringgit|baht|rupiah|zloty)\b)",
    re.IGNORECASE,
)
"""Matches a currency's name or code after a number."""


_NEEDED = (
    *("€", "£", "₹", "₽", "¢", "cent", "pence", "dollar", "buck", "euro", "pound", "yen", "yuan", "renminbi", "rupee", "won", "reais", "franc"),
    *("kron", "shekel", "peso", "rand", "dirham", "riyal", "rouble", "ruble", "lira", "ringgit", "baht", "rupiah", "zloty"),
    *map(str.lower, _ISO),
)


def names_currency(text: str) -> bool:
    """Whether a text has one of the strings without which `CURRENCY_WORD` matches nothing; much quicker than that."""
    return has_any(caseless(text), _NEEDED)


def code_of_prefix(prefix: str) -> str:
    """The ISO code of a sign or code before a number."""
    sign = re.sub(r"\s", "", prefix)
    if sign.endswith("$") and sign.removesuffix("$") in {"USD", "CAD"}:
        return sign[:3]
    return SIGNS.get(sign) or _ALIASES.get(sign, sign)


def code_of_word(found: re.Match[str]) -> str:
    """The ISO code of a match of `CURRENCY_WORD`; cents are taken for US cents, pence for pounds."""
    if sign := found["sign"]:
        return SIGNS[sign]
    if iso := found["iso"]:
        return _ALIASES.get(iso.upper(), iso.upper())
    if cents := found["cents"]:
        return "GBP" if cents.lower() == "pence" else "USD"
    word = found["word"].lower().split()[0]
    kind = (found["kind"] or "").lower()
    name = word if word in _WORDS else word.rstrip("s")
    if name == "dollar" and kind:
        return _DOLLARS.get(kind, "USD")
    if name.startswith("kron") and kind:
        return {"norwegian": "NOK", "danish": "DKK"}.get(kind, "SEK")
    return _WORDS[name]


def sign_of(code: str) -> str:
    """How people write the currency before a number: "$", "R$", "€", or the code and a space."""
    if code in _PREFER:
        return _PREFER[code]
    return next((sign for sign, iso in SIGNS.items() if iso == code), f"{code} ")
