"""Replies that everybody in a channel sees: posted, then changed in place."""

from __future__ import annotations

from collections.abc import Callable

from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.card import Card, CardKind
from bot.chat.message import Place
from bot.slack.blocks import Message
from bot.slack.calls import ApiRefused
from bot.slack.delivery import Delivery

__all__ = ["ON_THE_WAY", "PostedReply"]

# Kinds of card behind which another one comes.
ON_THE_WAY = {CardKind.WAITING, CardKind.PROGRESS}


class PostedReply:
    """A message of ours in a channel."""

    def __init__(
        self,
        delivery: Delivery,
        client: AsyncWebClient,
        place: Place,
        ts: str,
        finish: Callable[[], None] | None = None,
    ) -> None:
        """`finish` is called once, when the last word of the reply is there or it is taken away."""
        self._delivery = delivery
        self._client = client
        self._place = place
        self._ts = ts
        self._finish = finish

    @property
    def message(self) -> str:
        """The ts of the message."""
        return self._ts

    async def show(self, card: Card) -> None:
        """Change the message. Raises Gone where it was deleted or may no longer be changed."""
        try:
            await self._delivery.sent(self._client, self._place, card, self._changed)
        finally:
            if card.kind not in ON_THE_WAY:
                self._done()

    async def remove(self) -> None:
        """Delete the message; nothing where that is done already."""
        self._done()
        await self._delivery.remove(self._client, self._place, self._ts)

    async def _changed(self, message: Message) -> None:
        try:
            await self._change(message)
        except ApiRefused as error:
            if error.error != "streaming_state_conflict":
                raise
            # A stream that a restart interrupted, or that broke, stands there still.
            await self._delivery.made(
                f"stream {self._place.workspace}",
                lambda: self._client.chat_stopStream(channel=self._place.channel, ts=self._ts),
            )
            await self._change(message)

    async def _change(self, message: Message) -> None:
        await self._delivery.made(
            f"chat.update {self._place.channel}",
            lambda: self._client.chat_update(channel=self._place.channel, ts=self._ts, **message.fields()),
        )

    def _done(self) -> None:
        if self._finish is not None:
            self._finish()
            self._finish = None
