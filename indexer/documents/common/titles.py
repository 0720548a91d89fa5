"""What a job title looks like: it ends in the name of a job."""

from __future__ import annotations

import re

from skillsearch.passages.word_tables import word_set

__all__ = ["is_organisation", "title_score"]

# Heads of job titles. English, then German, French, Spanish, Portuguese, Dutch.
_HEADS = word_set("""
    accountant actor actuary administrator adviser advisor advocate agent aide ambassador
    analyst animator apprentice architect artisan artist assembler assistant associate attendant
    attorney auditor author aviator baker banker barber barista bartender bookkeeper boss broker
    brewer builder bursar butcher buyer captain caregiver caretaker carer carpenter cashier
    caseworker caterer chairman chairperson chairwoman chancellor chaplain chauffeur chef
    chemist chief chiropractor choreographer cleaner clerk clinician coach co-founder cofounder
    columnist commander commissioner composer concierge conductor conservator constable
    consultant contractor controller cook coordinator co-ordinator co-op copywriter
    correspondent counsel counsellor counselor courier crew curator custodian dealer dean
    decorator demonstrator dentist deputy designer detective developer devops dietician
    dietitian diplomat director dispatcher distributor diver docent doctor draftsman draughtsman
    driver economist editor educator electrician employee engineer entrepreneur epidemiologist
    escort estimator evaluator examiner executive expediter expert fabricator facilitator
    faculty farmer fellow fighter firefighter fitter florist foreman founder freelancer
    fundraiser gardener geologist geographer geophysicist generalist governess grader greeter
    groomer guard guide hairdresser hand handler handyman head headmaster helper historian host
    hostess housekeeper hygienist illustrator inspector installer instructor intern interpreter
    interviewer inventor investigator investor janitor jeweler journalist journeyman judge
    laborer labourer laboratorian landlord landscaper laundress lawyer lead leader lecturer
    librarian lieutenant lifeguard linguist loader locksmith logistician machinist magistrate
    maid maker manager marketer mason masseuse master mate mathematician mechanic mechatronics
    mediator member mentor merchandiser merchant messenger midwife miner minister model
    moderator musician nanny negotiator nurse nutritionist officer operative operator optician
    optometrist orderly organiser organizer originator owner packager packer painter paralegal
    paramedic paraprofessional parapro partner pastor pathologist pediatrician pharmacist
    phlebotomist photographer physician physicist physiotherapist pilot planner plasterer
    plumber poet police politician porter postman practitioner preparer president preschool
    principal printer processor procurator producer professional professor programmer promoter
    proofreader proprietor prosecutor psychiatrist psychologist publicist publisher purchaser
    radiographer radiologist ranger realtor receiver receptionist recruiter registrar rep
    reporter representative rescuer researcher reviewer rigger roofer sailor salesman
    salesperson saleswoman scheduler scholar scientist scout scriptwriter sculptor seamstress
    secretary selector sergeant servant server sewer shareholder sheriff shipper singer sitter
    sme sociologist soldier solicitor specialist stager statistician steward stewardess stocker
    storekeeper stylist student superintendent supervisor surgeon surveyor tailor teacher teller
    tender tester therapist tiler trader trainee trainer translator transcriptionist treasurer
    tutor typist underwriter upholsterer usher valet vendor veterinarian volunteer waiter
    waitress warden warehouseman watchman welder worker writer zoologist ceo cfo coo cto cio cmo
    vp evp svp avp cpa rn lpn cna pa webmaster sysadmin dba sre sde sdet entwickler entwicklerin
    ingenieur ingenieurin berater beraterin leiter leiterin kaufmann kauffrau sachbearbeiter
    sachbearbeiterin assistent assistentin mitarbeiter mitarbeiterin techniker technikerin
    mechaniker mechanikerin verkäufer verkäuferin lehrer lehrerin krankenpfleger
    krankenschwester pflegefachkraft buchhalter buchhalterin koch köchin projektleiter
    projektleiterin teamleiter teamleiterin abteilungsleiter geschäftsführer geschäftsführerin
    werkstudent werkstudentin praktikant praktikantin auszubildender auszubildende elektroniker
    elektronikerin informatiker informatikerin referent referentin wissenschaftler
    wissenschaftlerin architektin fachkraft erzieher erzieherin fahrer développeur développeuse
    ingénieur ingénieure chargé chargée responsable directeur directrice gestionnaire conseiller
    conseillère vendeur vendeuse technicien technicienne comptable infirmier infirmière
    enseignant enseignante professeur assistante stagiaire consultante analyste employé employée
    cuisinier cuisinière juriste avocat ingeniero ingeniera desarrollador desarrolladora gerente
    jefe jefa analista contador contadora asesor asesora técnico técnica vendedor vendedora
    profesor profesora enfermero enfermera abogado abogada becario becaria auxiliar
    administrativo administrativa coordinador coordinadora consultor consultora asistente
    directora encargado engenheiro engenheira desenvolvedor desenvolvedora professora enfermeiro
    enfermeira estagiário estagiária coordenador coordenadora contabilista programador
    programadora assistente diretor diretora advogado motorista ontwikkelaar medewerker
    medewerkster adviseur verkoper verpleegkundige leraar beheerder projectleider boekhouder
    stagiair monteur bedrijfsleider consulente technician tech strategist methodologist
    maintainer observer bookseller mixologist keyholder forecaster creator videographer framer
    floater stockist internship apprenticeship cutter repairer repairman setter carrier
    collector appraiser driller provider hanger dancer finisher adjuster drafter forester
    applicator referee fireman lineman detailer dispenser insulator grinder picker sorter
    millwright biller troubleshooter candidate rater scribe midshipman enumerator liaison cadet
    commis gp rgn rmn rnld hca locum petty seaman airman rifleman infantryman franchisee
""")
# A title glued together in capitals ends in one of these; short heads would match by accident.
_LONG_HEADS = tuple(sorted((head for head in _HEADS if len(head) >= 5), key=len, reverse=True))
_HEAD_ENDING = re.compile(r"(?:ologist|ographer|[a-z]{4}ician|[a-z]{5}tist|person|woman)s?$")
_MODIFIERS = word_set("""
    senior junior sr jr lead chief principal assistant associate deputy head staff interim acting
    intern trainee graduate vice regional national global executive certified licensed registered
    leitender leitende stellvertretender
""")
_ORGANISATION = re.compile(
    r"(?<!\w)(?:inc|ltd|llc|llp|plc|corp|corporation|company|co\.|gmbh|ag|kg|s\.?a\.?|s\.?l\.?|"
    r"b\.?v\.?|n\.?v\.?|pty|pte|sarl|sas|lda|ltda|limited|group|holdings?|university|universität|"
    r"université|universidad|universidade|universiteit|college|institute|school|academy|hospital|"
    r"clinic|bank|foundation|trust|council|ministry|department of|agency|solutions|technologies|"
    r"systems|services|labs?|laboratories|industries|enterprises|partners|associates|consulting|"
    r"studios?|hotel|restaurant|church|army|navy|air force|marine corps|stores?|center|centre|"
    r"district|county|city of|state of|technology|software|networks?|logistics|airlines?|motors|"
    r"insurance|airport|museum|library|society|association|federation|union)(?!\w)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_][\w'’+.#-]*")
_CUT = re.compile(r"\s+(?:of|for|in|at|to|de|du|des|der|für|van|voor|-|–)\s|[,(/:|]")
_SENTENCE = re.compile(
    r"(?<!\b[SsJj][Rr])(?<!(?-i:[A-Z]))[.;!?]\s|(?<!\b[SsJj][Rr])(?<!(?-i:[A-Z]))[.;!?]$|"
    r"^(?:responsible|worked|managed|assist|provide[ds]?|i)\b",
    re.I,
)
# "7th Grade Teacher", but not "5 years as a manager".
_BEGINS = re.compile(r"(?-i:[^\W\d_a-zà-ÿ])|\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
# "The same depot under its former owner" speaks of something rather than naming a job.
_POINTS = re.compile(r"\s*(?:the same|this|these|those|its|their)\s", re.IGNORECASE)


def title_score(phrase: str) -> int:
    """How much a phrase looks like a job title, 0 (not) to 3 (its last word names a job)."""
    words = [word.casefold().rstrip(".-+") for word in _TOKEN.findall(phrase)]
    if not 0 < len(words) <= 12 or len(phrase) > 90 or _SENTENCE.search(phrase.strip()):
        return 0
    if not _BEGINS.match(phrase.strip()) and len(words) > 3:
        return 0
    if _POINTS.match(phrase):
        return 0
    if any(_is_head(word) for word in _last_words(phrase)):
        return 3
    if any(_is_head(word) for word in words):
        return 1 if is_organisation(phrase) else 2
    if words[0] in _MODIFIERS and len(words) > 1 and not is_organisation(phrase):
        return 1
    return 0


def is_organisation(phrase: str) -> bool:
    """Whether a phrase has a word that the names of companies and schools have."""
    return _ORGANISATION.search(phrase) is not None


def _last_words(phrase: str) -> list[str]:
    """The last word of each part that "of", a comma or a bracket divides the phrase into."""
    parts = (_TOKEN.findall(part) for part in _CUT.split(phrase))
    lasts = [_without_grade(part) for part in parts if part]
    return [word for word in lasts[:2] if word]


def _without_grade(words: list[str]) -> str:
    while words and words[-1].casefold() in (
        "i",
        "ii",
        "iii",
        "iv",
        "jr",
        "sr",
        "senior",
        "junior",
    ):
        words = words[:-1]
    return words[-1].casefold().rstrip(".") if words else ""


def _is_head(word: str) -> bool:
    if word in _HEADS or (word.endswith("s") and word[:-1] in _HEADS):
        return True
    if "-" in word and word.rpartition("-")[2] in _HEADS:
        return True
    if len(word) < 8:
        return False
    if _HEAD_ENDING.search(word):
        return True
    glued = word.removesuffix("of").removesuffix("and").rstrip("i")
    return glued.endswith((*_LONG_HEADS, "chef"))
