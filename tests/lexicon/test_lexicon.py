from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsearch.lexicon import Lexicon, correct, match_labels, suggest
from skillsearch.lexicon.abbreviations import ABBREVIATIONS
from skillsearch.lexicon.build import build_lexicon
from skillsearch.lexicon.lexicon import Strings
from skillsearch.records import TaxonomyKey
from skillsearch.store.models import Record
from skillsearch.text import words

ESCO = TaxonomyKey("esco", "1.1.1", "en")
FRENCH = TaxonomyKey("esco", "1.0", "fr")


def concept(
    number: int,
    label: str,
    *alt: str,
    hidden: tuple[str, ...] = (),
    key: TaxonomyKey = ESCO,
    kind: str = "knowledge",
) -> Record:
    return Record(
        key.point_id("skill", str(number)),
        {
            "id": f"s{number}",
            "taxonomy": key.name,
            "version": key.version,
            "language": key.language,
            "kind": kind,
            "label": label,
            "alt_labels": list(alt),
            "hidden_labels": list(hidden),
        },
        {},
    )


RECORDS = [
    concept(1, "Python (computer programming)", "CPython"),
    concept(2, "JavaScript", "ECMAScript", "JS"),
    concept(3, "manage databases", "database management", kind="skill/competence"),
    concept(4, "project management", "managing projects", hidden=("projct managment",)),
    concept(5, "project management methodologies"),
    concept(6, "machine learning", "statistical learning"),
    concept(7, "gestion de projet", "conduite de projets", key=FRENCH),
    concept(8, "organ"),
    concept(9, "C++"),
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return build_lexicon(RECORDS)


def found(lexicon: Lexicon, query: str) -> dict[str, tuple[str, float]]:
    typed = words(query)
    corrected = correct(lexicon, typed).words
    matches = match_labels(lexicon, typed, corrected, lexicon.scope(lexicon.keys, None))
    return {lexicon.concept_ref[c]: (m.match, round(m.similarity, 2)) for c, m in matches.items()}


def test_the_whole_preferred_label_is_an_exact_match_in_any_case(lexicon: Lexicon) -> None:
    assert found(lexicon, "PROJECT management")["s4"] == ("exact", 1.0)


def test_a_label_is_exact_without_the_qualifier_in_brackets(lexicon: Lexicon) -> None:
    assert found(lexicon, "python")["s1"] == ("exact", 1.0)


def test_an_alternative_and_a_hidden_label_are_aliases(lexicon: Lexicon) -> None:
    assert found(lexicon, "js")["s2"] == ("alias", 1.0)
    assert found(lexicon, "projct managment")["s4"] == ("alias", 1.0)


def test_signs_belong_to_the_name(lexicon: Lexicon) -> None:
    assert found(lexicon, "c++") == {"s9": ("exact", 1.0)}
    assert found(lexicon, "c") == {}


def test_labels_that_go_on_after_whole_words_match_by_prefix(lexicon: Lexicon) -> None:
    matches = found(lexicon, "project management")
    assert matches["s5"][0] == "prefix"
    assert "s5" not in found(lexicon, "management")


def test_an_unfinished_word_matches_by_prefix(lexicon: Lexicon) -> None:
    assert found(lexicon, "javas")["s2"][0] == "prefix"


def test_a_label_inside_a_sentence_is_found_and_shadows_shorter_ones(lexicon: Lexicon) -> None:
    matches = found(lexicon, "knows machine learning and some python")
    assert matches["s6"] == ("lexical", 1.0)
    assert matches["s1"] == ("lexical", 1.0)


def test_inflection_is_no_obstacle_but_an_equal_stem_alone_is_no_match(lexicon: Lexicon) -> None:
    assert found(lexicon, "managing database")["s3"][0] == "lexical"
    assert "s8" not in found(lexicon, "organization")


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("pyhton", "s1"),
        ("java script", "s2"),
        ("machinelearning", "s6"),
        ("databse management", "s3"),
    ],
)
def test_typos_joined_and_split_words_are_found(lexicon: Lexicon, typo: str, meant: str) -> None:
    match, similarity = found(lexicon, typo)[meant]
    assert match == "fuzzy"
    assert 0.8 <= similarity <= 1.0


def test_an_unknown_word_without_a_near_one_is_reported_not_replaced(lexicon: Lexicon) -> None:
    correction = correct(lexicon, ["blacksmithing"])
    assert correction.unknown == ("blacksmithing",)
    assert correction.replaced == ()


def test_an_abbreviation_of_a_known_word_is_no_typo(lexicon: Lexicon) -> None:
    assert correct(lexicon, ["proj"]).words == ("proj",)
    assert correct(lexicon, ["manag"]).unknown == ()


def test_swapped_letters_are_likelier_than_mistaken_ones() -> None:
    rivals = build_lexicon([concept(1, "Pyston"), concept(2, "Python")])
    assert correct(rivals, ["pyhton"]).words == ("python",)


def test_an_abbreviation_is_spelled_out_where_no_label_has_it(lexicon: Lexicon) -> None:
    assert correct(lexicon, ["sr", "ml", "engr"]).words == (
        *("senior", "machine", "learning", "engineer"),
    )
    assert correct(lexicon, ["js"]).words == ("js",), "a label has it"


def test_abbreviations_are_written_as_words_are_compared() -> None:
    for short, long in ABBREVIATIONS.items():
        assert words(short) == [short]
        assert " ".join(words(long)) == long


def test_a_longer_label_shadows_a_shorter_one_of_another_language() -> None:
    labels = build_lexicon([concept(1, "machine learning"), concept(2, "machines", key=FRENCH)])
    assert set(found(labels, "machine lerning engineer")) == {"s1"}


def test_a_short_word_is_never_corrected(lexicon: Lexicon) -> None:
    assert correct(lexicon, ["jss"]).words == ("jss",)


def test_only_the_scope_is_matched(lexicon: Lexicon) -> None:
    typed = words("gestion de projet")
    english = lexicon.scope([ESCO], None)
    assert match_labels(lexicon, typed, typed, english) == {}
    french = lexicon.scope([FRENCH], None)
    assert len(match_labels(lexicon, typed, typed, french)) == 1
    competence = lexicon.scope([ESCO], ["skill/competence"])
    typed = words("project management")
    assert match_labels(lexicon, typed, typed, competence) == {}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("proj", "project management"),
        ("java", "JavaScript"),
        ("mana dat", "manage databases"),
        ("proj man", "project management"),
        ("pyhton", "Python (computer programming)"),
        ("C", "C++"),
    ],
)
def test_typeahead_offers_the_label_that_is_being_typed(
    lexicon: Lexicon, typed: str, first: str
) -> None:
    offered = suggest(lexicon, typed, lexicon.scope([ESCO], None), 5)
    assert offered[0].text == first


def test_typeahead_offers_no_concept_and_no_text_twice(lexicon: Lexicon) -> None:
    offered = suggest(lexicon, "p", lexicon.scope(lexicon.keys, None), 50)
    assert len({s.concept for s in offered}) == len(offered)
    assert len({s.text for s in offered}) == len(offered)


def test_typeahead_offers_nothing_for_nothing(lexicon: Lexicon) -> None:
    assert suggest(lexicon, "  ?", lexicon.scope(lexicon.keys, None), 5) == []


def test_a_saved_lexicon_answers_the_same(lexicon: Lexicon, tmp_path: Path) -> None:
    lexicon.save(tmp_path / "saved")
    again = Lexicon.open(tmp_path / "saved")
    assert again.keys == lexicon.keys
    for query in ("python", "javas", "knows machine learning", "pyhton"):
        assert found(again, query) == found(lexicon, query)


def test_a_lexicon_of_nothing_can_be_saved_and_asked(tmp_path: Path) -> None:
    build_lexicon([]).save(tmp_path / "empty")
    empty = Lexicon.open(tmp_path / "empty")
    assert found(empty, "python") == {}
    assert suggest(empty, "py", empty.scope(empty.keys, None), 5) == []


@given(st.lists(st.text(max_size=8), max_size=30), st.text(max_size=3))
def test_ranges_of_packed_strings_are_those_of_a_sorted_list(strings: list[str], key: str) -> None:
    ordered = sorted(strings, key=lambda s: s.encode("utf-8"))
    packed = Strings.of(ordered)
    assert [packed[i] for i in range(len(packed))] == ordered
    assert [packed[i] for i in packed.equal_range(key)] == [s for s in ordered if s == key]
    assert [packed[i] for i in packed.prefix_range(key)] == [
        s for s in ordered if s.startswith(key)
    ]
    shuffled = Strings.of(strings)
    order = np.array(sorted(range(len(strings)), key=lambda i: strings[i].encode()), np.int32)
    assert [shuffled[int(order[i])] for i in shuffled.equal_range(key, order)] == [
        s for s in ordered if s == key
    ]
