"""Receipts over HTTP: what an answer was, and whether it is the same today."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from search.api.matching_schemas import MAX_TEXT
from search.api.routes import QUESTION, IndexOf, Responses
from search.api.schemas import Problem, TaxonomyOut
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
        openapi_examples={"id": {"value": "019a8c3e-5b7d-7c21-9d43-8e1f0a2b4c6d"}},
    ),
]
Tenant = Annotated[str | None, Query(min_length=1, max_length=100)]


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
