"""Mail addresses, telephone numbers, links, postal addresses and labelled personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from skillsearch.documents import DocumentKind, Personal, PersonalKind

__all__ = ["contacts_in", "labelled_in"]

_MAIL = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]{1,64}\s?(?:@|\[at\]|\(at\))\s?[\w-]{1,63}"
    r"(?:\s?(?:\.|\[dot\]|\(dot\))\s?[\w-]{1,63}){0,5}"
    r"\s?(?:\.|\[dot\]|\(dot\))\s?[A-Za-z]{2,24}(?![\w-])",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()\"'|,;]+[^\s<>()\"'|,;.]"
    r"|(?<![\w@.])(?:[a-z]{2,3}\.)?(?:linkedin|github|gitlab|bitbucket|twitter|x|facebook|"
    r"instagram|"
    r"xing|indeed|behance|dribbble|medium|stackoverflow|kaggle|orcid|researchgate|youtube|t)"
    r"\.(?:com|org|io|net|me)/[^\s<>()\"'|,;]+"
    r"|(?<![\w@.-])[a-z0-9-]{3,63}(?:\.[a-z0-9-]{1,63}){0,4}\.(?:me|dev|io|blog|page|github\.io|"
    r"name)(?:/[\w./-]*)?(?![\w.])"
    r"|(?<!\w)(?:linkedin|github|gitlab|twitter|skype|xing|telegram|instagram)\s*(?:id|profile|"
    r"handle)?\s*:\s*@?[\w./-]{3,}",
    re.IGNORECASE,
)
# From seven to fifteen digits in groups; what looks like a date or years is told apart below.
_PHONE = re.compile(
    r"(?<![\w.,$€£/#-])(?:\+|00)?\(?\d[\d ()./–‑-]{5,22}\d"
    r"(?:\s*(?:x|ext\.?|extension|#|durchwahl)\s*\d{1,6})?(?![\w/%]|[.,]\d)",
    re.IGNORECASE,
)
_PHONE_LABEL = re.compile(
    r"(?<![^\W_])(?:(?:phone|tel(?:efon|efono|éfono|efone|éphone)?|mobile?|mob|cell(?:ular)?|"
    r"handy|móvil|"
    r"portable|celular|whatsapp|contact (?:no|number)|fax|ph|telefoon|hp)\.?\s*(?:no\.?|number|"
    r"#)?\s*[:.(-]*|(?:[tmpch]|call|home|work|contact|office)\s*[:.]+)\s*[(+]*$",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(
    r"(?:19|20)\d\d\s*[-–/.]\s*(?:(?:19|20)\d\d|\d\d?)(?:[-/.]\d\d?)?|"
    r"\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d(?:\s*[-–]\s*\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d)?|"
    r"\d\d?[-/.](?:19|20)\d\d\s*[-–]\s*\d\d?[-/.](?:19|20)\d\d|(?:(?:19|20)\d\d[\s,-]*)+"
)
_STREET = (
    r"street|st|avenue|ave|av|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|place|pl|circle|cir|"
    r"terrace|ter|way|parkway|pkwy|highway|hwy|square|sq|close|crescent|gardens|grove|mews|trail|"
    r"loop|row|walk|alley|plaza|run|path|pike|cove|bend|ridge|hill|heights"
)
_ADDRESS = re.compile(
    # 12 Example Street, Apt 4
    rf"(?<![\w$.,/-])\d{{1,6}}[A-Za-z]?(?:[-/]\d+)?,?\s+(?:[NSEW]\.?\s+|(?:North|South|East|"
    rf"West)\s+)?"
    rf"(?:[A-ZÀ-Þ0-9][\w'’.-]*\s+){{1,4}}(?:{_STREET}|{_STREET.title()}|{_STREET.upper()})\b\.?"
    r"(?:,?\s*(?:#|Apt\.?|Apartment|Unit|Suite|Ste\.?|Flat|Floor)\s*[\w-]+)?"
    # Boxes, and blocks of flats.
    r"|\b(?:P\.?\s?O\.?\s?Box|Postfach)\s+\d+"
    r"|\b(?:Blk|Block)\s+\d+[A-Z]?\s+[\w ]{3,40}?#\d+-\d+"
)
# Some of these also look like other things, and count in a header only.
_ADDRESS_ABROAD = re.compile(
    # Beispielstraße 12, Voorbeeldlaan 3
    r"(?<!\w)[A-ZÀ-Þ][\wß'’.-]{0,30}(?:[- ][A-ZÀ-Þ][\wß.-]{0,30}){0,3}"
    r"(?:straße|strasse|str\.|weg|gasse|platz|allee|ring|damm|ufer|laan|straat|plein|gracht|kade)"
    r"\s+\d{1,4}\s?[a-zA-Z]?(?!\w)"
    r"|(?<!\w)(?:Straße|Strasse|Weg|Platz) (?:der|des|am) [A-ZÀ-Þ]\w+ \d{1,4}"
    # 12 rue de l'Exemple, Calle Ejemplo 12, Rua Exemplo, 12, Via Esempio 12
    r"|\b\d{1,4}(?:\s?(?:bis|ter))?,?\s+(?:rue|avenue|boulevard|place|chemin|impasse|allée|quai)\s+"
    r"[\w'’.-]+(?:[ -][\w'’.-]+){0,5}?(?=\s*(?:,|\n|$|\d{5}|\|))"
    r"|\b(?:Calle|C/|Avenida|Avda\.?|Paseo|Plaza|Rua|R\.|Travessa|Largo|Praça|Via|Viale|Piazza)\s+"
    r"[\wÀ-ÿ'’.]+(?:\s[\wÀ-ÿ'’.]+){0,4}?,?\s*(?:n[º°o.]*\s*)?\d{1,5}\b(?:,?\s*\d{1,2}[º°ª]?\s?[A-Z]?(?!\w))?"
)
# A postcode beside a place: the place stays.
_POSTCODE = re.compile(
    r"(?<=[A-Z]{2} )\d{5}(?:-\d{4})?(?!\d)|(?<=[A-Z]{2}, )\d{5}(?:-\d{4})?(?!\d)"
    r"|(?<!\w)(?:(?:D|A|CH|F|E|I|B|L|NL|PT)-)?\d{4,5}(?=\s+[A-ZÀ-Þ][a-zà-ÿ]{2,}(?:[\s,|]|$))"
    r"|(?<!\w)(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\d[\dA-Z]? ?\d[ABD-HJLNP-UW-Z]{2})(?!\w)"
    r"|(?<!\w)[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d(?!\w)|(?<!\w)\d{4} ?[A-Z]{2}(?=\s+[A-Z][a-z])"
    r"|(?<=Singapore )\d{6}(?!\d)|(?<!\d)\d{4}-\d{3}(?=\s+[A-ZÀ-Þ][a-zà-ÿ]{2,})"
    r"|(?<=, )\d{6}(?!\d)|(?<=- )\d{6}(?!\d)"
)
_LABELLED: tuple[tuple[PersonalKind, str, str], ...] = (
    (
        "birth_date",
        r"date of birth|d\.?\s?o\.?\s?b\.?|birth ?date|born(?: on| in)?|birthday|age|geburtsdatum|"
        r"geboren(?: am)?|geb\.|alter|date de naissance|née?(?: le)?|âge|fecha de nacimiento|edad|"
        r"data de nascimento|idade|geboortedatum|data di nascita|place of birth|geburtsort",
        r"[^\n|;•]{2,30}",
    ),
    ("gender", r"gender|sex|geschlecht|sexe|sexo|género|gênero|geslacht", r"\w[\w-]{0,12}"),
    (
        "nationality",
        r"nationality|citizenship|citizen of|staatsangehörigkeit|nationalität|nationalité|"
        r"nacionalidad|nacionalidade|nationaliteit|race|ethnicity|religion|caste",
        r"[^\W_][\w.'’-]*(?: [^\W_][\w.'’-]*){0,2}",
    ),
    (
        "marital_status",
        r"marital status|civil status|familienstand|situation familiale|état civil|estado civil|"
        r"burgerlijke staat",
        r"[^\W_][\w.'’-]*(?: [^\W_][\w.'’-]*){0,2}",
    ),
    (
        "id_number",
        r"nric(?: no\.?)?|fin(?: no\.?)|ssn|social security(?: (?:no\.?|number))?|"
        r"passport(?: (?:no\.?|number))?|"
        r"national id(?: (?:no\.?|number))?|id (?:no\.?|number|card)|identity (?:card|number)|"
        r"aadhaar(?: (?:no\.?|number))?|"
        r"pan(?: (?:no\.?|card|number))|driving licen[cs]e (?:no\.?|number)|dni|nie|nif|cpf|rg|bsn|"
        r"personalausweis(?:nummer)?|steuer-?id|sozialversicherungsnummer",
        r"[A-Z0-9][A-Z0-9 ./-]{3,24}",
    ),
    ("photo", r"photo(?:graph)?|foto|picture", r"[^\n|;]{2,60}"),
    (
        "address",
        r"(?:home |postal |mailing |permanent |current |present |residential )?address|anschrift|"
        r"adresse|dirección|domicilio|endereço|morada|adres",
        r"[^\n|;•]{4,120}",
    ),
)  # fmt: skip
_LABELS = tuple(
    (kind, re.compile(rf"(?:{label})\s*[:：]\s*(?P<value>{value})", re.IGNORECASE))
    for kind, label, value in _LABELLED
)
_ANY_LABEL = re.compile(r"(?<![^\W_])[^\W\d_][^\n:：]{1,32}?[:：]")
# Some need no colon.
_UNLABELLED: tuple[tuple[PersonalKind, re.Pattern[str], bool], ...] = (
    ("id_number", re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])"), True),
    ("id_number", re.compile(r"(?<!\w)[STFGM]\d{7}[A-Z](?!\w)"), True),
    (
        "birth_date",
        re.compile(
            r"(?:\bborn (?:on )?|\bgeboren am |\bnée? le |\* ?(?=\d))[^\n,;|]{6,24}\d{4}", re.I
        ),
        False,
    ),
    (
        "birth_date",
        re.compile(
            r"\b\d{2} years old\b|\baged \d{2}\b|\b\d{2} (?:Jahre alt|ans|años)(?!\w)", re.I
        ),
        False,
    ),
)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_SPACED_MAIL = re.compile(r"^[a-z0-9._+-]+ ?@ ?[a-z0-9 .-]+$|\bat\b")


def contacts_in(text: str, kind: DocumentKind, header_end: int) -> Iterator[Personal]:
    """Mails, links, telephone numbers and, in a resume, streets and postcodes.

    Bare postcodes count up to ``header_end`` only: further down four digits are a year.
    """
    if "@" in text or "[at]" in text or "(at)" in text:
        for match in _MAIL.finditer(text):
            if not re.search(r"\s", match[0]) or _SPACED_MAIL.search(match[0]):
                yield _personal("email", match)
    for match in _URL.finditer(text):
        yield _personal("url", match)
    for match in _PHONE.finditer(text):
        if _is_phone(match, match.start() < header_end):
            yield _personal("phone", match)
    if kind == "resume":
        for match in _ADDRESS.finditer(text):
            if match.start() < header_end or not _YEAR.match(match[0]):
                yield _personal("address", match)
        for pattern in (_ADDRESS_ABROAD, _POSTCODE):
            for match in pattern.finditer(text, 0, header_end):
                if not _YEAR.search(match[0]):
                    yield _personal("address", match)


def labelled_in(text: str, header_end: int) -> Iterator[Personal]:
    """What stands after "Date of birth:", "Nationality:", "Passport no.:" and the like."""
    for label in _ANY_LABEL.finditer(text):
        for kind, pattern in _LABELS:
            if match := pattern.match(text, label.start()):
                value = match["value"].rstrip()
                if kind == "id_number" and not any(c.isdigit() for c in value):
                    continue
                start = match.start("value")
                yield Personal(kind, start, start + len(value), value)
                break
    for kind, pattern, everywhere in _UNLABELLED:
        for match in pattern.finditer(text, 0, len(text) if everywhere else header_end):
            yield _personal(kind, match)


def _personal(kind: PersonalKind, match: re.Match[str]) -> Personal:
    return Personal(kind, match.start(), match.end(), match[0])


def _is_phone(match: re.Match[str], in_header: bool) -> bool:
    found = match[0].strip("( ")
    digits = "".join(re.findall(r"\d", found))
    if re.fullmatch(r"\d{3}-\d{2}-\d{4}", found):
        return False  # a social security number
    if not 7 <= len(digits) <= 20 or _DATE_LIKE.fullmatch(found):
        return False
    labelled = _PHONE_LABEL.search(match.string, max(0, match.start() - 20), match.start())
    if match[0].startswith("+") or labelled:
        return True
    if "/" in found or re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", found):
        return False
    if in_header and len(digits) >= 8:
        return True
    # Further down many things are numbers: it must be grouped as some country dials.
    groups = [len(group) for group in re.findall(r"\d+", found)]
    if found[0] == "0":
        return 10 <= len(digits) <= 14 and len(groups) > 1
    grouped = [3, 3, 4] in (groups[:3], groups[-3:]) or groups in (
        [1, 3, 3, 4],
        [3, 4],
        [10],
        [5, 5],
    )
    return grouped or (groups[:2] == [4, 4] and found[0] in "689" and "-" not in found)
