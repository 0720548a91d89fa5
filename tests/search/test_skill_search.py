"""Skill search on the bundled samples: every way of matching, filters, paging, warnings."""

from __future__ import annotations

import pytest

from search.answers import Answer, Hit
from search.concepts import search_concepts
from search.open_index import OpenIndex
from search.request import ConceptFilter, Page
from skillsearch.errors import NothingIndexed, QueryError
from skillsearch.settings import Settings


def ask(index: OpenIndex, query: str, limit: int = 10, **wanted: str) -> Answer:
    chosen = ConceptFilter.of({name: (value,) for name, value in wanted.items()})
    return search_concepts(index, "skills", query, chosen, Page(limit))


def hits(index: OpenIndex, query: str, limit: int = 10, **wanted: str) -> list[Hit]:
    return [h for h in ask(index, query, limit, **wanted).results if isinstance(h, Hit)]


def test_the_preferred_label_is_the_first_hit_with_the_full_score(index: OpenIndex) -> None:
    first = hits(index, "kubernetes", taxonomy="esco", language="en")[0]
    assert (first.label, first.match, first.score) == ("Kubernetes", "exact", 1.0)
    assert first.matched_label == "Kubernetes"


def test_an_alternative_label_is_found_and_named(index: OpenIndex) -> None:
    first = hits(index, "K8S", taxonomy="esco", language="en")[0]
    assert (first.label, first.matched_label, first.match) == ("Kubernetes", "k8s", "alias")
    assert 0.98 <= first.score < 1


def test_an_alias_inside_a_phrase_leads(index: OpenIndex) -> None:
    first = hits(index, "k8s admin", taxonomy="esco", language="en")[0]
    assert (first.label, first.matched_label, first.match) == ("Kubernetes", "k8s", "lexical")


def test_the_beginning_of_a_label_is_enough(index: OpenIndex) -> None:
    found = hits(index, "kubern", taxonomy="esco", language="en")
    assert (found[0].label, found[0].match) == ("Kubernetes", "prefix")


@pytest.mark.parametrize("typo", ["kuberentes", "kuberneets", "kubrnetes"])
def test_a_typo_is_forgiven_and_told(index: OpenIndex, typo: str) -> None:
    answer = ask(index, typo, taxonomy="esco", language="en")
    first = answer.results[0]
    assert isinstance(first, Hit)
    assert (first.label, first.match) == ("Kubernetes", "fuzzy")
    assert any(typo in warning and "kubernetes" in warning for warning in answer.warnings)


def test_meaning_is_found_without_a_shared_word(index: OpenIndex) -> None:
    found = hits(index, "orchestrating containers", limit=5, taxonomy="esco", language="en")
    assert "Kubernetes" in {hit.label for hit in found}


def test_scores_fall_and_lie_between_nought_and_one(index: OpenIndex) -> None:
    scores = [hit.score for hit in hits(index, "software testing", limit=100)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_the_score_of_a_concept_does_not_depend_on_its_company(index: OpenIndex) -> None:
    english = {"taxonomy": "esco", "language": "en"}
    whole = {h.id: h.score for h in hits(index, "data analysis", limit=50, **english)}
    one_kind = hits(index, "data analysis", limit=50, kind="knowledge", **english)
    shared = [hit for hit in one_kind if hit.id in whole]
    assert len(shared) >= 5
    assert all(hit.score == whole[hit.id] for hit in shared)


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        ({"taxonomy": "ssf"}, lambda h: h.taxonomy == "ssf"),
        ({"kind": "knowledge"}, lambda h: h.kind == "knowledge"),
        ({"language": "fr"}, lambda h: h.language == "fr"),
        ({"taxonomy": "ssf", "version": "2025-q3"}, lambda h: h.version == "2025-q3"),
    ],
)
def test_every_hit_passes_the_filter(index: OpenIndex, wanted: dict[str, str], holds) -> None:  # type: ignore[no-untyped-def]
    found = hits(index, "data", limit=100, **wanted)
    assert found
    assert all(holds(hit) for hit in found)


def test_only_the_newest_version_is_searched_unless_all_are_asked_for(index: OpenIndex) -> None:
    newest = {h.version for h in hits(index, "data", limit=1000, taxonomy="ssf")}
    every = {h.version for h in hits(index, "data", limit=1000, taxonomy="ssf", version="all")}
    assert newest == {"2026"}
    assert every == {"2025-q3", "2026"}


def test_a_group_of_the_hierarchy_holds_what_is_below_it(index: OpenIndex) -> None:
    everything = hits(index, "python", limit=1000, taxonomy="esco", language="en")
    record = index.store.retrieve(
        index.collection("skills").name,
        [
            key.point_id("skill", everything[0].id)
            for key in index.collection("skills").lexicon.keys
            if (key.name, key.language) == ("esco", "en")
        ],
    )[0]
    group = record.payload["paths"][0][0]
    by_code = hits(index, "python", limit=1000, taxonomy="esco", hierarchy=group["code"])
    by_label = hits(index, "python", limit=1000, taxonomy="esco", hierarchy=group["label"])
    assert 0 < len(by_code) < len(everything)
    assert {h.id for h in by_code} == {h.id for h in by_label}


def test_pages_put_together_are_the_whole(index: OpenIndex) -> None:
    whole = [h.id for h in hits(index, "manage teams", limit=60, version="all")]
    pages = []
    for offset in range(0, 60, 20):
        answer = search_concepts(
            index, "skills", "manage teams", ConceptFilter(version=("all",)), Page(20, offset)
        )
        pages += [h.id for h in answer.results]
    assert pages == whole


def test_the_same_question_has_the_same_answer(index: OpenIndex) -> None:
    assert ask(index, "customer service", limit=50) == ask(index, "customer service", limit=50)


def test_the_stamp_names_model_product_and_taxonomies(index: OpenIndex) -> None:
    stamp = ask(index, "python", taxonomy="ssf").stamp
    assert stamp.model == "skill-minilm-v1"
    assert stamp.product_version
    assert len(stamp.fingerprint) == 16
    assert [(t.name, t.version) for t in stamp.taxonomies] == [("ssf", "2026")]


def test_a_word_of_an_unknown_script_is_left_out_and_named(index: OpenIndex) -> None:
    answer = ask(index, "python 软件")
    assert answer.results[0].match in ("exact", "alias")  # type: ignore[union-attr]
    assert any("软件" in warning for warning in answer.warnings)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("软件开发", "软件开发"),
        ("?!… —", "only punctuation"),
        ("   ", "empty"),
        ("x" * 100_000, "100,000 characters"),
    ],
)
def test_a_query_that_cannot_be_used_is_refused_with_the_reason(
    index: OpenIndex, query: str, says: str
) -> None:
    with pytest.raises(QueryError, match=says) as refusal:
        ask(index, query)
    assert refusal.value.remedy


def test_a_filter_value_that_is_not_indexed_is_refused_with_a_guess(index: OpenIndex) -> None:
    with pytest.raises(QueryError, match="'ecso'") as refusal:
        ask(index, "python", taxonomy="ecso")
    assert "'esco'" in refusal.value.remedy


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (1001, 0), (10, -1), (10, 10_001)])
def test_a_page_out_of_range_is_refused(limit: int, offset: int) -> None:
    with pytest.raises(QueryError, match="out of range"):
        Page(limit, offset)


def test_an_empty_index_says_what_to_run(empty_settings: Settings) -> None:
    from search.open_index import open_index

    with open_index(empty_settings) as empty, pytest.raises(NothingIndexed) as refusal:
        ask(empty, "python")
    assert "skillsearch index taxonomy" in refusal.value.remedy


def test_control_characters_and_lone_surrogates_do_no_harm(index: OpenIndex) -> None:
    assert hits(index, "pyt\x00hon \ud800 kubernetes")


def test_the_end_of_a_long_query_counts_like_its_beginning(index: OpenIndex) -> None:
    padding = "We are a friendly company with a long history in a pleasant town. " * 60
    found = hits(index, f"{padding} You run a Kubernetes cluster.", limit=5, taxonomy="esco")
    assert "Kubernetes" in {hit.label for hit in found}


def test_a_filter_that_nothing_passes_is_named(index: OpenIndex) -> None:
    answer = ask(index, "python", sector="Bankng")
    assert answer.results == ()
    assert any("sector 'bankng'" in warning for warning in answer.warnings)
