"""Two editions of a small taxonomy, compared; no encoder: letters and members decide."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

from search.changes.comparing import compare
from search.changes.editions import Edition
from search.changes.export import to_csv
from search.changes.records import KINDS, Change, Changes
from skillsearch.records import Concept, Group, Level, Relation, TaxonomyKey

OLD, NEW = TaxonomyKey("guild", "1", "en"), TaxonomyKey("guild", "2", "en")

WOOD = (Group("g/wood", "working with wood", "W"),)
STONE = (Group("g/stone", "working with stone", "S"),)


def skill(name: str, label: str = "", **fields: object) -> Concept:
    return Concept("skill", name, label or name, "tsc", **fields)  # type: ignore[arg-type]


def levels(*codes: str) -> tuple[Level, ...]:
    return tuple(Level("3", "", code, code) for code in codes)


def edition(key: TaxonomyKey, *concepts: Concept) -> Edition:
    return Edition(key, {(c.type, c.id): c for c in concepts})


def changes_of(old: tuple[Concept, ...], new: tuple[Concept, ...]) -> Changes:
    return compare(edition(OLD, *old), edition(NEW, *new))


def sides(change: Change) -> tuple[list[str], list[str]]:
    return [s.id for s in change.before], [s.id for s in change.after]


def test_an_edition_does_not_differ_from_itself() -> None:
    guild = (
        skill("a", "thatching", levels=levels("T-1"), tags=("green",)),
        skill("b", "dowsing", paths=(WOOD,), relations=(Relation("related", "a"),)),
    )
    found = changes_of(guild, guild)
    assert (found.changes, found.unchanged, found.notes) == ((), 2, ())
    assert found.counts == dict.fromkeys(KINDS, 0)


def test_what_comes_and_goes_is_added_and_removed() -> None:
    found = changes_of((skill("x", "falconry"),), (skill("y", "glass blowing"),))
    assert [(c.kind, *sides(c)) for c in found.changes] == [
        ("added", [], ["y"]),
        ("removed", ["x"], []),
    ]


def test_a_skill_whose_members_all_went_to_a_new_one_was_renamed() -> None:
    (change,) = changes_of(
        (skill("x", "falconry", levels=levels("F-1", "F-2")),),
        (skill("y", "handling of birds of prey", levels=levels("F-1", "F-2")),),
    ).changes
    assert (change.kind, *sides(change)) == ("renamed", ["x"], ["y"])
    assert change.evidence[0].share == 1.0


def test_an_id_with_another_label_was_renamed() -> None:
    (change,) = changes_of((skill("x", "Hedge Laying"),), (skill("x", "Hedge laying"),)).changes
    assert (change.kind, change.doubtful) == ("renamed", False)
    assert (change.details[0].before, change.details[0].after) == (
        ("Hedge Laying",),
        ("Hedge laying",),
    )


def test_an_id_that_means_something_else_now_is_doubted() -> None:
    before = skill("x", "falconry", description="Train hawks to hunt from the glove.")
    after = skill("x", "cheese tasting", description="Judge rind, paste and smell of a wheel.")
    renamed = next(c for c in changes_of((before,), (after,)).changes if c.kind == "renamed")
    assert renamed.doubtful


def test_two_skills_that_went_into_one_were_merged_with_it() -> None:
    (change,) = changes_of(
        (
            skill("a", "oak carving", levels=levels("O-1")),
            skill("b", "lime carving", levels=levels("L-1")),
        ),
        (skill("c", "carving in hardwood and softwood", levels=levels("O-1", "L-1")),),
    ).changes
    assert (change.kind, *sides(change)) == ("merged", ["a", "b"], ["c"])


def test_a_skill_that_took_in_another_is_one_of_those_merged() -> None:
    found = changes_of(
        (
            skill("a", "oak carving", levels=levels("O-1")),
            skill("b", "lime carving", levels=levels("L-1")),
        ),
        (skill("a", "oak carving", levels=levels("O-1", "L-1")),),
    )
    merged = found.of_kinds(("merged",))
    assert [sides(c) for c in merged] == [(["a", "b"], ["a"])]


def test_a_skill_that_gave_a_part_away_was_split_and_is_still_there() -> None:
    found = changes_of(
        (skill("a", "carving", levels=levels("O-1", "O-2", "S-1")),),
        (
            skill("a", "carving", levels=levels("O-1", "O-2")),
            skill("b", "letter cutting in slate", levels=levels("S-1")),
        ),
    )
    (split,) = found.of_kinds(("split",))
    assert sides(split) == (["a"], ["a", "b"])
    assert split.evidence[0].share == round(1 / 3, 4)
    assert found.of_kinds(("added",)) == (), "what came out of another is not new"


def test_a_member_that_both_had_before_says_nothing() -> None:
    shared = levels("O-1")
    old = (skill("a", "oak carving", levels=shared), skill("b", "dowsing", levels=shared))
    found = changes_of(old, (replace(old[0], levels=()), old[1]))
    assert found.of_kinds(("split", "merged")) == ()


def test_new_ids_of_groups_move_nobody() -> None:
    renamed = (replace(WOOD[0], id="g/7f3a", label="woodwork"),)
    found = changes_of((skill("a", paths=(WOOD,)),), (skill("a", paths=(renamed,)),))
    assert found.of_kinds(("moved",)) == ()
    assert found.notes == (
        "1 groups of skills have another id.",
        "1 groups of skills have another label.",
    )


def test_a_group_that_took_over_the_code_of_another_is_not_that_group() -> None:
    climbing = (Group("g/1", "climbing", "S6.3"),)
    lifting, lifted = (Group("g/2", "lifting", "S6.4"),), (Group("g/9", "lifting", "S6.3"),)
    old = (skill("a", paths=(climbing,)), skill("b", paths=(lifting,)))
    found = changes_of(old, (skill("a", paths=(lifted,)), skill("b", paths=(lifted,))))
    assert [sides(c) for c in found.of_kinds(("moved",))] == [(["a"], ["a"])]


def test_another_group_moves_a_skill_and_both_places_are_shown() -> None:
    keep = skill("b", paths=(WOOD, STONE))
    found = changes_of((skill("a", paths=(WOOD,)), keep), (skill("a", paths=(STONE,)), keep))
    (moved,) = found.of_kinds(("moved",))
    assert moved.details[0].before == ("working with wood",)
    assert moved.details[0].after == ("working with stone",)


def test_relations_are_told_by_the_labels_of_their_targets() -> None:
    target = skill("t", "tool sharpening")
    before = skill("a", "carving")
    after = replace(before, relations=(Relation("essential", "t", "2"),))
    (change,) = changes_of((before, target), (after, target)).changes
    assert (change.kind, change.details[0].field) == ("relations", "essential")
    assert change.details[0].after == ("tool sharpening (level 2)",)


def test_a_tag_that_one_edition_does_not_know_changes_no_concept() -> None:
    before = skill("a", "carving", tags=("craft",))
    found = changes_of((before,), (replace(before, tags=("craft", "heritage")),))
    assert found.changes == ()
    assert found.notes == ("The tag 'heritage' is in the new edition only: 1 skills.",)


def test_white_space_is_no_change() -> None:
    before = skill("a", "carving", description="Cut  wood\nby hand.")
    assert changes_of((before,), (replace(before, description="Cut wood by hand."),)).changes == ()


def test_the_csv_has_every_detail_in_a_row_of_its_own() -> None:
    before = skill("a", "carving", description="Cut wood.", alt_labels=("whittling",))
    after = skill("a", "carving", description="Cut wood, bone or horn.", alt_labels=("chip work",))
    rows = list(csv.DictReader(StringIO(to_csv(changes_of((before,), (after,)).changes))))
    assert [(r["kind"], r["only_before"], r["only_after"]) for r in rows] == [
        ("relabelled", "whittling", "chip work"),
        ("redescribed", "Cut wood.", "Cut wood, bone or horn."),
    ]
