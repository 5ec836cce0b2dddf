"""What is not answered whatever the sources say: orders to the bot, advice, predictions, private data."""

from __future__ import annotations

import re

from index.pattern import lazy_pattern

__all__ = ["refusal"]

_ORDERS = lazy_pattern(
    r"\b(?:ignore|forget|disregard|override|bypass)\b.{0,40}\b(?:rules?|instructions?|prompts?|above|previous|earlier|guidelines|policy)\b"
    r"|\brepeat after me\b|\bpretend (?:to be|you(?:'re| are))\b|\byou are now\b|\bact as (?:an?|the|my)\b"
    r"|\b(?:reply|respond|answer|say|output|print) (?:only|exactly|just)\b(?!\W*$|\W+(?:tokens?|prices?|per\b|costs?))|\bfollow (?:any|the|all|its|their) instructions\b"
    r"|\b(?:your|the|system|hidden|secret|internal) (?:system )?(?:prompt|configuration|config|instructions|token|secrets?|api key|password)s?\b"
    r"|@everyone|@here|<!(?:channel|here|everyone)>|\bjailbreak\b|\bdeveloper mode\b"
    r"|\b(?:system|admin|root|developer|instruction)s? ?(?:override|message|command)\b|(?:^\W*|\[\s?)(?:system|admin|assistant|developer)\s*[:>\]]"
    r"|\b(?:make up|invent|fabricate|fake)\b.{0,30}\b(?:source|citation|number|figure|quote|filing)\b"
    r"|\b(?:even if|just|you (?:can|may|have to|must|need to)|feel free to)\b.{0,20}\b(?:invent|fabricate|fake|make (?:it|one|some|something|them) up|make up)\b"
    r"|\b(?:no matter what|regardless of what|whatever|(?:do not|don['’]?t|you (?:do not|don['’]?t)) (?:need|use|check|look at|bother with)|forget|never mind|not (?:be )?bound by|without (?:using|checking|looking at))\b"
    r" (?:about )?(?:the |your |any |all |those )*(?:sources?|corpus|documents?|evidence|citations?|filings)\b(?! (?:of|in|for|by|about)\b)"
    r"|\b(?:from|out of|use|using) your (?:own |general |prior )?(?:knowledge|memory|training|head)\b|\boff the top of your head\b|\bi (?:order|command) you\b"
    r"|\bwith(?:out)? (?:a |any )?(?:fake |made-up )?citation[s]?:|\bcite (?:it|this) as\b",
    re.IGNORECASE | re.DOTALL,
    signs=(
        *("ignore", "forget", "disregard", "override", "bypass", "repeat after", "pretend", "you are now", "act as", "only", "exactly", "just", "instructions"),
        *("prompt", "config", "token", "secret", "api key", "password", "@everyone", "@here", "<!", "jailbreak", "developer", "message", "command", "system"),
        *("admin", "assistant", "make ", "invent", "fabricate", "fake", "source", "corpus", "document", "evidence", "citation", "filing", "your ", "i order"),
        "cite ",
    ),
)
_ADVICE = lazy_pattern(
    r"\b(?:should|shd|shld|shall|ought) (?:i|we|my \w+)\b(?!(?: \w+)? (?:expect|see|hear|know|learn|get|find|trust|believe|use|cite|quote|go (?:with|by)|rely|take|read|look|call|count|treat|report)\b(?!.*\b(?:buy|sell|invest|short)\w*\b))|\b(?:is|are|would) \S+(?: \S+)? (?:a )?(?:good|safe|smart|solid) (?:buy|investment|bet)\b"
    r"|\b(?:is|are) \S+(?: \S+)?(?: stock| shares)? (?:still |now |really )?an? (?:buy|sell|hold|short)\b(?![- ]?(?:back|out|side|off|term|list|er\b))"
    r"|\b(?:buy|sell|short|hold|invest in) (?:or (?:buy|sell|hold)|\S+ (?:now|stock|shares)\b.{0,20}\?)|\bworth (?:buying|investing)\b"
    r"|\b(?:my|our) (?:\w+ ){0,3}?(?:shares|stocks?|options|rsus|position|holdings?)\b.{0,60}\b(?:smart|wise|good idea|right move|sensible|worth it|safe|dumb|crazy)\b"
    r"|\b(?:i|we|my \w+) (?:wants?|plans?|hopes?|am (?:going|planning|thinking)|thinks?|considers?|is (?:going|planning|thinking))\b.{0,30}\b(?:buy|sell|short|invest)\w*\b"
    r"|\bmy (?:savings|portfolio|401k|pension|retirement)\b|\b(?:stock|investment|trading|legal|tax) (?:tips?|advice|picks?)\b",
    re.IGNORECASE,
    signs=("should", "shd", "shld", "shall", "ought", "good", "safe", "smart", "solid", "buy", "sell", "short", "hold", "invest", "share", "stock", "option", "rsus", "position", "savings", "portfolio", "401k", "pension", "retirement", "advice", "tip", "pick"),
)
_PREDICTION = lazy_pattern(
    r"\b(?:will|gonna|going to)\b.{0,60}\b(?:go (?:up|down)|rise|fall|drop|crash|moon|tank|rally|beat|outperform|hit|win|be worth|be valued)\b"
    r"|\b(?:predict|guess|speculate)\b|\bstock price (?:tomorrow|next)\b|\bgo up tomorrow\b",
    re.IGNORECASE,
    signs=("will", "gonna", "going to", "predict", "guess", "speculate", "stock price", "go up"),
)
_PRIVATE = lazy_pattern(
    r"\b(?:phone|mobile|cell|telephone) (?:number|no\b)|\b(?:home|private|street|email|e-mail) address\b|\bwhere does \S+(?: \S+)? live\b"
    r"|\b(?:social security|passport) number\b|\b(?:girlfriend|boyfriend|dating|religion|sexual)\b",
    re.IGNORECASE,
    signs=("phone", "mobile", "cell", "address", "where does", "social security", "passport", "girlfriend", "boyfriend", "dating", "religion", "sexual"),
)
_CHORES = lazy_pattern(
    r"\b(?:draft|write|compose|rewrite|translate|proofread|code|debug)\b.{0,20}\b(?:my|me|a|an|this|some)\b.{0,40}\b"
    r"(?:letter|email|e-mail|poem|essay|song|story|code|script|function|speech|cv|resume|joke|haiku|tweet|post|program)\b"
    r"|^\W*(?:(?:pls|please|hey|ok|can|could|would) (?:you )?)*(?:draft|write|compose)\b.{0,60}\b(?:press release|article|statement|announcement|memo|filing|headline|thread|slogan)s?\b"
    r"|\btell (?:me|us) a joke\b|\blottery\b|\bhoroscope\b|\brecipe\b|\bweather\b",
    re.IGNORECASE,
    signs=("draft", "write", "compose", "translate", "proofread", "code", "debug", "joke", "lottery", "horoscope", "recipe", "weather"),
)


_OTHERS_SAY = lazy_pattern(
    r"\b(?:what|how|when|who|which|whose|is|are|do|does|did|has|have)\b.{0,40}\b(?:banks?|bankers?|analysts?|investors?|brokers?|company|management|ceo|cfo|founders?|board|they|he|she|it|filings?|sources?|\w+['’]s)\s"
    r"(?:\w+\s){0,3}?(?:hop(?:e|es|ed|ing)|expect(?:s|ed|ing)?|forecast(?:s|ing)?|project(?:s|ed|ing)?|target(?:s|ed|ing)?|aim(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
"""What somebody else is asked to have forecast, which sources may say."""


def refusal(question: str) -> str | None:
    """Why a question is declined outright, in a sentence for the asker; None where it may be answered."""
    if _ORDERS.search(question):
        return "I can't do that: I answer questions from my sources and take no other instructions."
    if _PRIVATE.search(question):
        return "I can't help with that: private details about people are outside what I answer."
    if _ADVICE.search(question):
        return "I can't give investment or personal advice. I can tell you what filings and reports say."
    if _PREDICTION.search(question) and not _OTHERS_SAY.search(question):
        return "I can't predict that. I can tell you what a company or a named source has forecast, if my sources say."
    if _CHORES.search(question):
        return "That is outside what I can help with: I answer questions about AI companies, from sources."
    return None
