"""The name of the person a resume is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from indexer.documents.common.given_names import GIVEN_NAMES
from indexer.documents.common.locations import place_in
from indexer.documents.common.titles import is_organisation, title_score
from skillsearch.documents import Personal, Section
from skillsearch.passages.sections import lines_of
from skillsearch.passages.word_tables import word_set

__all__ = ["NO_NAME", "find_names", "places_of_name"]

_LABEL = re.compile(
    r"(?:^|[|•·\t]|\s{2})\s*(?:(?:full |candidate |first |last |family |given |sur)?name|"
    r"nom(?: et prénom)?|prénom|"
    r"nombre(?: completo)?|apellidos?|nome(?: completo)?|vor- und nachname|vorname|nachname|naam)"
    r"[ \t]*[:：][ \t]*(?P<name>[^\n|:•,;]{2,50})",
    re.IGNORECASE | re.MULTILINE,
)
_WORD = re.compile(r"[A-ZÀ-ÞŁŚŽŠČĆ][\w'’-]*\.?")
_PARTICLES = word_set(
    "de del della der den van von da dos das do di la le al bin binti bte ibn y e o' mac"
)
_HONOURS = re.compile(
    r"^(?:mr|mrs|ms|miss|dr|prof|herr|frau|mme|m|sr|sra|srta|ir|ing|drs)\.?\s+(?=[A-Z])|"
    r"(?:,\s*|\s+)(?:ph\.?d\.?|mba|m\.?sc\.?|b\.?sc\.?|cpa|pmp|rn|bsn|md|esq\.?|cfa|jr\.?|sr\.?|ii|iii|"
    r"acca|phr|sphr|csm|p\.?e\.?|m\.?d\.?|m\.?ed\.?|m\.?a\.?|b\.?a\.?|dipl\.-ing\.?|b\.?tech)\.?"
    r"(?=$|[,\s(])",
    re.IGNORECASE,
)
_TOP = re.compile(
    r"^(?:curriculum vitae|resume|résumé|cv|lebenslauf|hoja de vida|currículo|page \d+)"
    r"(?:\s+(?:of|von|de)\s+|\s*[-–:|]\s*|\s+)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|•·\t]\s*|\s{3,}|,\s+|\s+[–—-]\s+|\s+(?=\(?\+?\d)|\s+(?=\S+@)")

# Words of headings, skills and trades that stand in capitals like names do.
NO_NAME = word_set("""
    ccna ccda ccnp cissp mcse itil pmp cas a about achievement achievements academic
    accomplishment accomplishments account accounting accounts activities activity additional
    administration administrative adobe advanced advertising affiliations agile aircraft
    analysis analytics and android angular application applications april areas art arts
    assembly audio august automation automotive aviation awards aws azure background bank
    banking basic beauty benefits big bilingual biology building business call capital care
    career cash center central certification certifications certified chemical city civil
    classroom clinical cloud coaching coding college communication communications community
    company competencies compliance computer computing conflict construction contact content
    contract control core corporate corporation cost creative credit critical culinary current
    curriculum customer data database day debt december deep delivery department dental
    deployment design details development devops digital director disease distribution division
    docker driven driving early economics editing education educational effective electrical
    electronic elementary email emergency employee employment energetic energy engineering
    english entry environmental equipment estate event events excel excellent executive expense
    experience expert expertise fashion february field filing film finance financial fine first
    fitness focus food forecasting foreign foundation french friendly front full functional fund
    general german global goal good google government graduate graphic group growth guest
    hardware health healthcare help high highlights hindi history home hospitality hospital
    hotel hour house human illustrator implementation import in india industrial industry
    information innovative inside insurance integration intelligence interests international
    internet interpersonal inventory investment it january java javascript job june july key
    keyboard knowledge kubernetes lab labor landscape language languages laravel large law
    leadership lean learning learner legal life line linux location logistics machine mainframe
    maintenance major management manufacturing march market marketing master mathematics may
    mechanical media medical mental merchandising microsoft military ministry mobile mobil
    modern modelling money month mysql national natural network networking neural new news node
    north november objective objectives october of office online open operating operation
    operations oracle organization organizational organized original outlook outstanding part
    passionate patient pattern payroll performance personal phone photography photoshop physical
    planning point policy portfolio power presentation present prevention private problem
    process processing procurement product production professional proficiency proficient
    profile profit program programming programs project projects property proposal public
    publications purchasing python qualification qualifications quality quantum quick react real
    record records recruitment references related relations relevant reliable remote repair
    report reporting research resolution resource resources responsible restaurant results
    resume retail retention revenue risk road safety sales sap scheduling school science
    sciences scientific scrum search secondary security self senior september server service
    services shop skill skills social software solid solution solutions solving south spanish
    special spreadsheets spring sql staff staffing standard state statistical statistics
    strategic strategy street strengths strong student studies studio suite summary supply
    support surgery system systems tax teaching team teams teamwork tech technical techniques
    technologies technology telephone test testing the time title tools track trade training
    transportation travel treasury trend typing united university user vacation vehicle vendor
    verbal video vision visual vitae vocational volunteer warehouse web website windows word
    work working workshop writing written year years lebenslauf persönliche daten
    berufserfahrung ausbildung kenntnisse profil kompetenzen formation expérience compétences
    langues experiencia formación habilidades idiomas experiência formação competências
    werkervaring opleiding vaardigheden labs inc ltd llc gmbh vidyalaya nagar limited blvd ave
    avenue drive lane certificate course
""")
_TRADE_SURNAMES = word_set("""
    archer baker barber brewer butler carpenter carter chandler cook cooper dyer farmer fisher
    fletcher fowler gardener gardner glover goldsmith harper hunter joiner judge knight marshall
    mason miller page painter parker piper plumber porter potter reader sawyer sexton shepherd
    singer skinner slater smith spencer steward tailor tanner taylor thatcher turner tyler waiter
    walker weaver wheeler wright
""")
"""Surnames that are trades too: after a given name they are names."""
_SPACED = re.compile(r"(?:[^\W\d_]\s+){3,}[^\W\d_]")
_HEADER_LINES = 6


def find_names(text: str, sections: Iterable[Section], mails: Iterable[str]) -> tuple[str, ...]:
    """The names as written, from a label, the first lines or the line that a mail address fits.

    A line is a name by its shape (two to five words in capitals, none of which is a word of jobs,
    skills, headings or companies) and by evidence: it is the first, one of its words is a common
    given name, or the mail address is made of its words. Where a begins with a heading, so
    that the name stands elsewhere, it may be a line of its own just before another heading.
    """
    found = [_bare(label["name"]) for label in _LABEL.finditer(text[:1500])]
    found = [name for name in found if _shape(name, least=1)]
    locals_ = [_folded(mail.split("@")[0]) for mail in mails]
    headings = {section.heading for section in sections if section.heading}
    lines = [line for _, line in lines_of(text)]
    headless = bool(lines) and lines[0] in headings
    best: tuple[float, str] = (0.0, "")
    for number, line in enumerate(lines):
        if line in headings or len(line) > 120:
            continue
        after_heading = number > 0 and lines[number - 1] in headings
        before_heading = number + 1 < len(lines) and lines[number + 1] in headings
        between = before_heading or _is_headline(lines[number + 1 :])
        for part_number, part in enumerate(_candidates(line, number)):
            score = _score(part, number, part_number, locals_)
            if (
                part.isupper()
                and len(part.split()) <= 3
                and ((headless and before_heading) or (after_heading and between))
                and _plausible(part)
            ):
                score = max(score, 1.0)
            if score > best[0]:
                best = (score, part)
    if best[0] >= 1.0 and best[1] not in found:
        found.append(best[1])
    return tuple(found)


def places_of_name(text: str, name: str) -> Iterator[Personal]:
    """Wherever the whole name stands, and its parts where they stand beside a title of courtesy.

    In another case too: headers write it in capitals.
    """
    words = name.split()
    pattern = r"\s+".join(re.escape(word) for word in words)
    forms = [rf"(?<!\w){pattern}(?!\w)"]
    if len(words) == 1:
        forms = [rf"(?-i:(?<!\w){pattern}(?!\w))"]
    else:
        first, last = re.escape(words[0]), re.escape(words[-1])
        forms.append(rf"(?<!\w){last},\s*{first}(?!\w)")
        # As publications and letters have it: "Doe, J.", "J. Doe".
        forms.append(
            rf"(?<!\w){last},?\s+{first[0]}\.|(?<!\w){first[0]}\.\s*(?:\w\.\s*)?{last}(?!\w)"
        )
        if len(words) > 2:
            forms.append(rf"(?<!\w){first}\s+{last}(?!\w)")
        forms.append(
            rf"(?<=\bMr )(?:{last})\b|(?<=\bMs )(?:{last})\b|(?<=\bMr\. )(?:{last})\b|"
            rf"(?<=\bMs\. )(?:{last})\b"
        )
        forms.append(rf"(?<!\w){''.join(re.escape(word) for word in words)}(?!\w)")
    for match in re.finditer("|".join(forms), text, re.IGNORECASE):
        yield Personal("name", match.start(), match.end(), match[0])


def _candidates(line: str, number: int) -> Iterator[str]:
    bare = _TOP.sub("", line) if number < 3 else line
    yield _bare(bare)
    if number < _HEADER_LINES:
        for part in _PARTS.split(bare)[:2]:
            yield _bare(part)


def _bare(part: str) -> str:
    before = ""
    part = part.strip(' \t,;:|•·*#_-–—"()')
    while part != before:
        before, part = part, _HONOURS.sub("", part).strip(" ,")
    return part


def _shape(part: str, least: int = 2) -> list[str]:
    """The words of a part in normal form if it is shaped like a name, else none."""
    words = part.split()
    if not least <= len(words) <= 5 or any(c.isdigit() for c in part):
        return []
    folded = [_folded(word) for word in words]
    capitals = [w for w in words if w.casefold() not in _PARTICLES]
    if not all(_WORD.fullmatch(word) for word in capitals) or len(capitals) < least:
        return []
    if any(word in NO_NAME for word in folded) or max(map(len, folded)) > 16:
        return []
    if all(len(word) == 1 for word in folded) or max(map(len, folded)) < 3:
        return []
    return folded


def _is_headline(following: list[str]) -> bool:
    """Whether the next line is what stands below a name: a few words in capitals."""
    return bool(following) and following[0].isupper() and len(following[0].split()) <= 4


def _plausible(part: str) -> bool:
    return bool(_shape(part)) and not (
        is_organisation(part) or place_in(part) or title_score(part) >= 2
    )


def _score(part: str, number: int, part_number: int, locals_: list[str]) -> float:
    """How sure it is that the part is the name; from 1 it counts as one."""
    if len(part) > 4 and _SPACED.fullmatch(part):
        return _spaced_score(part, number, locals_)
    words = _shape(part)
    if not words or is_organisation(part) or place_in(part):
        return 0.0
    if any(_fits(words, local) for local in locals_):
        return 3.0 - 0.01 * number
    given = words[0] in GIVEN_NAMES
    is_trade = given and len(words) <= 3 and words[-1] in _TRADE_SURNAMES
    if title_score(part) >= (3 if given else 2) and not is_trade:
        return 0.0
    if number == 0 and part_number == 0:
        return 1.9 if given else 1.0
    if number < _HEADER_LINES:
        score = 0.9 if given or words[-1] in GIVEN_NAMES else 0.0
        score += 0.5 if number < 4 else 0.2
        return score - 0.1 * (part_number > 0) - 0.2 * (len(words) > 3) - 0.01 * number
    # In the body of a page only a line of its own that begins with a given name.
    return 1.0 if given and len(words) <= 3 and part_number == 0 else 0.0


def _spaced_score(part: str, number: int, locals_: list[str]) -> float:
    """Of "J A N E   D O E": the letters alone, as what is a word cannot be told."""
    joined = _folded("".join(part.split()))
    if number >= _HEADER_LINES or title_score("".join(part.split()).title()):
        return 0.0
    if any(len(local) > 4 and (local in joined or joined in local) for local in locals_):
        return 2.5
    return 1.2 if any(joined.startswith(name) for name in GIVEN_NAMES if len(name) > 3) else 0.0


def _fits(words: list[str], local: str) -> bool:
    """Whether the part of a mail address before the "@" is made of these words."""
    whole = [word for word in words if len(word) > 2 and word in local]
    if len(whole) >= 2:
        return True
    # "jdoe", "jane.d", "doe.j": one word and the first letter of another.
    return any(
        len(word) > 3
        and any(
            initial[0] + word in local or word + initial[0] in local
            for initial in words
            if initial != word
        )
        for word in whole
    )


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if c.isalnum())
