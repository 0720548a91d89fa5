"""The probe itself: copies of the top candidates with each cue, scored as searches score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from search.matching.asked import Asked
from search.matching.masking import shown_names
from search.matching.matcher import Matcher
from search.matching.probe.answers import Movement, Probe, SwapResult
from search.matching.probe.cues import SWAPS, Swap
from search.matching.probe.drafts import Draft, draft_of
from search.matching.probe.moving import movement_of
from search.matching.probe.rebuilding import Rebuilder
from search.matching.skill_space import skill_space
from skillsearch.errors import QueryError
from skillsearch.store.models import Record

__all__ = ["MOST_PROBED", "run_probe"]

MOST_PROBED = 20
"""Candidates into whom cues are put, the first of the ranking."""


@dataclass
class _Subject:
    """A candidate with what was found of it; scores of copies are kept by what they are made of."""

    record: Record
    draft: Draft
    rebuilder: Rebuilder
    score: float
    known: dict[object, float] = field(default_factory=dict)


@dataclass
class _Tried:
    """One swap over the candidates: point → variant → score."""

    masked: dict[str, dict[str, float]] = field(default_factory=dict)
    unmasked: dict[str, dict[str, float]] = field(default_factory=dict)
    copies: int = 0
    hidden: int = 0


def run_probe(
    matcher: Matcher, asked: Asked, ranked: Sequence[str], swaps: Sequence[Swap] = SWAPS
) -> Probe:
    """Cues put into copies of the first of ``ranked`` (points), at most :data:`MOST_PROBED`.

    Nothing of a copy is stored. Without anybody who has a score there are no swaps. Raises
    :class:`~skillsearch.errors.QueryError` where postings are sought: they are of nobody.
    """
    if matcher.kind != "resume":
        raise QueryError(
            "The probe looks at candidates, and this is a search for postings.",
            remedy="Leave the probe out, or search for candidates.",
        )
    records = matcher.index.store.retrieve(
        matcher.documents.name,
        list(ranked[:MOST_PROBED]),
        with_vectors=True,
    )
    subjects, within = [], 0.0
    for record in records:
        subject, moved = _subject(matcher, asked, record)
        if subject is not None:
            subjects.append(subject)
            within = max(within, moved)
    results = tuple(_swapped(matcher, asked, swap, subjects) for swap in swaps if subjects)
    return Probe(len(subjects), len(records) - len(subjects), round(within, 1), results)


def _subject(matcher: Matcher, asked: Asked, record: Record) -> tuple[_Subject | None, float]:
    """The candidate, put together again without a cue, and how far that moves the score."""
    shown = matcher.score(asked, record).score
    if shown is None:
        return None, 0.0
    _, live = skill_space(matcher.index, matcher.taxonomies, matcher.language)
    draft, rebuilder = draft_of(record), Rebuilder(record, live)
    subject = _Subject(record, draft, rebuilder, shown)
    subject.score = _score(matcher, asked, subject, draft)
    return subject, abs(subject.score - shown)


def _score(matcher: Matcher, asked: Asked, subject: _Subject, draft: Draft) -> float:
    if draft.key not in subject.known:
        copy = subject.rebuilder.record(draft)
        subject.known[draft.key] = matcher.score(asked, copy).score or 0.0
    return subject.known[draft.key]


def _swapped(
    matcher: Matcher, asked: Asked, swap: Swap, subjects: Sequence[_Subject]
) -> SwapResult:
    tried = _Tried()
    for subject in subjects:
        copies = {name: cue(subject.draft) for name, cue in swap.variants.items()}
        applied = {name: copy for name, copy in copies.items() if copy is not None}
        if len(applied) < 2:
            continue
        point = subject.record.id
        for name in swap.variants:
            plain = applied.get(name, subject.draft)
            shown = subject.rebuilder.masked(plain)
            tried.copies += 1
            tried.hidden += shown.key != plain.key
            tried.masked.setdefault(point, {})[name] = _score(matcher, asked, subject, shown)
            tried.unmasked.setdefault(point, {})[name] = _score(matcher, asked, subject, plain)
    scores = {subject.record.id: subject.score for subject in subjects}
    names = {s.record.id: _name(matcher, s.record) for s in subjects}
    movement = movement_of(scores, names, tried.masked)
    return SwapResult(
        name=swap.name,
        tells=swap.tells,
        variants=tuple(swap.variants),
        applied=len(tried.masked),
        copies=tried.copies,
        masked=tried.hidden,
        movement=movement,
        unmasked=movement_of(scores, names, tried.unmasked) if tried.hidden else None,
        says=_says(tried, movement),
    )


def _name(matcher: Matcher, record: Record) -> str:
    """The external id, in the form in which the searcher may see it."""
    return record.payload["external_id"] if matcher.reveal else shown_names(record, "resume")[0]


def _says(tried: _Tried, movement: Movement) -> str:
    if not tried.copies:
        return "No candidate here could take this cue."
    if not movement.moved:
        masked = ": it is masked before anything is encoded" if tried.hidden == tried.copies else ""
        return f"Moves nothing{masked}."
    some = "" if not tried.hidden else (
        f" Indexing masked it in {tried.hidden} of {tried.copies} copies."
    )  # fmt: skip
    return (
        f"Moves {len(movement.moved)} of {len(tried.masked)} by up to {movement.largest:g} points "
        f"and {movement.largest_jump} rank{'s' * (movement.largest_jump != 1)}.{some}"
    )
