"""Idioms: sayings whose single words tell nothing ("get out of it"), put in one plain word before a question is read.

The plain word is one that `bot.words` and `bot.paraphrases` know what sources say for.
"""

from __future__ import annotations

import re

__all__ = ["in_plain_words"]

# What is said, and the word for it. A group keeps what stands between.
_PLAIN: tuple[tuple[str, str], ...] = (
    (r"(?:get|getting|walk|walking|back|backing) (?:out of|away from)(?= (?:the|its|their|this|that|an?)\b)", "exit"),
    (r"(?:pull|pulls|pulling|pulled) (?:out of|out from)", "withdraw from"),
    (r"(?:pull|pulls|pulled|pulling) the plug on", "shut down"),
    (r"(?:go|goes|going|gone|went) (?:under|bust|belly up|to the wall)", "bankrupt"),
    (r"(?:run|runs|running|ran) out of (?:money|cash|funds)", "out of cash"),
    (r"(?:get|gets|got|getting) (?:the (?:boot|sack|axe|chop)|canned|axed|sacked)", "fired"),
    (r"(?:sign|signs|signed|signing) off on", "approve"),
    (r"(?:give|gives|gave|given|giving) the (?:green light|go[- ]ahead|nod|okay|ok) (?:to|for)", "approve"),
    (r"on the hook for", "liable for"),
    (r"(?:at odds with|in a (?:row|spat|feud|fight) with|butting heads with)", "dispute with"),
    (r"(?:at the helm of|calls the shots at|in charge of|running the show at)", "chief executive of"),
    (r"(?:take|takes|taking|took|taken) over (?:from|for)(?= (?!\d|q[1-4]\b|the (?:first|second|third|fourth)\b))", "succeed"),
    (r"(?:step|steps|stepping|stepped|fill|fills|filling|filled) in for|(?:fill|fills|filling|filled) the shoes of", "succeed"),
    (r"(?:fall|falls|falling|fell|come|comes|coming|came) due", "mature"),
    (r"(?:make|makes|making|earn|earns|earning) any (?:money|profits?)(?! (?:on|from|off|out|with|by)\b)", "make a profit"),
    (r"(?:put|puts|putting) up for sale", "sell"),
    (r"(?:put|puts|putting) (?:on ice|on hold)", "suspended"),
    (r"(?:team|teams|teamed|teaming) up with", "partner with"),
    (r"(?:hand|hands|handed|handing) over", "deliver"),
    (r"where ?abouts", "where"),
    (r"code[- ]names?", "codename"),
    (r"(?:up and running|go(?:es)? live|went live|(?:switched|turned) on)", "online"),
    (r"(?:falling out|fell out) with", "dispute with"),
    (r"(?:cosy|cozy)ing up to|getting into bed with|in bed with", "partner with"),
    (r"(?:fork|shell|cough|stump)(?:s|ed|ing)? (?:over|out|up)(?= (?:for|to)\b)", "pay"),
    (r"(?:hop|hops|hopped|hopping) (?:on|onto|aboard)|(?:jump|jumps|jumped|come|comes|came|get|gets|got) (?:on board|aboard)(?: with)?", "join"),
    (r"how (?:deep|far) in the (?:hole|red)", "how big a loss"),
    (r"in the hole", "in the red"),
    (r"(?:go|goes|going|went|gone) down the (?:drain|toilet|tubes)", "lost"),
    (r"(?:first )?chang(?:e|es|ed|ing) hands(?= (?:on|at) (?:the |an? )?(?:stock )?(?:exchange|market|nasdaq|nyse))", "began trading"),
)
_SAID = re.compile("|".join(rf"(\b(?:{said})\b)" for said, _ in _PLAIN), re.IGNORECASE)


_GAIN = re.compile(r"\b(?:what|how (?:much|many)|who)\b", re.IGNORECASE)
"""What makes "get out of it" a gain and no exit."""


def in_plain_words(text: str) -> str:
    """A question with the idioms that are known put in plain words; to be read, never shown."""

    def plain(found: re.Match[str]) -> str:
        said = found.group()
        gained = found.lastindex == 1 and said.lower().startswith("get") and _GAIN.search(text[: found.start()])
        return said if gained or found.lastindex is None else _PLAIN[found.lastindex - 1][1]

    return _SAID.sub(plain, text)
