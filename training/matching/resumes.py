"""The real resumes filed under categories: out of the index, or read where they are not in it."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from indexer.documents.isolation import ParserPool
from indexer.documents.parsing import ENTRY
from indexer.documents.sources import FileContent, SourceItem, enumerate_sources, fetch
from indexer.ingest.unindexed import point_of
from search.extraction.live import live_extractor
from search.matching.documents import ALIASES
from search.open_index import OpenIndex
from skillsearch.documents import Quarantined, Resume, from_dict
from skillsearch.encoder.base import Vectors
from skillsearch.errors import SourceError
from skillsearch.store.models import Record
from training.data.layout import DataFolder
from training.matching.indexed import find_indexed, records_of

__all__ = ["house_items", "house_resumes"]

Encode = Callable[[Sequence[str]], Vectors]
Advance = Callable[[int], None]

_TOGETHER = 32


def house_items(folder: DataFolder) -> dict[str, SourceItem]:
    """External id (``CHEF/10001727.pdf``) → file of every resume of ``resumes/livecareer``.

    Raises :class:`~skillsearch.errors.SourceError` where the folder is missing or empty.
    """
    path = folder.root / "resumes" / "livecareer"
    items = enumerate_sources([path], "resume") if path.is_dir() else []
    found = {item.external_id: item for item in items}
    if not found:
        raise SourceError(
            "it should hold a folder of PDF resumes for each category.",
            path=path,
            remedy="Put them there, name another data folder with --data, or refit on your own "
            "labels with --labels.",
        )
    return dict(sorted(found.items()))


def house_resumes(
    index: OpenIndex,
    items: dict[str, SourceItem],
    tenant: str,
    encode: Encode,
    advance: Advance,
) -> tuple[dict[str, Record], Counter[str]]:
    """External id → record with payload and vectors; and by reason how many are left out.

    Resumes that the tenant has indexed are taken as they are, the others are read and encoded.
    """
    found: dict[str, Record] = {}
    if ALIASES["resume"] in index.store.get_aliases():
        held = find_indexed(index, "resume", list(items), tenant)
        records = records_of(index, "resume", list(held.values()))
        found = {name: records[each.point] for name, each in held.items() if each.point in records}
        advance(len(found))
    left_out: Counter[str] = Counter()
    missing = [items[name] for name in items if name not in found]
    for record in _read(index, missing, encode, left_out, advance) if missing else ():
        found[str(record.payload["external_id"])] = record
    return dict(sorted(found.items())), left_out


def _read(
    index: OpenIndex,
    items: Sequence[SourceItem],
    encode: Encode,
    left_out: Counter[str],
    advance: Advance,
) -> Iterator[Record]:
    extractor = live_extractor(index).extractor
    size = os.cpu_count() or 1
    with ParserPool(ENTRY, size) as parsers, ThreadPoolExecutor(size) as threads:
        for start in range(0, len(items), _TOGETHER):
            batch = items[start : start + _TOGETHER]
            parsed = list(threads.map(lambda item: _parsed(parsers, item), batch))
            for item, one in zip(batch, parsed, strict=True):
                if isinstance(one, str):
                    left_out[one] += 1
                    continue
                resume, sha256 = one
                yield point_of(resume, item.external_id, sha256, extractor, encode)
            advance(len(batch))


def _parsed(parsers: ParserPool, item: SourceItem) -> tuple[Resume, str] | str:
    """The resume and the SHA-256 of its file, or the reason why there is none."""
    try:
        content = fetch(item.reference)
        if not isinstance(content, FileContent):
            return "not a file"
        payload = {"kind": "resume", "name": content.name, "as_of": "", "data": content.data}
        resume = from_dict(Resume, parsers.call(payload)["record"])
    except Quarantined as error:
        return str(error.reason)
    if not resume.pieces:
        return "poor-text"
    return resume, hashlib.sha256(content.data).hexdigest()
