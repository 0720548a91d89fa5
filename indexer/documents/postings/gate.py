"""Whether a text is a posting at all."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.documents.common.other_texts import (
    reads_as_error_page,
    reads_as_invoice,
    reads_as_other,
)
from indexer.documents.common.titles import title_score
from indexer.documents.postings.pay import pay_in
from indexer.documents.postings.titles import clean_title, title_in
from indexer.documents.postings.wording import Wording
from skillsearch.documents import Quarantined, Section, SectionKind
from skillsearch.passages.dates import find_ranges

__all__ = ["posting_evidence", "refuse_other_texts"]

# Families of what vacancies say; each counts once.
_FAMILIES = (
    Wording(
        "looking|hiring|recruit|seeking|searching|requires|vacanc|opening|walk|wanted|suchen|recherch",
        r"\b(?:we|company|client|firm|trust|team|[A-Z]\w+)(?:['’]re| (?:is|are))? (?:currently "
        r"|now "
        r"|also |actively )?(?:looking (?:for|to (?:hire|recruit|appoint))|recruiting|seeking"
        r"|searching for|requires)\b",
        r"\bhiring\b|\bvacanc(?:y|ies)\b|\bjob opening|\bwalk[- ]in\b|\bwanted\b|\bwir suchen\b"
        r"|\bsuchen wir\b|\bnous recherchons\b",
    ),
    Wording(
        "you|du |ihre aufgaben",
        r"\byou(?:['’]ll| will| would| must| should|r role|r responsibilities)\b|\bIhre Aufgaben\b"
        r"|\bdu\b.{0,20}\b(?:hast|bist)\b",
    ),
    Wording(
        "appl|candidate|shortlist|short-list|interview|cover letter|send|bewerb|closing date"
        "|your cv|cv to|cv and|resume to|your resume",
        r"\b(?:apply|applicants?|applications?|candidates?|short-?listed|interview|cover letter"
        r"|send (?:your|us your|in)|bewerb\w+|closing date|your (?:cv|r[eé]sum[eé])"
        r"|(?:cv|r[eé]sum[eé]) (?:to|and))\b",
    ),
    Wording(
        "respons|duties|accountab|job |report|aufgaben",
        r"\b(?:responsibilit(?:y|ies)|responsible for|duties|accountabilities|job (?:description"
        r"|scope|purpose|summary)|reporting to|reports to|Aufgaben)\b",
    ),
    Wording(
        "requir|qualif|must|essential|desirable|prefer|min|at least|nice to|person spec|anforder",
        r"\b(?:requirements?|qualifications?|must have|required|essential|desirable|preferred"
        r"|min(?:imum|\.)?|at least|nice to have|person specification|Anforderungen)\b",
    ),
    Wording(
        "year|yrs|exp|degree|diploma|erfahrung",
        r"\b\d+\+? ?(?:(?:-|–|to) ?\d+\+? ?)?(?:years?|yrs?)\b[^.\n]{0,40}\bexp",
        r"\bexperience (?:in|with|of|as)\b|\bno experience\b|\b(?:degree|diploma) in\b|erfahrung\b",
    ),
    Wording(
        "salar|per annum|per month|per hour|benefit|pension|leave|holiday|bonus|insurance|cpf|401"
        "|stipend|competitive|remunerat|medical|perks|gehalt",
        r"\b(?:salary|per annum|per month|per hour|benefits|pension|annual leave|holiday|bonus"
        r"|insurance|CPF|401|stipend|competitive|remuneration|medical|perks|Gehalt)\b",
    ),
    Wording(
        "this |the |our |join|opportunit|ideal|successful",
        r"\b(?:this|our) (?:role|position|post|job|opportunity|vacancy|internship)\b|\bthe (?:role"
        r"|position|post|vacancy)\b|\bjoin (?:our|us|the|a)\b|\bopportunity (?:to|for)\b"
        r"|\bideal candidate\b|\bsuccessful (?:candidate|applicant)\b",
    ),
    Wording(
        "time|permanent|contract|shift|day|hours per|remote|hybrid|internship",
        r"\b(?:full|part)[- ]time\b|\bpermanent\b|\bcontract\b|\bshifts?\b|\b\d(?:\.5)?[- ]?days?\b"
        r"|\bhours per week\b|\bremote\b|\bhybrid\b|\binternship\b|\b(?:Vollzeit|Teilzeit)\b",
    ),
    Wording(
        "equal|regardless|diversity|applicants|m/w/d|ea licen",
        r"\bequal opportunit|\bregardless of\b|\bdiversity\b|\ball qualified applicants\b|\(m/w/d\)"
        r"|\bEA Licen",
    ),
)

# Families of what resumes say.
_RESUME = (
    Wording(
        "vitae|resume|résumé|cv|lebenslauf",
        r"\A\W*(?:curriculum vitae|r[eé]sum[eé]|cv|lebenslauf)\b",
    ),
    Wording(
        "history|experience",
        r"^\W*(?:(?:work|professional|employment) (?:history|experience)|career history"
        r"|experience)\W*$",
    ),
    Wording("education|academic", r"^\W*(?:education(?: and training)?|academic background)\W*$"),
    Wording(
        "references|hobbies|interests",
        r"\breferences (?:available|(?:up)?on request)\b|^\W*(?:references|hobbies|interests)\W*$",
    ),
    Wording(
        "highlights|accomplish|core qual|objective|summary|personal|about me",
        r"^\W*(?:highlights|accomplishments|core qualifications|career objective|objective"
        r"|professional summary|personal (?:statement|details|profile)|about me)\W*$",
    ),
    Wording(
        "present|current|now|heute",
        r"\b(?:19|20)\d\d\W{1,4}(?:to )?(?:present|current|now|heute)\b",
    ),
    Wording(
        "i am|i have|i was|i worked|my ",
        r"\bI (?:am|have|was|worked)\b|\bmy (?:career|experience|skills|role)\b",
    ),
    Wording(
        "company name|linkedin|birth|nationality",
        r"\bCompany Name\b|\blinkedin\.com/in/|\bdate of birth\b|\bnationality\s*:",
    ),
)

# Words in the text -> families that it must show: a long text says much by chance.
_NEEDED = ((80, 1), (200, 2), (3_000, 4))
_NEEDED_BEYOND = 6

# How much more of vacancies than of another kind of text a text says that is one after all.
_MORE_THAN_OTHERS = 3

_OWN: frozenset[SectionKind] = frozenset(
    {
        "responsibilities",
        "nice_to_have",
        "benefits",
        "how_to_apply",
        "equal_opportunity",
        "about_employer",
    }
)


def refuse_other_texts(text: str, sections: Iterable[Section], *, declared: bool) -> None:
    """Raises ``Quarantined("not-a-posting")`` for a text that is something else.

    A text must show more of what vacancies say the longer it is; a first line that is a title, and
    a salary, are shown too. ``declared`` says that somebody vouches for it (it stood in a table of
    postings, or is asked with as one): then it may be a bare list of duties, and only what reads
    as a resume, an invoice or an error page is refused.
    """
    shown = posting_evidence(text)
    if shown < 6 and reads_as_invoice(text):
        raise _refusal("it reads as an invoice")
    if shown <= 3 and reads_as_error_page(text):
        raise _refusal("it reads as an error page")
    shown += len({section.kind for section in sections if section.heading} & _OWN)
    resume = sum(1 for wording in _RESUME if wording.found_in(text))
    if resume >= 2:
        resume += min(3, len(find_ranges(text)) // 2)
        if resume >= 3 and shown + 2 * declared < 2 * resume + 4:
            raise _refusal("it reads as a resume")
    if declared:
        return
    other, count = reads_as_other(text)
    if shown < count + _MORE_THAN_OTHERS and other:
        raise _refusal(f"it reads as {other}")
    words = len(text.split())
    needed = next((least for limit, least in _NEEDED if words < limit), _NEEDED_BEYOND)
    if shown < needed and shown + _titled(text) + (pay_in(text) is not None) < needed:
        raise _refusal("nothing in it says what vacancies say")


def _titled(text: str) -> bool:
    """Whether a line at the top, or a label, names a job."""
    return title_score(clean_title(title_in(text)).title) >= 2


def posting_evidence(text: str) -> int:
    """How many of the ten families of what vacancies say there are in the text."""
    return sum(1 for wording in _FAMILIES if wording.found_in(text))


def _refusal(why: str) -> Quarantined:
    return Quarantined(
        "not-a-posting",
        f"The text is not taken for a posting: {why}.",
        remedy="Index resumes with `skillsearch index resumes`; leave other files out.",
    )
