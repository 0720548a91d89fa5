"""What the ledger's tests are made of: a clock that is set, items, documents."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from skillsearch.documents import Personal
from skillsearch.ledger import Item, Ledger, NewDocument, NewItem, Stage, simhash64


@dataclass
class Clock:
    """Seconds since 1970, as the test says."""

    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += seconds


def new_items(count: int, first: int = 1) -> list[NewItem]:
    return [
        NewItem(f"cv-{number}", f"folder/cv-{number}.pdf", {"path": f"/given/cv-{number}.pdf"})
        for number in range(first, first + count)
    ]


def job_of(ledger: Ledger, count: int, *, tenant: str = "acme", sealed: bool = True) -> str:
    job = ledger.create_job(tenant, "resume", "a folder", {"as_of": "2024-05-01"}).id
    ledger.add_items(job, new_items(count))
    if sealed:
        ledger.seal(job)
    return job


def claim(
    ledger: Ledger, stage: Stage = "parse", limit: int = 1, job: str | None = None
) -> list[Item]:
    return ledger.claim(stage, "worker", limit, 60.0, job)


def point_of(item: Item) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{item.tenant}/{item.external_id}"))


def document(
    item: Item,
    text: str = "Ten years of welding ships and bridges in three harbours.",
    *,
    personal: tuple[Personal, ...] = (),
    contact_keys: Sequence[str] = (),
) -> NewDocument:
    return NewDocument(
        point_id=point_of(item),
        tenant=item.tenant,
        kind=item.kind,
        external_id=item.external_id,
        source=item.source,
        sha256="a" * 64,
        pipeline="1",
        text=text,
        record=b"packed",
        personal=personal,
        contact_keys=tuple(contact_keys),
        simhash=simhash64(text),
    )


def indexed(
    ledger: Ledger,
    name: str,
    text: str,
    personal: tuple[Personal, ...] = (),
    tenant: str = "acme",
) -> NewDocument:
    """A document put into the ledger the way that all take."""
    job = ledger.create_job(tenant, "resume", "one").id
    ledger.add_items(job, [NewItem(name, f"/given/{name}.pdf", {"path": name})])
    ledger.seal(job)
    (item,) = claim(ledger, job=job)
    made = document(item, text, personal=personal, contact_keys=ledger.contact_keys(personal))
    assert ledger.settle(item, "done", made)
    return made
