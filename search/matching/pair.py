"""One person and one posting, compared in full: the score both ways, and the evidence."""

from __future__ import annotations

from dataclasses import replace

from search.matching.answers import MatchAnswer
from search.matching.documents import IndexedDocument
from search.matching.matcher import Matcher
from search.matching.need import need_to_dict
from search.matching.reading import need_of_document
from search.open_index import OpenIndex
from skillsearch.store.models import Record

__all__ = ["match_pair"]


def match_pair(
    index: OpenIndex, candidate: Record, posting: Record, tenant: str, *, reveal: bool = False
) -> MatchAnswer:
    """An answer with the one hit: the candidate, scored against what the posting asks.

    Both have payload and vectors; neither need be indexed. ``score`` is what the person has of what
    is asked, ``score_back`` how well the posting suits the person. ``reveal`` as in a search.
    """
    matcher = replace(Matcher.of(index, "resume", tenant), reveal=reveal)
    need = need_of_document(IndexedDocument(posting.id, posting.payload), "resume")
    asked = matcher.asked(need, posting)
    scored = matcher.score(asked, candidate)
    hit = matcher.hit(asked, scored, candidate, posting)
    return MatchAnswer(
        query=need_to_dict(need),
        results=(hit,),
        total=1,
        warnings=matcher.warnings,
        stamp=matcher.stamp,
    )
