"""Slack's look: the blocks of a message as HTML."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import Any

from bot.chat.card import Card
from bot.slack.blocks import card_blocks

__all__ = ["page"]

_LIGHT = {
    "back": "#ffffff",
    "text": "#1d1c1d",
    "soft": "#616061",
    "line": "#dddddd",
    "link": "#1264a3",
    "button": "#ffffff",
}
_DARK = {
    "back": "#1a1d21",
    "text": "#d1d2d3",
    "soft": "#9a9b9d",
    "line": "#3b3d42",
    "link": "#1d9bd1",
    "button": "#222529",
}
_STYLE = """
body{{margin:0;padding:16px;background:{back};color:{text};font:15px/1.46 Lato,"DejaVu Sans",Arial,sans-serif;width:600px}}
.message{{display:flex;gap:8px;margin-bottom:10px}}.face{{width:36px;height:36px;border-radius:6px;flex:none;color:#fff;
font-weight:900;display:flex;align-items:center;justify-content:center}}.said{{flex:1;min-width:0}}.who b{{font-weight:900}}
.who span{{color:{soft};font-size:12px;margin-left:6px}}.app{{background:{line};border-radius:2px;padding:0 3px;font-size:10px!important}}
h3{{font-size:18px;font-weight:900;margin:6px 0 4px}}p{{margin:4px 0;white-space:pre-wrap;overflow-wrap:anywhere}}
blockquote{{margin:6px 0;padding-left:14px;border-left:4px solid {line}}}.context{{color:{soft};font-size:12px;margin:6px 0}}
a{{color:{link};text-decoration:none}}ul{{margin:4px 0;padding-left:24px}}code{{border:1px solid {line};border-radius:3px;padding:2px 3px;
font:12px "DejaVu Sans Mono",monospace;color:#e01e5a}}.actions{{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0}}
.actions span{{border:1px solid {soft};border-radius:4px;padding:4px 12px;font-weight:700;font-size:13px;background:{button}}}
.actions .primary{{background:#007a5a;color:#fff;border-color:#007a5a}}.actions .danger{{background:#e01e5a;color:#fff;border-color:#e01e5a}}
.fields{{display:grid;grid-template-columns:1fr 1fr;gap:6px 16px;white-space:pre-wrap}}img{{max-width:100%;border-radius:8px;margin-top:6px}}
"""


def page(card: Card, asked: str, *, dark: bool) -> str:
    """A page with the question, if there was one, and the message that answers it."""
    picture = None if card.picture is None else "F1"
    blocks = "".join(_block(block, card) for block in card_blocks(card, picture))
    question = _message("Y", "#4a154b", "You", f"<p>@burnrate {escape(asked)}</p>") if asked else ""
    answer = _message("b", "#c2410c", 'burnrate <span class="app">APP</span>', blocks)
    style = _STYLE.format(**(_DARK if dark else _LIGHT))
    return f'<!doctype html><meta charset="utf-8"><style>{style}</style>{question}{answer}'


def _message(letter: str, colour: str, who: str, said: str) -> str:
    face = f'<div class="face" style="background:{colour}">{letter}</div>'
    return f'<div class="message">{face}<div class="said"><div class="who"><b>{who}</b><span>10:24</span></div>{said}</div></div>'


def _block(block: dict[str, Any], card: Card) -> str:
    match block["type"]:
        case "header":
            return f"<h3>{escape(block['text']['text'])}</h3>"
        case "rich_text":
            return "".join(map(_rich, block["elements"]))
        case "context":
            return f'<div class="context">{" ".join(escape(one["text"]) for one in block["elements"])}</div>'
        case "section":
            shown = "".join(f"<div>{escape(one['text'])}</div>" for one in block["fields"])
            return f'<div class="fields">{shown}</div>'
        case "actions":
            shown = "".join(map(_button, block["elements"]))
            return f'<div class="actions">{shown}</div>'
        case "image" if card.picture is not None:
            return f'<img src="data:image/png;base64,{b64encode(card.picture.png).decode()}">'
    return f"<p>({escape(block['type'])})</p>"


def _button(one: dict[str, Any]) -> str:
    style = one.get("style", "")
    return f'<span class="{style}">{escape(one["text"]["text"])}</span>'


def _rich(element: dict[str, Any]) -> str:
    match element["type"]:
        case "rich_text_quote":
            return f"<blockquote>{_inline(element['elements'])}</blockquote>"
        case "rich_text_list":
            items = "".join(f"<li>{_inline(one['elements'])}</li>" for one in element["elements"])
            return f"<ul>{items}</ul>"
    return f"<p>{_inline(element['elements'])}</p>"


def _inline(elements: list[dict[str, Any]]) -> str:
    out = []
    for one in elements:
        if one["type"] == "link":
            out.append(f'<a href="#">{escape(one.get("text", one["url"]))}</a>')
            continue
        words, style = escape(one["text"]), one.get("style", {})
        for name, tag in (("bold", "b"), ("italic", "i"), ("code", "code")):
            words = f"<{tag}>{words}</{tag}>" if style.get(name) else words
        out.append(words)
    return "".join(out)
