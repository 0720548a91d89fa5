"""A person's verdict on two concepts: found in the index, checked, kept in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.detail import find_concepts
from search.open_index import OpenIndex
from search.request import ConceptFilter
from search.scoping import scope_of
from skillsearch.errors import QueryError
from skillsearch.ledger.verdicts import Decision, NewDecision, Verdict

if TYPE_CHECKING:
    from skillsearch.ledger.ledger import Ledger
    from skillsearch.store.models import Record

__all__ = ["decide"]


def decide(
    index: OpenIndex,
    ledger: Ledger,
    tenant: str,
    alias: str,
    concepts: tuple[str, str],
    wanted: ConceptFilter,
    verdict: Verdict,
    *,
    by: str,
    survivor: str = "",
    note: str = "",
) -> Decision:
    """Keep a verdict on two concepts of one taxonomy, each named by id, code or label.

    Raises :class:`~skillsearch.errors.NotFound` for a name that nothing has, and
    :class:`~skillsearch.errors.QueryError` for two of different taxonomies, one that names several
    concepts, a survivor that is neither of the two, or a missing ``by``.
    """
    left, right = (_one(index, alias, name, wanted) for name in concepts)
    if left.payload["taxonomy"] != right.payload["taxonomy"]:
        raise QueryError(
            f"{left.payload['label']!r} is of {left.payload['taxonomy']} and "
            f"{right.payload['label']!r} of {right.payload['taxonomy']}.",
            remedy="Duplicates are of one taxonomy: choose it with --taxonomy. Between two, see "
            "skillsearch crosswalk.",
        )
    stays = ""
    if survivor:
        ids = {
            name: record.payload["id"]
            for record, asked in ((left, concepts[0]), (right, concepts[1]))
            for name in (asked, record.payload["id"], record.payload["label"])
        }
        stays = ids.get(survivor) or _one(index, alias, survivor, wanted).payload["id"]
    return ledger.decide(
        tenant,
        NewDecision(
            taxonomy=left.payload["taxonomy"],
            type="skill" if alias == "skills" else "occupation",
            left=left.payload["id"],
            right=right.payload["id"],
            verdict=verdict,
            by=by,
            version=left.payload["version"],
            left_label=left.payload["label"],
            right_label=right.payload["label"],
            survivor=stays,
            note=note,
        ),
    )


def _one(index: OpenIndex, alias: str, name: str, wanted: ConceptFilter) -> Record:
    """The concept of a name; of several versions of it the newest."""
    collection = index.collection(alias)
    found = find_concepts(index, collection, name, scope_of(collection.lexicon, wanted))
    several = {(record.payload["taxonomy"], record.payload["id"]) for record in found}
    if len(several) > 1:
        listed = ", ".join(f"{taxonomy} {id_}" for taxonomy, id_ in sorted(several)[:5])
        raise QueryError(
            f"{name!r} is {len(several):,} {alias}: {listed}.",
            remedy="Name it by its id, or choose with --taxonomy, --version or --language.",
        )
    return found[0]
