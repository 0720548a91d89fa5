"""ESCO relatedness, on the skills whose texts are held out of training.

Pairs, for each held-out skill with what it has of these:

    grade  pair
    1      a random one of its aliases, its label
    .6     its label, that of a skill that it needs, essentially or optionally
    .3     its label, that of a sibling under the same broader skill or group
    0      its label, that of a random other skill

ESCO's files list the label itself among the alternatives of most skills (1,195 of these 1,365), so
the label is one of the aliases drawn from where a skill has alternatives. A choice depends on the
skill's URI alone. ``AUC random``, ``AUC sibling`` and ``AUC both`` tell grade 1 from 0, from .3 and
from either. A resample draws skills with all of their pairs.

Alias ranking: every alternative label that is the preferred label of no held-out skill → all
skills that have it as any label, among the preferred labels of all skills.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from skillsearch.records import Concept
from training.data.esco import Esco
from training.evaluation.bootstrap import mean_of
from training.evaluation.choices import chosen
from training.evaluation.labels import LabelSpace
from training.evaluation.materials import Materials
from training.evaluation.pairs import PairSet, auc, spearman
from training.evaluation.protocol import Measured, Protocol, Scorer
from training.evaluation.ranking import average_precision, r_precision
from training.evaluation.results import Pairs
from training.evaluation.subject import Subject

__all__ = ["PROTOCOLS", "alias_queries", "graded_pairs", "measure_relatedness"]

GradedPair = tuple[int, str, str, float]
"""Number of the held-out skill, two texts, grade."""


def measure_relatedness(subject: Subject, esco: Esco, held_out: Sequence[Concept]) -> Measured:
    """Spearman and AUCs of the graded pairs; MAP and R@1 of the alias ranking."""
    pairs = scored(subject, graded_pairs(esco, held_out), len(held_out))
    grade = pairs.pairs.grade
    queries = alias_queries(esco, held_out)
    gold = list(queries.values())
    ranks = LabelSpace.preferred(esco.skills).ranks(subject, list(queries), gold)
    return Measured(
        (
            spearman("Spearman", pairs),
            auc("AUC random", pairs.where((grade == 1) | (grade == 0))),
            auc("AUC sibling", pairs.where((grade == 1) | (grade == np.float32(0.3)))),
            auc("AUC both", pairs.where(grade != np.float32(0.6))),
            mean_of("alias MAP", average_precision(ranks)),
            mean_of("alias R@1", r_precision(ranks, 1)),
        ),
        pairs.pairs,
    )


def graded_pairs(esco: Esco, held_out: Sequence[Concept]) -> list[GradedPair]:
    """The pairs that the module describes, skill by skill."""
    skills = esco.skills
    found: list[GradedPair] = []
    for number, skill in enumerate(held_out):
        needs = [r.target for r in skill.relations if r.kind in ("essential", "optional")]
        siblings = esco.siblings(skill.id)
        if skill.alt_labels:
            aliases = (skill.label, *skill.alt_labels)
            alias = chosen(aliases, key=f"alias {skill.id}")
            found.append((number, alias, skill.label, 1.0))
        if needs:
            related = esco.label_of(chosen(needs, key=f"related {skill.id}"))
            found.append((number, skill.label, related, 0.6))
        if siblings:
            sibling = esco.label_of(chosen(siblings, key=f"sibling {skill.id}"))
            found.append((number, skill.label, sibling, 0.3))
        other = _other(skills, skill, key=f"random {skill.id}")
        found.append((number, skill.label, other.label, 0.0))
    return found


def alias_queries(esco: Esco, held_out: Sequence[Concept]) -> dict[str, list[int]]:
    """Alias → indices of the skills that have it as any label, ascending."""
    labels = {skill.label for skill in held_out}
    aliases = dict.fromkeys(a for s in held_out for a in s.alt_labels if a not in labels)
    known: dict[str, list[int]] = {alias: [] for alias in aliases}
    for index, skill in enumerate(esco.skills):
        for label in skill.labels:
            if label in known:
                known[label].append(index)
    return known


def scored(subject: Subject, graded: Sequence[GradedPair], units: int) -> PairSet:
    """The cosines of the pairs."""
    left = subject.vectors([pair[1] for pair in graded])
    right = subject.vectors([pair[2] for pair in graded])
    similarity = np.einsum("ij,ij->i", left, right)
    grade = np.array([pair[3] for pair in graded], dtype=np.float32)
    unit = np.array([pair[0] for pair in graded], dtype=np.intp)
    return PairSet(Pairs(similarity, grade), unit, units)


def _other(skills: Sequence[Concept], skill: Concept, key: str) -> Concept:
    other = chosen(skills, key=key)
    return other if other.id != skill.id else _other(skills, skill, key + " again")


def _measure(subject: Subject, scorer: Scorer, materials: Materials) -> Measured:
    return measure_relatedness(subject, materials.esco, materials.held_out)


PROTOCOLS = (
    Protocol("esco-relatedness", "ESCO labels: relatedness and aliases", ("dense",), _measure),
)
