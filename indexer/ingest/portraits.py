"""What was understood of a document, as it may be shown: without personal data, unless asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from indexer.ingest.holding import Held
from skillsearch.documents import MASK, Personal, PersonalKind
from skillsearch.store.models import Payload

__all__ = ["portrait", "without"]

_HIDDEN: frozenset[PersonalKind] = frozenset({"name", "email", "phone", "address", "url"})
_SHORTEST_WORD = 3

_SHARED = (
    "as_of",
    "titles",
    "location",
    "seniority",
    "education_level",
    "quality",
    "text_language",
)
_OWN = {
    "resume": ("years", "experience", "education"),
    "posting": ("employer", "years_low", "years_high", "pay", "contract", "url"),
}


def portrait(held: Held, *, reveal: bool = False) -> dict[str, Any]:
    """Everything understood of a document, with its skills and the sentences that show them.

    Masked: personal data is blacked out, also in the external id, which is often a file's name;
    ``personal`` counts what there is. With ``reveal`` it holds the texts, as the ledger has them,
    and the external id and source are whole.
    """
    personal = held.document.personal if held.document is not None else ()
    payload = {} if held.point is None else held.point.payload
    shown: dict[str, Any] = {
        "id": held.point_id,
        "external_id": held.external_id,
        "kind": held.kind,
        "tenant": held.tenant,
        "indexed": held.document.indexed if held.document is not None else "",
        **{name: payload.get(name) for name in (*_SHARED, *_OWN[held.kind])},
        "languages": payload.get("languages_spoken", []),
        "skills": list(_skills(payload, held)),
    }
    if not reveal:
        shown = _masked(shown, personal)
    else:
        shown["source"] = held.source
    shown["personal"] = _told(personal, reveal=reveal)
    # An item that was unchanged has not been compared again.
    compared = (item for item in held.items if item.state in ("done", "changed"))
    shown["duplicate_of"] = [point for item in islice(compared, 1) for point in item.duplicate_of]
    return shown


def without(text: str, personal: Iterable[Personal], *, words: bool = False) -> str:
    """``text`` with every personal text in it blacked out; ``words``: each word of a name too."""
    hidden = {span.text.strip() for span in personal if span.kind in _HIDDEN}
    if words:
        named = (span.text for span in personal if span.kind == "name")
        hidden |= {word for name in named for word in re.findall(r"\w+", name)}
    for secret in sorted(hidden, key=len, reverse=True):
        if len(secret) >= _SHORTEST_WORD:
            text = re.sub(
                re.escape(secret), lambda found: MASK * len(found[0]), text, flags=re.IGNORECASE
            )
    return text


def _skills(payload: Payload, held: Held) -> Iterable[dict[str, Any]]:
    pieces = payload.get("pieces", [])
    must = set(payload.get("must_have_skills", []))
    nice = set(payload.get("nice_to_have_skills", []))
    for skill in payload.get("evidence", []):
        entry = {
            name: skill[name]
            for name in ("label", "id", "taxonomy", "version", "confidence", "years")
        }
        if held.kind == "posting":
            point = skill["skill"]
            entry["asked"] = "must" if point in must else "nice" if point in nice else ""
            del entry["years"]
        entry["evidence"] = [
            {
                "sentence": _sentence(pieces, mention["piece"]),
                "text": mention["text"],
                "match": mention["match"],
                "confidence": mention["confidence"],
                "start": mention["start"],
                "end": mention["end"],
            }
            for mention in skill["mentions"]
        ]
        yield entry


def _sentence(pieces: list[dict[str, Any]], place: Any) -> str:
    inside = isinstance(place, int) and 0 <= place < len(pieces)
    return str(pieces[place]["text"]) if inside else ""


def _masked(value: Any, personal: tuple[Personal, ...], key: str = "") -> Any:
    match value:
        case str():
            return without(value, personal, words=key == "external_id")
        case Mapping():
            return {name: _masked(inner, personal, name) for name, inner in value.items()}
        case list():
            return [_masked(inner, personal, key) for inner in value]
    return value


def _told(personal: tuple[Personal, ...], *, reveal: bool) -> dict[str, Any]:
    texts: dict[str, list[str]] = {}
    for span in personal:
        known = texts.setdefault(span.kind, [])
        if span.text not in known:
            known.append(span.text)
    return {kind: told if reveal else len(told) for kind, told in sorted(texts.items())}
