"""Compounds: several held-out skills in one sentence, the same ones every time."""

from __future__ import annotations

import pytest

from skillsearch.records import Concept
from training.data.extraction import WrittenSentence
from training.data.held import held
from training.ranking.compounds import compounds

SKILLS = tuple(
    Concept(id=f"http://example.com/skill/{n}", type="skill", kind="", label=f"repair pump {n}")
    for n in range(60)
)
WRITTEN = tuple(
    WrittenSentence(f"Gets machine number {n} running again before the shift starts.", (skill.id,))
    for n, skill in enumerate(SKILLS)
)


def test_compounds_are_made_of_held_out_skills_alone() -> None:
    made = compounds(SKILLS, WRITTEN, 50)
    assert len(made) == 50
    assert all(held(uri) for sentence in made for uri in sentence.skills)


def test_the_right_skills_of_a_compound_are_those_that_it_names_or_means() -> None:
    number = {skill.id: n for n, skill in enumerate(SKILLS)}
    for sentence in compounds(SKILLS, WRITTEN, 50):
        words = sentence.text.lower().replace(".", " ").replace(",", " ").replace(";", " ").split()
        assert {int(word) for word in words if word.isdigit()} == {
            number[uri] for uri in sentence.skills
        }


def test_the_same_seed_gives_the_same_compounds_and_another_seed_others() -> None:
    assert compounds(SKILLS, WRITTEN, 20) == compounds(SKILLS, WRITTEN, 20)
    assert compounds(SKILLS, WRITTEN, 20) != compounds(SKILLS, WRITTEN, 20, seed=12)


def test_no_held_out_skill_is_an_error_and_not_an_endless_search() -> None:
    trained = tuple(s for s in SKILLS if not held(s.id))
    with pytest.raises(ValueError, match="held-out skill"):
        compounds(trained, WRITTEN, 1)
