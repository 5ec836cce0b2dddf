"""Discovery: what one document says about names: whom it is about, who is who, what belongs to whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Block, BlockKind, Revision, SourceType
from index._name_match import folded
from index._ordinary import ALWAYS_TRIMMED, ORDINARY
from index._principal import Found, abbreviates, is_interview, not_about, own_site, principal_of
from index.caseless import has_any
from index.entities import Entities, plain_name
from index.listing import symbols_on_cover
from index.mentions import LEGAL, LEGAL_FORMS, NAME, Kind, capitalised, find_mentions, tickers_in, trimmed_name
from index.pattern import lazy_pattern

__all__ = ["Discovered", "DiscoveredName", "discover"]

_BUDGET = 400_000
_REGISTERED = re.compile(rf"(?<!\w[.])(?P<name>{NAME.pattern}|[A-ZÀ-Þ][A-ZÀ-Þ&-]+(?:[.][A-Z]{{2,}})?(?: [A-ZÀ-Þ&-]+){{0,4}}),?[ ](?P<legal>{LEGAL})")
_DEFINED = re.compile(
    r"\(\s?(?:(?:together with|collectively|hereinafter|referred to)[^“\"'‘()]{0,60})?[“\"'‘](?P<terms>[^()]{2,120})\)"
)
_SHORT_FORM = re.compile(
    r"[\s,]*\((?:the |The )?(?:(?P<first>[A-ZÀ-Þ][\w&.-]{1,24}(?: [A-ZÀ-Þ][\w&.-]{1,24}){0,2}),?\s(?:or|and)\s(?:the |The |our )?[Cc]ompany|[Tt]he [Cc]ompany\s(?:or|and)\s(?P<last>[A-ZÀ-Þ][\w&.-]{1,24}))\b[^()]{0,40}\)"
)
"""A short form without quotation marks: "International Widgets Corporation (IWC or the company)"."""
_QUOTED = re.compile(r"[“\"'‘](?P<term>[A-ZÀ-Þ][\w&.\- ]{1,40}?)[,.]?[”\"'’]")
_SIGNED = re.compile(r"\bduly caused this (?:[\w-]+ )*report(?: on Form [\w-]+)? to be signed\b", re.IGNORECASE)
_CALLED_COMPANY = re.compile(r"^(?:THE )?(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ&'’.-]+(?: [A-ZÀ-Þ&'’.-]+){0,4}) COMPANY\b", re.MULTILINE)
_NUMBERED_COMPANY = re.compile(r"(?P<name>\d+[A-ZÀ-Þ]\w*(?: [A-ZÀ-Þ]\w*){0,3})(?:,? (?:COMPANY|Company|CO\.?|Co\.?))")
"""A registered name that begins with a number: "3A COMPANY"."""
_NO_FILER = re.compile(r"(?:^|[^\w.])an?\s|\bexchange\b", re.IGNORECASE)
"""What a cover says of where a company is registered and listed, not of what it is called: "An Illinois Corporation"."""
_EXACT_NAME = re.compile(r"\(?exact name of registrant", re.IGNORECASE)
_SEGMENT = re.compile(
    rf"\b(?:The|the|Our|our|its|Its|and)\s(?P<name>{NAME.pattern})\s(?:(?:reportable|operating) )?[Ss]egment\b"
)
_N = NAME.pattern
_MAKES = r"(?:made|built|developed|run|operated|owned|sold|offered|created|trained|published|marketed)"
_MAKER = (
    r"(?:maker|developer|owner|operator|creator|parent|parent company|(?:company|startup|firm) behind|"
    r"publisher|seller|home)"
)
_THING = (
    r"(?:chatbot|model|models|assistant|app|chip|chips|companion|platform|product|browser|agent|accelerator|service|robot|processor|subscription|family|tool|engine|campus|"
    r"data center|data centre|network|language model|neural network|neural networks)"
)
_UNDER = r"(?:subsidiary|unit|division|arm|affiliate)"
_BELONGS = (
    re.compile(rf"(?P<part>{_N})\s?,\s(?:the|a|an|its|which is)\s[^.;,]{{0,80}}?{_MAKES}\sby\s(?P<owner>{_N})"),
    re.compile(rf"(?P<part>{_N})\s(?:is|was|are)\s{_MAKES}\sby\s(?P<owner>{_N})"),
    re.compile(
        rf"(?P<owner>{_N}),?\s(?:the\s|a\s|an\s)?(?:\w+\s){{0,2}}{_MAKER}\s(?:of|behind|to)\s(?:the\s)?(?:\w+\s){{0,2}}?(?P<part>{_N})"
    ),
    re.compile(rf"\b[Tt]he\s(?:\w+\s){{0,2}}{_MAKER}\s(?:of|behind)\s(?P<part>{_N}),\s(?P<owner>{_N}),"),
    re.compile(rf"(?P<owner>{_N})['’]s?\s(?:\w+\s){{0,3}}?{_THING},\s(?P<part>{_N})"),
    re.compile(rf"(?P<owner>{_N})['’]s?\s(?P<part>{_N})\s{_THING}\b"),
    re.compile(rf"(?P<part>{_N}),\s(?P<owner>{_N})['’]s\s(?:\w+\s){{0,3}}?{_THING}\b"),
)
_SUBSIDIARY = re.compile(rf"(?P<part>{_N})(?:,|\sis|\swas)\s(?:an?|the)\s(?:[\w-]+\s){{0,2}}?{_UNDER}\sof\s(?:the\s)?(?P<owner>{_N})")
"""A company itself, with numbers of its own, unlike what a company makes."""
_OWNING = lazy_pattern(
    rf"\b{_UNDER} of\b|\b{_MAKES} by\b|\b{_MAKER}\s(?:of|behind|to)\b|['’]s?\s(?:\w+\s){{0,4}}{_THING}\b", re.IGNORECASE,
    begins=(
        *("subsidiary of", "unit of", "division of", "arm of", "affiliate of"),
        *("made by", "built by", "developed by", "run by", "operated by", "owned by", "sold by", "offered by", "created by", "trained by", "published by", "marketed by"),
        *("maker", "developer", "owner", "operator", "creator", "parent", "company behind", "startup behind", "firm behind", "publisher", "seller", "home", "'", "’"),
    ),
)  # fmt: skip
_OURS = re.compile(rf",\sour\s(?:\w+\s){{0,3}}?{_THING}\b")
_OWN = (
    lazy_pattern(rf"\b(?:our|Our|its|Its)\s(?:\w+\s){{0,3}}?{_THING},\s(?P<part>{_N})", begins=("our", "its")),
    re.compile(rf"\b(?P<part>{_N}){_OURS.pattern}"),
    lazy_pattern(rf"\bunder\sthe\s(?P<part>{_N})\s(?:name|brand)\b", begins=("under",)),
    re.compile(rf"\b(?:[Tt]he|[Ii]ts|[Oo]ur)\s(?:\w+\s)?{_THING},\s(?:called\s|named\s)?(?P<part>{_N}),"),
    lazy_pattern(rf"\b[Ii]ntroducing\s(?P<part>{_N})", begins=("introducing",)),
)
_ABBREVIATED = re.compile(rf"(?P<name>{_N})(?:,?[ ]{LEGAL})?(?:\s\([“\"‘'][^()]{{1,40}}[”\"’']\))?\s\((?P<code>[A-Z]{{2,5}})\)")
"""A short form in brackets, which says no exchange: "Acme Systems, Inc. (ACSM)"."""
_SHORT_CODE = re.compile(r"\([A-Z]{2,5}\)")
"""What it has, which is found far faster than a name."""
_EXCHANGE = re.compile(r"\b(?:Stock (?:Market|Exchange)|NYSE|N[Aa][Ss][Dd][Aa][Qq]|Euronext)\b")
"""Where a company is listed: its ticker stands beside it and is not its own."""
_NO_NAME = re.compile(
    rf"{LEGAL}|(?:Series|Class|Form|Section|Customer|Note|See Note|Exhibit|Table|Item|Part|Hall|Phase|Tier|Level|Step|"
    r"Page|Rule|Act|Round|Chapter|Version|Figure) \w{1,4}"
    r"|(?:AAA|AA|A|BBB|BB|B|CCC|CC|C|Aaa|Aa[1-3]?|Baa[1-3]?|Ba[1-3]?|Caa[1-3]?)(?:-plus|-minus|[+-])?"
    r"|Q[1-4]|[HC]\d+|NYSE|NASDAQ|Nasdaq|B3|GMT|BST|EST|EDT|UTC|ET|PT|USD?|UK|EU|IFRS|GAAP|CEO|CFO|IPO|AI|GPUs?|EBITDA|INC|PBC|SEC|PDF|RSS|FAQ|API",
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:•|·\n“\"”]\s{0,2})$")
# What stands in an address is no word that the document uses: "ir@acme.example", "www.acme.example".
_LOWER_WORD = re.compile(r"(?<![\w'’@/._-])[a-zà-ÿ]{4,}(?![\w@]|[./-]\w)")


@dataclass(frozen=True, slots=True)
class DiscoveredName:
    """A name of one document. `kind` is company, product, segment or other; `owner` what it is part of, or ""."""

    name: str
    kind: str
    count: int
    aliases: frozenset[str] = frozenset()
    tickers: frozenset[str] = frozenset()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Discovered:
    """What one document says about names.

    `principal` is the company or product the document is about, as it is named there, "" where it is about none.
    `registrant` is who files it, `title` and `issuer` (who publishes its own release) are as on the document.
    `words` are the lower-case words it uses: a word of these is an ordinary one.
    """

    document_id: str
    principal: str
    names: tuple[DiscoveredName, ...]
    words: frozenset[str] = frozenset()
    title: str = ""
    issuer: str = ""
    registrant: str = ""
    listed: tuple[tuple[str, int], ...] = ()
    """Names of the entity list that occur, with how often."""
    beside: frozenset[str] = frozenset()
    """Names that it is not about, though its title may have them: people, and the letter that it is an issue of."""
    spoken: bool = False
    """Whether it is an interview, in which a company is mostly "we"."""


def discover(revision: Revision, known: Entities) -> Discovered:
    """Read the names of a revision: its principal, companies with short forms and tickers, products, segments."""
    found: dict[str, Found] = {}
    listed: Counter[str] = Counter()
    registrant = ""
    budget = _BUDGET
    roles: dict[int, str] = {}
    for block in revision.blocks:
        budget -= block.end - block.start
        if budget < 0:
            break
        roles = _row_names(revision, block, known, found, listed, roles)
        _gather(revision, block, known, found, listed)
        if not registrant and revision.source_type is SourceType.FILING and block.start < 6000:
            registrant = _registrant(revision, block)
    if not registrant and revision.source_type is SourceType.FILING:
        registrant = _signed(revision)
        if registrant:
            _entry(found, registrant, "company").count += 1
    registrant = _as_written(registrant, found)
    orphans = found.pop("", None)
    if registrant:
        _entry(found, registrant, "company").tickers |= symbols_on_cover(revision) | (orphans.tickers if orphans is not None else set())
    issuer = revision.publisher if revision.source_type is SourceType.PRESS_RELEASE or own_site(revision) else ""
    principal = registrant or principal_of(revision, issuer, known, found, listed)
    if principal and principal not in found and principal not in listed:
        _entry(found, principal, "company").inside += 1
    if issuer and principal in found and f"{plain_name(issuer)} ".startswith(f"{plain_name(principal)} "):
        found[principal].aliases.add(issuer)  # who publishes its own news says its whole name there
    _own(revision, principal, found, issued=bool(issuer) and f"{plain_name(issuer)} ".startswith(f"{plain_name(principal)} "))
    names = tuple(
        DiscoveredName(name, f.kind, f.count, frozenset(f.aliases), frozenset(f.tickers), f.owner)
        for name, f in sorted(found.items())
        if f.inside or f.kind != "other"
    )
    words = frozenset(map(folded, frozenset(_LOWER_WORD.findall(revision.text[:_BUDGET]))))
    return Discovered(
        revision.document_id, principal, names, words, revision.title, issuer, registrant, tuple(sorted(listed.items())),
        not_about(revision, issuer, found), is_interview(revision),
    )


_COMPANY_COLUMN = re.compile(
    r"^(?:company|operator|owner|developer|lab|laboratory|provider|vendor|supplier|customer|client|tenant|firm|start-?up|maker|"
    r"manufacturer|issuer|borrower|builder|organi[sz]ation)(?: name|s)?$",
    re.IGNORECASE,
)
_THING_COLUMN = re.compile(
    r"^(?:campus|site|project|facility|data ?cent(?:er|re)|model|product|chip|cluster|system|location)(?: name|s)?$", re.IGNORECASE
)


def _row_names(
    revision: Revision, block: Block, known: Entities, found: dict[str, Found], listed: Counter[str], roles: dict[int, str]
) -> dict[int, str]:
    """Names in a tracker's columns: those under "Operator" are companies, and what stands under "Campus" is theirs.

    `roles` says what the columns of the table so far hold; returns the same for the row after this one.
    """
    if block.kind is not BlockKind.ROW:
        return {}
    cells = {c.column: revision.text[c.start : c.end].strip() for c in block.cells}
    if block.cells and all(c.header for c in block.cells):
        fresh = {
            column: "company" if _COMPANY_COLUMN.match(words) else "product"
            for column, words in cells.items()
            if _COMPANY_COLUMN.match(words) or _THING_COLUMN.match(words)
        }
        return fresh or roles
    if "company" not in roles.values():
        for column, words in cells.items():
            # Whose the things of a list are is known once it is whose page it is.
            if column in roles and (thing := _cell_name(words, known, listed)) and not thing.islower():
                entry = _entry(found, thing, "product")
                entry.inside += 1
                entry.listed_alone = True
        return roles
    named = {roles[c]: _cell_name(words, known, listed) for c, words in reversed(cells.items()) if c in roles}
    owner, part = named.get("company", ""), named.get("product", "")
    if owner:
        entry = _entry(found, owner, "company")
        entry.kind, entry.count, entry.inside = "company", entry.count + 1, entry.inside + 1
    if owner and part and part != owner:
        entry = _entry(found, part, "product")
        entry.owner = entry.owner or owner
        entry.inside += 1
    return roles


def _cell_name(words: str, known: Entities, listed: Counter[str]) -> str:
    """The name that a cell is, "" where it is none."""
    words = re.sub(r"\s*\([^()]*\)|[¹²³⁴*†]+$", "", words).strip()
    first, *rest = words.split() or [""]
    named = first[:1].isupper() and all(w[:1].isupper() or w[:1].isdigit() or w in {"and", "of", "&", "de"} for w in rest)
    if not named or len(words) > 40 or _NO_NAME.fullmatch(words):
        return ""
    for mention in find_mentions(words, known):
        if mention.kind is Kind.KNOWN and mention.start == 0:
            listed[mention.name] += 1
            return mention.name
    span = trimmed_name(words, 0, len(words))
    return words[span[0] : span[1]] if span and len(words.split()) <= 5 else ""


def _entry(found: dict[str, Found], name: str, kind: str = "other") -> Found:
    entry = found.setdefault(name, Found())
    if entry.kind == "other":
        entry.kind = kind
    return entry


def _gather(revision: Revision, block: Block, known: Entities, found: dict[str, Found], listed: Counter[str]) -> None:
    text = revision.text[block.start : block.end]
    if block.kind is BlockKind.ROW:
        for cell in block.cells[:2]:
            _label(revision.text[cell.start : cell.end], found)
        return
    _companies(text, found)
    for mention in find_mentions(text, known, title=block.kind is BlockKind.HEADING):
        if mention.kind is Kind.KNOWN:
            listed[mention.name] += 1
        elif not (mention.name.isupper() and " " in mention.name) and not _NO_NAME.fullmatch(mention.name):
            _entry(found, mention.name, "company").inside += 1
    for pattern in (*_BELONGS, _SUBSIDIARY) if _OWNING.search(text) else ():
        for match in pattern.finditer(text):
            part, owner = _clean(text, match, "part"), _clean(text, match, "owner")
            if part and owner and part != owner:
                entry = _entry(found, part, "company" if pattern is _SUBSIDIARY else "product")
                entry.owner = entry.owner or owner
    for match in _SEGMENT.finditer(text) if "egment" in text else ():
        name = _clean(text, match, "name")
        if name:
            entry = _entry(found, name, "segment")
            entry.kind = "segment"
    for start, end in capitalised(text):
        name = text[start:end]
        if len(name) < 2 or (name.isupper() and len(name) > 6) or _NO_NAME.fullmatch(name):
            continue
        entry = _entry(found, name)
        entry.count += 1
        opens = _SENTENCE_START.search(text[max(0, start - 3) : start])
        item = block.kind is BlockKind.HEADING and _ITEM.fullmatch(text[:start]) and end == len(text.rstrip()) and name.lower() not in ORDINARY
        if item:
            entry.inside += 1  # an item of a letter: "6. Acme"
        elif (block.kind is not BlockKind.HEADING or _as_sentence(text)) and (not opens or (name.lower() not in ORDINARY and " " in name)):
            entry.inside += 1


_ITEM = re.compile(r"\W*\d{1,2}[.)]\s+")


def _as_sentence(heading: str) -> bool:
    """Whether a heading writes small what no name is: the question of an interview, a news headline."""
    words = [word for word in re.findall(r"[^\W\d_]{2,}", heading)[1:] if word.lower() not in ALWAYS_TRIMMED]
    return len(words) > 1 and 2 * sum(word.islower() for word in words) > len(words)


def _label(label: str, found: dict[str, Found]) -> None:
    """A row's first cells name places, products and segments: "Training Clusters", "Ketterby, Indiana"."""
    label = re.sub(r"[¹²³⁴*†\d]+$", "", label.split(",", maxsplit=1)[0]).strip()
    words = label.split()
    if (
        not 1 <= len(words) <= 4
        or len(label) < 4
        or not all(w[:1].isupper() or w in {"and", "of", "&", "de"} for w in words)
    ):
        return
    span = trimmed_name(label, 0, len(label))
    if span is None or (len(words) == 1 and words[0].lower() in ORDINARY):
        return
    if all(w.lower() in ORDINARY for w in words):
        # Ordinary words throughout: a statement's row, unless the text calls it a segment too.
        return
    entry = _entry(found, label)
    entry.count += 1
    entry.inside += 1


def _clean(text: str, match: re.Match[str], group: str) -> str:
    span = trimmed_name(text, match.start(group), match.end(group))
    return text[span[0] : span[1]] if span else ""


def _companies(text: str, found: dict[str, Found]) -> None:
    """Registered names, the terms defined for them, and tickers."""
    last: tuple[int, str] | None = None
    for match in _REGISTERED.finditer(text) if has_any(text, LEGAL_FORMS) else ():
        name = _clean(text, match, "name") if not match.group("name").isupper() else match.group("name").title()
        if not name or _EXCHANGE.search(name):
            continue
        entry = _entry(found, name, "company")
        entry.kind = "company"
        entry.count += 1
        entry.inside += 1
        entry.aliases.add(text[match.start("name") : match.end()].strip(" ."))
        entry.aliases.update(_defined_terms(text, match.end()))
        last = (match.end(), name)
    for beside in _ABBREVIATED.finditer(text) if _SHORT_CODE.search(text) else ():
        name, code = _clean(text, beside, "name"), beside["code"]
        if name in found and found[name].kind == "company" and not _NO_NAME.fullmatch(code) and abbreviates(code, name):
            found[name].tickers.add(code)
    for code, place in tickers_in(text):
        name = _name_before(text, place) or (last[1] if last else "")
        name = "" if _EXCHANGE.search(name) else name
        if name and name in found:
            found[name].tickers.add(code)
        else:
            # Kept under no name until the document's own company is known.
            _entry(found, name, "company").tickers.add(code)


def _defined_terms(text: str, place: int) -> Iterator[str]:
    match = _DEFINED.match(text, place + 1) or _DEFINED.match(text, place)
    if match is None:
        plain = _SHORT_FORM.match(text, place)
        term = (plain["first"] or plain["last"]) if plain is not None else ""
        if term and plain_name(term) not in ORDINARY:
            yield term
        return
    for quoted in _QUOTED.finditer(match.group()):
        term = quoted.group("term").strip()
        if (
            term.lower() not in {"company", "the company", "we", "us", "our", "registrant"}
            and plain_name(term) not in ORDINARY
        ):
            yield term


def _name_before(text: str, place: int) -> str:
    """The name that a listing follows: "Acme Systems, Inc. (NYSE: ACM)", "Acme Systems <ACM.N>"."""
    before = text[max(0, place - 90) : place]
    ends = [m for m in NAME.finditer(before) if not re.search(r"[.;:]\s", re.sub(LEGAL, "", before[m.end() :]))]
    for match in reversed(ends):
        span = trimmed_name(before, match.start(), match.end())
        gap = re.sub(rf",?\s?{LEGAL}", "", before[match.end() :]).strip(" ,.(")
        if span and not gap:
            return before[span[0] : span[1]]
        if gap:
            return ""
    return ""


def _registrant(revision: Revision, block: Block) -> str:
    """The company that files: named above "(Exact name of registrant", else the first registered name."""
    text = revision.text[block.start : block.end]
    exact = _EXACT_NAME.search(revision.text[: block.end + 200])
    area = revision.text[max(0, exact.start() - 160) : exact.start()] if exact else text
    matches = [m for m in _REGISTERED.finditer(area) if not _NO_FILER.search(f"{area[: m.start('name')][-3:]}{m['name']}")]
    if not matches:
        last = area.rstrip().rpartition("\n")[2].strip() if exact else ""
        named = _NUMBERED_COMPANY.fullmatch(last)
        return named["name"] if named else ""
    match = matches[-1] if exact else matches[0]
    return match.group("name").title() if match.group("name").isupper() else _clean(area, match, "name")


def _signed(revision: Revision) -> str:
    """The company that signs a filing whose cover shows its name as a picture."""
    signed = next(iter(_SIGNED.finditer(revision.text)), None)
    if signed is None:
        return ""
    end = signed.end()
    found = _REGISTERED.search(revision.text, end, end + 300) or _CALLED_COMPANY.search(revision.text, end, end + 300)
    if found is None:
        return ""
    return found["name"].title() if found["name"].isupper() else found["name"]


def _as_written(name: str, found: dict[str, Found]) -> str:
    """The commonest spelling of a name in the document: filings set it in capitals on their cover."""
    if not name:
        return ""
    same = [n for n in found if plain_name(n) == plain_name(name)]
    return max(same, key=lambda n: found[n].count, default=name)


def _own(revision: Revision, principal: str, found: dict[str, Found], *, issued: bool) -> None:
    """Tie products and segments that the text calls "our" or "its" to the company it is about."""
    if not principal:
        return
    for name, entry in found.items():
        if not entry.owner and name != principal and (entry.kind == "segment" or (entry.listed_alone and issued)):
            entry.owner = principal
    text = revision.text[:_BUDGET]
    for pattern in _OWN:
        if _OURS.pattern in pattern.pattern and not _OURS.search(text):
            continue  # a comma is found far faster than a name
        for match in pattern.finditer(text):
            part = _clean(text, match, "part")
            if part and part != principal and (part not in found or found[part].kind in {"other", "product"}):
                entry = _entry(found, part, "product")
                entry.owner = entry.owner or principal
                entry.inside += 1
