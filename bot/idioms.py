"""Idioms: sayings whose single words tell nothing ("get out of it"), put in one plain word before a question is read.

The plain word is one that `bot.words` and `bot.paraphrases` know what sources say for.
"""

from __future__ import annotations

import re

from index.pattern import lazy_pattern

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
    (r"(?:the |who['’]?s the |who is the )?(?:buyer|purchaser|acquirer) (?:of|for)(?! (?:choice|record|last)\b)", "who bought"),
    (r"(?:swing|swings|swinging|swung|slip|slips|slipped|sink|sinks|sank|tumble|tumbled|dip|dipped) (?:back )?(?:in)?to (?:a |the )?(?:net )?loss(?:es)?", "have a net loss"),
    (r"(?:swing|swings|swinging|swung) (?:back )?(?:in)?to (?:a |the )?(?:net )?profit", "have a net profit"),
    (r"(?:go|goes|going|went|gone) down the (?:drain|toilet|tubes)", "lost"),
    (r"(?:get|gets|got|getting|go|goes|going|gone|went|run|runs|ran|running|chew|chews|chewed|chewing|eat|eats|ate|eating|blow|blows|blew|blowing|tear|tears|tore|tearing|rip|rips|ripped|ripping) through(?= (?:\S+ )?(?:cash|money|funds|reserves)\b)", "burn"),
    (r"(?:first )?chang(?:e|es|ed|ing) hands(?= (?:on|at) (?:the |an? )?(?:stock )?(?:exchange|market|nasdaq|nyse))", "began trading"),
)
_SAID = lazy_pattern("|".join(rf"(\b(?:{said})\b)" for said, _ in _PLAIN), re.IGNORECASE)


_GAIN = lazy_pattern(r"\b(?:what|how (?:much|many)|who)\b", re.IGNORECASE)
"""What makes "get out of it" a gain and no exit."""


_SPENT = lazy_pattern(r"(\b(?:cash|money)\b[^.?!]{0,60}?) (?:get|gets|got|getting|go|goes|going|gone|went|run|runs|ran|running|chew\w*|eat|eats|ate|eating|blow\w*|blew|burn\w*) through\b", re.IGNORECASE)
"""What is done with the cash that is named before it: "how much cash did it get through"."""
_GOT_ON_HAND = lazy_pattern(r"\b(?:got|have|has|hold|holds|sitting)? ?on hand\b", re.IGNORECASE)
_TORCHED = lazy_pattern(r"\b(?:torch(?:e[sd]|ing)?|incinerat(?:e[sd]?|ing)|vapori[sz](?:e[sd]?|ing)|set(?:s|ting)? fire to|light(?:s|ing)? on fire|lit on fire|shovel(?:l?ed|l?ing|s)? (?:out|into the fire))\b", re.IGNORECASE)
_CASH = lazy_pattern(r"\b(?:cash|money|liquidity)\b", re.IGNORECASE)


def in_plain_words(text: str) -> str:
    """A question with the idioms that are known put in plain words; to be read, never shown."""
    if _CASH.search(text):
        text = _TORCHED.sub("burn", text)
        text = _GOT_ON_HAND.sub("have", _SPENT.sub(r"\1 burn", text))

    def plain(found: re.Match[str]) -> str:
        said = found.group()
        gained = found.lastindex == 1 and said.lower().startswith("get") and _GAIN.search(text[: found.start()])
        return said if gained or found.lastindex is None else _PLAIN[found.lastindex - 1][1]

    return _SAID.sub(plain, text)
