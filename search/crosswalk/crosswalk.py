"""The crosswalk: for each concept of one taxonomy, how it relates to those of another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from search.crosswalk.catalogue import Catalogue, Entry, forms
from search.crosswalk.evidence import Evidence, spelling, words_of
from search.crosswalk.relation import INVERSE, RELATIONS, Relation, decide, likeness
from search.crosswalk.similarity import nearest, ranks_back
from skillsearch.encoder.base import Encoder, Vectors

__all__ = ["MAX_PROPOSALS", "Advance", "Proposal", "map_concepts"]

Advance = Callable[[int], None]
"""Called with the number of texts encoded since the last call."""

SHORTLIST = 10
"""Targets by likeness of labels that are looked at, besides those of the same spelling."""

MAX_PROPOSALS = 3
"""Targets proposed for one concept. One of them at most is an exact match."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The relation of one concept to another, with what it rests on.

    ``relation`` is what the target is to the source (``broadMatch``: the target is broader);
    ``inverse`` what the source is to the target. With ``none`` the target is only the nearest,
    and the confidence says how far it is: 1 minus the likeness. A target of "" means that the
    other taxonomy has no concept at all.
    """

    source: str
    source_label: str
    target: str
    target_label: str
    relation: Relation
    inverse: Relation
    confidence: float
    evidence: Evidence | None

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


def map_concepts(
    source: Catalogue,
    target: Catalogue,
    positions: Sequence[int],
    encoder: Encoder,
    advance: Advance | None = None,
    *,
    min_confidence: float = 0.0,
) -> list[Proposal]:
    """Proposals for the concepts at ``positions`` of ``source``, in that order, surest first.

    A concept without a relation of at least ``min_confidence`` gets one ``none``. What is
    proposed for a concept does not depend on which others are asked for.
    """
    asked = source.taken(positions)
    shortlists = _shortlists(asked, target)
    back = _ranks_back(asked, source, target, shortlists, positions)
    texts = [asked.entries[a].description for a in shortlists]
    texts += [target.entries[b].description for found in shortlists.values() for b in found]
    described = _described(texts, encoder, advance)
    proposals: list[Proposal] = []
    for a, candidates in shortlists.items():
        measured = [
            (b, _evidence(asked, a, target, b, rank, back[b, positions[a]], described))
            for rank, b in enumerate(candidates, 1)
        ]
        measured = _in_hierarchy(target, measured)
        proposals += _chosen(asked.entries[a], target, measured, min_confidence)
    return proposals


def _shortlists(asked: Catalogue, target: Catalogue) -> dict[int, list[int]]:
    """Position in ``asked`` → positions in ``target``, nearest first, then those spelled alike."""
    if not len(target):
        return {a: [] for a in range(len(asked))}
    near = nearest(asked, target, SHORTLIST)
    found: dict[int, list[int]] = {}
    for a, entry in enumerate(asked.entries):
        spelled = [
            b for label in entry.labels for f in forms(label) for b in target.spelled.get(f, ())
        ]
        found[a] = list(dict.fromkeys([*near[a].tolist(), *sorted(spelled)]))
    return found


def _ranks_back(
    asked: Catalogue,
    source: Catalogue,
    target: Catalogue,
    shortlists: Mapping[int, Sequence[int]],
    positions: Sequence[int],
) -> dict[tuple[int, int], int]:
    """(target position, source position) → the rank of the source seen from the target."""
    wanted: dict[int, list[int]] = {}
    for a, candidates in shortlists.items():
        for b in candidates:
            wanted.setdefault(b, []).append(positions[a])
    seen = sorted(wanted)
    pairs = {row: wanted[b] for row, b in enumerate(seen)}
    ranks = ranks_back(target.taken(seen), source, pairs)
    return {(seen[row], a): rank for (row, a), rank in ranks.items()}


def _described(
    texts: Sequence[str], encoder: Encoder, advance: Advance | None
) -> dict[str, Vectors]:
    distinct = [text for text in dict.fromkeys(texts) if text]
    if not distinct:
        return {}
    return dict(zip(distinct, encoder.encode(distinct, progress=advance), strict=True))


def _evidence(
    asked: Catalogue,
    a: int,
    target: Catalogue,
    b: int,
    rank: int,
    rank_back: int,
    described: Mapping[str, Vectors],
) -> Evidence:
    mine, theirs = asked.entries[a].description, target.entries[b].description
    preferred = asked.preferred[a], target.preferred[b]
    best = max(
        float((asked.rows_of(a) @ preferred[1]).max()),
        float((target.rows_of(b) @ preferred[0]).max()),
    )
    cosine = float(described[mine] @ described[theirs]) if mine and theirs else None
    return Evidence(
        spelling=spelling(asked, a, target, b),
        words=words_of(asked, a, target, b),
        label_cosine=round(float(preferred[0] @ preferred[1]), 4),
        best_label_cosine=round(best, 4),
        description_cosine=None if cosine is None else round(cosine, 4),
        rank=rank,
        rank_back=rank_back,
        few_words=min(len(asked.content[a]), len(target.content[b])) <= 1,
    )


def _in_hierarchy(
    target: Catalogue, measured: Sequence[tuple[int, Evidence]]
) -> list[tuple[int, Evidence]]:
    """The evidence with what the places of the candidates above each other say."""
    alike = {target.entries[b].id: likeness(evidence) for b, evidence in measured}
    nearer_below: set[str] = set()
    nearer_above: set[str] = set()
    for b, _ in measured:
        entry = target.entries[b]
        for above in entry.above & alike.keys():
            if alike[above] < alike[entry.id]:
                nearer_below.add(above)
            else:
                nearer_above.add(entry.id)
    return [
        (
            b,
            replace(
                evidence,
                above=target.entries[b].id in nearer_above,
                below=target.entries[b].id in nearer_below,
            ),
        )
        for b, evidence in measured
    ]


def _chosen(
    entry: Entry,
    target: Catalogue,
    measured: Sequence[tuple[int, Evidence]],
    min_confidence: float,
) -> Iterator[Proposal]:
    if not measured:
        yield Proposal(entry.id, entry.label, "", "", "none", "none", 1.0, None)
        return
    decided = [(b, evidence, *decide(evidence)) for b, evidence in measured]
    decided.sort(key=lambda d: (RELATIONS.index(d[2]), -d[3], target.entries[d[0]].id))
    exact = [d for d in decided if d[2] == "exactMatch"]
    others = [d for d in decided if d[2] not in ("exactMatch", "none")]
    demoted = [(b, e, _CLOSE, confidence) for b, e, _, confidence in exact[1:]]
    others = sorted([*demoted, *others], key=lambda d: (-d[3], target.entries[d[0]].id))
    kept = [d for d in (*exact[:1], *others) if d[3] >= min_confidence][:MAX_PROPOSALS]
    if not kept:
        nearest_one = max(measured, key=lambda m: (likeness(m[1]), target.entries[m[0]].id))
        distance = round(1 - min(likeness(nearest_one[1]), 1.0), 4)
        kept = [(*nearest_one, "none", distance)]
    for b, evidence, relation, confidence in kept:
        found = target.entries[b]
        yield Proposal(
            entry.id,
            entry.label,
            found.id,
            found.label,
            relation,
            INVERSE[relation],
            confidence,
            evidence,
        )


_CLOSE: Relation = "closeMatch"
