"""A person is forgotten everywhere, and it is shown that they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indexer.documents.sources import close_sources
from indexer.ingest.holding import NOUN, Held, find_held, generations_of
from indexer.ingest.proving import Check, found_in_files, needles_of, prove
from indexer.ingest.rewriting import rewrite_live
from indexer.ingest.spool import delete_batch
from indexer.ingest.uploads import uploads_folder
from indexer.ingest.workshop import Workshop
from skillsearch.classification.saving import classifier_folder, forget_example
from skillsearch.documents import DocumentKind
from skillsearch.errors import QueryError
from skillsearch.store.files import os_failures

if TYPE_CHECKING:
    from skillsearch.ledger.records import Erased

__all__ = ["Erasure", "erase"]


@dataclass(frozen=True)
class Erasure:
    """What was removed, the proof, and what is not ours to remove.

    ``generations`` held the point. ``own_files`` are sources of the user, which stay where they
    are. ``rewritten``: the collection was written anew, so that no bytes stay in its files.
    ``classifier``: the tenant's classifier had learned from them, and names them no more.
    """

    point_id: str
    generations: tuple[str, ...]
    ledger: Erased
    uploads: tuple[str, ...]
    rewritten: bool
    checks: tuple[Check, ...]
    own_files: tuple[str, ...]
    classifier: bool = False

    @property
    def proven(self) -> bool:
        """Whether every check found nothing."""
        return all(check.passed for check in self.checks)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "id": self.point_id,
            "erased": self.proven,
            "removed": {
                "points": list(self.generations),
                "documents": self.ledger.documents,
                "contacts": self.ledger.contact_keys,
                "items": self.ledger.items,
                "parsed": self.ledger.payloads,
                "receipts": self.ledger.receipts,
                "spooled": len(self.ledger.spools),
                "uploads": len(self.uploads),
                "classifier_examples": int(self.classifier),
            },
            "rewritten": self.rewritten,
            "proof": [check.as_dict() for check in self.checks],
            "not_touched": list(self.own_files),
        }


def erase(
    shop: Workshop, tenant: str, kind: DocumentKind, name: str, *, rewrite: bool = True
) -> Erasure:
    """Remove a document and everything that tells of it, and prove it.

    ``rewrite``: the embedded engine's collection is written anew without it; otherwise the engine
    keeps the bytes of the deleted point until it merges its files. Killed in the middle, the same
    call goes on. Raises :class:`NotFound`, or :class:`QueryError` while an unfinished job still
    reads the upload that the document shares with others.
    """
    held = find_held(shop.ledger, shop.store, shop.settings.home, tenant, kind, name)
    _refuse_shared(shop, held)
    home = shop.settings.home
    needles = needles_of(held)
    before = found_in_files(home, needles)
    with shop.writing:
        _delete_points(shop, held)
        erased = _forget(shop, held)
        # whoever embedded it meanwhile has lost its claim now, and cannot settle what it writes
        _delete_points(shop, held)
        for spool in erased.spools:  # what else is in it is embedded again by itself
            delete_batch(shop.spool, spool)
        forgotten = forget_example(classifier_folder(home, tenant), held.point_id)
        if held.uploads:
            close_sources()
        for path in held.uploads:
            with os_failures(path):
                path.unlink(missing_ok=True)
        embedded = shop.settings.qdrant_url is None
        rewritten = False
        if rewrite and embedded and held.points:
            rewritten = rewrite_live(shop.store, kind) is not None
            shop.refresh()
        checks = prove(shop, held, needles, before)
    own = [item.source for item in held.items if item.source and not held.uploads]
    return Erasure(
        point_id=held.point_id,
        generations=tuple(held.points),
        ledger=erased,
        uploads=tuple(str(path) for path in held.uploads),
        rewritten=rewritten,
        checks=checks,
        own_files=tuple(dict.fromkeys(own)),
        classifier=forgotten,
    )


def _refuse_shared(shop: Workshop, held: Held) -> None:
    for path in held.shared:
        job = path.relative_to(uploads_folder(shop.settings.home)).parts[0]
        state = shop.ledger.job(job).state
        if state in ("open", "running"):
            raise QueryError(
                f"The {NOUN[held.kind]} came in an upload with others, which the job {job} still "
                "reads.",
                remedy=f"Wait for its end, or stop it: skillsearch cancel {job}.",
            )


def _delete_points(shop: Workshop, held: Held) -> None:
    for generation in generations_of(shop.store, held.kind):
        shop.store.delete(generation, [held.point_id])


def _forget(shop: Workshop, held: Held) -> Erased:
    if held.document is not None:
        return shop.ledger.erase(held.point_id)
    return shop.ledger.erase_items(held.tenant, held.kind, held.external_id, held.point_id)
