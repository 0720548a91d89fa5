"""Job titles: variants of seed titles, and rankings of titles that people judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.tables import read_delimited
from skillsearch.errors import SourceError

__all__ = [
    "JitteredTitle",
    "TitleQueries",
    "VacancyTitle",
    "read_avature",
    "read_jittered",
    "read_jobbert",
]


@dataclass(frozen=True, slots=True)
class JitteredTitle:
    """A variant of the ``seed`` title; ``code`` and ``name`` are the seed's O*NET occupation."""

    text: str
    seed: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class VacancyTitle:
    """The title of a vacancy and the URI of the ESCO occupation that it stands for."""

    text: str
    occupation: str


@dataclass(frozen=True, slots=True)
class TitleQueries:
    """Titles to rank for other titles; ``relevant[i]`` are the indices into ``corpus`` of the
    titles that fit ``queries[i]``.
    """

    queries: tuple[str, ...]
    corpus: tuple[str, ...]
    relevant: tuple[frozenset[int], ...]


def read_jittered(path: Path) -> tuple[JitteredTitle, ...]:
    """The rows of a split, in file order.

    Raises :class:`~skillsearch.errors.SourceError` where the file is another one.
    """
    table = read_delimited(path)
    columns = [table.column(c) for c in ("jittered_title", "seed_title", "onet_code", "onet_name")]
    return tuple(JitteredTitle(*(row[column] for column in columns)) for row in table)


def read_avature(folder: Path) -> TitleQueries:
    """The ranking in ``queries.tsv``, ``corpus_documents.tsv`` and ``annotations.tsv``.

    The files have no header: id and text; and query id, 0, document id, 1 where it is relevant.
    Raises :class:`~skillsearch.errors.SourceError` where one is missing or names an unknown id.
    """
    queries = {row[0]: row[1] for _, row in _rows(folder / "queries.tsv", 2)}
    corpus = {row[0]: row[1] for _, row in _rows(folder / "corpus_documents.tsv", 2)}
    position = {document: index for index, document in enumerate(corpus)}
    relevant: dict[str, set[int]] = {query: set() for query in queries}
    judgements = folder / "annotations.tsv"
    for number, (query, _, document, grade) in _rows(judgements, 4):
        if query not in relevant or document not in position:
            raise SourceError(
                f"{query!r} is no query or {document!r} no document of the other files.",
                path=judgements,
                row=number,
            )
        if grade == "1":
            relevant[query].add(position[document])
    return TitleQueries(
        queries=tuple(queries.values()),
        corpus=tuple(corpus.values()),
        relevant=tuple(frozenset(found) for found in relevant.values()),
    )


def read_jobbert(path: Path) -> tuple[VacancyTitle, ...]:
    """The vacancy titles with their occupations, in file order, repetitions kept.

    Raises :class:`~skillsearch.errors.SourceError` where the file is another one.
    """
    table = read_delimited(path)
    title, uri = table.column("vacancyTitle"), table.column("conceptUri")
    return tuple(VacancyTitle(row[title], row[uri]) for row in table)


def _rows(path: Path, width: int) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows of a tab-separated file without header and quotation, stripped."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"the file cannot be read: {error}.", path=path) from None
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) == width:
            yield number, cells
        elif line.strip():
            raise SourceError(
                f"the row has {len(cells)} cells, and {width} are expected.", path=path, row=number
            )
