"""Likely duplicates within one batch, none of which the ledger knows yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from skillsearch.ledger.records import NewDocument, Settlement
from skillsearch.ledger.simhash import NEAR_BITS, distance

__all__ = ["with_twins"]


def with_twins(settlements: Sequence[Settlement]) -> list[Settlement]:
    """The settlements, each also told of those before it that share a contact or nearly the text.

    By the ledger's own rules: a contact that many share is nobody's.
    """
    from skillsearch.ledger.duplicates import SHARED_BY_MANY  # with SQLAlchemy: not at import

    shared = Counter(key for each in settlements if each.document for key in _keys(each.document))
    many = {key for key, count in shared.items() if count > SHARED_BY_MANY}
    made: list[Settlement] = []
    for settlement in settlements:
        new = settlement.document
        twins = [
            other.document.point_id
            for other in made
            if new is not None and other.document is not None and _alike(new, other.document, many)
        ]
        alike = dict.fromkeys((*settlement.duplicate_of, *twins))
        made.append(replace(settlement, duplicate_of=tuple(alike)))
    return made


def _alike(one: NewDocument, other: NewDocument, many: set[str]) -> bool:
    if (one.tenant, one.kind) != (other.tenant, other.kind) or one.point_id == other.point_id:
        return False
    if (_keys(one) & _keys(other)) - many:
        return True
    hashed = bool(one.simhash and other.simhash)
    return hashed and distance(one.simhash, other.simhash) <= NEAR_BITS[one.kind]


def _keys(document: NewDocument) -> set[str]:
    return set(document.contact_keys)
