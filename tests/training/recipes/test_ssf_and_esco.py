"""What the ssf and esco recipes draw: right and wrong pairs, and nothing that is held out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from skillsearch.errors import SourceError
from skillsearch.records import Concept, Group, Relation
from training.data.esco import Esco, esco_of, read_esco
from training.data.held import held
from training.data.layout import DataFolder
from training.data.ssf import Statement, read_statements
from training.recipes import EscoRecipe, Sources, SsfRecipe
from training.recipes.esco import ALIAS, RANDOM, RELATED, SIBLING, graded_pairs
from training.recipes.ssf import statement_pairs


def open_names(prefix: str, count: int) -> list[str]:
    """Texts that are not held out."""
    return [name for n in range(3 * count) if not held(name := f"{prefix} {n}")][:count]


def test_a_statement_gets_its_title_and_a_wrong_one() -> None:
    titles, texts = open_names("title", 5), open_names("text", 30)
    statements = [Statement(text, titles[n % 5]) for n, text in enumerate(texts)]
    pairs = statement_pairs(statements, 1, seed=42)
    assert [pair[2] for pair in pairs] == [1.0, 0.0] * 30
    right = {(s.text, s.title) for s in statements}
    assert all(((text, title) in right) == (score == 1.0) for text, title, score in pairs)
    assert {title for _, title, score in pairs if score == 0.0} == set(titles)


def test_a_title_that_a_statement_also_has_is_never_its_wrong_one() -> None:
    one, other, third = open_names("title", 3)
    (text,) = open_names("text", 1)
    statements = [Statement(text, one), Statement(text, other), Statement(f"{text}!", third)]
    for seed in range(20):
        wrong = {p[1] for p in statement_pairs(statements, 1, seed) if p[0] == text and not p[2]}
        assert wrong <= {third}


def test_a_statement_that_has_every_title_gets_no_wrong_one() -> None:
    titles, (text,) = open_names("title", 2), open_names("text", 1)
    pairs = statement_pairs([Statement(text, title) for title in titles], 1, seed=42)
    assert [score for _, _, score in pairs] == [1.0, 1.0]


def test_the_same_seed_draws_the_same_pairs_and_another_does_not(datasets: Path) -> None:
    statements = read_statements(DataFolder(datasets).ssf_mapping_2026)
    drawn = statement_pairs(statements, 1, 42)
    assert drawn == statement_pairs(statements, 1, 42)
    assert drawn != statement_pairs(statements, 1, 43)


def test_nothing_held_out_is_among_the_pairs_of_the_real_workbook(datasets: Path) -> None:
    material = SsfRecipe().prepare(Sources(DataFolder(datasets)))
    rows = material.datasets["statements"]
    assert len(rows) == 14_816
    assert sum(rows["score"]) == len(rows) / 2
    assert not any(map(held, rows["sentence1"]))
    assert not any(map(held, rows["sentence2"]))
    assert [file.suffix for file in material.files] == [".xlsx"]


def test_a_workbook_of_ones_own_is_found_in_its_folder(datasets: Path) -> None:
    workbook = DataFolder(datasets).ssf_mapping_2026
    assert Sources(own_ssf=workbook.parent).ssf_mapping() == workbook
    assert Sources(own_ssf=workbook).ssf_mapping() == workbook


def test_a_folder_without_the_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="0 workbooks"):
        Sources(own_ssf=tmp_path).ssf_mapping()


def skill(number: int, parent: str, *related: int, aliases: tuple[str, ...] = ()) -> Concept:
    return Concept(
        id=URIS[number],
        type="skill",
        kind="skill/competence",
        label=f"skill {number}",
        alt_labels=aliases,
        paths=((Group(parent, parent),),),
        relations=tuple(Relation("related", URIS[other]) for other in related),
    )


A = ((Group("a", "a"),),)
URIS = open_names("http://example.org/skill", 8)
HELD = next(name for n in range(99) if held(name := f"http://example.org/held {n}"))


@pytest.fixture
def house() -> Esco:
    """Under one parent 0, 1 and 2, of which 0 and 3 are related; 4 to 7 stand alone."""
    concepts = [
        skill(0, "a", 3, aliases=("nought", "zero", "Welding")),
        *(skill(n, "a") for n in (1, 2)),
        *(skill(n, str(n)) for n in (3, 4, 5, 6, 7)),
        Concept("skill", HELD, "held out", "knowledge", alt_labels=("welding",), paths=A),
    ]
    return esco_of(concepts)


def test_labels_are_as_near_as_the_taxonomy_says(house: Esco) -> None:
    recipe = EscoRecipe(aliases=4, related=2, siblings=2, randoms=2)
    pairs = list(graded_pairs(house, recipe))
    of_grade = {g: {p[:2] for p in pairs if p[2] == g} for g in (ALIAS, RELATED, SIBLING, RANDOM)}
    assert of_grade[ALIAS] == {("nought", "skill 0"), ("zero", "skill 0")}
    assert of_grade[RELATED] == {("skill 0", "skill 3"), ("skill 3", "skill 0")}
    below = {"skill 0", "skill 1", "skill 2"}
    assert of_grade[SIBLING] == {(one, other) for one in below for other in below if one != other}
    near = of_grade[RELATED] | of_grade[SIBLING] | {(f"skill {n}", f"skill {n}") for n in range(8)}
    assert of_grade[RANDOM].isdisjoint(near)
    assert Counter(first for first, _, grade in pairs if grade == RANDOM)["skill 0"] == 2


def test_a_held_out_skill_lends_no_word_to_a_pair(house: Esco) -> None:
    texts = {text.lower() for pair in graded_pairs(house, EscoRecipe()) for text in pair[:2]}
    assert texts.isdisjoint({"held out", "welding"}), "not even where another skill has its alias"


def test_a_skill_gets_no_more_pairs_than_the_recipe_allows(house: Esco) -> None:
    few = replace(EscoRecipe(), aliases=1, related=0, siblings=1, randoms=1)
    kinds = Counter((f, g) for f, _, g in graded_pairs(house, few) if f == "skill 0")
    assert kinds == {("skill 0", SIBLING): 1, ("skill 0", RANDOM): 1}


def test_the_pairs_of_real_esco_keep_its_held_out_skills_out(datasets: Path) -> None:
    paths = DataFolder(datasets).esco_1_1_0
    esco = read_esco(paths)
    unseen = {text.lower() for s in esco.skills if held(s.id) for text in s.labels}
    pairs = list(graded_pairs(esco, EscoRecipe()))
    assert unseen.isdisjoint(text.lower() for pair in pairs for text in pair[:2])
    counts = Counter(grade for _, _, grade in pairs)
    assert counts[ALIAS] > 9_000
    assert all(counts[grade] > 2_000 for grade in (RELATED, SIBLING, RANDOM))
    assert pairs == list(graded_pairs(esco, EscoRecipe()))
