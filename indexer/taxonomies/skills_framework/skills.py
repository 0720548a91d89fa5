"""From sector skills, one a code, to skills, one a title; or into unique skills given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from indexer.taxonomies.skills_framework.dataset import Dataset, Proficiency, SectorSkill
from indexer.taxonomies.slugs import slug, unique_slugs
from indexer.taxonomies.texts import distinct, named
from skillsearch.records import Concept, Group, Level

__all__ = ["SkillIndex", "joined_skills"]


@dataclass
class SkillIndex:
    """Where sector skills went: ids of skills by the sector skill's code, and by title's slug."""

    by_code: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_title: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self, code: str, title: str) -> tuple[str, ...]:
        """The skills of a sector skill: by code, else by title; none where neither tells.

        A sector skill may have been split, so there may be several.
        """
        return self.by_code.get(code) or self.by_title.get(slug(title), ())


def joined_skills(
    dataset: Dataset, concepts: Sequence[Concept], index: SkillIndex
) -> tuple[list[Concept], SkillIndex, list[str]]:
    """``concepts`` with the levels of ``dataset`` in them, then skills for those without a place.

    Gives also the index by which every sector skill of the dataset is found, and notes. With no
    concepts given, the dataset stands on its own skills.
    """
    sector_skills = _needed(dataset)
    homeless = [skill for skill in sector_skills if not index.find(skill.code, skill.title)]
    own, placed = _own_skills(homeless)
    by_skill: defaultdict[str, list[SectorSkill]] = defaultdict(list)
    for skill in sector_skills:
        for id_ in index.find(skill.code, skill.title):
            by_skill[id_].append(skill)
    enriched = [_enriched(concept, by_skill[concept.id]) for concept in concepts]
    notes = []
    if concepts and homeless:
        notes.append(
            f"{len(homeless):,} codes of the Skills Framework went into no unique skill: "
            f"{len(own):,} skills of their own titles: {named(s.title for s in homeless)}."
        )
    whole = SkillIndex(index.by_code | placed.by_code, placed.by_title | index.by_title)
    return [*enriched, *own], whole, notes


def _needed(dataset: Dataset) -> list[SectorSkill]:
    """The skills of the key, and of what job roles ask for beyond it; retired ones if asked."""
    asked = {ask.code or ask.title: ask for role in dataset.roles.values() for ask in role.asks}
    known = [s for s in dataset.skills.values() if not s.retired or s.code in asked]
    titles = {slug(skill.title) for skill in known}
    unexplained = [
        SectorSkill(ask.code, ask.title or ask.code, ask.kind)
        for key, ask in asked.items()
        if key not in dataset.skills and (ask.code or slug(ask.title) not in titles)
    ]
    return known + unexplained


def _own_skills(homeless: Iterable[SectorSkill]) -> tuple[list[Concept], SkillIndex]:
    by_title: defaultdict[str, list[SectorSkill]] = defaultdict(list)
    for skill in homeless:
        by_title[slug(skill.title) or skill.title].append(skill)
    ids = unique_slugs(skills[0].title for skills in by_title.values())
    index = SkillIndex()
    concepts = []
    for skills in by_title.values():
        id_ = ids[skills[0].title]
        concepts.append(_own_skill(id_, skills))
        index.by_code.update((skill.code, (id_,)) for skill in skills if skill.code)
        index.by_title[slug(skills[0].title)] = (id_,)
    return concepts, index


def _own_skill(id_: str, skills: Sequence[SectorSkill]) -> Concept:
    label = skills[0].title
    described = Counter(skill.description for skill in skills if skill.description)
    return Concept(
        type="skill",
        id=id_,
        label=label,
        kind=next((skill.kind for skill in skills if skill.kind), "skill"),
        alt_labels=distinct((skill.title for skill in skills), besides=(label,)),
        # Sectors word the same skill in their own ways; the wording of most of them stands.
        description=described.most_common(1)[0][0] if described else "",
        paths=tuple(dict.fromkeys(_path(skill) for skill in skills if skill.sector)),
        sectors=distinct(skill.sector for skill in skills),
        tags=("retired",) if all(skill.retired for skill in skills) else (),
        levels=tuple(level for skill in skills for level in _levels(skill)),
    )


def _path(skill: SectorSkill) -> tuple[Group, ...]:
    sector = Group(slug(skill.sector), skill.sector)
    if not skill.category:
        return (sector,)
    return sector, Group(f"{sector.id}/{slug(skill.category)}", skill.category)


def _enriched(concept: Concept, skills: Sequence[SectorSkill]) -> Concept:
    """The concept whose levels have knowledge and abilities, with levels that it lacked."""
    proficiencies = {
        (skill.code, level): proficiency
        for skill in skills
        for level, proficiency in skill.levels.items()
    }
    present = {(level.code, level.level) for level in concept.levels}
    levels = [
        _filled(level, proficiencies.get((level.code, level.level))) for level in concept.levels
    ]
    more = (level for skill in skills for level in _levels(skill))
    levels += [level for level in more if (level.code, level.level) not in present]
    return replace(concept, levels=tuple(levels))


def _filled(level: Level, proficiency: Proficiency | None) -> Level:
    if proficiency is None:
        return level
    return replace(
        level,
        description=level.description or proficiency.description,
        knowledge=tuple(proficiency.knowledge),
        abilities=tuple(proficiency.abilities),
    )


def _levels(skill: SectorSkill) -> Iterable[Level]:
    return (
        _filled(Level(level, code=skill.code, title=skill.title), proficiency)
        for level, proficiency in skill.levels.items()
    )
