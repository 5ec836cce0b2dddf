"""Small talk: what people write to a bot that asks for nothing a source could tell, and a short reply to it."""

from __future__ import annotations

import re

from index.pattern import lazy_pattern

__all__ = ["small_talk"]

_TO_WHOM = r"(?:\s*[,.!]?\s*(?:there|all|everyone|everybody|team|folks|guys|bot|burnrate|again|you|mate|buddy|man|friend))*"
_HELLO = rf"(?:hi+|hello+|hey+|hiya|howdy|yo|gm|greetings|good (?:morning|afternoon|evening|day)|morning){_TO_WHOM}"
_THANKS = (
    r"(?:(?:ok(?:ay)?|great|perfect|awesome|cool|nice(?: one)?|good|excellent|super|got it|wow|brilliant|lovely|amazing|alright|fine|sweet|well done|good job|nice work|good bot)\W+)*"
    rf"(?:thanks|thank you|thank u|thx|thnx|tnx|ty|tysm|cheers|much appreciated|appreciate it|many thanks)(?: (?:so much|very much|a lot|a bunch|a ton|a million|again|for (?:that|this|the help|your help)))*{_TO_WHOM}"
)
_PRAISE = r"(?:ok(?:ay)?|great|perfect|awesome|cool|nice(?: one)?|excellent|got it|wow|brilliant|lovely|amazing|alright|sweet|well done|good job|nice work|good bot|that helps|very helpful)(?:\W+(?:that helps|good job|nice|cool|great|that['’]?s great))?"
_BYE = rf"(?:bye+|goodbye|good night|see (?:you|ya)(?: later)?|cya){_TO_WHOM}"
_WHO = (
    r"(?:who|what)(?: exactly)?(?: are| is|['’]?re|['’]?s) (?:you|u|this (?:bot|thing)|burnrate)|are you (?:a |an )?(?:bot|human|person|robot|ai|real|chatgpt|llm)|introduce yourself|tell me about yourself"
    r"|(?:please |pls )?help(?: me| please| pls)?|/?help|/start|menu|how (?:do|does|can|should) (?:i|we|one) (?:use|ask|talk to|work with)(?: (?:you|this|it|burnrate|this bot|the bot|questions?))*"
    r"|how (?:do|does) (?:you|this|it|burnrate|this bot) work|what (?:can|do|could|would) (?:you|u|this bot|burnrate|it) (?:do|answer|know|tell(?: me| us)?|help(?: me| us)?(?: with)?|offer|cover)(?: (?:for|about)(?: (?:me|us|ai))?)?"
    r"|what (?:can|could|should|may) (?:i|we) (?:ask|do)(?: (?:you|here|with (?:you|this)|it))?|what (?:kind|kinds|sort|sorts) of questions(?: (?:can|may|do) (?:i|we|you) (?:ask|answer)(?: you)?)?|what do you know(?: about)?|what are you (?:for|good at|able to do)|your (?:features|capabilities|skills)"
)
_OPENING = r"(?:(?:hi|hello|hey|hiya|yo|ok|okay|so|and|um|please|pls)\b\W*)*"


def _whole(words: str) -> re.Pattern[str]:
    return lazy_pattern(rf"\W*{_OPENING}(?:{words})\W*(?:(?:then|now|please|pls|exactly)\W*)*", re.IGNORECASE)


_REPLIES = (
    (
        _whole(_WHO),
        (
            "I am burnrate. I answer questions about AI companies from filings, releases and articles, and show the source of every number: revenue, losses, cash burn, "
            "spending, funding, valuations, staff, prices, deals, and who, when and why. Name a company, what you want to know and, if you like, a time: "
            "“Oracle capex in its last fiscal year”, “who led Anthropic's latest round”, “and a year earlier?”. Where no source that I hold says it, I say so."
        ),
    ),
    (_whole(_THANKS), "You're welcome. Ask on whenever you like."),
    (_whole(_BYE), "Goodbye. Ask me again whenever you like."),
    (_whole(_PRAISE), "Good. Ask on whenever you like."),
    (lazy_pattern(rf"\W*(?:{_HELLO})\W*(?:(?:how are you|how['’]?s it going|how are things|what['’]?s up|sup)\b(?: (?:today|doing))*\W*)?", re.IGNORECASE), "Hello. Ask me about an AI company and what you want to know of it: “what did OpenAI lose last year?”."),
    (lazy_pattern(r"\W*(?:how are you|how['’]?s it going|how are things|what['’]?s up|sup)\b(?: (?:today|doing))*\W*", re.IGNORECASE), "All is well. Ask me about an AI company and what you want to know of it: “what did OpenAI lose last year?”."),
)
_LONGEST = 90
"""Characters of small talk; what is longer asks something."""


def small_talk(text: str) -> str | None:
    """A short reply, without any number, to a greeting, to thanks or to a question about burnrate itself; None to everything else."""
    if len(text) > _LONGEST or not text.strip():
        return None
    return next((reply for pattern, reply in _REPLIES if pattern.fullmatch(text)), None)
