"""Texts → the skills that they name, at the places where the texts that were sent name them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from search.extraction.answers import (
    ExtractionAnswer,
    MentionedSkill,
    SkillMention,
    TextExtraction,
    UnmatchedPhrase,
)
from search.extraction.live import LiveExtractor, live_extractor
from search.open_index import OpenIndex
from skillsearch.encoder.base import Vectors
from skillsearch.errors import QueryError, TooLarge
from skillsearch.extraction import DEFAULT_CONFIDENCE, Extraction, TextKind
from skillsearch.extraction.boilerplate import is_boilerplate
from skillsearch.passages.reading import TEXT_KINDS, Passages, read_passages

__all__ = ["MAX_CHARACTERS", "MAX_TEXTS", "checked_confidence", "extract_texts", "sha256_of"]

MAX_TEXTS = 200
MAX_CHARACTERS = 1_000_000
"""Of all texts of a request together. More is a bulk load: a job of documents."""


def extract_texts(
    index: OpenIndex,
    texts: Sequence[str],
    *,
    kind: TextKind = "text",
    taxonomies: Sequence[str] = (),
    language: str = "en",
    min_confidence: float | None = None,
) -> ExtractionAnswer:
    """The skills of each text; all are encoded together, so many at once cost less than each.

    ``min_confidence`` is :data:`~skillsearch.extraction.DEFAULT_CONFIDENCE` where it is None.
    Raises :class:`~skillsearch.errors.QueryError` for a kind, a confidence or a text that cannot be
    used, :class:`~skillsearch.errors.TooLarge` for too many, and what
    :func:`~search.extraction.live.live_extractor` raises.
    """
    least = checked_confidence(min_confidence, DEFAULT_CONFIDENCE)
    _check(texts, kind)
    live = live_extractor(index, taxonomies, language)
    passages = [read_passages(text, kind) for text in texts]
    vectors = _vectors(live, passages, kind)
    results = []
    for text, read, rows in zip(texts, passages, vectors, strict=True):
        found = live.extractor.read(read.masked, read.pieces, rows, kind=kind)
        results.append(_as_sent(text, read, found, kind, least))
    warnings = [
        f"Text {number} has no sentence in it."
        for number, read in enumerate(passages, 1)
        if not read.pieces
    ]
    return ExtractionAnswer(tuple(results), tuple(warnings), live.stamp)


def checked_confidence(given: float | None, default: float) -> float:
    """The least confidence to show; QueryError where it is not one."""
    least = default if given is None else given
    if not 0 <= least <= 1:
        raise QueryError(f"min_confidence = {least} is out of range.", remedy="Use 0 to 1.")
    return least


def sha256_of(text: str) -> str:
    """SHA-256 (hex) of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _check(texts: Sequence[str], kind: str) -> None:
    if kind not in TEXT_KINDS:
        raise QueryError(f"kind = {kind!r} is not known.", remedy=f"Use {', '.join(TEXT_KINDS)}.")
    if not texts:
        raise QueryError("There is no text.", remedy="Send a text, or several in a list.")
    for number, text in enumerate(texts, 1):
        if not text.strip():
            raise QueryError(
                f"Text {number} of {len(texts)} is empty.", remedy="Leave it out, or fill it in."
            )
    characters = sum(map(len, texts))
    if len(texts) > MAX_TEXTS or characters > MAX_CHARACTERS:
        raise TooLarge(
            f"{len(texts):,} texts of {characters:,} characters in all are too many.",
            remedy=f"Send at most {MAX_TEXTS} texts of {MAX_CHARACTERS:,} characters in all, or "
            "load documents in bulk: skillsearch index postings FOLDER.",
        )


def _vectors(live: LiveExtractor, passages: Sequence[Passages], kind: TextKind) -> list[Vectors]:
    """The vectors of each text's pieces; boilerplate, which is not read, has zeros."""
    read = [
        [p.text for p in one.pieces if not is_boilerplate(p.text, p.section, kind)]
        for one in passages
    ]
    encoded = live.sentences.of([text for one in read for text in one])
    number = {text: row for row, text in enumerate(text for one in read for text in one)}
    nothing = np.zeros(live.extractor.dimension, np.float32)
    return [
        np.stack([encoded[number[p.text]] if p.text in number else nothing for p in one.pieces])
        if one.pieces
        else np.empty((0, live.extractor.dimension), np.float32)
        for one in passages
    ]


def _as_sent(
    sent: str, read: Passages, found: Extraction, kind: TextKind, least: float
) -> TextExtraction:
    """What was found in the view, at its places in the text that was sent."""
    mentions = []
    for mention in found.mentions:
        if mention.confidence < least:
            continue
        start, end = read.view.place(mention.start, mention.end)
        piece = read.pieces[mention.piece]
        first, last = read.view.place(piece.start, piece.end)
        mentions.append(
            SkillMention(
                start=start,
                end=end,
                text=sent[start:end],
                sentence=sent[first:last],
                sentence_start=first,
                sentence_end=last,
                skill=MentionedSkill(mention.id, mention.label, mention.taxonomy, mention.version),
                match=mention.match,
                confidence=mention.confidence,
                section=mention.section,
                polarity=mention.polarity,
            )
        )
    unmatched = []
    for phrase in found.unmatched:
        start, end = read.view.place(phrase.start, phrase.end)
        unmatched.append(UnmatchedPhrase(start, end, sent[start:end], phrase.section, phrase.why))
    return TextExtraction(sha256_of(sent), len(sent), kind, tuple(mentions), tuple(unmatched))
