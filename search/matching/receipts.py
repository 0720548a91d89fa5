"""What is kept of an answer, so that it can be replayed and compared."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from search.matching.answers import MatchAnswer
from search.matching.documents import find_document
from search.matching.masking import masked_query
from search.matching.matcher import Matcher
from search.matching.need import Need, need_to_dict
from search.open_index import LiveCollection, OpenIndex
from search.request import Page
from skillsearch.documents import DocumentKind
from skillsearch.errors import SkillsearchError
from skillsearch.ledger.receipt import NewReceipt, RankedHit, Receipt
from skillsearch.store.models import Record

if TYPE_CHECKING:
    from skillsearch.ledger.ledger import Ledger

__all__ = ["PLAN", "AskedHow", "Desk", "new_receipt", "shown_receipt", "stamp_of", "with_receipt"]

PLAN = 1
"""The version of how a query becomes a ranking: which ways find documents, how they are aligned,
measured, ordered. Raised with every change that may move a hit."""

_log = logging.getLogger(__name__)

Desk = Callable[[], "AbstractContextManager[Ledger]"]
"""Gives the ledger, open."""

_OTHER: dict[DocumentKind, DocumentKind] = {"resume": "posting", "posting": "resume"}


@dataclass(frozen=True)
class AskedHow:
    """What was asked besides the need; ``asking`` is a document that asks and is not indexed."""

    page: Page
    tenant: str
    taxonomies: Sequence[str] = ()
    language: str = "en"
    diversity: float = 0.0
    asking: Record | None = None


def with_receipt(
    index: OpenIndex, need: Need, how: AskedHow, answer: MatchAnswer, desk: Desk, keep: int
) -> MatchAnswer:
    """The answer with the id of its receipt; ``need`` is what was asked, unmasked.

    With ``keep`` 0 none is kept. A ledger that cannot be written is a warning: the question was
    answered.
    """
    if not keep:
        return answer
    try:
        new = new_receipt(index, need, how, answer)
        with desk() as ledger:
            kept = ledger.keep_receipt(how.tenant, new, keep)
    except SkillsearchError as error:
        _log.debug("An answer was not kept: %s", error)
        said = f"This answer cannot be replayed, as it was not kept: {error.message}"
        return replace(answer, warnings=(*answer.warnings, said))
    return replace(answer, receipt=kept.id)


def new_receipt(index: OpenIndex, need: Need, how: AskedHow, answer: MatchAnswer) -> NewReceipt:
    """What is to be kept of an answer: no sentence of anybody, and documents by their points."""
    matcher = Matcher.open(
        index, need.kind, how.tenant, taxonomies=how.taxonomies, language=how.language
    )
    named = _by_points(index, need, how.tenant)
    bare = tuple(replace(each, sentence="") for each in need.requirements)
    records = index.store.retrieve(
        matcher.documents.name,
        [hit.id for hit in answer.results],
        with_payload=["sha256", "pipeline"],
    )
    made = {record.id: record.payload for record in records}
    return NewReceipt(
        kind=need.kind,
        query=need_to_dict(replace(named, requirements=bare)),
        named=tuple(filter(None, (named.document, *named.like, *named.unlike))),
        asking="" if how.asking is None else str(how.asking.payload["sha256"]),
        request={
            "offset": how.page.offset,
            "limit": how.page.limit,
            "diversity": how.diversity,
            "taxonomies": sorted(set(how.taxonomies)),
            "language": how.language,
            "total": answer.total,
        },
        stamp=stamp_of(matcher),
        hits=tuple(
            RankedHit(
                rank,
                hit.id,
                hit.score,
                str(made.get(hit.id, {}).get("sha256", "")),
                str(made.get(hit.id, {}).get("pipeline", "")),
            )
            for rank, hit in enumerate(answer.results, how.page.offset + 1)
        ),
    )


def stamp_of(matcher: Matcher) -> dict[str, Any]:
    """Everything but the documents that decides a ranking."""
    skills = matcher.index.collection("skills")
    stamp = matcher.stamp
    return {
        "product_version": stamp.product_version,
        "plan": PLAN,
        "fit_model": {"name": matcher.model.name, "sha256": matcher.models.sha256},
        "documents": _generation(matcher.documents),
        "skills": _generation(skills),
        "taxonomies": [asdict(taxonomy) for taxonomy in stamp.taxonomies],
    }


def shown_receipt(receipt: Receipt) -> dict[str, Any]:
    """A receipt as it is shown; what a resume asked is masked as in the answer."""
    shown = receipt.as_dict()
    if receipt.kind == "posting":
        shown["query"] = masked_query(receipt.query)
    return shown


def _generation(live: LiveCollection) -> dict[str, str]:
    return {
        "generation": live.name,
        "uid": str(live.metadata.get("uid", "")),
        "model": live.model,
        "fingerprint": live.fingerprint,
    }


def _by_points(index: OpenIndex, need: Need, tenant: str) -> Need:
    """The need with points in place of external ids, which often are names."""

    def point(kind: DocumentKind, name: str) -> str:
        return find_document(index, kind, name, tenant).id

    return replace(
        need,
        document=point(_OTHER[need.kind], need.document) if need.document else "",
        like=tuple(point(need.kind, name) for name in need.like),
        unlike=tuple(point(need.kind, name) for name in need.unlike),
    )
