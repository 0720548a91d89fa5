"""Receipts over HTTP: what an answer was, and whether it is the same today."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from search.api.matching_examples import NEED_EXAMPLE, RECEIPT_ID
from search.api.matching_schemas import MAX_TEXT
from search.api.routes import QUESTION, IndexOf, Responses
from search.api.schemas import STAMP_EXAMPLE, Problem, TaxonomyOut
from search.extraction.live import live_extractor
from search.matching.documents import OTHER_KIND
from search.matching.receipts import shown_receipt
from search.matching.replaying import replay
from search.matching.since import Became, What
from skillsearch.documents import DocumentKind
from skillsearch.errors import QueryError
from workers.desk import JobDesk

__all__ = ["receipt_router"]

NO_RECEIPT: Responses = {404: {"model": Problem, "description": "No such receipt"}}

ReceiptId = Annotated[
    str,
    Path(
        description="Its id, or as much of its beginning or end as only one has.",
        openapi_examples={"id": {"value": RECEIPT_ID}},
    ),
]
Tenant = Annotated[str | None, Query(min_length=1, max_length=100)]

_CREATED = "2025-11-16T10:38:08.253+00:00"
_MADE_BY: JsonDict = {"model": STAMP_EXAMPLE["model"], "fingerprint": STAMP_EXAMPLE["fingerprint"]}
_DEVELOPER = "6dc1d472-217c-5412-8a3a-e5aad09db9a2"
_RECEIPT: JsonDict = {
    "id": RECEIPT_ID,
    "tenant": "default",
    "created": _CREATED,
    "kind": "resume",
    "query": NEED_EXAMPLE,
    "named": [],
    "asking": "",
    "request": {
        "offset": 0,
        "limit": 2,
        "diversity": 0.0,
        "taxonomies": [],
        "language": "en",
        "total": 10,
    },
    "stamp": {
        "product_version": STAMP_EXAMPLE["product_version"],
        "plan": 1,
        "fit_model": {
            "name": "match-fit-v1",
            "sha256": "e4f087253592851b05aaec6c79fa41282ef8d54a5c1711ee667567ecebb117b6",
        },
        "documents": {
            "generation": "candidates__g0001",
            "uid": "a99a6cd6-2dc9-4e6a-9791-837731164e3d",
            **_MADE_BY,
        },
        "skills": {
            "generation": STAMP_EXAMPLE["generation"],
            "uid": "ccffc423-77c1-4b7e-a153-b3b1d32535f9",
            **_MADE_BY,
        },
        "taxonomies": STAMP_EXAMPLE["taxonomies"],
    },
    "hits": [
        {
            "rank": 1,
            "id": _DEVELOPER,
            "score": 99.6,
            "sha256": "7fcbbd442e129a17fe1b6156e6ecb1012cdece4f2bfd1861016cbc783d1709fb",
            "pipeline": "270a90069c44f290",
        }
    ],
    "shown": 2,
    "erased": [2],
}
_REPLAY: JsonDict = {
    "receipt": RECEIPT_ID,
    "created": _CREATED,
    "same": False,
    "changes": [
        {
            "what": "documents",
            "was": "10",
            "now": "9",
            "said": "10 documents passed the filters then, 9 do now.",
        },
        {
            "what": "documents",
            "was": "",
            "now": "",
            "said": "Among the hits then and now: 1 erased.",
        },
    ],
    "hits": [
        {
            "id": _DEVELOPER,
            "external_id": "backend-developer.md",
            "became": "same",
            "rank_was": 1,
            "rank": 1,
            "score_was": 99.6,
            "score": 99.6,
        },
        {
            "id": "ac8b78fd-afb6-530e-9007-9e1a405c3a8a",
            "external_id": "secondary-teacher.md",
            "became": "entered",
            "rank_was": None,
            "rank": 2,
            "score_was": None,
            "score": 76.6,
        },
        {
            "id": "",
            "external_id": "",
            "became": "erased",
            "rank_was": 2,
            "rank": None,
            "score_was": None,
            "score": None,
        },
    ],
}


class RankedHitOut(BaseModel):
    """A hit as it was; ``sha256`` of its content, ``pipeline`` what made its point."""

    rank: int
    id: str
    score: float | None
    sha256: str
    pipeline: str


class ModelOut(BaseModel):
    """The model of the score."""

    name: str
    sha256: str


class GenerationOut(BaseModel):
    """A collection, and what made its vectors."""

    generation: str
    uid: str
    model: str
    fingerprint: str


class ReceiptStampOut(BaseModel):
    """Everything but the documents that decides a ranking."""

    product_version: str
    plan: int
    fit_model: ModelOut
    documents: GenerationOut
    skills: GenerationOut
    taxonomies: list[TaxonomyOut]


class ReceiptOut(BaseModel):
    """An answer as it was; ``erased`` are the ranks of those who were erased since."""

    model_config = ConfigDict(json_schema_extra={"examples": [_RECEIPT]})

    id: str
    tenant: str
    created: str
    kind: DocumentKind
    query: dict[str, Any]
    named: list[str]
    asking: str = Field(description="SHA-256 of the document that asked and is not indexed.")
    request: dict[str, Any]
    stamp: ReceiptStampOut
    hits: list[RankedHitOut]
    shown: int
    erased: list[int]


class ReplayIn(BaseModel):
    """The text that asked, where what asked is not indexed."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{}]})

    posting_text: str = Field(default="", max_length=MAX_TEXT)
    resume_text: str = Field(default="", max_length=MAX_TEXT)
    tenant: str | None = Field(default=None, min_length=1, max_length=100)


class ChangeOut(BaseModel):
    """Something that decides a ranking and is not as it was."""

    what: What
    was: str
    now: str
    said: str


class HitChangeOut(BaseModel):
    """A hit then and now; ranks are None where it was or is none."""

    id: str
    external_id: str
    became: Became
    rank_was: int | None
    rank: int | None
    score_was: float | None
    score: float | None


class ReplayOut(BaseModel):
    """``same``: every rank and score is as it was."""

    model_config = ConfigDict(json_schema_extra={"examples": [_REPLAY]})

    receipt: str
    created: str
    same: bool
    changes: list[ChangeOut]
    hits: list[HitChangeOut]


def receipt_router(desk: JobDesk) -> APIRouter:
    """The receipts of a desk's ledger."""
    router = APIRouter(
        prefix="/v1/receipts", tags=["receipts"], responses={**QUESTION, **NO_RECEIPT}
    )

    @router.get("/{receipt}", response_model=ReceiptOut, summary="What an answer was")
    def show(receipt: ReceiptId, tenant: Tenant = None) -> dict[str, Any]:
        """The structured query, the ranking by ids, and the stamp of what answered."""
        return shown_receipt(desk.ledger.receipt(tenant or desk.settings.tenant, receipt))

    @router.post("/{receipt}/replay", response_model=ReplayOut, summary="The same answer again?")
    def again(index: IndexOf, receipt: ReceiptId, given: ReplayIn | None = None) -> dict[str, Any]:
        """Asked again: the same ranking, or what changed, of each hit its rank and score."""
        given = given or ReplayIn()
        found = desk.ledger.receipt(given.tenant or desk.settings.tenant, receipt)
        asks = OTHER_KIND[found.kind]
        texts = {"posting": given.posting_text, "resume": given.resume_text}
        text = texts.pop(asks)
        if any(texts.values()):
            raise QueryError(
                f"This receipt is of a search for {found.kind}s, for which a {asks} asks.",
                remedy=f"Give {asks}_text.",
            )
        asking = None
        if text:
            live = live_extractor(index)
            asking = desk.read_text(asks, text, live.extractor, live.sentences.of)
        return replay(index, desk.ledger, found, asking).as_dict()

    return router
