"""What the house recipe draws, and what it must not see."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch
from datasets import Dataset

from skillsearch.errors import SourceError
from skillsearch.records import Concept
from training.data.esco import read_esco
from training.data.held import held
from training.data.layout import DataFolder
from training.data.postings import read_postings, sentences_of
from training.distillation import SURE, TEMPERATURE, TOP, Teacher, draw_sentences
from training.recipes import HouseRecipe, Sources
from training.recipes.batches import LengthBatches
from training.recipes.house_tasks import RetrievalTask


def batches(texts: list[str], targets: list[str], size: int, seed: int = 1) -> list[list[int]]:
    rows = Dataset.from_dict({"text": texts, "target": targets})
    sampler = LengthBatches(rows, size, False, generator=torch.Generator(), seed=seed)
    return list(sampler)


def test_no_text_comes_twice_in_a_batch_and_no_row_twice_in_an_epoch() -> None:
    texts = [f"{'x' * (n % 40)} {n}" for n in range(500)]
    made = batches(texts, [f"target {n % 60}" for n in range(500)], 32)
    for batch in made:
        assert len({n % 60 for n in batch}) == len(batch)
    drawn = [row for batch in made for row in batch]
    assert len(drawn) == len(set(drawn)) >= 0.95 * 500
    assert len(made) == 16


def test_every_row_comes_once_where_no_texts_clash() -> None:
    made = batches([str(n) for n in range(500)], [f"target {n}" for n in range(500)], 32)
    assert sorted(row for batch in made for row in batch) == list(range(500))


def test_a_batch_has_texts_of_about_a_length_and_the_order_follows_from_the_seed() -> None:
    random = Random(3)
    texts = ["x" * random.randint(1, 300) + str(n) for n in range(2000)]
    targets = [f"target {n}" for n in range(2000)]
    made = batches(texts, targets, 32)
    spread = [max(len(texts[r]) for r in b) - min(len(texts[r]) for r in b) for b in made]
    assert sum(spread) / len(spread) < 60  # at random it is about 280
    assert made == batches(texts, targets, 32)
    assert made != batches(texts, targets, 32, seed=2)


def test_a_text_with_several_answers_shares_them_evenly_and_unknown_targets_drop() -> None:
    task = RetrievalTask.of(
        [("a", ["one", "two"]), ("b", ["elsewhere"]), ("a", ["three"]), ("one", ["one"])],
        ["one", "two", "three"],
    )
    assert task.texts == ("a",)
    assert task.answers[0] == pytest.approx({0: 1 / 3, 1: 1 / 3, 2: 1 / 3})


def test_all_texts_of_a_task_come_equally_often() -> None:
    task = RetrievalTask.of([(str(n), ["t"]) for n in range(7)], ["t"])
    drawn = [text for text, _ in task.rows(17, Random(1))]
    assert sorted(drawn.count(n) for n in range(7)) == [2, 2, 2, 2, 3, 3, 3]


def test_nothing_held_out_is_drawn_from_the_real_files(datasets: Path) -> None:
    folder = DataFolder(datasets)
    recipe = HouseRecipe(rows=30_000)
    material = recipe.prepare(Sources(folder))
    esco = read_esco(folder.esco_1_1_0)
    unseen = {text.lower().strip() for s in esco.skills if held(s.id) for text in s.labels}
    of_skills = ("sentences", "occupation_sentences", "skillskape", "aliases", "descriptions")
    for name in of_skills:
        rows = material.datasets[name]
        assert len(rows) > 500
        assert not unseen & {target.lower() for target in rows["target"]}
    assert not unseen & {alias.lower() for alias in material.datasets["aliases"]["text"]}
    statements = material.datasets["statements"]
    assert not any(held(text) for text in statements["text"])
    assert not any(held(title) for title in statements["target"])
    skills = " , ".join(material.datasets["occupation_skills"]["skills"]).split(", ")
    assert not unseen & {skill.strip().lower() for skill in skills}
    assert "postings" not in material.datasets


def test_a_row_is_labelled_with_its_own_answer(datasets: Path) -> None:
    recipe = HouseRecipe(rows=5_000)
    material = recipe.prepare(Sources(DataFolder(datasets)))
    for name, answers in recipe.plan.answers.items():
        rows = material.datasets[name]
        assert rows["label"] == list(range(len(answers)))
        by_target: dict[str, int] = {}
        for number, target in zip(rows["label"], rows["target"], strict=True):
            chosen = recipe.plan.chosen[name][number]
            assert answers[number][chosen] > 0
            assert by_target.setdefault(target, chosen) == chosen


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    table = 'Job Title,Job Description\nCook,"Plan the weekly menus.\nTaste every single dish!"\n'
    with gzip.open(tmp_path / "ads.csv.gz", "wt", encoding="utf-8") as file:
        file.write(table)
    advert = {"title": "Nurse", "description": "&lt;p&gt;Dress wounds with care&lt;/p&gt;Call 555"}
    with gzip.open(tmp_path / "care.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(advert) + "\n")
    return tmp_path


def test_postings_are_read_from_tables_and_marked_up_json(corpus: Path) -> None:
    ads = list(read_postings(corpus))
    assert [(ad.source, ad.title) for ad in ads] == [
        ("ads.csv.gz", "Cook"),
        ("care.jsonl.gz", "Nurse"),
    ]
    found = [sentence for ad in ads for sentence in sentences_of(ad.text)]
    assert found == ["Plan the weekly menus.", "Taste every single dish!", "Dress wounds with care"]


def test_sentences_that_are_measured_on_are_not_learned_from(corpus: Path) -> None:
    drawn = draw_sentences(corpus, 10, ["plan the WEEKLY menus"], seed=1)
    assert sorted(drawn) == ["Dress wounds with care", "Taste every single dish!"]


def test_a_cut_archive_is_refused_by_its_name(tmp_path: Path) -> None:
    whole = gzip.compress(b'{"title": "Nurse", "description": "x"}\n' * 5000)
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SourceError, match=r"cut\.jsonl\.gz"):
        list(read_postings(tmp_path))


class Readings:
    """A reader whose scores are given: sentence → score of each concept."""

    def __init__(self, scores: dict[str, list[float]]) -> None:
        self._scores = scores

    def scores(self, texts: list[str]) -> np.ndarray:
        return np.array([self._scores[text] for text in texts], dtype=np.float32)


def test_a_teacher_shares_an_answer_by_its_scores_and_leaves_out_what_it_is_unsure_of() -> None:
    concepts = tuple(Concept("skill", f"uri {n}", f"skill {n}", "knowledge") for n in range(12))
    labels = {f"uri {n}": f"skill {n}" for n in range(11)}  # the last one is held out
    clear = [0.9, 0.9 - TEMPERATURE, *[0.1] * 10]
    readings = Readings(
        {
            "clear": clear,
            "unsure": [SURE - 0.01, *[0.1] * 11],
            "of a skill that is held out": [*[0.1] * 11, 0.9],
        }
    )
    task = Teacher(concepts, readings).task(  # type: ignore[arg-type]
        ["clear", "unsure", "of a skill that is held out"], labels, tuple(labels.values())
    )
    assert task.texts == ("clear",)
    answer = task.answers[0]
    assert answer[0] / answer[1] == pytest.approx(math.e, rel=1e-4)
    assert sum(answer.values()) == pytest.approx(1, abs=1e-5)
    assert len(answer) <= TOP
