"""Paraphrases: what people say in everyday words, and how reports and filings put it.

Wider than the synonyms of `bot.words`, which also tell whether a claim says more than a source: these only find sentences that
may answer. Whether one does is weighed by what else it says.
"""

from __future__ import annotations

from functools import lru_cache

from bot.words import all_synonyms, stem, synonyms_of

__all__ = ["known_stems", "paraphrases_of"]

_ASKED_AND_SAID = """
run, runs, running, charge, leads, heading -> ceo, chief executive, chief executive officer, head, heads, boss, managing director
deal, deals, transaction, tie-up -> merger, merge, merged, acquisition, acquire, acquired, takeover, buy, bought, agreement, agreed, contract, partnership, licence, lease
exit, terminate, cancel -> end, ends, ended, ending, termination, terminated, notice
close, closed, closing, complete, completed, finish, finished -> terminated, called off, collapsed, abandoned, scrapped, withdrawn, fell through, fell apart, completed, finished
react, reacts, reacted, reaction, respond, responded -> rose, rise, fell, fall, gained, gain, lost, jumped, climbed, dropped, slid, sank, soared, up, down
move, moved -> rose, fell, gained, lost, jumped, climbed, dropped, slid, up, down
severance -> pay, paid, package, receive, offered, weeks, months, leaving
before, previously, originally, formerly, used -> started, began, earlier, former, once, then
where, place, site -> plant, factory, campus, building, hall
impact, affect, effect -> cost, costs, hit, reduced, added, took, weighed, trimmed
happened, became -> closed, cancelled, ended, sold, left, died
dependent, depend, reliant, rely, relies, exposed, exposure -> accounted, share, percent, half, largest, single
own, owns, owned, belong, belongs -> acquired, acquisition, acquire, buy, bought, bid, takeover, subsidiary, completed
dead, over -> terminated, called off, collapsed, abandoned, cancelled, scrapped, withdrawn, fell through, fell apart, ended
manufacture, manufactured, manufactures, manufacturing, produce, produced, produces, assemble, assembled, assembles -> factory, plant, assembled, assembly, assembles, builds, built, building, produced, manufactured, turns out, workshop
exchange, exchanges, bourse -> nasdaq, nyse, stock market, stock exchange, list, listed
hearing, trial -> heard, listed
guilty, wrong, wrongdoing -> broke, breached, infringed, unlawful, lawful, misled, misleading, violated, failed
consent, permission -> agreed, knowledge, asked, opt in, opted in
cluster, clusters -> site, data center, data centre, campus, hall, halls, machines
trained, training -> run, site, cluster
plan, plans -> tier, tiers, edition, editions
internal, internally -> inside, in-house, known as, codenamed, project
renamed, rename, rebranded, rebrand -> name, formerly, known as, became
"""
"""Asked for on the left and said on the right, not the other way: who runs it is its chief executive, and a run rate is none."""
_CLASSES = """
lawyer, lawyers, attorney, attorneys, counsel, legal
cheque, check, payment, pay, pays, paid
cfo, finance director, finance chief, finance head, head of finance, chief financial officer
ceo, managing director, chief executive
coo, operations director, operations chief, chief operating officer
cto, technology director, chief technology officer
plug, away, shut, retire, retires, retired, discontinue, discontinued, deprecated, sunset, axe, axed, switched off, switches off, switch off, shut off, turned off, withdrawn
peak, height, most, maximum, high, highest
return, returned, returns, came back, come back, sent back, send back, gave back
apart, collapse, collapsed, fell through, fall through, falls through, called off, abandoned, broke down
lockup, lock up, barred, barring, not to sell
reserve, reserved, aside, set aside, put aside, provision, accrued, earmarked
find, found, identify, identified, discover, discovered, detect, detected, uncovered
begin, begins, began, begun, start, started, starts, open, opened, opens, commence, commenced, kicked off, online, live, energized, switched on
handle, handled, handling, oversee, oversees, overseeing, preside, presides, presiding, heard
run, runs, running, oversee, oversees, manage, manages, managing
replace, replaced, replaces, succeed, succeeds, successor, takes over, took over, taking over, take over, steps in, interim, acting
tried, try, trying, bid, offer, offered, approach, approached, sought, seek
hurt, hit, weigh, weighed, dent, dented, drag, dragged, eat, ate, took off, squeeze, squeezed, knock, knocked
win, won, award, awarded, secure, secured, land, landed
fine, fined, fines, penalty, penalties, sanction, sanctioned, penalised, penalized
call, called, codename, code name, nickname, known as, formerly, renamed, rename, present name, changed its name
ban, banned, block, blocked, forbid, forbade, forbidden, prohibit, prohibited, bar, barred
okay, okayed, greenlit, clear, cleared, approve, approved, allow, allowed, permit, permitted
reject, rejected, turned down, decline, declined, refuse, refused, dissent, dissented, oppose, opposed, object, objected, against
ask, asked, asking, seek, seeks, sought, demand, demanded, claim, claimed
wipe, wiped, delete, deleted, erase, erased, destroy, destroyed, remove, removed
build, builds, built, building, construct, constructed, construction, broke ground, broken ground, completed, finished, online
fix, fixed, mend, mended, solve, solved, improve, improved, repair, repaired
boost, raise, raised, lift, lifted, increase, increased, hike, hiked, up
trim, trimmed, cut, lower, lowered, reduce, reduced, slash, slashed, narrow, narrowed
memory, ram
robot, robots, machine, machines
kid, kids, children, child, minor, minors, under sixteen, under eighteen
lawyer, lawyers, counsel, attorney, attorneys, law firm, represents, represented
adviser, advisers, advisor, advisors, advised, advising, banker, bankers, bank
tenant, tenants, let to, let, lease, leased, leases, rent, rents, rented
hack, hacked, breach, breached, leak, leaked, intrusion, exploit, exploited, attack, attacked, broke into
outage, downtime, down
ship, ships, shipped, shipping, deliver, delivers, delivered, delivery, deliveries, handed over
finish, finished, complete, completed, completion, ready
grow, grew, growth, expand, expanded, expansion
old, age, aged
born, founded, started, established, incorporated
study, studied, degree, graduated, university
max, maximum, most, limit, cap, capped, up to, no more than
min, minimum, least, at least
avg, average, mean, typical, typically
guess, estimate, estimated, estimates, reckon, reckons, reckoned
blame, blamed, because, due, reason, reasons, caused
promise, promised, pledge, pledged, pledges, vow, vowed, guarantee, guarantees, commit, committed, commitment
uptime, availability
discount, cheaper, reduction
talk, talks, talking, speak, speaks, speaking, spoke, conversation, conversations, voice
pull, pulled, withdraw, withdrew, withdrawn
move, moved, moving, relocate, relocated, switch, switched
hold, holds, held, own, owns, owned
swap, swapped, switch, switched, exchange, exchanged
size, round, big
kill, killed, kills, scrap, scrapped, shut, shuts, shutting, shuttered, closed, close, closes, closing, closure, discontinue, discontinued, retire, retired, sunset, switched off, turned off, shut off, shut down, pull the plug
row, dispute, quarrel, suit, lawsuit
water, gallons, litres, liters
emissions, carbon, co2
turbine, turbines, generator, generators
bust, bankrupt, bankruptcy, insolvent, insolvency, administration, chapter 11
warn, warned, warning, caution, cautioned
snub, snubbed, spurn, spurned, rebuff, rebuffed, turned down, rejected
merge, merger, combine, combined, combination, tie-up
weakness, weaknesses, shortcoming, shortcomings
deadline, due, by
wage, wages, salary, salaries
perk, perks, bonus
boss, chief, head, president, director
sacked, fired, ousted, pushed out, removed, dismissed, let go
walked, walk, left, leave, quit
supplier, suppliers, supplies, supply, vendor, vendors, provider, providers, provides, provided
ipo, listing, listed, flotation, public, began trading
terminate, exit, notice, walk away
book, books, works, titles, authors
sign, signed, agree, agreed, agreement, struck
buyback, buybacks, repurchase, repurchases, repurchased, bought back, buy back, authorization, authorisation
covenant, covenants, requires, require, required, must hold, must keep
rating, rated, rates, rate, downgrade, downgraded, upgrade, upgraded
launch, launched, launches, came out, come out, comes out, went live, goes live, rolled out, shipped, arrived, debuted, on sale
largest, biggest, main, principal, top, foremost, most
investor, investors, backer, backers, shareholder, shareholders, put up, put in, funded
leave, leaving, left, depart, departed, departing, departure, go, goes, stepping down, steps down, stepped down, stands down, resigned, resigns, exit
join, joined, joins, hired, came from, arrived, recruited, poached
redundancy, redundant, laid off, layoffs, let go, dismissed
supply, supplied, supplies, supplier, provides, provided, sells, source, sources, sourced
employ, employs, employed, workers, staff, people
borrow, borrowing, raised, credit, facility, lender, lenders, lent
collateral, secured, secures, secure, backed, backs, pledged, guarantee
fail, failed, failing, collapsed, went under, ran out
scrapped, shelved, dropped, paused, on hold, suspended, halted, stopped, froze, frozen
expansion, expand, expanding, extend, extension, second, new, bigger, larger
shortage, short, scarce, lack, lacked, bottleneck, constraint, constrained, held back, limited
late, later, delay, delays, delayed, put back, pushed back, slipped, behind schedule, postponed
early, sooner, ahead, ahead of schedule
cheap, cheapest, cheaper, low, lowest, least, inexpensive, discount
expensive, dear, dearer, dearest, costly, most, highest
sue, sued, suing, accuse, accused, alleging, alleges, alleged
weather, storm, flood, flooding, fire, quake, drought
inventory, stock, stockpile, stocks
forecast, forecasts, expects, expected, expect, outlook, guidance, sees, projected, projects, anticipates
grounds, reason, because, saying, found, ruled
allegation, accusation, accused
speed, fast, faster, quick, quicker, per second, per hour
rent, rented, renting, lease, leased, leasing, hire
train, trained, training, taught, learned
discount, off, reduced, cheaper, half price, less
nonprofit, nonprofits, charity, charities, not-for-profit, non-profit
student, students, school, university, education
upgrade, upgrades, newer, successor, next
hq, headquarters, headquartered, based, home
rival, rivals, competitor, competitors
customer, customers, client, clients, buyer, buyers
borrow, borrowed, loan, loans, debt, credit
rule, ruled, ruling, verdict, judgment, decision, decided
mtg, meeting, meetings, agm
okay, okayed, approve, approved, let through, let it through, wave through, waved through
segment, segments, division, divisions, business units
codename, codenamed, code name, code named
audit, audits, audited, auditor, auditors
took part, take part, taking part, participate, participated, participating, participation, join, joined, joining, back, backed, backing
roll over, rolls over, rollover, carry over, carried over, carries over, unused, left over
refund, refunded, refunds, credit, credits, credited, reimburse, reimbursed
deploy, deployed, put to work, put out, invest, invested
inherit, inherits, inherited, heir, heirs, estate, bequeath, bequeathed, will go to
neighbor, neighbors, neighbour, neighbours, residents, locals, villagers
flaw, flaws, flawed, defect, defects, defective, fault, faulty, bug
probe, probes, investigate, investigates, investigated, investigating, investigation, inquiry, review, reviewing, look into, looking into
regulator, regulators, watchdog, commission, bureau, agency
illegal, unlawful, breach, breached, against the law
overrun, overran, over budget, more than planned, cost more
subsidy, subsidies, subsidised, subsidized, grant, grants, tax break, tax breaks, abatement, incentive, incentives
gratis, free, no charge, complimentary, costs nothing
quota, allowance, limit, cap
weights, open weights, open source, open weight, downloadable, download
benchmark, benchmarks, leaderboard, test, score
score, scores, scored, points
yield, yields, pass, passes, passed, working
spinoff, spin off, spun off, carve out, carved out, demerger, demerged, separate, separated
sell, sold, sells, dispose, disposed, disposal, divest, divested, divestment, offload, offloaded
bet, bets, guess, guesses, predict, predicts, prediction, reckons
slice, slices, share, portion, percent, per cent
usage, use, used, uses, consume, consumed, consumes, consumption, drew, draws
duration, length, term, lasts, lasted
expire, expires, expired, expiry, runs out, run out, lapse, lapses, ends
renew, renewed, renewal, extend, extended, extension
repay, repaid, repays, pay back, paid back, redeem, redeemed, fall due, falls due, mature, matures
predecessor, before, replaces, replaced, succeeds, succeeded, took over from, takes over from
latency, slow, slower, response time, time to first token
pilot, pilots, piloting, tested, testing
capacity, output, throughput, turn out, turns out
driverless, autonomous, self driving, robotaxi, robotaxis
fleet, vehicles, cars, taxis, robotaxis
accident, accidents, crash, crashes, crashed, collision, collisions, incident, incidents
royalty, royalties, licence fee, license fee, per copy
settle, settled, settles, settlement, agreed to pay
damages, compensation, award, awarded
appeal, appealed, appeals, challenge, challenged, contest, contested
breakeven, break even, breaks even, breaking even, profitable, profitability, profit, in the black, cash flow positive, cash positive, more cash than
unprofitable, loss, losses, losing, loses, never made money
"""


@lru_cache(maxsize=1)
def _wider() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for line in _CLASSES.strip().splitlines():
        group = {" ".join(stem(word) for word in said.replace("-", " ").split()) for said in line.split(",")}
        for one in group:
            out.setdefault(one, set()).update(group - {one})
    for line in _ASKED_AND_SAID.strip().splitlines():
        asked, said = ({" ".join(stem(word) for word in each.replace("-", " ").split()) for each in side.split(",")} for side in line.split("->"))
        for one in asked:
            out.setdefault(one, set()).update(said)
    return {one: frozenset(group) for one, group in out.items()}


@lru_cache(maxsize=8192)
def paraphrases_of(word: str) -> frozenset[str]:
    """Stems, or stemmed phrases, by which a source may say what a stem says; its synonyms among them."""
    return synonyms_of(word) | _wider().get(word, frozenset())


def known_stems() -> frozenset[str]:
    """The single stems for which sources are known to say something else."""
    return frozenset(word for word in (*_wider(), *all_synonyms()) if " " not in word)
