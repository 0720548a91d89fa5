"""Each protocol on data so small that its figures are known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from evaluation_parts import skill, word_subject

from skillsearch.records import Relation
from training.data.esco import esco_of
from training.data.extraction import AnnotatedSentence
from training.data.onet import Technology
from training.data.ssf import Renames, Statement
from training.data.titles import JitteredTitle, TitleQueries, VacancyTitle
from training.evaluation.extraction import measure_extraction
from training.evaluation.keywords import (
    keyword_queries,
    measure_keywords,
    measure_technologies,
    without_aliases,
)
from training.evaluation.labels import LabelSpace
from training.evaluation.protocol import Measured
from training.evaluation.relatedness import alias_queries, graded_pairs, measure_relatedness
from training.evaluation.reranked import SpelledLabels, phrases
from training.evaluation.ssf import measure_statements, right_and_wrong
from training.evaluation.titles import measure_jittered, measure_ranking, measure_vacancies
from training.evaluation.upkeep import measure_merges, measure_renames

CRAFTS = [
    skill("weld metal", "TIG welding", "join steel plates"),
    skill("lay bricks", "build brick walls"),
    skill("keep bees", "apiculture"),
    skill("bake bread"),
]


def values(measured: Measured) -> dict[str, float]:
    return {measure.name: measure.value for measure in measured.measures}


def test_dense_ranks_by_the_preferred_label_and_aliases_by_the_nearest_of_all() -> None:
    # Shares a word with two labels, and two words with an alias of a third concept.
    sentences = [AnnotatedSentence("join two steel things and bake metal", ("weld metal",))]
    with word_subject() as subject:
        dense = values(measure_extraction(subject, "dense", sentences, CRAFTS))
        aliases = values(measure_extraction(subject, "aliases", sentences, CRAFTS))
    assert dense["MRR"] == 100  # a tie with "bake bread", which comes later
    assert aliases["MRR"] == 100
    with word_subject() as subject:
        sentences = [AnnotatedSentence("apiculture and bread", ("keep bees",))]
        assert values(measure_extraction(subject, "dense", sentences, CRAFTS))["MRR"] == 25
        assert values(measure_extraction(subject, "aliases", sentences, CRAFTS))["MRR"] == 100


def test_every_scorer_of_extraction_finds_what_a_label_spells() -> None:
    sentences = [
        AnnotatedSentence("You lay bricks, bake bread.", ("lay bricks", "bake bread")),
        AnnotatedSentence("We weld metal here", ("weld metal",)),
    ]
    with word_subject() as subject:
        for scorer in ("dense", "aliases", "re-ranked", "hybrid"):
            found = values(measure_extraction(subject, scorer, sentences, CRAFTS))
            assert found == {"RP@5": 100, "RP@10": 100, "MRR": 100}, scorer


def test_the_nearest_label_of_each_concept_is_found_among_many() -> None:
    space = LabelSpace.of([["a", "b"], ["c"], ["a b", "c a", "d"]])
    with word_subject() as subject:
        texts, labels = subject.vectors(["a", "d c"]), subject.vectors(space.labels)
    half = 1 / np.sqrt(2)
    assert space.scores(texts, labels) == pytest.approx(np.array([[1, 0, half], [0, half, half]]))


def test_a_sentence_is_split_at_commas_brackets_and_conjunctions() -> None:
    assert phrases("Plan menus (weekly), order food and drink; but cook") == [
        "Plan menus",
        "weekly",
        "order food",
        "drink",
        "cook",
    ]
    assert phrases("organise brand operations") == ["organise brand operations"]
    assert phrases("?!") == ["?!"]


def test_the_longest_label_that_stands_in_a_text_word_for_word_counts() -> None:
    labels = SpelledLabels([skill("Java", "Java (computer programming)"), skill("C++"), skill("C")])
    assert labels.find("We use JAVA computer-programming and C++.") == {0: 3, 1: 1}
    assert labels.find("javanese") == {}


def test_phrases_and_spelled_labels_lift_a_skill_that_the_whole_sentence_hides() -> None:
    sentence = "apiculture, bread bread bread baking"
    with word_subject() as subject:
        gold = [AnnotatedSentence(sentence, ("keep bees",))]
        aliases = values(measure_extraction(subject, "aliases", gold, CRAFTS))
        reranked = values(measure_extraction(subject, "re-ranked", gold, CRAFTS))
    assert aliases["MRR"] == 50
    assert reranked["MRR"] == 100


def test_pairs_of_a_held_out_skill_are_graded_by_how_they_are_related() -> None:
    parent = skill("crafts")
    weld = replace(
        CRAFTS[0], relations=(Relation("broader", "crafts"), Relation("essential", "keep bees"))
    )
    bricks = replace(CRAFTS[1], relations=(Relation("broader", "crafts"),))
    esco = esco_of([parent, weld, bricks, *CRAFTS[2:]])
    pairs = graded_pairs(esco, [weld, CRAFTS[3]])
    assert [(unit, grade) for unit, _, _, grade in pairs] == [
        (0, 1.0),
        (0, 0.6),
        (0, 0.3),
        (0, 0.0),
        (1, 0.0),
    ]
    texts = {grade: (a, b) for unit, a, b, grade in pairs if unit == 0}
    assert texts[1.0][0] in weld.labels
    assert texts[1.0][1] == "weld metal"
    assert texts[0.6] == ("weld metal", "keep bees")
    assert texts[0.3] == ("weld metal", "lay bricks")
    assert texts[0.0][1] != "weld metal"


def test_an_alias_of_several_skills_has_them_all_and_a_label_is_no_alias() -> None:
    esco = esco_of([skill("a", "x", "b"), skill("b", "x"), skill("c", "x", "a")])
    assert alias_queries(esco, esco.skills[:2]) == {"x": [0, 1, 2]}
    assert alias_queries(esco, esco.skills[:1]) == {"x": [0, 1, 2], "b": [0, 1]}


def test_relatedness_is_perfect_where_aliases_share_words_and_others_do_not() -> None:
    esco = esco_of(
        [skill(f"{word} one", f"{word} two") for word in ("ale", "bow", "car", "dam", "eel")]
    )
    parents = [replace(s, relations=(Relation("broader", "ale one"),)) for s in esco.skills[1:]]
    esco = esco_of([esco.skills[0], *parents])
    with word_subject() as subject:
        measured = measure_relatedness(subject, esco, esco.skills)
    found = values(measured)
    assert list(found) == [
        "Spearman",
        "AUC random",
        "AUC sibling",
        "AUC both",
        "alias MAP",
        "alias R@1",
    ]
    assert found["alias R@1"] == 100
    assert measured.pairs is not None
    assert sorted(set(measured.pairs.grade.tolist())) == pytest.approx([0, 0.3, 1])


def test_keywords_are_short_aliases_that_nobody_prefers() -> None:
    esco = esco_of(
        [
            skill("weld metal", "welding", "Bake-Bread", "join steel plates well"),
            skill("bake bread", "welding"),
        ]
    )
    assert keyword_queries(esco, esco.skills[:1]) == {"welding": [0, 1]}


def test_the_hybrid_index_of_keywords_does_not_know_the_answers() -> None:
    skills = [skill("weld metal", "TIG", "torch"), skill("lay bricks", "torch", "mortar")]
    bare = without_aliases(skills, skills[:1])
    assert [s.labels for s in bare] == [("weld metal",), ("lay bricks", "mortar")]
    esco = esco_of(skills)
    with word_subject() as subject:
        rate, _ = measure_keywords(subject, "hybrid", esco, skills[:1])
    assert rate.value < 100


def test_only_held_technologies_are_asked_for() -> None:
    technologies = [Technology(f"product {n} of kind{n % 2}", (f"kind{n % 2}",)) for n in range(60)]
    with word_subject() as subject:
        measure = measure_technologies(subject, technologies)
    assert 0 < measure.units < 20
    assert measure.value == 100


def test_a_wrong_title_is_never_one_that_the_statement_belongs_to() -> None:
    statements = [Statement("weld it", "a"), Statement("weld it", "b"), Statement("bake it", "c")]
    for query in statements:
        (_, text, right, one), (_, same, wrong, zero) = right_and_wrong([query], statements)
        assert (text, same) == (query.text, query.text)
        assert (one, zero) == (1, 0)
        assert right == query.title
        assert wrong not in {s.title for s in statements if s.text == query.text}


def test_statements_that_share_words_with_their_titles_alone_are_told_apart() -> None:
    statements = [Statement(f"do {word} well", word) for word in ("ale", "bow", "car")]
    with word_subject() as subject:
        measured = measure_statements(subject, statements, statements)
    assert values(measured) == {"AUC": 1, "acc@0.5": 100, "best acc": 100, "MRR": 100, "R@1": 100}
    assert measured.pairs is not None
    assert len(measured.pairs.grade) == 6


def test_titles_without_a_relevant_one_are_no_queries() -> None:
    titles = TitleQueries(("ale", "bow"), ("bow", "ale"), (frozenset({1}), frozenset()))
    with word_subject() as subject:
        measured = measure_ranking(subject, titles)
    assert values(measured) == {"MAP": 100}
    assert measured.measures[0].units == 1


def test_vacancies_of_unknown_occupations_are_left_out() -> None:
    vacancies = [VacancyTitle("bake now", "bake bread"), VacancyTitle("bake", "unknown")]
    with word_subject() as subject:
        measured = measure_vacancies(subject, "dense", vacancies, CRAFTS)
    assert values(measured) == {"MRR": 100}
    assert measured.measures[0].units == 1


def test_a_variant_is_compared_with_other_seeds_and_a_tie_is_a_failure() -> None:
    titles = [
        JitteredTitle("senior baker", "baker", "51-1", "Bakers"),
        JitteredTitle("nothing shared", "welder", "51-2", "Welders"),
        JitteredTitle("night nurse", "nurse", "29-1", "Nurses"),
    ]
    with word_subject() as subject:
        measured = measure_jittered(subject, titles)
    found = values(measured)
    assert found["triplet accuracy"] == pytest.approx(200 / 3)
    # The nurse has no other seed in her group.
    assert found["triplet accuracy, same group"] == 50
    assert measured.measures[1].units == 2
    assert found["MRR"] == pytest.approx(100 * (1 + 1 / 2 + 1) / 3)


def test_a_title_is_no_neighbour_of_itself_and_one_without_a_twin_is_not_asked() -> None:
    merges = {"weld steel": ("welding",), "weld iron": ("welding",), "bake": ("baking",)}
    with word_subject() as subject:
        measured = measure_merges(subject, merges)
    assert values(measured) == {"recall@2": 100, "MAP": 100}
    assert measured.measures[0].units == 2


def test_a_retired_title_that_is_still_in_use_ranks_before_its_update() -> None:
    renames = Renames({"cost control": ("cost management",)}, ("cost control", "cost management"))
    with word_subject() as subject:
        assert values(measure_renames(subject, renames)) == {"R@1": 0, "RP@5": 100}
