"""Short queries must not get worse: a keyword → what it names.

Models tuned on sentences are known to lose on what people type. Two kinds of keyword:

- ``R@1`` and ``MRR``: aliases of one or two words of the held-out ESCO skills → all skills that
  have them, among the preferred labels of all skills. An alias that anybody's preferred label
  spells (case and punctuation aside) is left out: it would test nothing. With ``hybrid`` the index
  has the held-out skills by their preferred labels alone, or it would know the answers.
- ``technology MRR``: O*NET's technology products (held by name: no recipe may train on them) → the
  commodities that O*NET lists them under, among all commodities. Names of products say little, so
  this is mostly what the base model knew, and shows what tuning made it forget. Dense only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from skillsearch.records import Concept
from skillsearch.text import normal_form, words
from training.data.esco import Esco
from training.data.held import held
from training.data.onet import Technology, read_technologies
from training.evaluation.bootstrap import Measure, mean_of
from training.evaluation.hybrid import hybrid_ranks
from training.evaluation.labels import LabelSpace
from training.evaluation.materials import Materials
from training.evaluation.protocol import Measured, Protocol, Scorer
from training.evaluation.ranking import r_precision, reciprocal_rank
from training.evaluation.relatedness import alias_queries
from training.evaluation.subject import Subject

__all__ = ["PROTOCOLS", "keyword_queries", "measure_keywords", "measure_technologies"]

MAX_WORDS = 2

PREFERRED_INDEX = "esco-without-aliases-held-out"


def measure_keywords(
    subject: Subject, scorer: Scorer, esco: Esco, held_out: Sequence[Concept]
) -> tuple[Measure, Measure]:
    """R@1 and MRR of the short aliases."""
    queries = keyword_queries(esco, held_out)
    texts, gold = list(queries), list(queries.values())
    if scorer == "hybrid":
        subject.vectors(texts)
        index = subject.index(PREFERRED_INDEX, lambda: without_aliases(esco.skills, held_out))
        uris = [[esco.skills[number].id for number in right] for right in gold]
        ranks = hybrid_ranks(index, texts, uris)
    else:
        ranks = LabelSpace.preferred(esco.skills).ranks(subject, texts, gold)
    return mean_of("R@1", r_precision(ranks, 1)), mean_of("MRR", reciprocal_rank(ranks))


def keyword_queries(esco: Esco, held_out: Sequence[Concept]) -> dict[str, list[int]]:
    """Short alias → indices of the skills that have it as any label."""
    preferred = {normal_form(skill.label) for skill in esco.skills}
    return {
        alias: right
        for alias, right in alias_queries(esco, held_out).items()
        if 1 <= len(words(alias)) <= MAX_WORDS and normal_form(alias) not in preferred
    }


def measure_technologies(subject: Subject, technologies: Sequence[Technology]) -> Measure:
    """MRR of the commodities of the held technologies."""
    commodities = list(dict.fromkeys(c for t in technologies for c in t.commodities))
    number = {commodity: index for index, commodity in enumerate(commodities)}
    asked = [technology for technology in technologies if held(technology.name)]
    ranks = LabelSpace.of([commodity] for commodity in commodities).ranks(
        subject, [t.name for t in asked], [[number[c] for c in t.commodities] for t in asked]
    )
    return mean_of("technology MRR", reciprocal_rank(ranks))


def without_aliases(skills: Sequence[Concept], held_out: Sequence[Concept]) -> list[Concept]:
    """All skills, those held out by their preferred labels alone.

    Aliases that a held-out skill shares with others go from those too.
    """
    hidden = {skill.id for skill in held_out}
    secret = {label for skill in held_out for label in skill.labels[1:]}

    def bare(skill: Concept) -> Concept:
        if skill.id in hidden:
            return replace(skill, alt_labels=(), hidden_labels=())
        if secret.isdisjoint(skill.labels[1:]):
            return skill
        return replace(
            skill,
            alt_labels=tuple(label for label in skill.alt_labels if label not in secret),
            hidden_labels=tuple(label for label in skill.hidden_labels if label not in secret),
        )

    return [bare(skill) for skill in skills]


def _measure(subject: Subject, scorer: Scorer, materials: Materials) -> Measured:
    aliases = measure_keywords(subject, scorer, materials.esco, materials.held_out)
    if scorer == "hybrid":
        return Measured(aliases)
    technologies = read_technologies(materials.folder.onet)
    return Measured((*aliases, measure_technologies(subject, technologies)))


PROTOCOLS = (Protocol("keywords", "Short query → ESCO skill", ("dense", "hybrid"), _measure),)
