"""What counts as one thing asked for."""

from __future__ import annotations

from search.detail import find_concepts
from search.gap.alternatives import Named, grouped
from search.matching.skill_space import SkillSpace
from search.open_index import OpenIndex
from search.request import ConceptFilter
from search.scoping import scope_of


def point(index: OpenIndex, label: str, taxonomy: str) -> str:
    collection = index.collection("skills")
    scoping = scope_of(collection.lexicon, ConceptFilter(taxonomy=(taxonomy,)))
    return find_concepts(index, collection, label, scoping)[0].id


def test_the_same_words_in_two_taxonomies_are_one_thing(
    people: OpenIndex, space: SkillSpace
) -> None:
    one, other = (point(people, "Kubernetes", name) for name in ("esco", "onet"))
    assert grouped(space, [Named(one, 1.0), Named(other, 1.0)]) == [[one, other]]


def test_two_skills_that_one_alias_spells_stay_two_where_they_mean_other_things(
    people: OpenIndex, space: SkillSpace
) -> None:
    cooking = point(people, "French cuisine, classic", "esco")
    data = point(people, "Data Visualisation", "ssf")
    place = ((10, 14, False),)
    named = [Named(cooking, 1.0, place), Named(data, 1.0, place)]
    assert grouped(space, named) == [[cooking], [data]]


def test_two_skills_of_one_taxonomy_are_two_things(people: OpenIndex, space: SkillSpace) -> None:
    python, sql = (point(people, label, "esco") for label in ("Python", "SQL"))
    place = ((0, 10, False),)
    assert len(grouped(space, [Named(python, 1.0, place), Named(sql, 0.9, place)])) == 2
