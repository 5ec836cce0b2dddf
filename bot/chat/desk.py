"""The desk: where every event of every platform arrives, and from where every reply goes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from bot.answer import Answer, Status
from bot.chat.answering import Answering
from bot.chat.card import Card, CardKind, Quoted, SourceLine
from bot.chat.message import Asked
from bot.chat.port import Port
from bot.wording import day_words

__all__ = ["Desk"]

_KINDS = {
    Status.ANSWERED: CardKind.ANSWER,
    Status.NOT_FOUND: CardKind.NOT_FOUND,
    Status.CLARIFY: CardKind.CLARIFY,
    Status.DECLINED: CardKind.DECLINED,
}


class Desk:
    """Takes events and sees to their replies; knows no platform. One for the whole program."""

    def __init__(self, answering: Answering, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._answering = answering
        self._clock = clock

    async def asked(self, asked: Asked, port: Port) -> None:
        """Answer a question, once however often it comes."""
        reply = await port.begin(asked, Card(CardKind.WAITING, lead="Looking …"), private=asked.private)
        answer = await self._answering.ask(asked.text, today=self._clock().date())
        await reply.show(_card(answer))


def _card(answer: Answer) -> Card:
    return Card(
        _KINDS[answer.status],
        lead=answer.text,
        quotes=tuple(Quoted(one.quote, one.n) for one in answer.citations),
        sources=tuple(
            SourceLine(one.n, one.title, one.url, f"{one.publisher}, {day_words(one.published)}")
            for one in answer.citations
        ),
    )
