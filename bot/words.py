"""Words: what of a chat-style question carries meaning, and how it is compared with a source's words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from index.stemming import WORD, fold, stem, stems

__all__ = ["STOP_WORDS", "all_synonyms", "fold", "stem", "stems", "synonyms_of", "tokens"]

STOP_WORDS = frozenset(
    """a about after again all also am an and any anyone anything are aren arent as at be been being but by can cant could
    d did didnt do does doesnt doing done dont down each either else em ever every few for from get gets getting give gimme
    given go goes going gone gonna got gotta had has hasnt have havent having he hello her here hey hi him his how hows i
    id if ill im in into is isnt it its ive just kinda know let lets like ll look looking lot lots m many may me mean might
    more most much mny must my n need no not now of off oh ok okay on one only or other our out over own pls please
    plz put r re really right rn s say said says see seen shall she should show so some something still such sure t tell
    than that thats the their them then there theres these they theyre thing things think this those through thx to today
    too true u under until up ur us use ve very want wanna was wasnt way we well went were weren what whats when whens
    where wheres whether which while who whom whos whose why whys will with within without wont would wouldnt yeah yep yes
    yet you your actually actual basically exactly btw fyi tbh imo across against along among around because between both during per
    same since though via vs versus whats were
    amount figure figures number numbers total value info information details detail source sources according
    report reported reports latest recent recently currently current these days quick question wondering hear heard
    nowadays presently lately already anymore meanwhile seen ive both ends ended end
    everything known hm hmm remind whole entire altogether
    come happened happen happens meant supposed big bigger company companies firm make makes made exact exactly roughly approx far
    """.split()
)

# Everyday words and the ones that careful writers use for the same thing. Each line is a class, in stems' full forms.
_CLASSES = """
ceo, chief executive, chief executive officer, head, heads, boss
cfo, chief financial officer, finance chief, chief finance
coo, chief operating officer, operations chief
cto, chief technology officer, technology chief
founder, founders, founded, founding, co-founder, cofounder, started, set up
buy, bought, buys, acquire, acquired, acquires, acquisition, purchase, purchased, takeover, merge, merged, merger
invest, invested, investor, investors, backer, backers, backed, participated, participating, investing
lead, led, leads, leading
quit, quits, left, leave, leaves, leaving, resign, resigned, depart, departed, departure, step, stepped, retire, retiring, retired, retirement
hire, hired, appoint, appointed, named, joined, join, succeed, succeeded, took
fire, fired, layoff, layoffs, laid, lay, cut, cuts, shed, eliminate, eliminated, positions, jobs, job
staff, employees, employee, headcount, people, workers, workforce
cancel, cancelled, canceled, scrap, scrapped, abandoned, dropped, drop, terminated, terminate, withdrew, killed
delay, delayed, slip, slipped, postponed, late, pushed, put off
sue, sued, sues, lawsuit, suit, trial, action, litigation, complaint, court, plaintiffs
approve, approved, approval
dismiss, dismissed, thrown, motion
auditor, auditors, audited, accounting firm, independent registered
cost, costs, price, priced, prices, pay, pays, paid, price tag
compensation, pay, remuneration
site, sites, campus, campuses, facility, facilities
bitcoin, btc
mine, mined, produced
ad, ads, advertising, advertisements
post, after, following
earn, earned, made, make, income, revenue, sales
spend, spent, spending, outlay, paid, invested, expenditure
file, filed, filing, registration, registered, submitted
ipo, listing, list, listed, float, flotation, public, offering
launch, launched, released, release, available, unveiled, debut
context, tokens
reason, because, why, due, owing, caused, attributed
power, electricity, megawatts, mw, gigawatts, gw
permit, application, licence, license, refused, denied
chips, gpus, gpu, accelerators, processors
ddtl, delayed draw
vote, votes, voting
stake, ownership, owns, share, shares, holding
valued, valuation, worth
tanked, fell, fall, drop, dropped, plunge, plunged, slid
location, located, based, headquarters, headquartered
data center, data centre, datacenter, datacentre, campus
member, members, subscriber, subscribers, paying
big, large, largest, size
tech, technology
writeoff, wrote off, write-off, impairment, written off, write-down, writedown
fault, problem, issue, bug, error, failed
terminate, cancel, exit, notice
raised, bump, bumped, lifted, hiked, upped, boosted, increased
spectrum, airwaves, frequencies
factory, factories, plant, plants
"""


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """The folded words of a text with their offsets in the folded text."""
    for match in WORD.finditer(fold(text)):
        word = match.group()
        yield word, match.start(), match.end()


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for line in _CLASSES.strip().splitlines():
        words = {stem(w) for phrase in line.split(",") for w in [phrase.strip()] if " " not in w}
        phrases = {p.strip() for p in line.split(",") if " " in p.strip()}
        group = words | {" ".join(stem(w) for w in p.split()) for p in phrases}
        for word in group:
            out.setdefault(word, set()).update(group - {word})
    return {word: frozenset(group) for word, group in out.items()}


def synonyms_of(word: str) -> frozenset[str]:
    """Stems (or stemmed phrases) that mean much the same as a stem."""
    return _synonyms().get(word, frozenset())


def all_synonyms() -> frozenset[str]:
    """The stems, and stemmed phrases, that have others that mean much the same."""
    return frozenset(_synonyms())
