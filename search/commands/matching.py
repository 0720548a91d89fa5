"""``skillsearch candidates``, ``postings`` and ``match``, as far as the read side does them.

Reading files is the write side's; the commands, in ``cli.matching``, know both and bring it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search.open_index import OpenIndex, open_index
from search.request import Page
from skillsearch.console import print_json, print_warnings
from skillsearch.documents import DocumentKind
from skillsearch.errors import QueryError, SourceError
from skillsearch.settings import Settings
from skillsearch.store.models import Record

if TYPE_CHECKING:
    from search.extraction.live import LiveExtractor
    from search.matching.examining import Wanted
    from search.matching.need import DocumentFilter

__all__ = ["MatchOutput", "ReadFile", "run_match", "run_search"]

ReadFile = Callable[[Path, DocumentKind, "LiveExtractor"], Record]
"""A file → the point that it would have in the index."""


@dataclass(frozen=True, slots=True)
class MatchOutput:
    """How the answer is shown: ``detailed`` hits with their evidence; ``is_query`` alone.

    ``examined`` is what is looked into besides.
    """

    as_json: bool
    detailed: int
    is_query: bool = False
    with_facets: bool = False
    diversity: float = 0.0
    reveal: bool = False
    examined: Wanted | None = None


def run_search(
    kind: DocumentKind,
    text: str,
    asking: str,
    query: Path | None,
    examples: tuple[Sequence[str], Sequence[str]],
    filters: DocumentFilter,
    page: Page,
    read: ReadFile,
    output: MatchOutput,
    settings: Settings,
) -> None:
    """Search for documents of ``kind``; ``asking`` is the id or file of one of the other kind."""
    from search.extraction.live import live_extractor
    from search.matching.display import show_answer
    from search.matching.documents import OTHER_KIND
    from search.matching.examined_display import show_examination
    from search.matching.examining import Wanted, examine
    from search.matching.masking import masked_query
    from search.matching.matching import search_documents
    from search.matching.need import need_to_dict
    from search.matching.question import Question, understand_question
    from search.matching.receipts import AskedHow, with_receipt
    from skillsearch.ledger import open_ledger

    other = OTHER_KIND[kind]
    with open_index(settings) as index:
        is_file = bool(asking) and Path(asking).is_file()
        record = read(Path(asking), other, live_extractor(index)) if is_file else None
        question = Question(
            text=text,
            document="" if is_file else asking,
            asking=record,
            query=_query(query),
            like=examples[0],
            unlike=examples[1],
            filters=filters,
        )
        said = understand_question(index, kind, question, settings.tenant)
        if output.is_query:
            shown = need_to_dict(said.need)
            hides = kind == "posting" and bool(asking) and not output.reveal
            print_json(masked_query(shown) if hides else shown)
            print_warnings(said.warnings)
            return
        answer = search_documents(
            index,
            said.need,
            page,
            settings.tenant,
            diversity=output.diversity,
            with_facets=output.with_facets,
            warnings=said.warnings,
            asking=record,
            reveal=output.reveal,
        )
        examined = examine(
            index,
            said.need,
            page,
            settings.tenant,
            answer,
            output.examined or Wanted(),
            diversity=output.diversity,
            asking=record,
            reveal=output.reveal,
        )
        how = AskedHow(page, settings.tenant, diversity=output.diversity, asking=record)
        answer = with_receipt(
            index, said.need, how, answer, lambda: open_ledger(settings), settings.receipts
        )
    if output.as_json:
        shown = answer.as_dict() | {"understood": list(said.parts)} | examined.as_dict()
        print_json(shown)
        return
    print_warnings(answer.warnings)
    show_answer(answer, said.parts, detailed=output.detailed, first=page.offset + 1)
    show_examination(examined)


def run_match(
    candidate: str,
    posting: str,
    read: ReadFile,
    *,
    reveal: bool = False,
    as_json: bool,
    settings: Settings,
) -> None:
    """One pair, in full: what the posting asks, and how well it suits the person."""
    from search.matching.display import show_hit
    from search.matching.pair import match_pair

    with open_index(settings) as index:
        hit = match_pair(
            index,
            _side(index, candidate, "resume", read, settings),
            _side(index, posting, "posting", read, settings),
            settings.tenant,
            reveal=reveal,
        )
    if as_json:
        print_json(hit.as_dict())
        return
    print_warnings(hit.warnings)
    show_hit(hit.results[0], 1)


def _side(
    index: OpenIndex, named: str, kind: DocumentKind, read: ReadFile, settings: Settings
) -> Record:
    from search.extraction.live import live_extractor
    from search.matching.documents import find_document

    path = Path(named)
    if path.is_file():
        return read(path, kind, live_extractor(index))
    return find_document(index, kind, named, settings.tenant, with_vectors=True)


def _query(path: Path | None) -> Mapping[str, Any] | None:
    if path is None:
        return None
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(f"it cannot be read: {error.strerror}.", path=path) from None
    except ValueError as error:
        raise SourceError(f"it is not JSON: {error}.", path=path) from None
    if isinstance(values, dict) and isinstance(values.get("query"), dict):
        values = values["query"]  # a whole answer, saved
    if not isinstance(values, dict):
        raise QueryError(f"{path} holds no query.", remedy="Save one with --show-query.")
    return values
