"""Labels → labelled resumes: files parsed and encoded, or candidates out of the index."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from indexer.documents.isolation import ParserPool
from indexer.documents.parsing import ENTRY
from indexer.documents.sources import FileContent, SourceItem, canonical_bytes, fetch
from indexer.ingest.collections import point_id
from indexer.ingest.masked_names import masked_names
from search.matching.masking import shown_names
from skillsearch.classification.portraits import (
    POINT_PAYLOAD,
    POINT_VECTORS,
    portrait_of_point,
    portraits_of,
)
from skillsearch.documents import Quarantined, Resume, from_dict
from skillsearch.encoder.base import Encoder
from skillsearch.errors import NothingIndexed
from skillsearch.store.base import VectorStore
from skillsearch.store.compatibility import check_fingerprint, check_layout
from skillsearch.store.models import FieldCondition, Filter, MatchAny, MatchValue
from skillsearch.store.scrolling import scroll_pages
from training.classification.labelled import Labelled, LabelledSet
from training.classification.sources import Labels

__all__ = ["read_candidates", "read_files"]

Advance = Callable[[int], None]

_TOGETHER = 64
"""Resumes that are encoded at a time."""


def read_files(labels: Labels, encoder: Encoder, tenant: str, advance: Advance) -> LabelledSet:
    """Every file parsed and encoded; what is quarantined is counted by its reason."""
    left_out: Counter[str] = Counter()
    if labels.outside:
        left_out["in no category's folder"] = labels.outside
    resumes = []
    with ParserPool(ENTRY, os.cpu_count() or 1) as parsers:
        for batch in _batches(labels.items, _TOGETHER):
            parsed = _parsed(parsers, batch, left_out)
            portraits = portraits_of([one for _, _, _, one in parsed], encoder.encode)
            for (item, category, digest, resume), portrait in zip(parsed, portraits, strict=True):
                name = item.external_id
                folder = f"{category}/" if name.startswith(f"{category}/") else ""
                [shown] = masked_names(resume, [name.removeprefix(folder)])
                point = point_id(tenant, "resume", name)
                resumes.append(Labelled(name, folder + shown, point, category, digest, portrait))
            advance(len(batch))
    return LabelledSet.of(resumes, left_out, indexed=False)


def read_candidates(
    labels: Labels, store: VectorStore, encoder: Encoder, tenant: str, advance: Advance
) -> LabelledSet:
    """The candidates of the tenant with these external ids; those that are not there are counted.

    Raises :class:`~skillsearch.errors.NothingIndexed` where there are none at all, and
    :class:`~skillsearch.errors.IndexMismatch` where another model or layout made them.
    """
    live = store.get_aliases().get("candidates")
    if live is None:
        raise NothingIndexed(
            f"No candidates are indexed at {store.description}.",
            remedy="Run: skillsearch index resumes PATH; or give a CSV with the column path.",
        )
    metadata = store.get_metadata(live)
    check_layout(metadata, "candidates")
    check_fingerprint(metadata, encoder.fingerprint)
    categories = dict(labels.candidates)
    resumes = []
    for names in _batches(tuple(categories), _TOGETHER):
        wanted = Filter(
            must=(
                FieldCondition("tenant", MatchValue(tenant)),
                FieldCondition("external_id", MatchAny(names)),
            )
        )
        for page in scroll_pages(
            store, live, filter=wanted, with_payload=POINT_PAYLOAD, with_vectors=POINT_VECTORS
        ):
            for record in page:
                name = str(record.payload["external_id"])
                portrait = portrait_of_point(record)
                digest = str(record.payload["sha256"])
                shown, _ = shown_names(record, "resume")
                resumes.append(Labelled(name, shown, record.id, categories[name], digest, portrait))
        advance(len(names))
    missing = len(categories) - len(resumes)
    left_out = Counter({"not indexed": missing} if missing else {})
    return LabelledSet.of(resumes, left_out, indexed=True)


_Parsed = tuple[SourceItem, str, str, Resume]


def _parsed(
    parsers: ParserPool, batch: Sequence[tuple[SourceItem, str]], left_out: Counter[str]
) -> list[_Parsed]:
    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        made = threads.map(lambda each: _one(parsers, *each), batch)
        kept: list[_Parsed] = []
        for one in made:
            if isinstance(one, str):
                left_out[one] += 1
            else:
                kept.append(one)
    return kept


def _one(parsers: ParserPool, item: SourceItem, category: str) -> _Parsed | str:
    """The resume, or the reason why there is none."""
    try:
        content = fetch(item.reference)
        payload: dict[str, Any] = {"kind": "resume", "name": content.name, "as_of": ""}
        if isinstance(content, FileContent):
            raw = payload["data"] = content.data
        else:
            raw = canonical_bytes(content)
            payload["fields"] = content.fields
        resume = from_dict(Resume, parsers.call(payload)["record"])
    except Quarantined as error:
        return str(error.reason)
    if not resume.pieces:
        return "poor-text"
    return item, category, hashlib.sha256(raw).hexdigest(), resume


def _batches(values: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
