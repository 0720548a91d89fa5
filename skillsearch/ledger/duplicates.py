"""The same person, or the same vacancy, twice: by contact, or by nearly the same text."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, func, or_, select

from skillsearch.documents import DocumentKind, Personal
from skillsearch.ledger.database import Database
from skillsearch.ledger.records import Duplicate
from skillsearch.ledger.schema import CONTACT_KEYS, contacts, documents, secrets
from skillsearch.ledger.simhash import NEAR_BITS, bands, distance

__all__ = ["SHARED_BY_MANY", "Duplicates"]

SHARED_BY_MANY: Final = 10
"""A contact in more documents than this is an agency's or a template's, nobody's own."""

_PHONE_DIGITS: Final = (7, 8)
_LOOKED_AT: Final = 20_000
"""How many texts with a band in common are compared at most; of a million, some 6,000 have one."""


class Duplicates(Database):
    """A ledger that notices what it has already."""

    def contact_keys(self, personal: Iterable[Personal]) -> tuple[str, ...]:
        """A key for each e-mail address and telephone number among personal spans.

        HMAC-SHA256 with a secret of this ledger: equal contacts give equal keys, and from a key
        nobody tells the contact. Addresses are equal whatever their case; numbers by their last
        eight digits, since some are written with their country's code and some without.
        """
        spans = list(personal)
        names = sorted({name for span in spans if (name := _contact(span))})
        if not names:
            return ()
        secret = self._secret()
        return tuple(hmac.new(secret, name.encode(), "sha256").hexdigest() for name in names)

    def likely_duplicates(
        self,
        tenant: str,
        kind: DocumentKind,
        contact_keys: Sequence[str],
        simhash: int,
        not_point: str = "",
        limit: int = 20,
    ) -> list[Duplicate]:
        """Documents of the tenant that share a contact or nearly the whole text; nearest first.

        ``not_point`` is the document itself. A shared contact comes before a similar text.
        """
        columns = documents.c.point_id, documents.c.external_id, documents.c.simhash
        others = select(*columns).where(
            documents.c.tenant == tenant,
            documents.c.kind == kind,
            documents.c.point_id != not_point,
        )
        alike = [
            getattr(documents.c, f"band{number}") == band
            for number, band in enumerate(bands(simhash))
            if band is not None
        ]
        found: dict[str, Duplicate] = {}
        with self.reading() as connection:
            if alike:
                near = others.where(or_(*alike)).limit(_LOOKED_AT)
                for point, name, other in connection.execute(near):
                    if (bits := distance(simhash, other % 2**64)) <= NEAR_BITS[kind]:
                        found[point] = Duplicate(point, name, "near-identical text", bits)
            if keys := self._own(connection, contact_keys):
                sharing = select(contacts.c.point_id).where(contacts.c.key.in_(keys))
                same = others.where(documents.c.point_id.in_(sharing)).limit(_LOOKED_AT)
                for point, name, other in connection.execute(same):
                    bits = distance(simhash, other % 2**64)
                    found[point] = Duplicate(point, name, "same contact", bits)
        ordered = sorted(
            found.values(), key=lambda one: (one.why != "same contact", one.distance, one.point_id)
        )
        return ordered[:limit]

    def _own(self, connection: Connection, keys: Sequence[str]) -> list[str]:
        """Those of the keys that are one person's."""
        query: Any = (
            select(contacts.c.key)
            .where(contacts.c.key.in_(keys))
            .group_by(contacts.c.key)
            .having(func.count() <= SHARED_BY_MANY)
        )
        return list(connection.scalars(query)) if keys else []

    def _secret(self) -> bytes:
        with self.reading() as connection:
            query = select(secrets.c.value).where(secrets.c.name == CONTACT_KEYS)
            return bytes(connection.execute(query).scalar_one())


def _contact(span: Personal) -> str:
    """The normal form of a contact, "" for what is none."""
    if span.kind == "email":
        return f"email {span.text.strip().casefold().removeprefix('mailto:')}"
    if span.kind == "phone":
        digits = re.sub(r"\D", "", span.text)
        shortest, kept = _PHONE_DIGITS
        return f"phone {digits[-kept:]}" if len(digits) >= shortest else ""
    return ""
