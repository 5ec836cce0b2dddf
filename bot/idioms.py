"""Idioms: sayings whose single words tell nothing ("get out of it"), put in one plain word before a question is read.

The plain word is one that `bot.words` and `bot.paraphrases` know what sources say for.
"""

from __future__ import annotations

import re

from index.pattern import lazy_pattern

__all__ = ["in_plain_words", "leaving_out"]

# What is said, the word for it, and strings of which what is said has one.
_PLAIN: tuple[tuple[str, str, str], ...] = (
    (r"(?:get|getting|walk|walking|back|backing) (?:out of|away from)(?= (?:the|its|their|this|that|an?)\b)", "exit", "out of|away from"),
    (r"(?:pull|pulls|pulling|pulled) (?:out of|out from)", "withdraw from", "out of|out from"),
    (r"(?:incoming|designated|soon-to-be)(?= (?:\w+ )?(?:ceo|cfo|coo|cto|chief|chair\w*|president|head|boss|director|officer)\b)", "new", "incoming|designated|soon-to-be"),
    (r"(?:pull|pulls|pulled|pulling) the plug on", "shut down", "the plug"),
    (r"(?:go|goes|going|gone|went) (?:under|bust|belly up|to the wall)", "bankrupt", "under|bust|belly up|to the wall"),
    (r"(?:run|runs|running|ran) out of (?:money|cash|funds)", "out of cash", "out of"),
    (r"(?:get|gets|got|getting) (?:the (?:boot|sack|axe|chop)|canned|axed|sacked)", "fired", "the boot|sack|axe|the chop|canned"),
    (r"(?:sign|signs|signed|signing) off on", "approve", "off on"),
    (r"(?:give|gives|gave|given|giving) the (?:green light|go[- ]ahead|nod|okay|ok) (?:to|for)", "approve", "green light|ahead|nod |ok"),
    (r"on the hook for", "liable for", "the hook"),
    (r"(?:at odds with|in a (?:row|spat|feud|fight) with|butting heads with)", "dispute with", "at odds|row with|spat with|feud|fight with|butting"),
    (r"(?:at the helm of|calls the shots at|in charge of|running the show at)", "chief executive of", "the helm|the shots|in charge|the show"),
    (r"(?:take|takes|taking|took|taken) over (?:from|for)(?= (?!\d|q[1-4]\b|the (?:first|second|third|fourth)\b))", "succeed", "over from|over for"),
    (r"(?:step|steps|stepping|stepped|fill|fills|filling|filled) in for|(?:fill|fills|filling|filled) the shoes of", "succeed", "in for|the shoes"),
    (r"(?:fall|falls|falling|fell|come|comes|coming|came) due", "mature", " due"),
    (r"(?:make|makes|making|earn|earns|earning) any (?:money|profits?)(?! (?:on|from|off|out|with|by)\b(?! (?:that|it|this)\W*$))(?: on (?:that|it|this)\b)?", "make a profit", "any money|any profit"),
    (r"(?:put|puts|putting) up for sale", "sell", "up for sale"),
    (r"(?:put|puts|putting) (?:on ice|on hold)", "suspended", "on ice|on hold"),
    (r"(?:pull|pulls|pulled|pulling) the plug(?: on)?|call(?:ed|s|ing)? it (?:quits|off)", "terminate", "the plug|quits|it off"),
    (r"(?:figure|figures|figured|work|works|worked|working)(?: out)(?= (?:its|their|the|his|her)\b)", "calculate", "figure|work"),
    (r"(?:team|teams|teamed|teaming) up with", "partner with", "up with"),
    (r"(?:hand|hands|handed|handing) over", "deliver", "hand"),
    (r"where ?abouts", "where", "abouts"),
    (r"code[- ]names?", "codename", "code"),
    (r"(?:up and running|go(?:es)? live|went live|(?:switched|turned) on)", "online", "up and running| live|ed on"),
    (r"(?:falling out|fell out) with", "dispute with", "out with"),
    (r"(?:cosy|cozy)ing up to|getting into bed with|in bed with", "partner with", "ing up to|into bed|in bed"),
    (r"(?:fork|shell|cough|stump)(?:s|ed|ing)? (?:over|out|up)(?= (?:for|to)\b)", "pay", "fork|shell|cough|stump"),
    (r"(?:hop|hops|hopped|hopping) (?:on|onto|aboard)|(?:jump|jumps|jumped|come|comes|came|get|gets|got) (?:on board|aboard)(?: with)?", "join", "hop|board"),
    (r"how (?:deep|far) in the (?:hole|red)", "how big a loss", "in the hole|in the red"),
    (r"in the hole", "in the red", "in the hole"),
    (r"in the black", "profitable", "the black"),
    (r"unprofitable", "loss-making", "unprofit"),
    (r"(?:the |who['’]?s the |who is the )?(?:buyer|purchaser|acquirer) (?:of|for)(?! (?:choice|record|last)\b)", "who bought", "buyer|purchaser|acquirer"),
    (r"(?:(?:what|who|which company|which firm)(?:['’]?s| is) )?(?:the )?(?:parent|parent company|corporate parent|owner) of(?= [^\W\d])(?! (?:\d|the (?:land|site|building|lease|patents?)))", "who owns", "parent|owner of"),
    (r"(?:swing|swings|swinging|swung|slip|slips|slipped|sink|sinks|sank|tumble|tumbled|dip|dipped) (?:back )?(?:in)?to (?:a |the )?(?:net )?loss(?:es)?", "have a net loss", "loss"),
    (r"(?:swing|swings|swinging|swung) (?:back )?(?:in)?to (?:a |the )?(?:net )?profit", "have a net profit", "profit"),
    (r"(?:get|gets|got|getting|go|goes|going|gone|went|run|runs|ran|running|chew|chews|chewed|chewing|eat|eats|ate|eating|blow|blows|blew|blowing|tear|tears|tore|tearing|rip|rips|ripped|ripping) through(?= (?:\S+ )?(?:cash|money|funds|reserves)\b)", "burn", "through"),
    (r"(?:go|goes|going|went|gone) down the (?:drain|toilet|tubes)", "lost", "down the"),
    (r"(?:at|by|as of) the close of(?= (?:fiscal|fy|calendar|the (?:year|quarter|fiscal)|q[1-4]|h[12]|(?:19|20)\d\d)\b)", "at the end of", "close of"),
    (r"back in(?= (?:early|mid|late|q[1-4]|h[12]|(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december|the (?:spring|summer|autumn|fall|winter))\b)", "in", "back in"),
    (r"acc\.?(?: to|\. ?to)", "according to", "acc"),
    (r"dollar (?:size|value|amount|figure|number)", "size", "dollar "),
    (r"mega[- ]?(?:round|raise)", "round", "mega"),
    (r"(?:plow|plough|sink|pour|pump|funnel|shovel)(?:s|ed|ing)? into(?= (?:its |their |new |more )?(?:capex|capital expenditures?|infrastructure|data ?cent\w+|r&d|research)\b)", "spend on", " into"),
    (r"(?:first )?chang(?:e|es|ed|ing) hands(?= (?:on|at) (?:the |an? )?(?:stock )?(?:exchange|market|nasdaq|nyse))", "began trading", "hands"),
)
_SAID = lazy_pattern(
    "|".join(rf"(\b(?:{said})\b)" for said, _, _ in _PLAIN), re.IGNORECASE, signs=[sign for _, _, signs in _PLAIN for sign in signs.split("|")]
)


_WHICH_OWNS = lazy_pattern(r"\b(?:which|what) (?:company|firm|group|fund|investor|business)(?= (?:\w+ )?(?:owns|bought|acquired|has bought|has acquired)\b| (?:is|was|are) [^?]{1,40}? (?:owned|bought|acquired|taken over) by\b)", re.IGNORECASE)
_PARENT_OF = lazy_pattern(r"\b(?:who|what)(?:['’]?s| is| are| was) (?P<whose>[\w&.-]+(?: [\w&.-]+){0,2})['’]s? (?:parent(?: company)?|corporate parent|owners?)(?=\W*$)", re.IGNORECASE)
"""Other ways of asking whose a company is."""
_GAIN = lazy_pattern(r"\b(?:what|how (?:much|many)|who)\b", re.IGNORECASE)
"""What makes "get out of it" a gain and no exit."""


_SPENT = lazy_pattern(r"(\b(?:cash|money)\b[^.?!]{0,60}?) (?:get|gets|got|getting|go|goes|going|gone|went|run|runs|ran|running|chew\w*|eat|eats|ate|eating|blow\w*|blew|burn\w*) through\b", re.IGNORECASE)
"""What is done with the cash that is named before it: "how much cash did it get through"."""
_GOT_ON_HAND = lazy_pattern(r"\b(?:got|have|has|hold|holds|sitting)? ?on hand\b", re.IGNORECASE)
_TORCHED = lazy_pattern(r"\b(?:torch(?:e[sd]|ing)?|incinerat(?:e[sd]?|ing)|vapori[sz](?:e[sd]?|ing)|set(?:s|ting)? fire to|light(?:s|ing)? on fire|lit on fire|shovel(?:l?ed|l?ing|s)? (?:out|into the fire))\b", re.IGNORECASE)
_CASH = lazy_pattern(r"\b(?:cash|money|liquidity)\b", re.IGNORECASE)


_BEFORE_THE_MONEY = lazy_pattern(r",?\s*\b(?:(?:before|without|excluding|not counting) (?:the )?new (?:cash|money|funds|funding)(?: (?:went|goes|came|comes|gets?) in| (?:is|was) (?:counted|added))?|(?:on a )?pre[- ]?money(?: basis)?(?! valuation))", re.IGNORECASE, signs=("before", "without", "excluding", "counting", "pre"))
_WORTH = lazy_pattern(r"\b(?:valuation|valued(?: at)?|worth|value)\b", re.IGNORECASE)


def _pre_money(text: str) -> str:
    """A question with what says "pre-money", where it stands apart from the valuation, put before that."""
    found = _BEFORE_THE_MONEY.search(text)
    if found is None:
        return text
    rest = f"{text[: found.start()]}{text[found.end() :]}"
    return _WORTH.sub("pre-money valuation", rest, count=1) if _WORTH.search(rest) else text


_SOMEBODY = r"(?:some(?:one|body)|a (?:colleague|co-?worker|friend|client|guy)|my (?:boss|colleague|manager|friend)|one (?:person|colleague|guy)|people|folks)"
_SAYS = r"(?:(?:is|are|keeps?) )?(?:say(?:s|ing)?|said|claim(?:s|ed|ing)?|thinks?|told (?:me|us)|tells? (?:me|us)|insists?)(?: that)?"
_SOMEBODY_SAYS = lazy_pattern(rf"\b{_SOMEBODY}(?: (?:in|on|from|at) (?:the|this|our|my) (?:channel|thread|team|office|meeting|group|chat|call|desk))? {_SAYS}\s", re.IGNORECASE)
_SAYS_TOO = lazy_pattern(
    rf",? (?:and |but |while )?(?:some(?:one|body) else|another(?: one| person| colleague| guy)?|others?) {_SAYS}(?: it(?:['’]?s| was| is))?\s(?=(?:it(?:['’]?s| was)? )?(?:nearly |about |almost |roughly |over |only )?[$€£]?\d)", re.IGNORECASE
)
"""Who in the room says what, of which the numbers alone are of the question: "someone says it lost 5 billion, someone else says nearly 9"."""


_TAKEN_OUT = lazy_pattern(
    r"\b(?:with|once|after) (?:the |its |their |all |any )?(?P<what>[\w-]+(?: [\w-]+){0,3}?) (?:is |are |was |were |being )?(?:(?:stripped|taken|left|carved|backed) out|netted off|removed|excluded|deducted|(?:set|put|left) aside)\b",
    re.IGNORECASE, signs=(" out", "netted off", "removed", "excluded", "deducted", " aside"),
)


def leaving_out(text: str) -> str:
    """A question for a number without something, in the word that sources have for it: "with leases stripped out" is "excluding leases"."""
    return _TAKEN_OUT.sub(r"excluding \g<what>", text)


def in_plain_words(text: str) -> str:
    """A question with the idioms that are known put in plain words; to be read, never shown."""
    if "say" in (low := text.lower()) or "said" in low or "claim" in low or "think" in low or "told" in low:
        text = _SAYS_TOO.sub(" or ", _SOMEBODY_SAYS.sub("", text))
    if _CASH.search(text):
        text = _TORCHED.sub("burn", text)
        text = _GOT_ON_HAND.sub("have", _SPENT.sub(r"\1 burn", text))

    if "own" in low or "parent" in low or "bought" in low or "acquired" in low or "taken over" in low:
        text = _PARENT_OF.sub(r"who owns \g<whose>", _WHICH_OWNS.sub("who", text))

    if "pre" in low or "before" in low or "without" in low:
        text = _pre_money(text)

    def plain(found: re.Match[str]) -> str:
        said = found.group()
        gained = found.lastindex == 1 and said.lower().startswith("get") and _GAIN.search(text[: found.start()])
        return said if gained or found.lastindex is None else _PLAIN[found.lastindex - 1][1]

    return _SAID.sub(plain, text)
