"""From the rows of the list and the mapping to one skill for every unique skill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from indexer.taxonomies.skills_framework import SkillIndex
from indexer.taxonomies.slugs import slug, unique_slugs
from indexer.taxonomies.ssf.rows import ListedSkill, MappedSkill
from indexer.taxonomies.texts import distinct, named
from skillsearch.records import Concept, Level

__all__ = ["unique_skills"]


def unique_skills(
    listed: Sequence[ListedSkill] | None, mapped: Sequence[MappedSkill] | None
) -> tuple[list[Concept], SkillIndex, list[str]]:
    """The unique skills in the order of the list, how to find them, and notes on what was left.

    Which skills there are is for the list to say, and for the mapping only where there is no
    list. Titles are compared as written, then by their slug. Rows of one title are one skill.
    """
    notes: list[str] = []
    heads = _heads(listed, notes) if listed is not None else _heads_of_mapping(mapped or ())
    placed = _placed(heads, mapped or (), notes)
    ids = unique_slugs(heads)
    notes += [
        f"Skills whose titles differ in case or punctuation only: {named(titles)}."
        for titles in _differing_in_case(heads)
    ]
    concepts = [_skill(ids[title], head, placed[title]) for title, head in heads.items()]
    return concepts, _index(concepts, placed, ids), notes


def _heads(listed: Iterable[ListedSkill], notes: list[str]) -> dict[str, ListedSkill]:
    heads: dict[str, ListedSkill] = {}
    rows, untitled, repeated, reworded = 0, 0, 0, []
    for skill in listed:
        rows += 1
        if not skill.title:
            untitled += 1
        elif (first := heads.setdefault(skill.title, skill)) is not skill:
            repeated += 1
            if first.description != skill.description:
                reworded.append(f"{skill.title} (row {skill.row})")
    if untitled:
        notes.append(f"{untitled:,} rows of the list have no title: left out.")
    if repeated:
        notes.append(f"{repeated:,} of {rows:,} rows of the list repeat an earlier title: merged.")
    if reworded:
        notes.append(
            f"{len(reworded):,} of them have another description, of which the first is kept: "
            f"{named(reworded)}."
        )
    return heads


def _heads_of_mapping(mapped: Iterable[MappedSkill]) -> dict[str, ListedSkill]:
    heads: dict[str, ListedSkill] = {}
    for row in mapped:
        if row.unique_title and row.unique_title not in heads:
            heads[row.unique_title] = ListedSkill(
                row.row, row.unique_title, row.unique_description, row.kind, row.tags, ""
            )
    return heads


def _placed(
    heads: dict[str, ListedSkill], mapped: Iterable[MappedSkill], notes: list[str]
) -> dict[str, list[MappedSkill]]:
    """The mapping's rows by the title of the skill that they belong to."""
    by_slug: defaultdict[str, list[str]] = defaultdict(list)
    for title in heads:
        by_slug[slug(title)].append(title)
    placed: dict[str, list[MappedSkill]] = {title: [] for title in heads}
    unmapped: list[MappedSkill] = []
    unlisted: list[MappedSkill] = []
    bare = variants = repeated = 0
    seen: set[MappedSkill] = set()
    for row in mapped:
        repeated += (content := replace(row, row=0)) in seen
        seen.add(content)
        similar = by_slug[slug(row.unique_title)] if row.unique_title else []
        if row.unique_title in placed:
            placed[row.unique_title].append(row)
        elif len(similar) == 1:
            variants += 1
            placed[similar[0]].append(row)
        else:
            (unlisted if row.unique_title else unmapped).append(row)
        bare += bool(row.unique_title and row.code and not row.level)
    if repeated:
        notes.append(f"{repeated:,} rows of the mapping repeat an earlier row: merged.")
    if variants:
        notes.append(f"{variants:,} rows of the mapping spell a title of the list otherwise.")
    if unmapped:
        notes.append(
            f"{len(unmapped):,} rows of the mapping go into no unique skill: their level "
            f"descriptions are left out: {named(row.title for row in unmapped)}."
        )
    if unlisted:
        notes.append(
            f"{len(unlisted):,} rows of the mapping go into skills that the list does not have: "
            f"left out: {named(row.unique_title for row in unlisted)}."
        )
    if bare:
        notes.append(
            f"{bare:,} rows of the mapping give a code without a level: no level is made of them."
        )
    return placed


def _skill(id_: str, head: ListedSkill, rows: Sequence[MappedSkill]) -> Concept:
    titles = (text for row in rows for text in (row.title, row.previous_title))
    levels = (
        Level(row.level, row.level_description, row.code, row.title) for row in rows if row.level
    )
    return Concept(
        type="skill",
        id=id_,
        label=head.title,
        kind=head.kind or "skill",
        alt_labels=distinct(titles, besides=(head.title,)),
        description=head.description,
        code=head.skill_id,
        sectors=distinct(sector for row in rows for sector in row.sectors),
        tags=head.tags,
        levels=tuple(dict.fromkeys(levels)),
    )


def _index(
    concepts: Iterable[Concept], placed: dict[str, list[MappedSkill]], ids: dict[str, str]
) -> SkillIndex:
    codes: defaultdict[str, list[str]] = defaultdict(list)
    sector_titles: defaultdict[str, list[str]] = defaultdict(list)
    for title, rows in placed.items():
        for row in rows:
            codes[row.code].append(ids[title])
            sector_titles[slug(row.title)].append(ids[title])
    titles = {key: distinct(found) for key, found in sector_titles.items() if key}
    # A skill's own title says more than where sector skills of that title went.
    titles.update((slug(concept.label), (concept.id,)) for concept in concepts)
    return SkillIndex({key: distinct(found) for key, found in codes.items() if key}, titles)


def _differing_in_case(titles: Iterable[str]) -> Iterator[list[str]]:
    sharing: defaultdict[str, list[str]] = defaultdict(list)
    for title in titles:
        sharing[slug(title)].append(title)
    return (group for group in sharing.values() if len(group) > 1)
