"""Titles → what they say, which occupations they name, and where else they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from search.answers import Stamp
from search.open_index import OpenIndex
from search.request import ConceptFilter
from search.titles.answers import SimilarTitle, TitleAnswer, TitleList, TitleReading
from search.titles.folding import Folded
from search.titles.jobs import TitledPostings, jobs_of, titles_above
from search.titles.normalising import (
    MAX_TITLE_CHARACTERS,
    JobTitle,
    NormalisedTitle,
    normalise_title,
)
from search.titles.occupations import OccupationDesk, chosen
from skillsearch.encoder.base import Encoder, Vectors
from skillsearch.errors import QueryError, TooLarge
from skillsearch.store.models import ScoredPoint
from skillsearch.text import normal_form, words

__all__ = ["DEFAULT_LIMIT", "MAX_LIMIT", "MAX_REQUEST_TITLES", "TitleReader", "read_titles"]

MAX_REQUEST_TITLES = 1_000
"""Of a request over HTTP; a file may have any number."""

DEFAULT_LIMIT = 5
MAX_LIMIT = 50

BATCH = 128
"""Titles that are measured together: their cosines with all labels stand in memory meanwhile."""

POSTINGS_CONSIDERED = 100
"""Postings looked at for the titles above them; one title often stands above many."""


def read_titles(
    index: OpenIndex,
    titles: Sequence[str],
    *,
    tenant: str,
    taxonomies: Sequence[str] = (),
    language: str = "en",
    limit: int = DEFAULT_LIMIT,
    jobs: bool = False,
) -> TitleList:
    """What each of the titles of a request says.

    Raises :class:`~skillsearch.errors.QueryError` for no titles or a limit out of range,
    :class:`~skillsearch.errors.TooLarge` for too many titles, and what :meth:`TitleReader.open`
    raises.
    """
    if not titles:
        raise QueryError("There is no title.", remedy="Send titles in a list.")
    if len(titles) > MAX_REQUEST_TITLES:
        raise TooLarge(
            f"{len(titles):,} titles are too many.",
            remedy=f"Send at most {MAX_REQUEST_TITLES:,}, or use: skillsearch titles --file FILE.",
        )
    reader = TitleReader.open(
        index, tenant=tenant, taxonomies=taxonomies, language=language, limit=limit, jobs=jobs
    )
    return TitleList(tuple(reader.all_of(titles)), reader.warnings, reader.stamp)


class TitleReader:
    """Reads titles in batches against one generation of occupations and of postings.

    ``warnings`` say what is left out of every answer.
    """

    def __init__(
        self,
        encoder: Encoder,
        desk: OccupationDesk,
        postings: TitledPostings | None,
        stamp: Stamp,
        limit: int,
        jobs: bool,
        warnings: tuple[str, ...],
    ) -> None:
        self.stamp = stamp
        self.warnings = warnings
        self._encoder = encoder
        self._desk = desk
        self._postings = postings
        self._limit = limit
        self._jobs = jobs

    @classmethod
    def open(
        cls,
        index: OpenIndex,
        *,
        tenant: str,
        taxonomies: Sequence[str] = (),
        language: str = "en",
        limit: int = DEFAULT_LIMIT,
        jobs: bool = False,
    ) -> TitleReader:
        """A reader over what is live; ``limit`` counts occupations, similar titles and jobs each.

        Raises :class:`~skillsearch.errors.NothingIndexed` without occupations,
        :class:`~skillsearch.errors.QueryError` for a taxonomy or language that is not indexed or a
        limit out of range, :class:`~skillsearch.errors.IndexMismatch` where another model made
        the index.
        """
        if not 1 <= limit <= MAX_LIMIT:
            raise QueryError(f"limit = {limit} is out of range.", remedy=f"Use 1 to {MAX_LIMIT}.")
        collection = index.collection("occupations")
        encoder = index.encoder_for(collection)
        wanted = ConceptFilter(taxonomy=tuple(taxonomies), language=(language,))
        desk = OccupationDesk.open(index, collection, wanted)
        postings, why_not = TitledPostings.open(index, tenant)
        warnings = (why_not,) if jobs and why_not else ()
        return cls(
            encoder, desk, postings, collection.stamp(desk.scoping.keys), limit, jobs, warnings
        )

    def all_of(
        self, titles: Iterable[str], progress: Callable[[int], None] | None = None
    ) -> Iterator[TitleAnswer]:
        """The answers in the order of the titles.

        ``progress`` is called with the number of titles done since the last call.
        """
        rest = iter(titles)
        while batch := list(islice(rest, BATCH)):
            read = {title: self._normalised(title) for title in batch}
            jobs = [(title, job) for title, said in read.items() for job in said.titles]
            readings: dict[str, list[TitleReading]] = {title: [] for title in read}
            for (title, _), reading in zip(jobs, self._readings(read, jobs), strict=True):
                readings[title].append(reading)
            for title in batch:
                found = tuple(readings[title])
                reason = "" if found else _unusable(title)
                yield TitleAnswer(title, found, read[title].parts, reason)
            if progress is not None:
                progress(len(batch))

    def _normalised(self, title: str) -> NormalisedTitle:
        if len(title) > MAX_TITLE_CHARACTERS:
            return NormalisedTitle(title, (), ())
        return normalise_title(title)

    def _readings(
        self, read: dict[str, NormalisedTitle], jobs: Sequence[tuple[str, JobTitle]]
    ) -> Iterator[TitleReading]:
        if not jobs:
            return
        vectors = self._vectors([_asked(read[title], job) for title, job in jobs])
        wanted = max(self._limit, POSTINGS_CONSIDERED)
        near: list[list[ScoredPoint]] = (
            self._postings.near(vectors, wanted) if self._postings else [[] for _ in jobs]
        )
        measured = self._desk.measure(vectors)
        for (_, job), vector, of_occupations, found in zip(
            jobs, vectors, measured, near, strict=True
        ):
            fits = self._desk.occupations(of_occupations, self._limit)
            best, reason = chosen(fits)
            folded = Folded()
            folded.takes(job.text, vector)
            similar = self._desk.similar(of_occupations, folded, self._limit)
            similar += titles_above(found, folded, self._limit)
            yield TitleReading(
                title=job.text,
                core=job.core,
                seniority=job.seniority,
                specialisations=job.specialisations,
                best=best,
                reason=reason,
                occupations=fits,
                similar=tuple(sorted(similar, key=_nearest_first)[: self._limit]),
                jobs=jobs_of(found, self._limit) if self._jobs else (),
            )

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        """The unit vectors of texts, each distinct one encoded once."""
        number = {text: i for i, text in enumerate(dict.fromkeys(texts))}
        vectors: Vectors = self._encoder.encode(list(number))[[number[text] for text in texts]]
        return vectors


def _asked(said: NormalisedTitle, job: JobTitle) -> str:
    """The text that stands for a job: its plain words, or the title as given if those are its own.

    Where only punctuation differs, what was given ranks better: docs/titles.md has the figures.
    """
    plain = ", ".join((job.text, *job.specialisations))
    return said.given if normal_form(said.given) == normal_form(plain) else plain


def _nearest_first(similar: SimilarTitle) -> tuple[float, str]:
    return -similar.cosine, similar.title


def _unusable(title: str) -> str:
    """Why a title names no job."""
    if not title.strip():
        return "the title is empty"
    if len(title) > MAX_TITLE_CHARACTERS:
        return "the title is too long: it is a text"
    if not words(title):
        return "the title has no word in it"
    return "nothing in it names a job"
