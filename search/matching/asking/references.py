"""Documents that a request names as examples: "like CV 123", "unlike candidate anna-7"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.matching.asking.sheet import Sheet
from search.matching.documents import ALIASES, NOUNS, find_document
from search.open_index import OpenIndex
from skillsearch.documents import DocumentKind
from skillsearch.errors import NotFound, NothingIndexed

__all__ = ["Examples", "read_examples"]

_KINDS: tuple[tuple[DocumentKind, str], ...] = (
    ("resume", r"cvs?|resumes?|résumés?|candidates?|persons?|profiles?|applicants?"),
    ("posting", r"postings?|jobs?|vacanc(?:y|ies)|adverts?|ads?|roles?"),
)
_ID = r"[\w][\w./@+-]*"
_NAMED = re.compile(
    r"(?<![\w-])(?:(?:some(?:one|body)|people|candidates?|anyone|something|more|others?|those)\s+)?"
    r"(?P<how>not (?:at all )?like|unlike|different (?:from|to)|dissimilar to|like|similar to|as)"
    r"\s+"
    rf"(?:the\s+)?(?:{'|'.join(f'(?P<k{n}>{w})' for n, (_, w) in enumerate(_KINDS))})\s*"
    rf"(?:no\.?|number|id|#|:)?\s*#?(?P<id>(?=[\w./@+-]*\d|[\w.@+-]*[-_/.][\w])"
    rf"{_ID}|(?:{_ID}))",
    re.IGNORECASE,
)
_STOPS = frozenset(("with", "but", "and", "or", "who", "in", "the", "that", "for"))


@dataclass(frozen=True, slots=True)
class Examples:
    """Point ids of documents to be like and unlike."""

    like: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()


def read_examples(index: OpenIndex, sheet: Sheet, kind: DocumentKind, tenant: str) -> Examples:
    """The documents of the kind searched for that a request names by point id or external id."""
    like: list[str] = []
    unlike: list[str] = []
    for match in list(sheet.find(_NAMED)):
        named = match["id"].rstrip(".,;/")
        if named.casefold() in _STOPS or (
            match["how"].lower() == "as" and not re.search(r"\d", named)
        ):
            continue
        end = match.start("id") + len(named)
        of = next(k for n, (k, _) in enumerate(_KINDS) if match[f"k{n}"])
        if of != kind:
            sheet.refuse(
                match.start(), end,
                f"{named!r} is a {NOUNS[of]}, and {ALIASES[kind]} are searched: ask with it.",
            )  # fmt: skip
            continue
        try:
            found = find_document(index, kind, named, tenant).id
        except (NotFound, NothingIndexed) as error:
            sheet.refuse(match.start(), end, f"{error.message} It was not used.")
            continue
        apart = match["how"].lower() not in ("like", "similar to", "as")
        (unlike if apart else like).append(str(found))
        sheet.take(match.start(), end, f"{'unlike' if apart else 'like'} {NOUNS[of]} {named}")
    return Examples(tuple(dict.fromkeys(like)), tuple(dict.fromkeys(unlike)))
