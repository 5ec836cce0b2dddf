"""Ordinary words: those that open sentences and fill questions, and so prove no name."""

from __future__ import annotations

__all__ = ["ALWAYS_TRIMMED", "COMPANY_NOUNS", "FINANCE_VERBS", "MEASURES", "OPENS_NAMES", "ORDINARY", "SPEAKS"]

ALWAYS_TRIMMED = frozenset(
    "the a an our its their his her my your this that these those in on at for from to by with as of and or but "
    "if when while after before since under over we it he she they you i there here jan feb mar apr may jun jul "
    "aug sep sept oct nov dec january february march april june july august september october november december "
    "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr sir dame "
    "lord lady sister ceo cfo coo cto chief executive officer president chairman chairwoman vice senior founder "
    "co-founder update exclusive effective recorded reporter registration unlike besides despite whereas alongside".split()
)
"""Words that are no part of a name they stand before. Lower case."""

OPENS_NAMES = frozenset(
    "new san los las north south east west united general open first scale hugging stability character core".split()
)
"""Ordinary words that many names begin with."""

SPEAKS = frozenset("said says told declined confirmed confirms wants left joined seeks makes made has had owns".split())
"""What people do as well as companies."""

COMPANY_NOUNS = frozenset(
    "labs lab systems technologies technology photonics power energy computing compute cloud ai capital ventures "
    "partners robotics semiconductor semiconductors networks software holdings motors platforms industries "
    "dynamics intelligence research cooperative bank telecom computação infrastructure interactive devices "
    "silicon chips microsystems analytics studios".split()
)
"""Last words of company names. Lower case."""

FINANCE_VERBS = frozenset(
    "raised raises reported reports said says posted posts lost loses burned burns earned earns booked generated "
    "cut cuts agreed agrees plans planned expects expected announced announces bought buys acquired acquires sold "
    "sells closed closes spent spends signed signs filed files launched launches employs employed hired hires "
    "invested invests owns held holds made makes forecast forecasts guided guides projected projects paid pays "
    "told declined confirmed confirms denied added adds disclosed discloses consumed consumes used took takes "
    "grew fell rose shed sheds sued sues seeks wants aims shut shuts extends extended unveils unveiled released "
    "releases trains trained operates operated leases leased rents rented stock shares".split()
)
"""What companies are said to do with money, in the forms that follow a name."""

MEASURES = frozenset(
    "revenue revenues sales capex valuation worth loss losses profit profits income headcount employees staff "
    "price pricing margin margins burn cash debt backlog rpo arr funding round raise ebitda eps users subscribers "
    "customers members gpus chips megawatts mw gw layoffs guidance outlook forecast bookings billings spend "
    "spending dividend stake ipo earnings turnover topline rev growth opex ceo cfo coo cto founder founders "
    "investors backers shares stock lawsuit settlement acquisition results parameters params salary".split()
)
"""Words that say what is asked about a company; a strange word before one is likely a company's name."""

ORDINARY = frozenset(
    """
    reading unpacking understanding explaining decoding dissecting parsing revisiting rating valuing sizing weighing watching meeting visiting tracking testing comparing judging
    council councils board boards commission authority ministry government parliament senate congress treasury watchdog regulator committee union
    town city county village neighbours residents mayor minister ministers police officials campaigners
    consolidated condensed unaudited audited interim
    christmas easter thanksgiving hanukkah ramadan diwali midsummer midyear year-end
    dutch british english scottish welsh irish german french italian spanish portuguese swedish norwegian danish finnish swiss austrian belgian polish
    canadian american mexican brazilian chinese japanese korean indian australian israeli european asian african nordic
    analyst analysts economist economists executives banker bankers critic critics expert experts insider insiders spokesman
    spokeswoman spokesperson plaintiff plaintiffs author authors publisher publishers artist artists trader traders
    judge judges court courts jury juries lawmakers senators regulators prosecutors lawyers
    a about above according account accounts across act actual actually add added adding admin after again
    against ago agree agreed ahead ai all allow almost alone along already also although always am america amid
    among amount amounts an and announce announced announcement annual annualised annualized another answer any
    anybody anyone anything anyway apart api appear approx approximately april are area around arr article as
    aside ask asked asking assets at attend august available average avg away back backed backer backers balance
    bank banks based basis be because become becomes been before began begin beginning begun behind being
    believe below beside besides best better between beyond big bigger biggest bill billion billions bit biz
    blog bn board book booked bot both bottom bought break bring britain brought btw budget build building built
    burn burned burning business but buy buying by call called calls came campus campuses can cannot cant
    capacity capex capital care case cases cash cashflow caused cell center centers ceo cfo chair chairman
    change changed changes charge charged charges cheap cheaper check chief china chip chips claim claimed
    claims class close closed closes cloud come comes coming commit commitment commitments committed common
    companies company compare compared comparison compute computer computers computing confirm confirmed
    consider content contract contracts coo correct cost costs could count countries country court cover cpu cto
    current currently customer customers cut cuts daily data date dates dau day days deal deals debt december
    decide decided decline declined deliver delivered delivery demand department details develop developed
    developer developers did didn didnt difference different directors disclose disclosed discuss division do
    document documents does doesn doesnt doing dollar dollars done dont double down draft drop dropped due
    during each earlier early earn earned earning earnings easy eat ebitda effect eight either neither both none nobody eleven else search browser assistant assistants chat chatbot chatbots agents agent mail maps music video voice studio
    employ employed employee employees end ended ending ends energy engineer engineers enough eps equipment
    equity especially estimate estimated eur euro europe euros even ever every everybody everyday everyone
    everything exactly example except executive existing expect expected expects expense expenses expensive
    explain explained extra face fact facts fall false famous far fast faster february feel fell few fewer fifth
    fifty figure figures file filed filing filings fill finally finance finances financial find fine finish fire
    fired firm firms first fiscal five fix flat float floor flow focus follow followed following follows for
    force forecast forecasts foreign forget form former forward found founded founder founders four fourth
    france free friday from full fully fund funded funding funds further future fy gaap gain gains gap gave gbp
    general generate generated germany get gets getting gimme give given gives global go goal goes going gone
    gonna good got government gpu gpus great grew gross group grow growing grown growth guess guidance guide gw
    had half hall happen happened happens hard has hasnt have havent having he head headcount headquarter
    headquarters hear heard held hello help helped her here hers herself hey hi high higher highest him himself
    hire hired his history hit hold holding holds home hope hour hours house how however hows huge human hundred
    i id idea if ill im important in include included includes including income increase increased indeed india
    industry inference info information initial inside instead insurance interest internal into introducing
    inventory invest invested investing investment investments investor investors ipo is isn isnt issue issued
    it item items its itself ive january japan job jobs join joined joke july june just k keep keeps kept kind
    knew know known knows kwh lab labs large larger largest last late later latest law lawsuit lay layoffs lead
    leader leading leads learn lease leased leases least leave led left legal lemme less let lets letter level
    liabilities license life like likely limit line lines list listed listing little live llm llms loan loans
    local location logo long longer look looking looks lose loses losing loss losses lost lot lottery low lower
    lowest machine machines made main major make maker makers makes making man manage management manager many
    march margin margins market markets math matter mau max may maybe me mean meaning means measure media meet
    member members memory men mention merger message met metric mid might mil million millions min mind minimum
    minus minute minutes ml mn model models monday money month monthly months more most mostly move moved mtok
    much must mw my name named names near nearly need needed needs negative net network networks never new news
    next nine no nobody none nor normal north not note notes nothing november now number numbers october of off
    offer offered offering office officer officers often ok okay old on once one ones online only open opened
    operate operating operations operator opex option options or order orders ordinary organization other others
    otherwise our out outlook output outside over overall own owned owner owners owns page pages paid paper
    param params part partner partners parts party past pay paying payment payments pays pct people per percent
    perhaps period person phone pick pics place places plan planned plans plant platform play please pls plus
    plz poem point points policy position possible potential pound pounds power present president press pretty
    previous price priced prices pricing prior private probably problem process product products profit
    profitable profits program project projected projects promise promised property prospectus provide provided
    public publish published purchase purchases put q qoq qtr qtrs quarter quarterly quarters question questions
    quick quickly quite quote raise raised raises raising ran range rank rate rates rather ratio read reader
    real really reason reasons receive received recent recently recipe record reduce related release released
    remain remaining rent rented replace report reported reportedly reporting reports request research respect
    rest result results retire return rev revenue revenues review revs right rise risk risks role rose round
    rounds rpo rule rules run running runrate runs saas said salary sale sales same saturday saw say saying says
    scale school score second seconds section security see seed seek seem seems seen segment segments sell
    selling sells send senior sense sent september series serve server servers service services session set
    seven several shall share shareholders shares she ship shipped short should show shown shows side sign
    signed similar simple since single site sites six size slow small smaller so software sold some somebody
    someone something sometimes soon sorry sort source sources space speak spend spending spends spent staff
    stage stake start started starting starts state stated statement statements states status stay step still
    stock stop stopped store story strong study subscribers subscription subscriptions such sue sued suggest sum
    summarise summarize summary sunday supply support supposed sure system systems table take taken takes taking
    talk talked talks target tax taxes team tech technology tell ten term terms test tests text than thank
    thanks that thats the their them themselves then there therefore theres these they theyre thing things think
    third this those though thought thousand thousands three through thursday thus thx tied till time times
    title tn to today together token tokens told tomorrow tonight too took top topline total totally toward
    track trade trading train trained training trend trends tried trillion true truth try trying ttm tuesday
    turn turned twelve twice two type um under understand unit units unless until up update updated upon us usa
    usd use used user users uses using usual usually valuation value valued values various version versus very
    via view volume vote votes vs wait wanna want wanted wants warrant was wasn wasnt watch water wau way we
    weather website wednesday week weekly weeks well went were west what whatever whats when where wheres
    whether which while who whole whom whos whose why will willing win winning wish with within without woman
    women won wont word words work worked worker workers working works world worse worst worth would write
    writedown writeoff writes written wrong wrote yeah year yearly years yes yesterday yet you young your youre
    yours yourself yoy yr yrs ytd zero
    """.split()
)
"""Words that are no names by themselves. Lower case."""
