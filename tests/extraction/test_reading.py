"""What is read beside labels: typos, what is broader, boilerplate, phrases, and what is unknown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from skillsearch.documents import Piece
from skillsearch.encoder import Encoder
from skillsearch.extraction import (
    DEFAULT_CONFIDENCE,
    Extraction,
    SkillExtractor,
    phrases_of,
)
from skillsearch.extraction.typos import everyday_words

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Eight years of project managment", ["project managment"]),
        ("Scripts in Pyhton and SQL", ["Pyhton"]),
        ("SQL, Kubrenetes", ["Kubrenetes"]),
        ("relatonal databases", ["relatonal databases"]),
        ("Our communicators are project managers", []),
        ("Weld, wedding, welcome", []),
        ("A wedding planner", []),
        ("Javan rhinos and a pythonic idiom", []),
    ],
)
def test_a_mistyped_label_is_found_and_an_everyday_word_never(
    read: Read, text: str, names: list[str]
) -> None:
    assert [m.text for m in read(text).mentions if m.match == "fuzzy"] == names


def test_a_typo_is_less_sure_than_the_label(read: Read) -> None:
    (typo,) = read("project managment").mentions
    (label,) = read("project management").mentions
    assert typo.skill == label.skill
    assert DEFAULT_CONFIDENCE <= typo.confidence < label.confidence


def test_what_is_broader_is_implied_less_surely_and_only_where_it_is_not_named(
    read: Read,
) -> None:
    found = read("Services in Kotlin").mentions
    (narrow,) = [m for m in found if m.match == "alias"]
    (broad,) = [m for m in found if m.match == "implied"]
    assert (broad.id, broad.text) == ("jvm", "Kotlin")
    assert broad.confidence < min(narrow.confidence, DEFAULT_CONFIDENCE)
    assert [m.match for m in read("No experience in Kotlin needed").mentions] == ["alias"]
    named = read("JVM languages such as Kotlin").mentions
    assert [m.match for m in named if m.id == "jvm"] == ["alias"]


def test_nothing_is_implied_where_documents_are_indexed(
    extractor: SkillExtractor, encoder: Encoder
) -> None:
    text = "Services in Kotlin"
    pieces = [Piece(text, "experience", 0, len(text))]
    found = extractor.extract(text, pieces, encoder.encode([text]), kind="resume")
    assert [m.match for m in found] == ["alias"]


@pytest.mark.parametrize(
    "sentence",
    [
        "We are an equal opportunity employer, and welcome Java developers of any age",
        "We offer Python courses, a pension scheme and a gym",
        "Acme is a leading provider of machine learning",
        "Send your CV and a SQL sample to us",
        "All applicants are considered regardless of race, religion or project management",
    ],
)
def test_a_notice_without_a_heading_yields_nothing_in_a_posting(read: Read, sentence: str) -> None:
    assert read(sentence, "other", "posting").mentions == ()


def test_the_same_words_of_a_person_do(read: Read) -> None:
    assert read("Wrote the SQL of a leading provider", "experience", "resume").mentions


def test_a_list_is_split_and_a_word_with_a_slash_is_not(read: Read) -> None:
    def spelled(text: str) -> list[str]:
        return [m.text for m in read(text).mentions if m.match == "alias"]

    assert spelled("Java, Kotlin or Scala") == ["Java", "Kotlin", "Scala"]
    assert spelled("Java and/or SQL") == ["Java", "SQL"]
    assert spelled("R&D, front-end development") == ["R&D", "front-end development"]


@pytest.mark.parametrize(
    ("text", "section", "phrases"),
    [
        ("SQL, bookbinding, letterpress", "skills", ["bookbinding", "letterpress"]),
        ("Experience with falconry and SQL", "requirements", ["falconry"]),
        ("Deployed with QuuxForge and SQL", "experience", ["QuuxForge"]),
        ("Experience in a similar role", "requirements", []),
        ("Experience of SQL and project management", "requirements", []),
        ("bookbinding, letterpress", "interests", []),
    ],
)
def test_what_looks_like_a_skill_and_is_none_is_told_with_its_place(
    read: Read, text: str, section: str, phrases: list[str]
) -> None:
    unmatched = read(text, section).unmatched
    assert [u.text for u in unmatched] == phrases
    assert all(text[u.start : u.end] == u.text for u in unmatched)


def test_phrases_have_exact_places_and_are_told_once(
    extractor: SkillExtractor, encoder: Encoder
) -> None:
    text = "Joining pipes by  welding them, teaching apprentices; SQL and R&D"
    pieces = [Piece(" ".join(text.split()), "experience", 0, len(text))]
    phrases = phrases_of(text, pieces)
    assert [text[p.start : p.end] for p in phrases] == [
        "Joining pipes by  welding them",
        "teaching apprentices",
    ]
    vectors = encoder.encode([piece.text for piece in pieces])
    given = (phrases, encoder.encode([phrase.text for phrase in phrases]))
    found = extractor.extract(text, pieces, vectors, phrases=given)
    places = [(m.skill, m.piece) for m in found if m.match == "semantic"]
    assert len(places) == len(set(places))
    with pytest.raises(ValueError, match="2 phrases, but 0 vectors"):
        extractor.extract(text, pieces, vectors, phrases=(phrases, encoder.encode([])))


def test_a_tokenizer_that_is_none_knows_no_words(tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "tokenizer.json"
    assert everyday_words(file) == frozenset()
    file.write_text('{"model": {"vocab": {"window": 1, "##ing": 2, "it": 3}}}', encoding="utf-8")
    assert everyday_words(file) == {"window"}
