"""Documents of the index by what people type of their ids, and texts read like them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np

from search.extraction.live import LiveExtractor
from search.open_index import OpenIndex
from skillsearch.documents import DocumentKind
from skillsearch.encoder.base import Vectors
from skillsearch.errors import NotFound, QueryError
from skillsearch.extraction import Mention
from skillsearch.extraction.boilerplate import is_boilerplate
from skillsearch.passages.reading import read_passages
from skillsearch.store.compatibility import check_fingerprint
from skillsearch.store.models import FieldCondition, Filter, MatchValue, Payload, Record

__all__ = ["ALIAS_OF", "find_document", "live_name", "of_tenant", "read_text"]

ALIAS_OF: dict[DocumentKind, str] = {"resume": "candidates", "posting": "postings"}

VECTORS = ("chunks", "title")

MAX_CHARACTERS = 200_000
"""Of a text in a request: some forty pages."""

_SHORTEST_PREFIX = 4


def live_name(index: OpenIndex, alias: str) -> str | None:
    """The live generation behind an alias; None where nothing of the kind is indexed.

    Raises :class:`~skillsearch.errors.IndexMismatch` where another model made it.
    """
    name = index.store.get_aliases().get(alias)
    if name is not None:
        encoder = index.encoder_for(index.collection("skills"))
        check_fingerprint(index.store.get_metadata(name), encoder.fingerprint, model=index.model)
    return name


def of_tenant(tenant: str) -> Filter:
    """The points of one tenant."""
    return Filter(must=[FieldCondition("tenant", MatchValue(tenant))])


def find_document(index: OpenIndex, kind: DocumentKind, name: str, tenant: str) -> Record:
    """The document with this external id or point id, or whose point id begins so.

    It carries its payload and the vectors of its pieces and titles. Raises
    :class:`~skillsearch.errors.NotFound`, and :class:`~skillsearch.errors.QueryError` for the
    beginning of several.
    """
    noun = "candidate" if kind == "resume" else "posting"
    wanted = name.strip()
    live = live_name(index, ALIAS_OF[kind])
    point = None
    if live is not None and wanted:
        point = _by_external_id(index, live, wanted, tenant) or _by_point(
            index, live, wanted, tenant, noun
        )
    if live is None or point is None:
        raise NotFound(
            f"There is no {noun} {wanted!r}.",
            remedy=f"Give its external id or the id of its point; index it with: skillsearch index "
            f"{'resumes' if kind == 'resume' else 'postings'} PATH.",
        )
    return index.store.retrieve(live, [point], with_vectors=VECTORS)[0]


def _by_external_id(index: OpenIndex, live: str, name: str, tenant: str) -> str | None:
    own = of_tenant(tenant).must[0]
    condition = Filter(must=[own, FieldCondition("external_id", MatchValue(name))])
    found, _ = index.store.scroll(live, filter=condition, limit=1, with_payload=False)
    return found[0].id if found else None


def _by_point(index: OpenIndex, live: str, name: str, tenant: str, noun: str) -> str | None:
    begun = name.lower()
    if len(begun) < _SHORTEST_PREFIX or not set(begun) <= set("0123456789abcdef-"):
        return None
    # Points come in the order of their ids, so those that begin so follow the beginning.
    offset = (begun + "00000000-0000-0000-0000-000000000000"[len(begun) :])[:36]
    found, _ = index.store.scroll(
        live, filter=of_tenant(tenant), limit=2, offset=offset, with_payload=False
    )
    matching = [record.id for record in found if record.id.startswith(begun)]
    if len(matching) > 1:
        raise QueryError(
            f"Several {noun} ids begin with {name!r}: {matching[0]}, {matching[1]} …",
            remedy="Give more of the id.",
        )
    return matching[0] if matching else None


def read_text(live: LiveExtractor, text: str, kind: DocumentKind) -> Record:
    """A text that is not indexed, as a point of it would be, as far as a gap needs it.

    Its id is "". Positions are not read, so no skill has years. Raises
    :class:`~skillsearch.errors.QueryError` for an empty text or one that is too long.
    """
    if not text.strip() or len(text) > MAX_CHARACTERS:
        said = "is empty" if not text.strip() else f"has {len(text):,} characters"
        raise QueryError(
            f"The text of the {kind} {said}.", remedy=f"Send 1 to {MAX_CHARACTERS:,} characters."
        )
    read = read_passages(text, kind)
    if not read.pieces:
        raise QueryError(
            f"The text of the {kind} has no sentence in it.", remedy="Send the text as it is."
        )
    useful = [
        row for row, p in enumerate(read.pieces) if not is_boilerplate(p.text, p.section, kind)
    ]
    vectors: Vectors = np.zeros((len(read.pieces), live.extractor.dimension), np.float32)
    if useful:
        vectors[useful] = live.sentences.of([read.pieces[row].text for row in useful])
    mentions = live.extractor.extract(read.masked, read.pieces, vectors, kind=kind)
    payload: Payload = {
        "titles": _title(read.pieces[0].text, kind),
        "pieces": [asdict(piece) for piece in read.pieces],
        "evidence": _evidence(mentions),
    }
    return Record("", payload, {"chunks": vectors})


def _title(first: str, kind: DocumentKind) -> list[str]:
    """The first line of a posting, where it is short enough to be its title."""
    line = first.split("\n")[0].strip(" .:-")
    return [line] if kind == "posting" and 0 < len(line.split()) <= 8 else []


def _evidence(mentions: Sequence[Mention]) -> list[Payload]:
    """A skill once, with the places that name it, the surest first; as documents are stored."""
    grouped: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: (-m.confidence, m.start, m.skill)):
        if mention.polarity != "negated":
            grouped.setdefault(mention.skill, []).append(mention)
    return [
        {
            "skill": skill,
            "id": named[0].id,
            "label": named[0].label,
            "taxonomy": named[0].taxonomy,
            "confidence": named[0].confidence,
            "years": None,
            "mentions": [
                {
                    name: getattr(m, name)
                    for name in ("start", "end", "text", "match", "polarity", "confidence", "piece")
                }
                for m in named
            ],
        }
        for skill, named in grouped.items()
    ]
