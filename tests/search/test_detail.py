"""Everything known about one concept: found by id, code or label; relations with their names."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

from search.detail import concept_detail, find_concepts, similar_concepts
from search.open_index import OpenIndex
from search.request import ConceptFilter
from search.scoping import scope_of
from skillsearch.errors import NotFound, QueryError
from skillsearch.store.models import Payload

KUBERNETES = "http://example.org/skillsearch/skill/kubernetes"
ANY = ConceptFilter()


def payloads(index: OpenIndex) -> list[Payload]:
    """Every indexed skill."""
    return [record.payload for record in index.store.scroll("skills", limit=10_000)[0]]


def test_an_id_and_a_label_lead_to_the_same_concept(index: OpenIndex) -> None:
    by_id = concept_detail(index, "skills", KUBERNETES, ConceptFilter(language=("en",)))
    by_label = concept_detail(index, "skills", "KUBERNETES", ConceptFilter(taxonomy=("esco",)))
    assert by_id["id"] == by_label["id"] == KUBERNETES
    assert by_id["language"] == by_label["language"] == "en"


def test_a_code_leads_to_its_concept(index: OpenIndex) -> None:
    coded = concept_detail(index, "occupations", "DevOps engineer", ANY)
    assert coded["code"]
    found = concept_detail(
        index, "occupations", coded["code"], ConceptFilter(taxonomy=(coded["taxonomy"],))
    )
    others = [other["id"] for other in found["also"]]
    assert coded["id"] in (found["id"], *others)


def test_of_one_label_in_many_taxonomies_the_described_one_is_meant(index: OpenIndex) -> None:
    collection = index.collection("skills")
    found = find_concepts(index, collection, "kubernetes", scope_of(collection.lexicon, ANY))
    described = [bool(record.payload["description"]) for record in found]
    names = [record.payload["taxonomy"] for record in found if record.payload["description"]]
    assert described == sorted(described, reverse=True)
    assert names == sorted(names)
    assert len({record.id for record in found}) == len(found) > 1


def test_a_preferred_label_goes_before_an_alternative_one(index: OpenIndex) -> None:
    every = ConceptFilter(version=("all",))
    collection = index.collection("skills")
    scoping = scope_of(collection.lexicon, every)
    lexicon = collection.lexicon
    shared = next(
        lexicon.surface[row]
        for row in range(len(lexicon.row_role))
        if lexicon.row_role[row] == 0
        and {
            int(lexicon.row_role[lexicon.form_order[p]])
            for p in lexicon.form.equal_range(lexicon.form[row], lexicon.form_order)
        }
        == {0, 1}
    )
    found = find_concepts(index, collection, shared, scoping)
    first_words = shared.casefold().split(" (")[0]
    preferred = [r.payload["label"].casefold().startswith(first_words) for r in found]
    assert preferred[0]
    assert preferred == sorted(preferred, reverse=True)


def test_the_newest_version_is_meant_unless_another_is_asked_for(index: OpenIndex) -> None:
    versions: dict[str, set[str]] = {}
    for payload in payloads(index):
        if payload["taxonomy"] == "ssf":
            versions.setdefault(payload["label"], set()).add(payload["version"])
    label = min(label for label, found in versions.items() if len(found) > 1)
    every = ConceptFilter(taxonomy=("ssf",), version=("all",))
    former = ConceptFilter(taxonomy=("ssf",), version=("2025-q3",))
    assert concept_detail(index, "skills", label, every)["version"] == "2026"
    assert concept_detail(index, "skills", label, former)["version"] == "2025-q3"


def test_relations_carry_the_labels_of_both_kinds_of_concept(index: OpenIndex) -> None:
    skill = concept_detail(index, "skills", KUBERNETES, ConceptFilter(language=("en",)))
    assert {entry["label"] for entry in skill["relations"]["essential"]} == {"Docker"}
    asking = {entry["label"]: entry["relation"] for entry in skill["occupations"]}
    assert asking["DevOps engineer"] == "essential"
    assert list(asking.values()) == sorted(asking.values()), "essential comes before optional"

    occupation = concept_detail(index, "occupations", "DevOps engineer", ANY)
    needed = {entry["label"] for entry in occupation["relations"]["essential"]}
    assert "Kubernetes" in needed
    assert "occupations" not in occupation


def test_what_is_broader_names_what_is_narrower(index: OpenIndex) -> None:
    child = next(payload for payload in payloads(index) if payload["broader"])
    key = {name: (child[name],) for name in ("taxonomy", "version", "language")}
    detail = concept_detail(index, "skills", child["broader"][0], ConceptFilter(**key))
    assert child["id"] in {entry["id"] for entry in detail["narrower"]}


def test_what_is_only_for_the_index_is_not_shown(index: OpenIndex) -> None:
    detail = concept_detail(index, "skills", KUBERNETES, ANY)
    assert not {"text_hash", "content_hash", "sector_keys", "hierarchy"} & set(detail)


@pytest.mark.parametrize("alias", ["skills", "occupations"])
def test_what_is_not_there_is_said_with_a_way_to_find_it(index: OpenIndex, alias: str) -> None:
    with pytest.raises(NotFound, match="'quantum knitting'") as refusal:
        concept_detail(index, alias, "quantum knitting", ANY)
    assert f"skillsearch {alias}" in refusal.value.remedy
    with pytest.raises(QueryError, match="empty"):
        concept_detail(index, alias, "  ", ANY)


def test_neighbours_fall_in_score_and_leave_the_concept_itself_out(index: OpenIndex) -> None:
    esco = ConceptFilter(taxonomy=("esco",), language=("en",))
    answer = similar_concepts(index, "skills", "Kubernetes", esco, 20)
    scores = [hit.score for hit in answer.results]  # type: ignore[union-attr]
    assert len(scores) == 20
    assert scores == sorted(scores, reverse=True)
    assert KUBERNETES not in {hit.id for hit in answer.results}
    assert answer.warnings == ()


def test_neighbours_of_a_shared_label_say_whose_they_are(index: OpenIndex) -> None:
    (warning,) = similar_concepts(index, "skills", "Kubernetes", ANY, 3).warnings
    assert "esco@1.1.0 (en)" in warning


def test_every_occupation_that_asks_for_a_skill_is_listed(
    run: Run, house: Path, tmp_path: Path
) -> None:
    jobs = [f"job{n},occupation of kind {n},occupation,welding" for n in range(1100)]
    path = tmp_path / "jobs.csv"
    path.write_text("\n".join(["id,label,type,skills", "welding,welding,skill,", *jobs]))
    assert run("index", "taxonomy", path, "--version", "1", "--data-dir", house).code == 0
    detail = run("skill", "welding", "--json", "--data-dir", house).document
    assert len(detail["occupations"]) == 1100
