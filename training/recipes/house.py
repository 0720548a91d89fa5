"""``house``: the encoder that ships. Sentences, aliases, descriptions and titles find their target.

A text must find its target among those of the batch, in which no text and no target comes twice
(:class:`~training.losses.soft_retrieval.SoftRetrievalLoss`); graded pairs of ESCO keep related
skills nearer than siblings and siblings nearer than strangers (CoSENT); a fixed threshold keeps the
cosine of right pairs above one half.

With a ``teacher`` it learns from real postings too: the teacher reads each sentence whole and in
phrases, against all labels of all skills and word for word, which is better than one vector can be,
and the model learns to give with one vector what it says. The teacher is a model that this recipe
made before, without one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, ClassVar

from training.data.esco import Esco, read_esco
from training.data.extraction import (
    read_annotations,
    read_occupation_sentences,
    read_sentences,
    read_skillskape,
)
from training.data.onet import read_alternate_titles
from training.data.ssf import Statement, read_skill_texts, read_statements
from training.data.titles import read_jittered
from training.recipes import house_tasks as tasks
from training.recipes.base import BatchSampler, Material, Recipe, Sources
from training.recipes.esco import EscoRecipe, graded_pairs
from training.recipes.house_tasks import RetrievalTask
from training.recipes.ssf import statement_pairs
from training.recipes.title_split import without_leaks

if TYPE_CHECKING:
    from datasets import Dataset
    from sentence_transformers import SentenceTransformer
    from torch.nn import Module

__all__ = ["HouseRecipe"]

_SENTENCES: dict[str, float] = {
    "sentences": 3.0,
    "occupation_sentences": 1.5,
    "skillskape": 1.5,
    "postings": 5.0,
    "aliases": 3.0,
    "descriptions": 2.0,
    "statements": 2.5,
    "skill_texts": 0.5,
    "thresholds": 0.7,
    "graded": 1.5,
    "occupations": 2.0,
    "alternate_titles": 3.0,
    "jittered_titles": 0.5,
    "occupation_skills": 1.0,
}

MIXTURES: Mapping[str, Mapping[str, float]] = {
    "sentences": _SENTENCES,
    "labels": {
        **_SENTENCES,
        "aliases": 5.0,
        "statements": 4.0,
        "thresholds": 1.5,
        "graded": 3.0,
        "occupations": 3.0,
        "alternate_titles": 6.0,
    },
}
"""Rows of a task in proportion to the others; ``postings`` come with a teacher only.

``labels`` has more of aliases, statements, graded pairs and titles: better at those, and a little
worse at sentences with several skills. The model that ships is the mean of a model of each.
"""


@dataclass
class _Plan:
    """What :meth:`HouseRecipe.prepare` leaves for :meth:`HouseRecipe.losses`."""

    answers: dict[str, list[Mapping[int, float]]] = field(default_factory=dict)
    chosen: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class HouseRecipe(Recipe):
    """``rows`` are drawn in all, in the proportions of ``mixture``.

    ``teacher`` names a model or a folder, "" for none.
    """

    epochs: int = 1
    batch_size: int = 64
    learning_rate: float = 5e-5
    max_length: int = 64
    warmup: float = 0.06
    freeze_embeddings: bool = True
    rows: int = 260_000
    mixture: str = "labels"
    teacher: str = ""
    postings: int = 30_000
    scale: float = 20.0

    name: ClassVar[str] = "house"
    summary: ClassVar[str] = "the encoder that ships: skills, sentences and titles in one model"
    protocols: ClassVar[tuple[str, ...]] = (
        "extraction-tech",
        "extraction-house",
        "extraction-skillskape-dev",
        "keywords",
        "ssf-statements",
        "ssf-skills",
        "esco-relatedness",
        "titles-avature",
        "titles-jobbert",
        "titles-jittered",
    )
    terms: ClassVar[tuple[str, ...]] = (
        "ESCO 1.1.0, European Commission: reuse with attribution (Decision 2011/833/EU).",
        "SkillsFuture Singapore, mapping of sector skills to unique skills: SSG's terms of use.",
        "O*NET 29.3, U.S. Department of Labor: CC BY 4.0.",
        "SkillSkape, training split: MIT.",
        "Sentences written for skillsearch, skill by skill and occupation by occupation: "
        "Apache-2.0.",
        "Variants of O*NET titles (jittered titles): no terms stated.",
        "Sentences of public job postings, in training alone: none is in the model's files.",
    )
    limits: ClassVar[tuple[str, ...]] = (
        "English alone.",
        "One vector a sentence: of a sentence with many skills it finds the first few. Split it, "
        "or search with skillsearch, which does.",
        "Postings it learned from are from health care in Britain and data and IT work in the "
        "United States and Singapore; other trades it knows from taxonomies and written sentences.",
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_plan", _Plan())  # no setting: no record or comparison has it

    @property
    def plan(self) -> _Plan:
        """What the last :meth:`prepare` drew."""
        plan: _Plan = self.__dict__["_plan"]
        return plan

    def prepare(self, sources: Sources) -> Material:
        """Draw ``rows`` rows over the tasks."""
        from datasets import Dataset

        folder = sources.folder
        esco = read_esco(sources.esco())
        labels = tasks.open_labels(esco)
        statements = read_statements(sources.ssf_mapping())
        learned, texts, titles = tasks.skill_titles(
            statements, read_skill_texts(sources.ssf_mapping())
        )
        skills = tuple(dict.fromkeys(labels.values()))
        alternate = read_alternate_titles(folder.onet)
        jittered = without_leaks(
            read_jittered(folder.jittered_train), read_jittered(folder.jittered_val)
        )
        written = [(s.text, s.skills) for s in read_sentences(folder.sentences)]
        by_occupation = read_occupation_sentences(folder.occupation_sentences)
        skillskape = [(s.text, s.labels) for s in read_skillskape(folder.skillskape("train"))]
        retrieval = {
            "sentences": RetrievalTask.of(tasks.sentences(written, labels), skills),
            "occupation_sentences": RetrievalTask.of(
                tasks.sentences([(s.text, s.skills) for s in by_occupation], labels), skills
            ),
            "skillskape": RetrievalTask.of(skillskape, skills),
            "aliases": RetrievalTask.of(tasks.aliases(esco, labels), skills),
            "descriptions": RetrievalTask.of(tasks.descriptions(esco, labels), skills),
            "statements": RetrievalTask.of(learned, titles),
            "skill_texts": RetrievalTask.of(texts, titles),
            "occupations": RetrievalTask.of(
                tasks.occupation_titles(esco), sorted({o.label.strip() for o in esco.occupations})
            ),
            "alternate_titles": RetrievalTask.of(
                alternate, sorted({name for _, names in alternate for name in names})
            ),
            "jittered_titles": RetrievalTask.of(
                tasks.seed_titles(jittered), sorted({title.seed for title in jittered})
            ),
        }
        files = [
            *sources.esco(),
            sources.ssf_mapping(),
            folder.onet / "Alternate Titles.xlsx",
            folder.jittered_train,
            folder.jittered_val,
            folder.sentences,
            folder.occupation_sentences,
            folder.skillskape("train"),
        ]
        if self.teacher:
            retrieval["postings"] = self._taught(sources, esco, labels, skills)
            files += sorted(folder.corpus.iterdir())
        return Material(
            datasets=self._drawn(retrieval, esco, labels, statements, Dataset),
            files=tuple(files),
            held_out="One ESCO skill in ten with all its labels; one SkillsFuture statement in "
            "ten and every statement of one title in ten; all validation files.",
            validation={},
        )

    def losses(self, model: SentenceTransformer) -> dict[str, Module]:
        """Retrieval for the tasks with targets; the others have a loss of their own."""
        from sentence_transformers.sentence_transformer.losses import (
            CoSENTLoss,
            MultipleNegativesRankingLoss,
        )

        from training.losses.soft_retrieval import SoftRetrievalLoss
        from training.losses.threshold import ThresholdLoss

        losses: dict[str, Module] = {
            "graded": CoSENTLoss(model, scale=self.scale),
            "thresholds": ThresholdLoss(model),
            "occupation_skills": MultipleNegativesRankingLoss(
                model,
                scale=self.scale,
                directions=("query_to_doc", "doc_to_query"),
                partition_mode="per_direction",
            ),
        }
        for name, answers in self.plan.answers.items():
            chosen = self.plan.chosen[name]
            losses[name] = SoftRetrievalLoss(model, answers, chosen, scale=self.scale)
        return losses

    def batch_sampler(self) -> BatchSampler:
        """Texts of about a length, none twice."""
        from training.recipes.batches import LengthBatches

        return LengthBatches

    def _taught(
        self, sources: Sources, esco: Esco, labels: Mapping[str, str], skills: Sequence[str]
    ) -> RetrievalTask:
        from training.distillation import Teacher, draw_sentences

        folder = sources.folder
        measured = [
            sentence.text
            for path in (folder.tech, folder.house)
            for sentence in read_annotations(path)
        ]
        drawn = draw_sentences(folder.corpus, self.postings, measured, self.seed)
        return Teacher.open(self.teacher, esco).task(drawn, labels, skills)

    def _drawn(
        self,
        retrieval: Mapping[str, RetrievalTask],
        esco: Esco,
        labels: Mapping[str, str],
        statements: Sequence[Statement],
        dataset: type[Dataset],
    ) -> dict[str, Dataset]:
        shares = {
            name: share
            for name, share in MIXTURES[self.mixture].items()
            if self.teacher or name != "postings"
        }
        count = {
            name: max(self.batch_size, round(self.rows * share / sum(shares.values())))
            for name, share in shares.items()
        }
        random = Random(self.seed)
        made: dict[str, Dataset] = {}
        for name, task in retrieval.items():
            rows = list(task.rows(count[name], random))
            self.plan.answers[name] = [task.answers[text] for text, _ in rows]
            self.plan.chosen[name] = [target for _, target in rows]
            made[name] = dataset.from_dict(
                {
                    "text": [task.texts[text] for text, _ in rows],
                    "target": [task.targets[target] for _, target in rows],
                    "label": list(range(len(rows))),
                }
            )
        pairs = {
            "graded": graded_pairs(
                esco, EscoRecipe(seed=self.seed, aliases=4, related=2, siblings=2, randoms=2)
            ),
            "thresholds": statement_pairs(statements, 1, self.seed),
        }
        for name, scored in pairs.items():
            pool = list(scored)
            chosen = [pool[index] for index in _cycled(len(pool), count[name], random)]
            made[name] = dataset.from_dict(
                {
                    "first": [first for first, _, _ in chosen],
                    "second": [second for _, second, _ in chosen],
                    "score": [score for _, _, score in chosen],
                }
            )
        needed = list(tasks.occupation_skills(esco, labels, count["occupation_skills"], random))
        made["occupation_skills"] = dataset.from_dict(
            {"title": [title for title, _ in needed], "skills": [skills for _, skills in needed]}
        )
        return made


def _cycled(size: int, count: int, random: Random) -> list[int]:
    """``count`` numbers below ``size``, all equally often, give or take one."""
    drawn: list[int] = []
    while len(drawn) < count and size:
        order = list(range(size))
        random.shuffle(order)
        drawn += order[: count - len(drawn)]
    return drawn
