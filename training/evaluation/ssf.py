"""SSF statement → skill: on statements never trained on, and on skills never trained on.

Each statement makes a pair with its title and one with a wrong title, drawn from all titles but
those that the statement belongs to; the choice depends on the statement and its title alone. A
resample draws statements with both pairs. MRR and R@1 rank all titles; right is the statement's
own title, so a statement of two titles is two queries.
"""

from __future__ import annotations

from collections.abc import Sequence

from training.data.held import held
from training.data.ssf import Statement
from training.evaluation.bootstrap import mean_of
from training.evaluation.choices import chosen
from training.evaluation.labels import LabelSpace
from training.evaluation.materials import Materials
from training.evaluation.pairs import accuracy_at, auc, best_accuracy
from training.evaluation.protocol import Measured, Protocol, Scorer
from training.evaluation.ranking import r_precision, reciprocal_rank
from training.evaluation.relatedness import GradedPair, scored
from training.evaluation.subject import Subject

__all__ = ["PROTOCOLS", "measure_statements", "right_and_wrong"]

THRESHOLD = 0.5


def measure_statements(
    subject: Subject, queries: Sequence[Statement], statements: Sequence[Statement]
) -> Measured:
    """AUC and accuracies of the pairs, MRR and R@1 over the titles of all ``statements``."""
    titles = list(dict.fromkeys(statement.title for statement in statements))
    number = {title: index for index, title in enumerate(titles)}
    pairs = scored(subject, right_and_wrong(queries, statements), len(queries))
    ranks = LabelSpace.of([title] for title in titles).ranks(
        subject, [query.text for query in queries], [[number[query.title]] for query in queries]
    )
    return Measured(
        (
            auc("AUC", pairs),
            accuracy_at("acc@0.5", pairs, THRESHOLD),
            best_accuracy("best acc", pairs),
            mean_of("MRR", reciprocal_rank(ranks)),
            mean_of("R@1", r_precision(ranks, 1)),
        ),
        pairs.pairs,
    )


def right_and_wrong(
    queries: Sequence[Statement], statements: Sequence[Statement]
) -> list[GradedPair]:
    """For each query its pair with the right title, grade 1, and with a wrong one, grade 0."""
    titles = list(dict.fromkeys(statement.title for statement in statements))
    right: dict[str, set[str]] = {}
    for statement in statements:
        right.setdefault(statement.text, set()).add(statement.title)
    found: list[GradedPair] = []
    for index, query in enumerate(queries):
        key = f"{query.text}\x1f{query.title}"
        wrong = chosen(titles, key=key)
        while wrong in right[query.text]:
            key += " again"
            wrong = chosen(titles, key=key)
        found += [(index, query.text, query.title, 1.0), (index, query.text, wrong, 0.0)]
    return found


def _held_statements(subject: Subject, scorer: Scorer, materials: Materials) -> Measured:
    statements = materials.statements
    return measure_statements(subject, [s for s in statements if held(s.text)], statements)


def _held_skills(subject: Subject, scorer: Scorer, materials: Materials) -> Measured:
    statements = materials.statements
    return measure_statements(subject, [s for s in statements if held(s.title)], statements)


PROTOCOLS = (
    Protocol(
        "ssf-statements",
        "SSF statement → skill: statements never trained on",
        ("dense",),
        _held_statements,
    ),
    Protocol(
        "ssf-skills", "SSF statement → skill: skills never trained on", ("dense",), _held_skills
    ),
)
