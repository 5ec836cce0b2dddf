"""Pictures: charts uploaded to Slack, to be shown within a message or, where that fails, beside it."""

from __future__ import annotations

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.card import Picture
from bot.chat.message import Place
from bot.slack.calls import Calls, Unsure
from bot.slack.escapes import clean, shortened

__all__ = ["upload"]

_ALT = 1000
_SECONDS = 30


async def upload(
    calls: Calls, client: AsyncWebClient, session: aiohttp.ClientSession, picture: Picture, place: Place | None = None
) -> str:
    """Upload a chart; gives the id of its file. With a `place` it is posted there as well.

    Raises ApiRefused (the scope files:write may be missing) or Unsure.
    """
    alt = shortened(" ".join(clean(picture.alt).split()), _ALT)
    begun = await calls.make(
        "files.getUploadURLExternal",
        lambda: client.files_getUploadURLExternal(filename="chart.png", length=len(picture.png), alt_txt=alt),
        longest=_SECONDS,
    )
    form = aiohttp.FormData()
    form.add_field("file", picture.png, filename="chart.png", content_type="image/png")
    try:
        async with session.post(str(begun["upload_url"]), data=form) as response:
            if response.status != 200:
                raise Unsure(f"the upload of a chart ended with status {response.status}")
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Unsure(f"the upload of a chart broke off: {error}") from error
    file = str(begun["file_id"])
    await calls.make(
        "files.completeUploadExternal",
        lambda: client.files_completeUploadExternal(
            files=[{"id": file, "title": shortened(alt, 80) or "Chart"}],
            channel_id=place.channel if place else None,
            thread_ts=(place.thread or None) if place else None,
        ),
        longest=_SECONDS,
    )
    return file
