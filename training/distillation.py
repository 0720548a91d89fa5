"""What a slower, better reader says of sentences, to be learned by one vector.

The teacher is a model with structure on top: whole sentence and phrases, all labels of all skills,
and what is spelled word for word (:mod:`training.evaluation.reranked`). Its scores become soft
labels; where it is unsure of everything, the sentence is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from skillsearch.encoder import load_encoder
from skillsearch.records import Concept
from skillsearch.settings import load_settings
from skillsearch.text import words
from training.data.esco import Esco
from training.data.postings import read_postings, sentences_of
from training.evaluation.reranked import Reader
from training.recipes.house_tasks import RetrievalTask

__all__ = ["Teacher", "draw_sentences"]

TOP = 8
"""Skills of a sentence that share its answer."""

TEMPERATURE = 0.08
"""Of the softmax over the scores: .08 below the best is a share 2.7 times smaller."""

SURE = 0.65
"""Score of the best skill below which a sentence is taken to name none."""

_BATCH = 64


def draw_sentences(folder: Path, count: int, measured: Iterable[str], seed: int) -> list[str]:
    """``count`` sentences of the postings in ``folder``, each once, evenly over its files.

    None that is in ``measured``, whatever the case and punctuation. A file that has fewer than its
    share gives all, and the others make up for it.
    """
    taken = {tuple(words(text)) for text in measured}
    by_source: dict[str, list[str]] = {}
    for posting in read_postings(folder):
        for sentence in sentences_of(posting.text):
            key = tuple(words(sentence))
            if key not in taken:
                taken.add(key)
                by_source.setdefault(posting.source, []).append(sentence)
    random = Random(seed)
    drawn: list[str] = []
    for left, source in enumerate(sorted(by_source, key=lambda s: len(by_source[s]))):
        share = (count - len(drawn)) // (len(by_source) - left)
        found = by_source[source]
        drawn += random.sample(found, min(share, len(found)))
    return drawn


@dataclass(frozen=True)
class Teacher:
    """Reads sentences for the skills of ``concepts``."""

    concepts: tuple[Concept, ...]
    reader: Reader

    @classmethod
    def open(cls, model: str, esco: Esco) -> Teacher:
        """The teacher over a model, by name or folder.

        Raises what :func:`~skillsearch.encoder.load_encoder` raises.
        """
        chosen = {"model": model, "encoder": "onnx"}
        encoder = load_encoder(load_settings().model_copy(update=chosen))
        return cls(esco.skills, Reader(esco.skills, encoder.encode))

    def task(
        self, sentences: Sequence[str], labels: Mapping[str, str], targets: Sequence[str]
    ) -> RetrievalTask:
        """The sentences that name skills, and the shares of those.

        Shares of skills that are not in ``labels`` are spread over the others; a sentence whose
        best skill is not there is left out.
        """
        number = {target: index for index, target in enumerate(targets)}
        column = np.array([number.get(labels.get(c.id, ""), -1) for c in self.concepts])
        texts: list[str] = []
        answers: list[Mapping[int, float]] = []
        for start in range(0, len(sentences), _BATCH):
            batch = sentences[start : start + _BATCH]
            scores = self.reader.scores(batch)
            best = np.argpartition(-scores, TOP, axis=1)[:, :TOP]
            for text, row, found in zip(batch, scores, best, strict=True):
                top = found[np.argmax(row[found])]
                if row[top] < SURE or column[top] < 0:
                    continue
                kept = found[column[found] >= 0]
                weights = np.exp((row[kept] - row[top]) / TEMPERATURE)
                shares = weights / weights.sum()
                texts.append(text)
                answers.append(
                    {int(column[k]): float(s) for k, s in zip(kept, shares, strict=True)}
                )
        return RetrievalTask(tuple(texts), tuple(answers), tuple(targets))
