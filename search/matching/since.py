"""What decides a ranking, then and now, and what became of each hit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from skillsearch.ledger.receipt import Receipt
from skillsearch.store.models import Record

__all__ = ["UNEXPLAINED", "Became", "Change", "HitChange", "What", "changes_since"]

What = Literal[
    "product", "plan", "fit model", "model", "taxonomy", "collection", "asking document",
    "documents", "order",
]  # fmt: skip

Became = Literal[
    "same", "moved", "rescored", "changed", "reread", "added", "entered", "left", "excluded",
    "erased", "gone",
]  # fmt: skip
"""What became of a hit.

========  ====================================================================
same      rank and score are as they were
moved     the same score at another rank
rescored  another score, of the same document
changed   the document's content is another
reread    the same content, read or understood by another pipeline
added     indexed since, and now a hit
entered   indexed then, and a hit only now
left      still indexed, and below the ranks of the answer
excluded  still indexed, and does not pass the filters any more
erased    was forgotten on request; nothing else is known
gone      is not indexed any more
========  ====================================================================
"""


@dataclass(frozen=True, slots=True)
class HitChange:
    """A hit then and now; ranks count from 1, None where it was or is none.

    ``score`` of one that left is what it scores now. ``id`` and ``external_id`` are "" of who was
    erased.
    """

    id: str
    external_id: str
    became: Became
    rank_was: int | None
    rank: int | None
    score_was: float | None
    score: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that decides a ranking and is not as it was; ``said`` is for people."""

    what: What
    was: str
    now: str
    said: str


UNEXPLAINED = (
    "Nothing that is recorded changed: other documents came or went, or the index, which looks for "
    "neighbours approximately, was merged."
)


def changes_since(
    receipt: Receipt,
    stamp: Mapping[str, Any],
    total: int,
    hits: Sequence[HitChange],
    asking: Record | None,
) -> list[Change]:
    """Everything recorded that is not as it was; ``total`` documents pass the filters now."""
    return [
        *_of_stamps(receipt.stamp, stamp),
        *_of_asking(receipt, asking),
        *_of_documents(receipt.request["total"], total, hits),
    ]


def _of_stamps(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    for key, what, said in (
        ("product_version", "product", "Another version of skillsearch answers"),
        ("plan", "plan", "Queries are carried out in another way: query plan"),
    ):
        if was[key] != now[key]:
            before, after = str(was[key]), str(now[key])
            yield Change(what, before, after, f"{said}: {before} → {after}.")  # type: ignore[arg-type]
    if was["fit_model"] != now["fit_model"]:
        before, after = (_named(of["fit_model"]["name"], of["fit_model"]["sha256"])
                         for of in (was, now))  # fmt: skip
        said = f"Another model makes the score: {before} → {after}."
        yield Change("fit model", before, after, said)
    for of, noun in (("documents", "documents"), ("skills", "skills")):
        before, after = was[of], now[of]
        if before["fingerprint"] != after["fingerprint"]:
            one, other = (_named(each["model"], each["fingerprint"]) for each in (before, after))
            said = f"Another model made the vectors of the {noun}: {one} → {other}."
            yield Change("model", one, other, said)
        elif of == "documents" and before["uid"] != after["uid"]:
            one, other = before["generation"], after["generation"]
            said = f"The documents are in another collection: {one} → {other}, made anew."
            yield Change("collection", one, other, said)
    editions = [
        ", ".join(f"{one['name']}@{one['version']} ({one['language']})" for one in of["taxonomies"])
        for of in (was, now)
    ]
    if editions[0] != editions[1]:
        said = f"Other taxonomies are searched by: {editions[0]} → {editions[1]}."
        yield Change("taxonomy", editions[0], editions[1], said)
    elif (one := was["skills"]["generation"]) != (other := now["skills"]["generation"]):
        yield Change("taxonomy", one, other, f"The skills were indexed again: {one} → {other}.")


def _of_asking(receipt: Receipt, asking: Record | None) -> Iterator[Change]:
    if receipt.asking and asking is not None and asking.payload["sha256"] != receipt.asking:
        before, after = receipt.asking[:16], str(asking.payload["sha256"])[:16]
        said = f"The document that asks is another: its SHA-256 began {before}, and now {after}."
        yield Change("asking document", before, after, said)


def _of_documents(was: int, now: int, hits: Sequence[HitChange]) -> Iterator[Change]:
    told: dict[Became, str] = {
        "changed": "with other content", "reread": "read anew", "added": "added",
        "excluded": "not through the filters any more", "erased": "erased",
        "gone": "not indexed any more",
    }  # fmt: skip
    counts = {
        each: sum(hit.became == each for hit in hits)
        for each in told
        if any(hit.became == each for hit in hits)
    }
    if was != now:
        said = f"{was:,} documents passed the filters then, {now:,} do now."
        yield Change("documents", str(was), str(now), said)
    if counts:
        parts = ", ".join(f"{count} {told[each]}" for each, count in counts.items())
        yield Change("documents", "", "", f"Among the hits then and now: {parts}.")


def _named(name: str, digest: str) -> str:
    return f"{name} ({digest[:8]})"
