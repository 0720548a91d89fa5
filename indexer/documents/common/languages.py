"""Spoken languages and how well, where a text says so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from skillsearch.documents import Section, SpokenLanguage
from skillsearch.passages.sections import body_start

__all__ = ["find_languages", "language_named"]

# Code, English name, other names.
_TABLE = """
en English englisch anglais inglés inglês engels inglese
de German deutsch allemand alemán alemão duits tedesco
fr French französisch français francés francês frans francese
es Spanish spanisch espagnol español espanhol spaans spagnolo castellano
pt Portuguese portugiesisch portugais portugués português portugees
it Italian italienisch italien italiano italiaans
nl Dutch niederländisch néerlandais neerlandés holandês nederlands flemish
zh Chinese mandarin cantonese chinesisch chinois chino chinês putonghua hokkien teochew
ja Japanese japanisch japonais japonés japonês
ko Korean koreanisch coréen coreano
ru Russian russisch russe ruso russo
pl Polish polnisch polonais polaco
cs Czech tschechisch
sk Slovak slowakisch
sl Slovenian slovene
uk Ukrainian ukrainisch
ro Romanian rumänisch roumain rumano
hu Hungarian ungarisch
bg Bulgarian bulgarisch
el Greek griechisch grec griego
tr Turkish türkisch turc turco
ar Arabic arabisch arabe árabe
he Hebrew hebräisch
fa Persian farsi dari
hi Hindi
ur Urdu
bn Bengali bangla
pa Punjabi panjabi
gu Gujarati
mr Marathi
ta Tamil
te Telugu
kn Kannada
ml Malayalam
or Odia oriya
as Assamese
ne Nepali
si Sinhala sinhalese
ms Malay bahasa melayu
id Indonesian
tl Tagalog filipino pilipino
vi Vietnamese vietnamesisch
th Thai
my Burmese
km Khmer
lo Lao
sv Swedish schwedisch suédois sueco zweeds
no Norwegian norwegisch
da Danish dänisch
fi Finnish finnisch
is Icelandic
et Estonian
lv Latvian
lt Lithuanian
sq Albanian
sr Serbian serbisch
hr Croatian kroatisch
bs Bosnian
mk Macedonian
ka Georgian
hy Armenian
az Azerbaijani
kk Kazakh
uz Uzbek
mn Mongolian
sw Swahili
am Amharic
so Somali
yo Yoruba
ig Igbo
ha Hausa
zu Zulu
xh Xhosa
af Afrikaans
ht Creole haitian
cy Welsh
ga Gaelic irish
ca Catalan català catalán
eu Basque euskera
gl Galician gallego
la Latin
yi Yiddish
ku Kurdish
ps Pashto
hmn Hmong
ase ASL
"""
_NAMES: dict[str, tuple[str, str]] = {
    name.casefold(): (row.split()[0], row.split()[1])
    for row in _TABLE.strip().splitlines()
    for name in row.split()[1:]
}
_ANY = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_NAME = re.compile(rf"(?<![^\W_])({_ANY})(?![^\W_])", re.IGNORECASE)
_GRADE = (
    r"native(?: or bilingual)?(?: speaker| proficiency)?|mother ?tongue|first language|bilingual|"
    r"full professional(?: proficiency)?|professional working(?: proficiency)?|"
    r"limited working(?: proficiency)?|elementary(?: proficiency)?|near[- ]native|"
    r"fluent(?:ly)?|proficient|advanced|upper[- ]intermediate|intermediate|conversational|"
    r"business fluent|working knowledge|basic|beginner|good|excellent|"
    r"[abc][12]\+?|muttersprache|verhandlungssicher|fließend|fliessend|gute kenntnisse|"
    r"grundkenntnisse|"
    r"langue maternelle|courant|bilingue|notions|intermédiaire|avancé|nativ[oa]|lengua materna|"
    r"fluido|avanzado|intermedio|básico|fluente|avançado|intermediário|língua materna|"
    r"moedertaal|vloeiend|goed"
)
_LEVEL = re.compile(rf"(?<![^\W_])({_GRADE})(?![^\W_])", re.IGNORECASE)
_STRONG = (
    r"fluent(?:ly)?|native(?: speaker)?|bilingual|mother ?tongue|conversational|proficient|"
    r"fließend|verhandlungssicher|speaks?|spoken|speaking"
)
# "fluent in Spanish and French", "bilingual (English/Spanish)", "native German", "German (C1)".
_CLAIM = re.compile(
    rf"(?<![^\W_])(?P<grade>{_STRONG})\s*(?:,?\s*(?:in|both|and written|written and|of|speaker of|"
    rf"in both|the|written|oral|and|or|level)\s+)*[:(\-–]?\s*"
    rf"(?P<names>(?:{_ANY})(?:\s*(?:,|and|&|/|or|-)\s*(?:and\s+)?(?:{_ANY})(?![^\W_]))*)(?![^\W_])",
    re.IGNORECASE,
)
_GRADED = re.compile(
    rf"(?<![^\W_])(?P<names>{_ANY})\s*[(:–-]\s*(?P<grade>{_GRADE})(?![^\W_])", re.IGNORECASE
)
_GLUED = re.compile(r"(?<=[a-z])(?=(?:English|Spanish|French|German|Chinese|Hindi)\b)")
_KEYWORD = re.compile(
    r"fluent|native|bilingual|tongue|convers|proficien|speak|spoke|[abc][12]|langu|sprach|idioma",
    re.I,
)


def find_languages(text: str, sections: Iterable[Section]) -> tuple[SpokenLanguage, ...]:
    """The languages that sections ``languages`` list, and those that a text claims elsewhere.

    Elsewhere only "fluent in Spanish", "native German", "French (B2)" and the like count: an
    English teacher need not speak anything else, and a German bank is no language.
    """
    found: dict[str, SpokenLanguage] = {}
    for section in sections:
        if section.kind == "languages":
            _listed(text[body_start(section) : section.end], found)
    for line in text.splitlines():
        if _KEYWORD.search(line):
            for pattern in (_CLAIM, _GRADED):
                for claim in pattern.finditer(line):
                    for name in _NAME.findall(claim["names"]):
                        _add(found, name, _plain(claim["grade"]))
    return tuple(found.values())


def language_named(name: str, level: str = "") -> SpokenLanguage | None:
    """The language of that name ("German", "Deutsch", "de"), None if none is known by it."""
    key = name.strip().casefold()
    if key in _NAMES:
        return SpokenLanguage(*_NAMES[key], level)
    for code, english in _NAMES.values():
        if key == code:
            return SpokenLanguage(code, english, level)
    return None


def _listed(body: str, found: dict[str, SpokenLanguage]) -> None:
    for entry in re.split(r"[\n;•|]", _GLUED.sub(" ", body)):
        names = list(_NAME.finditer(entry))
        for number, name in enumerate(names):
            following = names[number + 1].start() if number + 1 < len(names) else len(entry)
            # "German: fluent" or, where the level comes first, "fluent in German".
            level = _LEVEL.search(entry, name.end(), following)
            level = level or (_LEVEL.search(entry, 0, name.start()) if number == 0 else None)
            _add(found, name[1], level[1] if level else "")


def _add(found: dict[str, SpokenLanguage], name: str, level: str) -> None:
    code, english = _NAMES[name.casefold()]
    if code not in found or (level and not found[code].level):
        found[code] = SpokenLanguage(code, english, level)


def _plain(grade: str) -> str:
    return "" if grade.casefold().startswith(("speak", "spoke")) else grade
