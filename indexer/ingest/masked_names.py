"""External ids and sources as they may be shown: often a file's name, and that a person's.

Nothing says which word of ``tan-anna-accountant.pdf`` is a name. So a word of a resume's file is
shown only where the resume says it too, outside of what is masked there, where it is a word of
headings and trades, or where it says nothing of anybody ("cv", "final"); every other is blacked
out, in its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from indexer.documents.common.given_names import GIVEN_NAMES
from indexer.documents.common.names import NO_NAME
from indexer.ingest.portraits import without
from skillsearch.documents import MASK, Posting, Resume, masked
from skillsearch.passages.word_tables import word_set
from skillsearch.text import stems

__all__ = ["masked_names"]

_WORD = re.compile(r"[A-ZÀ-Þ]?[^\W\d_A-ZÀ-Þ]+|[A-ZÀ-Þ]+")
_ENDING = re.compile(
    r"(?:\.(?:csv|docx?|eml|html?|jsonl?|md|msg|odt|pdf|rtf|tsv|txt|xlsx?|xml|zip))?"
    r"(?:#[0-9a-f]{4,64})?$",  # what tells items of one name apart
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{6,}")
_BIRTH = re.compile(r"(?<!\d)(?:19[3-9]\d|200\d)([-_. ]?)[01]\d\1[0-3]\d(?!\d)|"
                    r"(?<!\d)[0-3]\d([-_. ]?)[01]\d\2(?:19[3-9]\d|200\d)(?!\d)")  # fmt: skip

_SAYS_NOTHING = word_set("""
    applicant applicants application applications archive attachment batch candidate candidates copy
    curriculum cv cvs doc docs document documents draft en file files final folder home hr id inbox
    item items job latest list new no nr number old page pdf person profile record resume resumes
    row scan sent sheet text tmp txt upload uploads updated v version vitae zip
""")


def masked_names(document: Resume | Posting, names: Iterable[str]) -> list[str]:
    """``names``, external ids or sources, without what may tell who the document is about.

    Of a posting only those whom it names as a contact are blacked out.
    """
    if isinstance(document, Posting):
        return [without(name, document.personal, words=True) for name in names]
    covered = _cover(document)
    numbers = ["".join(re.findall(r"\d", span.text)) for span in document.personal]
    made = []
    for name in names:
        ending = _ENDING.search(name)
        assert ending is not None  # it may be empty
        shown = _WORD.sub(covered, name[: ending.start()])
        shown = _NUMBER.sub(lambda m: _black(m) if any(m[0] in n for n in numbers) else m[0], shown)
        made.append(_BIRTH.sub(_black, shown) + ending[0])
    return made


def _cover(resume: Resume) -> Callable[[re.Match[str]], str]:
    said = _words(masked(resume.text, resume.personal))
    joined = [first + second for first, second in pairwise(said)]
    known = {*stems(said, "en"), *stems(joined, "en")}  # "back-end" says "backend"
    told = {word for span in resume.personal for word in _words(span.text)} | GIVEN_NAMES

    def covered(found: re.Match[str]) -> str:
        word = found[0].casefold()
        says = word in NO_NAME or not known.isdisjoint(stems([word], "en"))
        return found[0] if word in _SAYS_NOTHING or (says and word not in told) else _black(found)

    return covered


def _black(found: re.Match[str]) -> str:
    return MASK * len(found[0])


def _words(text: str) -> list[str]:
    return [found[0].casefold() for found in _WORD.finditer(text)]
