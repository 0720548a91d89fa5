"""A word of the person's own name where it stands alone: "Fenwick was promoted twice"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from indexer.documents.common.titles import title_score
from skillsearch.documents import Personal
from skillsearch.passages.word_tables import word_set

__all__ = ["lone_places_of_name"]

_SHORTEST = 3
_SHORTEST_CAPITALS = 5
"""Shorter words all in capitals are abbreviations as often as names."""

_WORD = r"[^\W\d_][\w'’-]*"
_BEFORE = re.compile(rf"(?P<lead>^|[.!?:;•·|\n\t][ ]*)?(?P<word>{_WORD})\.?[ ]$")
_AFTER = re.compile(rf"[ &-](?P<word>{_WORD})")
_IN_ADDRESS = re.compile(r"[\w@/\\.+-]$")

# After these a proper name is a place or a company more often than a person.
_OF_PLACES = word_set("at in near from for via of bei aus nach chez à en de")

# Words that begin a sentence before a name, and titles of courtesy.
_NO_PART = word_set("""
    when as since while after before because although if with and or but then also that this dear
    hello mr mrs ms miss dr prof sir herr frau mme by under for what how who whom the to
""")

# Names that are words, places, months, tools or brands as well.
_AMBIGUOUS = word_set("""
    abbey ada adobe alma amber angel april ash ashby asia august austin autumn bailey banks barn
    bell berlin best bishop black blake bliss blue bond booth boston brand bright brook brooks
    brown buck bush carolina cassandra castle chance charity charlotte chase chelsea china
    christian church clay close coast cobb cole crystal dale dallas dawn day dean dell delta
    denver diamond drew duke earl early east easter eden edge england fair faith falls field
    fields fleet flint flora florence ford forest forth foster fox france franklin free freeman
    frost garland gates gem genesis george georgia german glass gold golden good grace grant
    gray green grove guy hall hand harbor hardy harm harmony hart hay heath heather hill hills
    holiday holland holly hood hope house houston hunt hunter india iris iron israel ivy jackson
    jade jasmine java jersey jewel jordan joy julia julian july june justice kent kerry kind
    king kings knight lake lamb lane law leaf lee lincoln link list little lodge london long
    lord love low madison major marina mark marks marsh martin mason max may means mercury mercy
    miles mills mobile moon moore moss nash nelson new noble norman north nova olive oracle
    orlando page paige paris park parks pascal patience penny perl phoenix pierce pike place
    pool poole pope porter post power prairie price prince prudence pure quick rain ray read
    real reed reeves rich ridge rivers robin rock rome rose rowan royal ruby rush rust ryder
    sage sales sandy savannah scala school sharp shell shepherd short silver skill skills small
    smart snow spain spark spring stack star stark stata steel sterling stone storm story street
    strong summer summit swift sydney temple terry towers town trace trinity troy true turner
    union unity van vaughn venice venture victor victoria vienna virginia wade walker wall ward
    warner washington water waters wave wells west white will willow win winter wise wolf wood
    woods work worth wright wynn york young
""")


def lone_places_of_name(text: str, name: str, known: Collection[str]) -> Iterator[Personal]:
    """Where one word of ``name`` stands alone, with a capital.

    Not where it may mean something else: a word of the language (one of ``known``, of a job title,
    or one that the same text has in lower case), a part of a longer proper name ("Fenwick Motors"),
    or what may be a place ("in Fenwick"). Words below three letters are left.
    """
    for word in dict.fromkeys(name.replace(",", " ").split()):
        plain = word.strip(".'’-()\"").casefold()
        if len(plain) < _SHORTEST or not re.fullmatch(_WORD, plain):
            continue
        if plain in _AMBIGUOUS or plain in known or title_score(plain.title()) > 0:
            continue
        if re.search(rf"(?<![\w@./-]){re.escape(plain)}(?![\w@/-])", text):
            continue
        yield from _lone(text, plain)


def _lone(text: str, plain: str) -> Iterator[Personal]:
    pattern = rf"(?<![\w@/\\]){re.escape(plain)}(?=(?:['’]s)?(?![\w@/\\]))"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        found = match[0]
        if not found[0].isupper() or (found.isupper() and len(found) < _SHORTEST_CAPITALS):
            continue
        line_start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        before = text[line_start : match.start()]
        after = text[match.end() : line_end if line_end >= 0 else len(text)]
        if not _is_part(before, after):
            yield Personal("name", match.start(), match.end(), found)


def _is_part(before: str, after: str) -> bool:
    """Whether the words beside it make it a part of another name, of a place or of an address."""
    if _IN_ADDRESS.search(before) or after[:1] in ("@", "_") or re.match(r"[.-]\w", after):
        return True
    left, right = _BEFORE.search(before), _AFTER.match(after)
    if left is not None:
        word = left["word"]
        if word.casefold() in _OF_PLACES:
            return True
        if word[0].isupper() and word.casefold().rstrip(".") not in _NO_PART:
            return True
    return right is not None and right["word"][0].isupper()
