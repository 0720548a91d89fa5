"""What the ``house`` recipe learns from, task by task: texts, and the targets they should find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from training.data.esco import Esco
from training.data.held import held
from training.data.ssf import Statement
from training.data.titles import JitteredTitle
from training.recipes.esco import held_out_labels

__all__ = [
    "RetrievalTask",
    "aliases",
    "descriptions",
    "occupation_skills",
    "occupation_titles",
    "open_labels",
    "seed_titles",
    "sentences",
    "skill_titles",
]


@dataclass(frozen=True, slots=True)
class RetrievalTask:
    """Texts, and for each the ``targets`` that answer it (by index) with their shares."""

    texts: tuple[str, ...]
    answers: tuple[Mapping[int, float], ...]
    targets: tuple[str, ...]

    @classmethod
    def of(
        cls, examples: Iterable[tuple[str, Sequence[str]]], targets: Sequence[str]
    ) -> RetrievalTask:
        """Examples (text, target texts that answer it equally well); others are left out.

        A text that comes several times has the answers of all.
        """
        number = {target: index for index, target in enumerate(targets)}
        found: dict[str, dict[int, None]] = {}
        for text, right in examples:
            for target in right:
                if target in number and text and text != target:
                    found.setdefault(text, {})[number[target]] = None
        return cls(
            tuple(found),
            tuple(dict.fromkeys(right, 1 / len(right)) for right in found.values()),
            tuple(targets),
        )

    def rows(self, count: int, random: Random) -> Iterator[tuple[int, int]]:
        """``count`` times (number of a text, index of one target of its answer, by its share).

        All texts come equally often, give or take one.
        """
        left = count
        while left > 0 and self.texts:
            order = list(range(len(self.texts)))
            random.shuffle(order)
            for text in order[:left]:
                answer = self.answers[text]
                yield text, random.choices(list(answer), list(answer.values()))[0]
            left -= len(order)


def open_labels(esco: Esco) -> dict[str, str]:
    """URI → preferred label of the skills that are trained on: nine in ten.

    A skill is also left out when a held-out one goes by its label.
    """
    unseen = held_out_labels(esco)
    return {
        s.id: s.label.strip()
        for s in esco.skills
        if not held(s.id) and s.label.strip().lower() not in unseen
    }


def sentences(
    examples: Iterable[tuple[str, Sequence[str]]], labels: Mapping[str, str]
) -> Iterator[tuple[str, list[str]]]:
    """Sentences and URIs → sentences and the labels among ``labels``."""
    for text, uris in examples:
        yield text, [labels[uri] for uri in uris if uri in labels]


def aliases(esco: Esco, labels: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Alternative labels → preferred ones; none that a held-out skill has too."""
    unseen = held_out_labels(esco)
    for skill in esco.skills:
        if skill.id in labels:
            for alias in skill.labels[1:]:
                if alias.lower() not in unseen:
                    yield alias, [labels[skill.id]]


def descriptions(esco: Esco, labels: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Descriptions → preferred labels."""
    for skill in esco.skills:
        if skill.id in labels:
            yield skill.description, [labels[skill.id]]


def skill_titles(
    statements: Iterable[Statement], texts: Iterable[Statement]
) -> tuple[list[tuple[str, list[str]]], list[tuple[str, list[str]]], list[str]]:
    """Proficiency statements → titles, other texts of skills → titles, and the titles.

    Without what is held out: statements, texts and titles, one in ten of each.
    """
    known = [s for s in statements if not held(s.title)]
    titles = sorted({s.title for s in known})
    learned = [(s.text, [s.title]) for s in known if not held(s.text)]
    others = [(s.text, [s.title]) for s in texts if not held(s.title) and not held(s.text)]
    return learned, others, titles


def occupation_titles(esco: Esco) -> Iterator[tuple[str, list[str]]]:
    """Alternative titles of occupations → preferred ones."""
    for occupation in esco.occupations:
        for alias in occupation.labels[1:]:
            yield alias, [occupation.label.strip()]


def seed_titles(titles: Iterable[JitteredTitle]) -> Iterator[tuple[str, list[str]]]:
    """Variants of titles → the titles that they are variants of."""
    for title in titles:
        yield title.text, [title.seed]


def occupation_skills(
    esco: Esco, labels: Mapping[str, str], count: int, random: Random
) -> Iterator[tuple[str, str]]:
    """``count`` times (a title of an occupation, up to eight of its essential skills in a list).

    Titles are near when the work is: what an occupation needs tells it from the next one.
    """
    essential = []
    for occupation in esco.occupations:
        skills = [r.target for r in occupation.relations if r.kind == "essential"]
        known = [labels[uri] for uri in skills if uri in labels]
        if len(known) >= 4:
            essential.append((occupation.labels, known))
    for _ in range(count if essential else 0):
        titles, known = random.choice(essential)
        yield random.choice(titles), ", ".join(random.sample(known, min(8, len(known))))
