"""The search for documents: a structured query in, hits with their evidence out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search.matching.answers import MatchAnswer
from search.matching.diversity import diversified
from search.matching.documents import (
    NOUNS,
    OTHER_KIND,
    IndexedDocument,
    find_document,
)
from search.matching.facets import facets_of
from search.matching.masking import masked_counts, masked_query
from search.matching.matcher import Matcher
from search.matching.need import Need, need_to_dict
from search.matching.reading import need_of_document
from search.matching.scoring import FitModel
from search.open_index import OpenIndex
from search.request import Page
from skillsearch.documents import DocumentKind
from skillsearch.store.models import Record

__all__ = ["need_for", "search_documents"]


def search_documents(
    index: OpenIndex,
    need: Need,
    page: Page,
    tenant: str,
    *,
    taxonomies: Sequence[str] = (),
    language: str = "en",
    diversity: float = 0.0,
    with_facets: bool = False,
    warnings: Sequence[str] = (),
    asking: Record | None = None,
    model: FitModel | None = None,
    reveal: bool = False,
) -> MatchAnswer:
    """The documents of ``need.kind`` that fit, best first, each with its evidence.

    ``diversity`` (0–1) trades score for difference among the first ranks. ``asking`` is a document
    that asks and is not indexed, with its vectors; an indexed one is ``need.document``. Without
    ``reveal`` nothing that is shown tells who somebody is (:mod:`search.matching.masking`). Raises
    :class:`~skillsearch.errors.NothingIndexed`, :class:`~skillsearch.errors.NotFound` for a
    document or example that is not there, :class:`~skillsearch.errors.QueryError` and
    :class:`~skillsearch.errors.IndexMismatch`.
    """
    matcher = Matcher.open(
        index, need.kind, tenant, taxonomies=taxonomies, language=language, model=model
    )
    matcher = replace(matcher, reveal=reveal)
    asking = matcher.asking(need) if asking is None else asking
    asked = matcher.asked(need, asking)
    condition = matcher.condition(need)
    ranking = matcher.rank(asked, condition, page.offset + page.limit)
    if diversity:
        ranking = diversified(index.store, matcher.documents, ranking, diversity)
    hits = matcher.shown(asked, ranking[page.offset :], asking)
    total = index.store.count(matcher.documents.name, filter=condition)
    query, facets = need_to_dict(need), {}
    if with_facets:
        facets = facets_of(index.store, matcher.documents, condition, matcher.space)
    if not reveal and need.kind == "posting" and asking is not None:
        query = masked_query(query)
    if not reveal and need.kind == "resume" and facets:
        facets["titles"] = masked_counts(facets["titles"], total)
    return MatchAnswer(
        query=query,
        results=tuple(hits),
        total=total,
        warnings=(*warnings, *_warnings(matcher, need, total)),
        stamp=matcher.stamp,
        facets=facets,
        offset=page.offset,
    )


def need_for(index: OpenIndex, kind: DocumentKind, name: str, tenant: str) -> Need:
    """What the document ``name`` asks for, where documents of ``kind`` are sought.

    ``name`` is a posting's id where candidates are sought, and the other way round. Raises
    :class:`~skillsearch.errors.NotFound`.
    """
    record = find_document(index, OTHER_KIND[kind], name, tenant)
    return need_of_document(IndexedDocument(record.id, record.payload), kind)


def _warnings(matcher: Matcher, need: Need, total: int) -> list[str]:
    said = list(matcher.warnings)
    unknown = [r.text for r in need.requirements if r.skills and not
               any(s in matcher.space for s in r.skills)]  # fmt: skip
    if unknown:
        said.append(
            f"Of no indexed taxonomy any more, and compared by its words: {', '.join(unknown)}."
        )
    if not total:
        noun = NOUNS[need.kind]
        held = ", ".join(need.filters.given) or "none"
        said.append(f"No {noun} passes the filters ({held}) and what is strictly asked for.")
    return said
