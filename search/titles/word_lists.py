"""Word lists that a title is read by: heads of titles, abbreviations, acronyms, places."""

from __future__ import annotations

from skillsearch.lexicon.abbreviations import ABBREVIATIONS
from skillsearch.passages.word_tables import word_set

__all__ = ["ACRONYMS", "HEADS", "PLACES", "SMALL_WORDS", "WRITTEN_OUT"]

HEADS = word_set("""
    accountant administrator adviser advisor agent aide ambassador analyst apprentice architect
    artist assembler assistant associate attendant attorney auditor author baker banker barber
    barista bartender bookkeeper broker butcher buyer captain caregiver caretaker carer
    carpenter cashier chef chemist cleaner clerk coach concierge consultant contractor
    controller cook coordinator copywriter counsellor counselor courier crew curator dealer
    dentist designer developer dietitian director dispatcher doctor draftsman draughtsman driver
    economist editor educator electrician engineer estimator examiner executive expert
    facilitator farmer fitter florist foreman fundraiser gardener geologist grader guard guide
    hairdresser handler handyman head helper host hostess housekeeper hygienist inspector
    installer instructor intern interpreter investigator janitor journalist judge keeper
    labourer laborer lawyer lead leader lecturer librarian lifeguard linguist loader locksmith
    machinist maid maker manager marketer mason masseuse mechanic mentor merchandiser midwife
    model moderator musician nanny negotiator nurse nutritionist officer operative operator
    optician optometrist owner packer painter paralegal paramedic partner pharmacist
    photographer physician physicist physiotherapist picker pilot planner plasterer plumber
    porter practitioner president principal producer professional professor programmer promoter
    psychiatrist psychologist purchaser radiographer receptionist recruiter registrar reporter
    representative researcher reviewer rider roofer sailor salesman salesperson saleswoman
    scaffolder scheduler scientist secretary server sitter solicitor specialist statistician
    steward stewardess storekeeper storeman strategist stylist superintendent supervisor surgeon
    surveyor tailor teacher technician technologist telemarketer teller tester therapist tiler
    trader trainee trainer translator treasurer tutor typist underwriter valet veterinarian
    volunteer waiter waitress warehouseman welder worker writer
""")
"""Words that a job title ends in; by them "Nurse / Carer" is told from "UI/UX Designer"."""

_NOT_IN_TITLES = word_set("""
    cna devsecops dotnet gaap gtm haccp golang loto os ot p2p pnl plc postgres ppe sre tech tf
    cicd fpna ifrs sped sem scm
""")
"""Short for something else in a title, or longer than it helps: "OT" is overtime there."""

WRITTEN_OUT: dict[str, str] = {
    short: long for short, long in ABBREVIATIONS.items() if short not in _NOT_IN_TITLES
} | {
    "a/c": "account",
    "accts": "accounts",
    "admin": "administrative",
    "anlst": "analyst",
    "assoc": "associate",
    "avp": "assistant vice president",
    "bd": "business development",
    "biz": "business",
    "ceo": "chief executive officer",
    "cfo": "chief financial officer",
    "coo": "chief operating officer",
    "comms": "communications",
    "coord": "coordinator",
    "cto": "chief technology officer",
    "cust": "customer",
    "dir": "director",
    "elec": "electrical",
    "engg": "engineering",
    "engrs": "engineers",
    "engnr": "engineer",
    "evp": "executive vice president",
    "f&b": "food and beverage",
    "fullstack": "full stack",
    "gm": "general manager",
    "govt": "government",
    "hca": "healthcare assistant",
    "hgv": "heavy goods vehicle",
    "info": "information",
    "intl": "international",
    "lpn": "licensed practical nurse",
    "m&e": "mechanical and electrical",
    "maint": "maintenance",
    "mech": "mechanical",
    "mfg": "manufacturing",
    "mgt": "management",
    "mktg": "marketing",
    "mngr": "manager",
    "natl": "national",
    "ops": "operations",
    "proj": "project",
    "r&d": "research and development",
    "rep": "representative",
    "reps": "representatives",
    "sde": "software development engineer",
    "snr": "senior",
    "supt": "superintendent",
    "svc": "service",
    "svcs": "services",
    "svp": "senior vice president",
    "swe": "software engineer",
    "sys": "systems",
    "sysadmin": "system administrator",
    "tl": "team leader",
    "vp": "vice president",
}
"""Abbreviation in lower case, without its full stop → words."""

ACRONYMS = word_set("""
    ac ai aml aws bi bim cad crm cnc erp etl gis gp hgv hr hvac ios iot it kyc lgv mep nhs oem
    pa pcb pe php plc pr qa qc qs rf rn sap seo sas sql ssis tig tv uat ui us uk ux vat vba vfx
    vr 2d 3d sen eyfs icu a&e c#
""")
"""Written in capitals, also where a title has no other capitals or nothing else."""

SMALL_WORDS = word_set("a an and as at by cum de di du for from in la of on or per the to with")

PLACES = word_set("""
    singapore malaysia indonesia philippines vietnam thailand india china japan taiwan korea
    australia canada germany france spain portugal italy netherlands belgium switzerland austria
    poland ireland scotland wales england sweden norway denmark finland brazil mexico qatar oman
    kuwait bahrain egypt nigeria kenya ghana uae usa uk apac emea london manchester birmingham
    leeds liverpool bristol glasgow edinburgh cardiff belfast sheffield newcastle nottingham
    leicester oxford cambridge brighton southampton portsmouth plymouth york derby coventry
    dublin berlin munich hamburg frankfurt paris lyon madrid barcelona lisbon rome milan
    amsterdam rotterdam brussels zurich geneva vienna warsaw prague budapest bucharest stockholm
    oslo copenhagen helsinki toronto vancouver montreal calgary sydney melbourne brisbane perth
    adelaide auckland wellington boston chicago houston dallas austin atlanta seattle denver
    miami philadelphia phoenix detroit minneapolis mumbai delhi bangalore bengaluru hyderabad
    chennai pune kolkata noida gurgaon gurugram ahmedabad jakarta manila cebu bangkok hanoi
    tokyo osaka seoul beijing shanghai shenzhen dubai doha riyadh jeddah cairo lagos nairobi
    johannesburg penang johor selangor melaka malacca kedah kelantan pahang perak perlis sabah
    sarawak terengganu putrajaya labuan klang puchong cheras ipoh kuching seremban subang kajang
    bangi cyberjaya ampang nilai rawang jb kl tuas jurong changi woodlands tampines yishun bedok
    bukit orchard punggol sengkang islandwide cbd
""") | frozenset({
    "hong kong", "new york", "new jersey", "san francisco", "los angeles", "san diego",
    "washington", "kuala lumpur", "petaling jaya", "shah alam", "johor bahru", "kota kinabalu",
    "kota damansara", "bukit jalil", "bukit raja", "subang jaya", "damansara", "kota bharu",
    "new zealand", "sri lanka", "south africa", "saudi arabia", "united kingdom",
    "united states", "northern ireland", "new delhi", "ho chi minh city", "milton keynes",
    "north east", "north west", "south east", "south west", "city hall", "raffles place",
    "ang mo kio", "toa payoh", "bukit batok", "tanjong pagar", "jurong east", "jurong west",
    "paya lebar", "one north", "south asia", "southeast asia", "south east asia",
})  # fmt: skip
"""Places in normal form that are named beside a title and are part of none."""
