"""Streams: an answer with what is being done for it, where a workspace has Slack's streaming methods.

Any error of a stream, whatever it is, ends it: the answer is then put in place of what stood there, or posted anew.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace

from slack_sdk.errors import SlackClientError
from slack_sdk.models.messages.chunk import TaskUpdateChunk
from slack_sdk.web.async_chat_stream import AsyncChatStream
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.chat.card import Card
from bot.chat.message import Person, Place
from bot.chat.port import Gone
from bot.slack.blocks import card_blocks, plain_text
from bot.slack.calls import ApiRefused, Calls, Unsure
from bot.slack.delivery import Delivery
from bot.slack.escapes import clean, markdown, shortened
from bot.slack.replies import ON_THE_WAY, PostedReply
from bot.slack.sessions import ABOUT_THE_PLACE

__all__ = ["Stream", "StreamedReply", "Streams"]

_LOG = logging.getLogger(__name__)
_TASK = "answer"
_TITLE = 200
_MARKDOWN = 6000
_AGAIN_AFTER = 3600.0
_LATEST = 50
_MOST_KNOWN = 5000
_SECONDS = 4.0
_BROKEN = (ApiRefused, Unsure, SlackClientError)


class Stream:
    """One streaming message, by slack-sdk's own stream. All methods raise ApiRefused, Unsure or SlackClientError."""

    def __init__(self, calls: Calls, client: AsyncWebClient, place: Place, person: Person) -> None:
        self._calls = calls
        self._workspace = place.workspace
        self._stream = AsyncChatStream(
            client,
            channel=place.channel,
            logger=_LOG,
            thread_ts=place.thread,
            buffer_size=256,
            recipient_team_id=person.workspace,
            recipient_user_id=person.id,
        )

    @property
    def ts(self) -> str:
        """The id of the message; empty before it is there."""
        return self._stream.ts or ""

    async def doing(self, card: Card) -> None:
        """Show what is being done."""
        await self._made(lambda: self._stream.append(chunks=[_task(card.lead or card.headline, "in_progress")]))

    async def end(self, card: Card) -> None:
        """Write the figure and what it is, and below it the rest of the card."""
        begun = [f"**{markdown(card.headline)}**"] if card.headline.strip() else []
        words = "\n\n".join([*begun, markdown(card.lead)]).strip()
        rest = replace(card, headline="", lead="", picture=None)
        blocks = card_blocks(rest) if rest != Card(card.kind) else []
        await self._made(
            lambda: self._stream.stop(
                markdown_text=words if 0 < len(words) <= _MARKDOWN else plain_text(card),
                chunks=[_task("Done", "complete")],
                blocks=blocks or None,
            )
        )

    async def break_off(self) -> None:
        """Let Slack end the stream as it stands."""
        await self._made(self._stream.stop)

    async def _made(self, call: Callable[[], Awaitable[AsyncSlackResponse | None]]) -> None:
        async def awaited() -> AsyncSlackResponse:
            response = await call()
            if response is None:
                raise SlackClientError("a stream kept back what it was to send")
            return response

        await self._calls.make(f"stream {self._workspace}", awaited, again=False, longest=_SECONDS)


class Streams:
    """Begins streams, in workspaces that have them."""

    def __init__(self, calls: Calls, clock: Callable[[], float] = time.monotonic) -> None:
        self._calls = calls
        self._clock = clock
        self._lacking: dict[str, float] = {}
        self._known: OrderedDict[str, None] = OrderedDict()

    async def begun(self, client: AsyncWebClient, place: Place, person: Person, card: Card) -> Stream | None:
        """A stream that shows what is being done; None where there can be none, so that a message is to be posted.

        Raises Unsure where Slack broke off, and a stream may stand there all the same.
        """
        if not place.thread or self._lacking.get(place.workspace, 0.0) > self._clock():
            return None
        stream = Stream(self._calls, client, place, person)
        try:
            await stream.doing(card)
        except ApiRefused as error:
            if error.error not in ABOUT_THE_PLACE:
                _LOG.info("no streams in %s: %s", place.workspace, error)
                self._lacking[place.workspace] = self._clock() + _AGAIN_AFTER
            return None
        except SlackClientError as error:
            _LOG.info("a stream did not begin: %s", error)
            return None
        if not stream.ts:
            return None
        self._known[stream.ts] = None
        while len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)
        return stream

    async def left(self, client: AsyncWebClient, place: Place, me: str) -> str:
        """The id of a stream in a thread that Slack began and did not tell us of; empty where there is none to be found."""
        try:
            found = await self._calls.make(
                f"conversations.replies {place.workspace}",
                lambda: client.conversations_replies(channel=place.channel, ts=place.thread, limit=_LATEST),
                longest=_SECONDS,
            )
        except (ApiRefused, Unsure) as error:
            _LOG.warning("whether a stream began cannot be asked: %s", error)
            return ""
        for message in reversed(found.get("messages") or []):
            ours = me and message.get("bot_id") == me and not message.get("text") and not message.get("edited")
            if ours and not message.get("metadata") and message.get("ts") not in self._known:
                self._known[str(message["ts"])] = None
                return str(message["ts"])
        return ""


class StreamedReply(PostedReply):
    """A reply that begins as a stream; once that has ended, well or not, it is a message like any other."""

    def __init__(
        self,
        delivery: Delivery,
        client: AsyncWebClient,
        place: Place,
        stream: Stream,
        finish: Callable[[], None] | None,
    ) -> None:
        super().__init__(delivery, client, place, stream.ts, finish)
        self._stream: Stream | None = stream

    async def show(self, card: Card) -> None:
        """Go on with the stream, or end it with the last word. Raises Gone as a message does."""
        stream = self._stream
        if stream is None:
            await super().show(card)
            return
        try:
            if card.kind in ON_THE_WAY:
                await stream.doing(card)
                return
            self._stream = None
            await stream.end(card)
        except _BROKEN as error:
            _LOG.info("a stream broke: %s", error)
            self._stream = None
            await self._instead(stream, card)
        else:
            if card.picture is None:
                self._done()
            else:
                # A chart takes a while to upload, and has no place in a stream: it comes once the words are there.
                await super().show(card)

    async def remove(self) -> None:
        """Delete the message, whether or not it still streams."""
        await self._ended()
        await super().remove()

    async def _instead(self, stream: Stream, card: Card) -> None:
        """Put a card where the stream stands, or post it where that cannot be."""
        try:
            await super().show(card)
        except (Gone, ApiRefused, Unsure) as error:
            _LOG.info("what a broken stream left cannot be changed: %s", error)
            await self._end(stream)
            await super().remove()
            self._ts = await self._delivery.post(self._client, self._place, card)

    async def _ended(self) -> None:
        if (stream := self._stream) is not None:
            self._stream = None
            await self._end(stream)

    @staticmethod
    async def _end(stream: Stream) -> None:
        try:
            await stream.break_off()
        except _BROKEN as error:
            _LOG.info("a stream was over already: %s", error)


def _task(title: str, status: str) -> TaskUpdateChunk:
    words = shortened(" ".join(clean(title).split()), _TITLE)
    return TaskUpdateChunk(id=_TASK, title=words or "Looking …", status=status)
