"""Slack's rules for what apps send, from its reference of Block Kit, and what a client would make of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

__all__ = ["MOST_SIGNS", "problem", "read", "texts", "too_long", "would_link", "would_ping"]

Block = Mapping[str, Any]

MOST_SIGNS = 13_200
_TYPES = {"actions", "context", "divider", "header", "image", "input", "rich_text", "section"}
_PING = re.compile(r"<(?:!(?:channel|here|everyone|subteam\^)|@[UW])[^>]*>")
_LINK = re.compile(r"<(https?://[^|>]+)(?:\|([^>]*))?>")


def problem(blocks: Sequence[Block], *, view: bool = False) -> str:
    """Why Slack would say invalid_blocks; empty where it would not."""
    if len(blocks) > (100 if view else 50):
        return "too many blocks"
    for block in blocks:
        kind = block.get("type")
        if kind not in _TYPES:
            return f"unknown type {kind}"
        if found := _of_kind(str(kind), block):
            return f"{kind}: {found}"
    named = [block["block_id"] for block in blocks if "block_id" in block]
    return "block_id twice" if len(named) != len(set(named)) else ""


def _first(problems: Iterator[str]) -> str:
    return next(filter(None, problems), "")


def _of_kind(kind: str, block: Block) -> str:
    if kind == "header":
        return _object(block.get("text"), 150, {"plain_text"})
    if kind == "section":
        return _section(block)
    if kind == "context":
        elements = block.get("elements") or []
        return _first(_object(one, 3000) for one in elements) if 1 <= len(elements) <= 10 else "1 to 10 elements"
    if kind == "actions":
        elements = block.get("elements") or []
        names = [str(one.get("action_id")) for one in elements]
        if not 1 <= len(elements) <= 25 or len(names) != len(set(names)):
            return "1 to 25 elements, each with its own action_id"
        return _first(map(_button, elements))
    if kind == "image":
        alt = str(block.get("alt_text") or "")
        ok = 1 <= len(alt) <= 2000 and ("image_url" in block) != ("slack_file" in block)
        return "" if ok else "alt_text, and image_url or slack_file"
    if kind == "rich_text":
        return _first(map(_rich, block.get("elements") or [{"type": "nothing"}]))
    if kind == "input":
        return _object(block.get("label"), 2000, {"plain_text"})
    return ""


def _section(block: Block) -> str:
    fields = block.get("fields")
    if fields is None:
        return _object(block.get("text"), 3000)
    return _first(_object(one, 2000) for one in fields) if 1 <= len(fields) <= 10 else "1 to 10 fields"


def _object(text: Any, most: int, kinds: set[str] | None = None) -> str:
    if not isinstance(text, Mapping) or text.get("type") not in (kinds or {"plain_text", "mrkdwn"}):
        return "not a text object"
    return "" if 1 <= len(str(text.get("text") or "")) <= most else f"text of 1 to {most} characters"


def _button(element: Block) -> str:
    if element.get("type") != "button" or element.get("style") not in {None, "primary", "danger"}:
        return "not a button"
    if len(str(element.get("action_id") or "")) > 255 or len(str(element.get("value") or "")) > 2000:
        return "action_id or value too long"
    return _object(element.get("text"), 75, {"plain_text"})


def _rich(element: Block) -> str:
    kind, inside = element.get("type"), element.get("elements") or []
    if kind in {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}:
        return _first(map(_inline, inside)) if inside else "no elements"
    if kind == "rich_text_list":
        return _first(map(_rich, inside)) if element.get("style") in {"bullet", "ordered"} else "list style"
    return f"unknown rich text {kind}"


def _inline(element: Block) -> str:
    if element.get("type") == "text":
        return "" if element.get("text") else "empty text"
    if element.get("type") == "link":
        return "" if re.match(r"https?://\S+$", str(element.get("url"))) else "link without an address"
    return f"element {element.get('type')}"


def too_long(blocks: Sequence[Block]) -> bool:
    """Whether Slack would say msg_blocks_too_long."""
    return sum(len(text) for _, text in texts(blocks)) > MOST_SIGNS


def texts(value: Any, kind: str = "") -> Iterator[tuple[str, str]]:
    """All texts within blocks, each with what it is read as: mrkdwn, plain_text, text, link or address."""
    if isinstance(value, Mapping):
        here = str(value.get("type") or kind)
        for key in ("text", "alt_text", "url"):
            if isinstance(value.get(key), str):
                yield ("address" if key == "url" else "plain_text" if key == "alt_text" else here), value[key]
        for inner in value.values():
            if isinstance(inner, Mapping | list):
                yield from texts(inner, here)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner, kind)


def would_ping(message: Mapping[str, Any]) -> bool:
    """Whether somebody would be notified: by mrkdwn, by the text of a message, by markdown or by a rich element."""
    blocks = list(message.get("blocks") or [])
    marked = [text for kind, text in texts(blocks) if kind == "mrkdwn"]
    marked += [str(message.get("text") or ""), str(message.get("markdown") or "")]
    return any(_PING.search(text) for text in marked) or bool(
        re.search(r"'type': '(broadcast|user|usergroup|channel)'", str(blocks))
    )


def would_link(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What can be pressed on as a link: (text, address)."""
    found: list[tuple[str, str]] = []

    def walk(value: Any) -> None:
        if isinstance(value, Mapping):
            if value.get("type") == "link":
                found.append((str(value.get("text") or value["url"]), str(value["url"])))
            if value.get("type") == "mrkdwn":
                found.extend((label or url, url) for url, label in _LINK.findall(str(value["text"])))
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                walk(inner)

    walk(list(message.get("blocks") or []))
    found += [(label or url, url) for url, label in _LINK.findall(str(message.get("text") or ""))]
    found += re.findall(r"(?<!\\)\[([^\]]*)\]\((https?://[^)]*)\)", str(message.get("markdown") or ""))
    return found


def read(message: Mapping[str, Any]) -> str:
    """What somebody reads of a message, one thing a line."""
    parts: list[str] = []
    if marked := str(message.get("markdown") or ""):
        parts.append(re.sub(r"\\([^\w\s])", r"\1", html.unescape(marked.replace("**", ""))))
    for block in message.get("blocks") or []:
        if block["type"] == "rich_text":
            parts += ["".join(text for kind, text in texts(one) if kind != "address") for one in block["elements"]]
        elif block["type"] != "actions":
            parts += [html.unescape(text) if kind == "mrkdwn" else text for kind, text in texts(block)]
    return "\n".join(parts or [html.unescape(str(message.get("text") or ""))])
