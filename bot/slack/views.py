"""Views: the form with one question, and the home that people find under the app's name."""

from __future__ import annotations

from typing import Any

from bot.chat.home import Home
from bot.slack.blocks import Block, card_blocks, size_of
from bot.slack.escapes import literal, shortened

__all__ = ["ABOUT_FORM", "BUTTON_FORM", "form_view", "home_view", "typed_into"]

BUTTON_FORM = "burnrate_form"  # opened by a button; goes back as a press with a text
ABOUT_FORM = "burnrate_ask_about_form"  # opened by a shortcut on a message; becomes a question
_INPUT = "typed"
_MOST_BLOCKS = 100
_MOST_SIGNS = 60_000
_LONGEST = 1500


def form_view(callback: str, title: str, question: str, kept: str) -> dict[str, Any]:
    """A form with one question; `kept` is what it remembers."""
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": kept,
        "title": _plain(title, 24),
        "submit": _plain("Send", 24),
        "close": _plain("Cancel", 24),
        "blocks": [
            {
                "type": "input",
                "block_id": _INPUT,
                "label": _plain(question, 2000),
                "element": {
                    "type": "plain_text_input",
                    "action_id": _INPUT,
                    "multiline": True,
                    "max_length": _LONGEST,
                    "focus_on_load": True,
                },
            }
        ],
    }


def typed_into(view: dict[str, Any]) -> str:
    """What was typed into a form."""
    state = (view.get("state") or {}).get("values") or {}
    return str(((state.get(_INPUT) or {}).get(_INPUT) or {}).get("value") or "").strip()


def home_view(home: Home) -> dict[str, Any]:
    """The home of a person, with its cards one below the other."""
    blocks: list[Block] = [{"type": "header", "text": _plain(home.title, 150)}]
    for card in home.cards:
        added: list[Block] = [{"type": "divider"}, *card_blocks(card)]
        if len(blocks) + len(added) > _MOST_BLOCKS or size_of(blocks) + size_of(added) > _MOST_SIGNS:
            break
        blocks += added
    _number_actions(blocks)
    return {"type": "home", "blocks": blocks}


def _number_actions(blocks: list[Block]) -> None:
    """Give each row of buttons a name of its own, as cards of one view may have buttons of one kind."""
    for number, block in enumerate(blocks):
        if block["type"] == "actions":
            block["block_id"] = f"row{number}"


def _plain(text: str, most: int) -> Block:
    return {"type": "plain_text", "text": shortened(" ".join(literal(text).split()) or "…", most), "emoji": False}
