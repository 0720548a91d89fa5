"""Candidates and postings searched over HTTP."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from fastapi import APIRouter

from search.api.matching_schemas import CandidateSearchIn, MatchIn, MatchOut, PostingSearchIn
from search.api.rights import NOT_PERMITTED, check_reveals
from search.api.routes import NOT_FOUND, QUESTION, IndexOf
from search.extraction.live import live_extractor
from search.matching.documents import OTHER_KIND, find_document
from search.matching.examining import Wanted, examine
from search.matching.groups import group_labels
from search.matching.matching import search_documents
from search.matching.pair import match_pair
from search.matching.question import Question, understand_question
from search.matching.receipts import AskedHow, with_receipt
from search.open_index import OpenIndex
from search.request import Page
from skillsearch.documents import DocumentKind
from skillsearch.store.models import Record
from workers.desk import JobDesk

__all__ = ["matching_router"]


def matching_router(desk: JobDesk) -> APIRouter:
    """Search among candidates and postings, and one pair in full; ``desk`` reads texts."""
    router = APIRouter(prefix="/v1", responses={**QUESTION, **NOT_FOUND, **NOT_PERMITTED})

    @router.post(
        "/candidates/search",
        response_model=MatchOut,
        tags=["candidates"],
        summary="Who fits, and why",
    )
    def candidates(index: IndexOf, asked: CandidateSearchIn) -> dict[str, Any]:
        """Candidates by what they can do, each requirement beside the sentence that shows it.

        `score` is the chance, in percent, that a pair fits; it means the same in every search.
        Names, contacts and what tells age, gender or origin are masked. A person decides.
        """
        return _search(index, "resume", asked, asked.posting_id, asked.posting_text)

    @router.post(
        "/postings/search",
        response_model=MatchOut,
        tags=["postings"],
        summary="Which vacancy fits, and why",
    )
    def postings(index: IndexOf, asked: PostingSearchIn) -> dict[str, Any]:
        """Postings by what they ask for; the other way round of the search for candidates."""
        return _search(index, "posting", asked, asked.candidate_id, asked.resume_text)

    @router.post(
        "/match", response_model=MatchOut, tags=["candidates"], summary="One pair, in full"
    )
    def match(index: IndexOf, asked: MatchIn) -> dict[str, Any]:
        """One person and one posting: `score` what the person has of what is asked, `score_back`
        how well the posting suits the person.
        """
        tenant = asked.tenant or desk.settings.tenant
        if asked.reveal:
            check_reveals(desk.settings, "Leave out reveal")
        return match_pair(
            index,
            _side(index, "resume", asked.candidate_id, asked.resume_text, tenant),
            _side(index, "posting", asked.posting_id, asked.posting_text, tenant),
            tenant,
            reveal=asked.reveal,
        ).as_dict()

    def _search(
        index: OpenIndex,
        kind: DocumentKind,
        asked: CandidateSearchIn | PostingSearchIn,
        document: str,
        text: str,
    ) -> dict[str, Any]:
        tenant = asked.tenant or desk.settings.tenant
        if asked.reveal:
            check_reveals(desk.settings, "Leave out reveal")
        other = OTHER_KIND[kind]
        asking = _read(index, other, text) if text else None
        question = Question(
            text=asked.text,
            document=document,
            asking=asking,
            query=asked.query,
            like=asked.like,
            unlike=asked.unlike,
            filters=asked.filters.checked(),
        )
        scope: dict[str, Any] = {"taxonomies": asked.taxonomies, "language": asked.language}
        said = understand_question(index, kind, question, tenant, **scope)
        page = Page(asked.limit, asked.offset)
        answer = search_documents(
            index,
            said.need,
            page,
            tenant,
            **scope,
            diversity=asked.diversity,
            with_facets=asked.facets,
            warnings=said.warnings,
            asking=asking,
            reveal=asked.reveal,
        )
        examined = examine(
            index,
            said.need,
            page,
            tenant,
            answer,
            _wanted(asked),
            **scope,
            diversity=asked.diversity,
            asking=asking,
            reveal=asked.reveal,
        )
        how = AskedHow(page, tenant, **scope, diversity=asked.diversity, asking=asking)
        answer = with_receipt(
            index, said.need, how, answer, lambda: nullcontext(desk.ledger), desk.settings.receipts
        )
        return answer.as_dict() | {"understood": list(said.parts)} | examined.as_dict()

    def _side(index: OpenIndex, kind: DocumentKind, name: str, text: str, tenant: str) -> Record:
        if name:
            return find_document(index, kind, name, tenant, with_vectors=True)
        return _read(index, kind, text)

    def _read(index: OpenIndex, kind: DocumentKind, text: str) -> Record:
        live = live_extractor(index)
        return desk.read_text(kind, text, live.extractor, live.sentences.of)

    return router


def _wanted(asked: CandidateSearchIn | PostingSearchIn) -> Wanted:
    if isinstance(asked, PostingSearchIn):
        return Wanted(asked.meter)
    labels = group_labels(asked.groups) if asked.groups else None
    return Wanted(asked.meter, asked.probe, labels, asked.threshold)
