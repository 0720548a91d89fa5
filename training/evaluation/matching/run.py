"""Every baseline and every single signal over the same postings and resumes, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from search.open_index import OpenIndex
from skillsearch.encoder.base import Encoder
from skillsearch.errors import SourceError
from skillsearch.settings import Settings
from training.data.layout import DataFolder
from training.evaluation.bootstrap import RESAMPLES
from training.evaluation.matching.baselines import BASELINES, Scores, bm25_scores
from training.evaluation.matching.chosen import Chosen, category_of
from training.evaluation.matching.kept_vectors import KeptVectors
from training.evaluation.matching.people import resume_texts
from training.evaluation.matching.ranking import CategoryRanking, measure_categories
from training.evaluation.matching.vacancies import Vacancies
from training.evaluation.models import STOCK, EvaluatedModel

__all__ = ["baseline_rankings", "held_resumes", "markdown", "product_ranking", "signal_rankings"]

Say = Callable[[str], None]


def baseline_rankings(
    folder: DataFolder,
    chosen: Sequence[Chosen],
    run: Path,
    settings: Settings,
    *,
    only: Sequence[str] = (),
    model: str = STOCK,
    say: Say = lambda line: None,
) -> dict[str, CategoryRanking]:
    """BM25 and the stock encoder by name; vectors are kept in ``run``, so a second run is quick.

    ``only`` are external ids of the resumes to rank (none: all that can be read). Raises what
    :class:`Vacancies` and :func:`resume_texts` raise.
    """
    texts = resume_texts(folder)
    texts = {name: texts[name] for name in only if name in texts} if only else texts
    postings = [posting.text for posting in Vacancies(folder).postings(chosen)]
    resumes = list(texts.values())
    say(f"{len(postings)} postings, {len(resumes)} resumes")
    measure = _measuring(chosen, list(texts))
    found = {"BM25": measure(bm25_scores(postings, resumes))}
    evaluated = EvaluatedModel.of(model)
    vectors = KeptVectors(evaluated.open(settings), run / "vectors")
    for name, scores in BASELINES.items():
        say(f"{evaluated.label}: {name}")
        found[f"{evaluated.label}, {name}"] = measure(scores(vectors.encode, postings, resumes))
    return found


def signal_rankings(
    index: OpenIndex, folder: DataFolder, chosen: Sequence[Chosen]
) -> dict[str, CategoryRanking]:
    """Each signal of the index alone; the index holds the livecareer resumes and nothing else.

    Raises :class:`~skillsearch.errors.SourceError` for a candidate who is of no category.
    """
    from training.evaluation.matching.indexed import indexed_resumes, vectors_of_postings
    from training.evaluation.matching.signals import signals

    resumes = indexed_resumes(index)
    records = Vacancies(folder).postings(chosen)
    named = {f"{c.set}\x1f{c.id}": r for c, r in zip(chosen, records, strict=True)}
    postings = vectors_of_postings(index, named)
    encoder: Encoder = index.encoder_for(index.collection("skills"))
    measure = _measuring(chosen, [resume.id for resume in resumes])
    every = signals(encoder.encode, postings, resumes)
    return {name: measure(scores) for name, scores in every.items()}


def held_resumes(folder: DataFolder) -> list[str]:
    """External ids of the resumes of which the score that is shipped has learned nothing.

    Raises :class:`~skillsearch.errors.SourceError` where there are none.
    """
    from training.matching.buckets import HELD, bucket_of
    from training.matching.resumes import house_items

    return [name for name in house_items(folder) if bucket_of(name) in HELD]


def product_ranking(
    index: OpenIndex, folder: DataFolder, chosen: Sequence[Chosen], only: Sequence[str]
) -> dict[str, CategoryRanking]:
    """The score of ``skillsearch match`` under the name "matching", over the resumes ``only``.

    Raises :class:`~skillsearch.errors.SourceError` where none of them is indexed.
    """
    from training.evaluation.matching.shipped import posting_records, product_scores
    from training.matching.pairs import candidate_records

    indexed = candidate_records(index)
    people = {name: indexed[name] for name in only if name in indexed}
    if not people:
        raise SourceError(
            "none of the resumes to rank is in it.",
            path="candidates",
            remedy="Run: skillsearch index resumes DATA/resumes/livecareer.",
        )
    postings = posting_records(index, Vacancies(folder).postings(chosen))
    scores = product_scores(index, postings, list(people.values()))
    return {"matching": _measuring(chosen, list(people))(scores)}


def markdown(rankings: Mapping[str, CategoryRanking], resamples: int = RESAMPLES) -> str:
    """A table with 95 % intervals, in the order given; ends with a line break."""
    lines = ["| scored by | nDCG@20 | AUC |", "|---|---:|---:|"]
    for name, ranking in rankings.items():
        ndcg, auc = ranking.figures(resamples)
        lines.append(
            f"| {name} | {ndcg.value:.1f} ({ndcg.low:.1f}–{ndcg.high:.1f}) "
            f"| {auc.value:.3f} ({auc.low:.3f}–{auc.high:.3f}) |"
        )
    return "\n".join(lines) + "\n"


def _measuring(
    chosen: Sequence[Chosen], resumes: Sequence[str]
) -> Callable[[Scores], CategoryRanking]:
    try:
        filed = [category_of(name) for name in resumes]
    except ValueError as error:
        raise SourceError(
            f"{error}.",
            path="candidates",
            remedy="Measure with an index of the livecareer folder alone.",
        ) from None
    asked = [each.category for each in chosen]
    return lambda scores: measure_categories(scores, asked, filed)
