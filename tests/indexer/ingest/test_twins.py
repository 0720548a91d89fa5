"""Two of one batch that are one person: the ledger knows neither yet."""

from __future__ import annotations

from typing import Any

from indexer.ingest.twins import with_twins
from skillsearch.ledger.records import NewDocument, Settlement

ITEM: Any = None


def settled(name: str, *keys: str, simhash: int = 0, tenant: str = "t") -> Settlement:
    document = NewDocument(
        point_id=name,
        tenant=tenant,
        kind="resume",
        external_id=name,
        source=name,
        sha256="",
        pipeline="",
        text="",
        record=b"",
        contact_keys=keys,
        simhash=simhash,
    )
    return Settlement(ITEM, "done", document)


def twins(*given: Settlement) -> list[tuple[str, ...]]:
    return [settlement.duplicate_of for settlement in with_twins(given)]


def test_the_second_with_a_contact_or_a_text_is_told_of_the_first() -> None:
    assert twins(settled("a", "mail"), settled("b", "phone", "mail")) == [(), ("a",)]
    near = settled("b", simhash=0b1111_0000 ^ 0b1)
    assert twins(settled("a", simhash=0b1111_0000), near) == [(), ("a",)]
    assert twins(settled("a", "mail"), settled("b", "other")) == [(), ()]


def test_what_has_no_text_or_another_tenant_is_nobodys_twin() -> None:
    assert twins(settled("a"), settled("b")) == [(), ()]
    assert twins(settled("a", "mail"), settled("b", "mail", tenant="u")) == [(), ()]


def test_a_contact_that_many_share_is_nobodys() -> None:
    assert set(twins(*(settled(f"p{n}", "agency") for n in range(11)))) == {()}


def test_what_is_unchanged_is_left_as_it_is() -> None:
    assert with_twins([Settlement(ITEM, "unchanged")]) == [Settlement(ITEM, "unchanged")]
