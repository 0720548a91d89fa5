"""Looking everywhere for somebody who was erased."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexer.ingest.collections import ALIASES
from indexer.ingest.holding import Held, generations_of
from indexer.ingest.workshop import Workshop
from skillsearch.documents import MASK
from skillsearch.store.models import FieldCondition, Filter, MatchValue, QueryRequest

__all__ = ["Check", "found_in_files", "needles_of", "prove"]

NEEDLES = 8
"""Strings of a document that its bytes are looked for by."""

_NEEDLE_CHARACTERS = 48
_SHORTEST_NEEDLE = 8
_NEIGHBOURS = 10
_PAGE = 200


@dataclass(frozen=True)
class Check:
    """A place where somebody could still be; ``found`` says what is there, for people."""

    where: str
    passed: bool
    found: str

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


def needles_of(held: Held) -> list[str]:
    """Strings that tell of a document and hardly of another: contacts, the name, long lines.

    Some are personal, from the ledger's text; some stand in the store too, where all is masked.
    """
    found = [held.external_id] if len(held.external_id) >= _SHORTEST_NEEDLE else []
    if held.document is not None:
        told = {span.text for span in held.document.personal if "\n" not in span.text}
        found += sorted(told, key=lambda text: (-len(text), text))[: NEEDLES // 2]
    point = held.point
    pieces = [] if point is None else point.payload.get("pieces", [])
    texts = (piece["text"] for piece in pieces if MASK not in piece["text"])
    for text in sorted(texts, key=lambda text: (-len(text), text)):
        if len(found) >= NEEDLES:
            break
        middle = max(0, (len(text) - _NEEDLE_CHARACTERS) // 2)
        found.append(text[middle : middle + _NEEDLE_CHARACTERS])
    return [text for text in dict.fromkeys(found) if len(text) >= _SHORTEST_NEEDLE]


def found_in_files(home: Path, needles: Sequence[str]) -> dict[str, list[str]]:
    """Needle → the files below ``home`` that hold its bytes; those that none holds are left out.

    Not seen is what a file holds compressed. Not looked through are models, and the lock, which
    holds the running command until it ends.
    """
    patterns = {needle: needle.encode("utf-8", "surrogatepass") for needle in needles}
    found: dict[str, list[str]] = {}
    for path in sorted(home.rglob("*")):
        shown = path.relative_to(home)
        ours = shown.parts[0] == "models" or shown.as_posix() == "store/lock"
        if ours or path.is_symlink() or not path.is_file():
            continue
        for needle in _in_file(path, patterns):
            found.setdefault(needle, []).append(shown.as_posix())
    return found


def prove(
    shop: Workshop, held: Held, needles: Sequence[str], before: dict[str, list[str]]
) -> tuple[Check, ...]:
    """Ask for somebody in every way there is; ``before`` is what the files held until now."""
    return (
        _by_id(shop, held),
        _by_name(shop, held),
        _by_vector(shop, held),
        _in_ledger(shop, held),
        _in_bytes(shop, held, needles, before),
    )


def _by_id(shop: Workshop, held: Held) -> Check:
    generations = generations_of(shop.store, held.kind)
    holding = [name for name in generations if shop.store.retrieve(name, [held.point_id])]
    asked = f"{len(generations)} generation{'' if len(generations) == 1 else 's'}"
    return Check("the store, by id", not holding, ", ".join(holding) or f"nothing in {asked}")


def _by_name(shop: Workshop, held: Held) -> Check:
    named = Filter(
        must=[
            FieldCondition("tenant", MatchValue(held.tenant)),
            FieldCondition("external_id", MatchValue(held.external_id)),
        ]
    )
    generations = generations_of(shop.store, held.kind)
    holding = [name for name in generations if shop.store.scroll(name, filter=named, limit=1)[0]]
    return Check("the store, by external id", not holding, ", ".join(holding) or "nothing")


def _by_vector(shop: Workshop, held: Held) -> Check:
    where = "the store, by the nearest to the former vector"
    live = shop.store.get_aliases().get(ALIASES[held.kind])
    vector = None if held.point is None else held.point.vector.get("dense")
    if live is None or not isinstance(vector, np.ndarray):
        return Check(where, True, "there was no vector")
    request = QueryRequest(vector, "dense", limit=_NEIGHBOURS, exact=True, with_payload=False)
    hits = shop.store.query_points(live, request)
    if any(hit.id == held.point_id for hit in hits):
        return Check(where, False, held.point_id)
    nearest = f", the nearest at a cosine of {hits[0].score:.3f}" if hits else ""
    return Check(where, True, f"{len(hits)} others{nearest}")


def _in_ledger(shop: Workshop, held: Held) -> Check:
    ledger = shop.ledger
    left = {
        "a document": ledger.document(held.tenant, held.kind, held.external_id) is not None
        or ledger.document_by_point(held.point_id) is not None,
        "items": bool(ledger.items_named(held.tenant, held.kind, held.external_id)),
        "receipts": bool(ledger.receipts_with(held.point_id)),
    }
    found = [name for name, there in left.items() if there]
    return Check(
        "the ledger", not found, ", ".join(found) or "no document, contact, item or receipt"
    )


def _in_bytes(
    shop: Workshop, held: Held, needles: Sequence[str], before: dict[str, list[str]]
) -> Check:
    home = shop.settings.home
    after = found_in_files(home, needles)
    own = after
    if after:  # others may say the same, word for word: that is theirs
        shared = _held_by_others(shop, held, after)
        own = {needle: files for needle, files in after.items() if needle not in shared}
    files = sorted({file for listed in own.values() for file in listed})
    had = len({file for listed in before.values() for file in listed})
    said = f"{len(needles)} strings of it, found in {had} files before, are in none now"
    if len(after) > len(own):
        said += f" ({len(after) - len(own)} stand in other documents too)"
    if shop.settings.qdrant_url is not None:
        said += "; the server's own files are not looked through: it removes bytes when it merges"
    if files:
        said = (
            f"{len(own)} of {len(needles)} strings of it are still in {', '.join(files[:5])}: the "
            "engine keeps what is deleted until it merges its files"
        )
    return Check(f"the bytes of the files in {home}", not files, said)


def _held_by_others(shop: Workshop, held: Held, needles: Iterable[str]) -> set[str]:
    left, shared, after = set(needles), set[str](), ""
    while left and (page := shop.ledger.documents(after=after, limit=_PAGE)):
        for other in page:
            told = "\n".join((" ".join(other.text.split()), other.external_id, other.source))
            said = {needle for needle in left if " ".join(needle.split()) in told}
            left -= said
            shared |= said
        after = page[-1].point_id
    return shared


def _in_file(path: Path, patterns: dict[str, bytes]) -> list[str]:
    try:
        with (
            path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
        ):
            return [needle for needle, data in patterns.items() if content.find(data) >= 0]
    except (OSError, ValueError):  # gone meanwhile, or empty
        return []
