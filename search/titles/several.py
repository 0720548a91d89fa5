"""Several titles in one: "Nurse / Carer", "Software Developer/Engineer", "Admin cum Driver"."""

from __future__ import annotations

import re

from search.titles.casing import written_out
from search.titles.word_lists import HEADS
from skillsearch.text import words

__all__ = ["split_titles"]

_BETWEEN = re.compile(r"(\s*/\s*|\s+(?:or|cum)\s+|\s*\\\s*)", re.IGNORECASE)


def split_titles(text: str) -> list[str]:
    """The titles that a text names, at least one; only what ends in the name of a job is one.

    "Developer/Engineer" without blanks shares the words before: "Software Developer/Engineer" are a
    software developer and a software engineer; "Registered Nurse / Carer" are a nurse and a carer.

    >>> split_titles("Nurse / Carer"), split_titles("UI/UX Designer")
    (['Nurse', 'Carer'], ['UI/UX Designer'])
    """
    pieces = _BETWEEN.split(text)
    titles, separators = [pieces[0]], pieces[1::2]
    for separator, piece in zip(separators, pieces[2::2], strict=True):
        if not (_is_job(titles[-1]) and _is_job(piece)):
            titles[-1] += separator + piece
            continue
        tight = separator.strip() == "/" and separator != " / "
        before = titles[-1].split()[:-1]
        if tight and before and len(piece.split()) == 1:
            piece = " ".join([*before, piece])
        titles.append(piece)
    return [title.strip() for title in titles]


def _is_job(text: str) -> bool:
    last = words(written_out(text))[-1:]
    return bool(last) and (last[0] in HEADS or last[0].removesuffix("s") in HEADS)
