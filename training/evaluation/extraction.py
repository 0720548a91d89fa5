"""Extraction as ranking: a sentence → the skills in it, among all skills of ESCO 1.1.0.

Gold labels are a set, without what annotators write where no label fits; a sentence that is left
without gold is no query. MRR is over the full ranking, with ``hybrid`` over the first
:data:`~training.evaluation.hybrid.DEPTH`.
"""

from __future__ import annotations

from collections.abc import Sequence

from skillsearch.errors import SourceError
from skillsearch.records import Concept
from training.data.extraction import AnnotatedSentence, read_annotations, read_skillskape
from training.evaluation.bootstrap import mean_of
from training.evaluation.hybrid import hybrid_ranks
from training.evaluation.labels import LabelSpace
from training.evaluation.materials import Materials
from training.evaluation.protocol import SCORERS, Measured, Protocol, Scorer
from training.evaluation.ranking import Ranks, r_precision, reciprocal_rank
from training.evaluation.reranked import reranked_ranks
from training.evaluation.subject import Subject

__all__ = ["PROTOCOLS", "measure_extraction"]

FULL_INDEX = "esco"


def measure_extraction(
    subject: Subject,
    scorer: Scorer,
    sentences: Sequence[AnnotatedSentence],
    skills: Sequence[Concept],
) -> Measured:
    """RP@5, RP@10 and MRR; every label of the sentences must be that of a skill (KeyError)."""
    ranks = _ranks(subject, scorer, sentences, skills)
    return Measured(
        (
            mean_of("RP@5", r_precision(ranks, 5)),
            mean_of("RP@10", r_precision(ranks, 10)),
            mean_of("MRR", reciprocal_rank(ranks)),
        )
    )


def _ranks(
    subject: Subject,
    scorer: Scorer,
    sentences: Sequence[AnnotatedSentence],
    skills: Sequence[Concept],
) -> list[Ranks]:
    queries = [sentence.text for sentence in sentences]
    number = {skill.label.strip(): index for index, skill in enumerate(skills)}
    gold = [[number[label] for label in sentence.labels] for sentence in sentences]
    if scorer == "hybrid":
        subject.vectors(queries)
        uris = [[skills[index].id for index in right] for right in gold]
        return hybrid_ranks(subject.index(FULL_INDEX, lambda: skills), queries, uris)
    if scorer == "re-ranked":
        return reranked_ranks(subject, skills, queries, gold)
    kind = LabelSpace.all_labels if scorer == "aliases" else LabelSpace.preferred
    return kind(skills).ranks(subject, queries, gold)


def _tech(subject: Subject, scorer: Scorer, materials: Materials) -> Measured:
    return _measure(subject, scorer, materials, read_annotations(materials.folder.tech))


def _house(subject: Subject, scorer: Scorer, materials: Materials) -> Measured:
    return _measure(subject, scorer, materials, read_annotations(materials.folder.house))


def _skillskape(subject: Subject, scorer: Scorer, materials: Materials) -> Measured:
    sentences = read_skillskape(materials.folder.skillskape("dev"))
    return _measure(subject, scorer, materials, sentences)


def _measure(
    subject: Subject,
    scorer: Scorer,
    materials: Materials,
    sentences: Sequence[AnnotatedSentence],
) -> Measured:
    esco = materials.esco
    unknown = next((x for s in sentences for x in s.labels if esco.with_label(x) is None), None)
    if unknown is not None:
        raise SourceError(
            f"the sentences are annotated with {unknown!r}, which is no skill here.",
            path=materials.folder.esco_1_1_0[0],
            remedy="Use ESCO 1.1.0 in English, whose labels the annotators chose from.",
        )
    return measure_extraction(subject, scorer, sentences, esco.skills)


_ALL: tuple[Scorer, ...] = tuple(SCORERS)

PROTOCOLS = (
    Protocol("extraction-tech", "Sentence → ESCO skills: TECH validation", _ALL, _tech),
    Protocol("extraction-house", "Sentence → ESCO skills: HOUSE validation", _ALL, _house),
    Protocol(
        "extraction-skillskape-dev", "Sentence → ESCO skills: SkillSkape dev", _ALL, _skillskape
    ),
)
