"""Pages that became something else, and pages that only changed."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.extraction import extract
from corpus.judging import Known, doubt
from tests.bot.following import page, story

DAY = date(2025, 3, 4)


def judged(html: str, held: str | None = None, *, published: date | None = DAY) -> str | None:
    extracted = extract(html.encode(), content_type="text/html")
    known = None
    if held is not None:
        former = extract(held.encode(), content_type="text/html")
        known = Known(former.text, former.title or "", DAY)
    return doubt(extracted, html.encode(), known, title=extracted.title or "", published=published)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page("404 Not Found", "The page you are looking for was moved, removed or never existed."), "error page"),
        (page("Access Denied", "You don't have permission to access this on this server."), "error page"),
        (page("503 Service Temporarily Unavailable", "nginx"), "error page"),
        (page("Just a moment...", "Checking the connection before you go on to the site."), "error page"),
        (page("Internal Server Error | The Courier", "Try again later, or go to the start page."), "error page"),
        (page("The Courier", "We and our partners use cookies.", "Accept cookies or manage your privacy settings."), "wall"),
        (page("The Courier", "Subscribe to continue reading.", "Already a subscriber? Log in."), "wall"),
        (page("The Courier", "Please enable JavaScript and disable your ad blocker to go on."), "wall"),
        (page("The Courier", "Members of the circle meet here.").replace("</p>", "</p><form><input type='password'></form>", 1), "login"),
        (
            page("Plinth sells looms", "Plinth sold 4 looms to a mill in Graz in the spring, people there say.").replace(
                "</title>", '</title><script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'
            ),
            "paid article",
        ),
    ],
)
def test_walls_and_errors_are_told_by_their_shape(html: str, reason: str) -> None:
    found = judged(html)
    assert found is not None
    assert reason in found


@pytest.mark.parametrize(
    "html",
    [
        page("Plinth sells looms", "Plinth sold 4 looms for $2 million in 2024."),
        page("Error rates fall at Plinth", "Plinth's looms make 3 % fewer errors than a year ago, it said."),
        page("Conflict over a plant in Varna", "The town and Plinth went to court over noise."),
        page("Courier subscriptions grow", "The Courier had 40,000 subscribers in May. Its revenue was $9 million. It sold a press."),
        page("500 looms for Graz", "Plinth delivers 500 looms to Graz. The mill there opens in May."),
        story(12),
    ],
)
def test_short_stories_are_no_walls(html: str) -> None:
    assert judged(html) is None


LONG = story(12)


def test_corrections_and_additions_are_taken() -> None:
    assert judged(story(13), LONG) is None
    assert judged(LONG.replace("</article>", "<p>Corrected: the plant is in Pecs, not in Varna.</p></article>"), LONG) is None
    assert judged(LONG.replace("reports its results", "had a good year"), LONG) is None


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page("Verrin Labs reports its results", "Verrin Labs, Inc. makes chips for data centres."), "shrank"),
        (LONG.replace(LONG[LONG.index("<p>The company said") : LONG.index("</article>")], ""), "end is missing"),
        (page("Weather for Tuesday", *[f"Wind {n} from the west, {n * 3} knots over bay {n}, and rain by noon at post {n + 4}." for n in range(9)]), "another page"),
    ],
)
def test_what_is_less_or_something_else_is_held(html: str, reason: str) -> None:
    found = judged(html, LONG, published=None)
    assert found is not None, html
    assert reason in found


def test_a_page_without_its_numbers_is_held() -> None:
    rows = [f"In {2000 + n} Plinth sold {n * 37} looms for ${n * 11} million to mills in Graz and Brno." for n in range(12)]
    words = ["In those years Plinth sold many looms for a good deal of money to mills in many towns, as its chief said once."] * 11
    assert "numbers" in (judged(page("Plinth", *words), page("Plinth", *rows)) or "")
