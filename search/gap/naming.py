"""Point ids as people and programs read them."""

from __future__ import annotations

from search.gap.answers import SkillName
from search.matching.skill_space import SkillSpace

__all__ = ["name_of"]


def name_of(space: SkillSpace, skill: str) -> SkillName:
    """The skill's id, label and taxonomy."""
    return SkillName(skill, space.ref(skill), space.label(skill), space.taxonomy(skill))
