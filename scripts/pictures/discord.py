"""Discord's look: the components of a message as HTML."""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape
from typing import Any

from bot.chat.card import Card
from bot.discord.layout import laid_out

__all__ = ["page"]

_LIGHT = {
    "back": "#ffffff",
    "card": "#f9f9fa",
    "text": "#313338",
    "soft": "#5c5e66",
    "line": "#e1e2e4",
    "link": "#006ce7",
    "button": "#e3e5e8",
}
_DARK = {
    "back": "#313338",
    "card": "#393a41",
    "text": "#dbdee1",
    "soft": "#949ba4",
    "line": "#45464e",
    "link": "#00a8fc",
    "button": "#4e5058",
}
_STYLE = """
body{{margin:0;padding:16px;background:{back};color:{text};font:15px/1.4 "gg sans","Noto Sans","DejaVu Sans",Arial,sans-serif;width:600px}}
.message{{display:flex;gap:12px;margin-bottom:12px}}.face{{width:40px;height:40px;border-radius:50%;flex:none;color:#fff;font-weight:700;
display:flex;align-items:center;justify-content:center}}.said{{flex:1;min-width:0}}.who span{{color:{soft};font-size:12px;margin-left:6px}}
.app{{background:#5865f2;color:#fff!important;border-radius:3px;padding:0 4px;font-size:10px!important}}
.card{{border:1px solid {line};border-left:4px solid;border-radius:8px;background:{card};padding:10px 14px;margin-top:4px;overflow-wrap:anywhere}}
.card div{{white-space:pre-wrap;margin:2px 0}}.h1{{font-size:24px;font-weight:700}}.h2{{font-size:20px;font-weight:700}}.h3{{font-size:16px;font-weight:700}}
.small{{color:{soft};font-size:12px}}.quote{{border-left:4px solid {line};padding-left:10px}}.item{{padding-left:18px;text-indent:-12px}}
a{{color:{link};text-decoration:none}}hr{{border:0;border-top:1px solid {line};margin:8px 0}}code{{background:{back};padding:1px 3px;border-radius:3px;
font:13px "DejaVu Sans Mono",monospace}}.row{{display:flex;flex-wrap:wrap;gap:8px;margin-top:8px!important}}
.row span{{border-radius:6px;padding:5px 14px;font-size:14px;font-weight:500;background:{button}}}.row .s1{{background:#5865f2;color:#fff}}
.row .s3{{background:#248046;color:#fff}}.row .s4{{background:#da373c;color:#fff}}img{{max-width:100%;border-radius:6px;margin-top:6px}}
"""
_LINES = (("-# ", "small"), ("### ", "h3"), ("## ", "h2"), ("# ", "h1"), ("> ", "quote"), ("- ", "item"))
_INLINE = re.compile(
    r"\\(?P<kept>[^\w\s])|\*\*(?P<bold>.+?)(?<!\\)\*\*|`(?P<code>[^`]+)`|\[(?P<text>(?:\\.|[^\]\\])+)\]\(<?(?P<url>[^)>\s]+)>?\)|(?P<any>.)",
    re.DOTALL,
)


def page(card: Card, asked: str, *, dark: bool) -> str:
    """A page with the question, if there was one, and the message that answers it."""
    look = laid_out(card)
    shown = "".join(_component(one, card) for one in (look.view.to_components() if look.view is not None else []))
    question = _message("Y", "#7a3ea8", "You", f"<div>@burnrate {escape(asked)}</div>") if asked else ""
    answer = _message("b", "#c2410c", 'burnrate <span class="app">APP</span>', shown)
    style = _STYLE.format(**(_DARK if dark else _LIGHT))
    return f'<!doctype html><meta charset="utf-8"><style>{style}</style>{question}{answer}'


def _message(letter: str, colour: str, who: str, said: str) -> str:
    face = f'<div class="face" style="background:{colour}">{letter}</div>'
    return f'<div class="message">{face}<div class="said"><div class="who"><b>{who}</b><span>Today at 10:24</span></div>{said}</div></div>'


def _component(one: dict[str, Any], card: Card) -> str:
    match one["type"]:
        case 17:
            inside = "".join(_component(part, card) for part in one["components"])
            return f'<div class="card" style="border-left-color:#{one.get("accent_color") or 0:06x}">{inside}</div>'
        case 10:
            return "".join(map(_line, one["content"].split("\n")))
        case 14:
            return "<hr>"
        case 12 if card.picture is not None:
            return f'<img src="data:image/png;base64,{b64encode(card.picture.png).decode()}">'
        case 1:
            shown = "".join(f"<span class=s{b['style']}>{escape(b['label'])}</span>" for b in one["components"])
            return f'<div class="row">{shown}</div>'
    return f"<div>(component {one['type']})</div>"


def _line(line: str) -> str:
    for mark, name in _LINES:
        if line.startswith(mark):
            dot = "•&nbsp;" if name == "item" else ""
            return f'<div class="{name}">{dot}{_inline(line[len(mark) :])}</div>'
    return f"<div>{_inline(line)}</div>" if line else '<div style="height:6px"></div>'


def _inline(text: str) -> str:
    out = []
    for found in _INLINE.finditer(text):
        if found["bold"]:
            out.append(f"<b>{_inline(found['bold'])}</b>")
        elif found["code"]:
            out.append(f"<code>{escape(found['code'])}</code>")
        elif found["text"]:
            out.append(f'<a href="#">{_inline(found["text"])}</a>')
        else:
            out.append(escape(found["kept"] or found["any"]))
    return "".join(out)
