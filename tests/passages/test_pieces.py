from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillsearch.documents import MASK, Personal, Piece, masked
from skillsearch.passages.pieces import split_pieces
from skillsearch.passages.resume_headings import RESUME_HEADINGS
from skillsearch.passages.sections import body_start, split_sections


def pieces_of(text: str, **limits: int) -> tuple[Piece, ...]:
    return split_pieces(text, text, split_sections(text, RESUME_HEADINGS), **limits)


def texts(text: str, **limits: int) -> list[str]:
    return [piece.text for piece in pieces_of(text, **limits)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Holds a B.Sc. Degree in Physics from a school in the U.S. Midwest today.",
        "Worked for Example Inc. Boston and for Sample Ltd. London on contracts.",
        "Built services in Node.js and raised throughput by 2.5 times, e.g. for search.",
        "Reported to the Sr. Engineer and to Dr. Example of the institute.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert texts(sentence) == [sentence]


def test_sentences_on_one_line_are_pieces_of_their_own() -> None:
    assert texts("Managed a team of five. Wrote the yearly budget! Who else did?") == [
        "Managed a team of five.",
        "Wrote the yearly budget!",
        "Who else did?",
    ]


def test_a_wrapped_sentence_is_one_piece() -> None:
    text = (
        "• Planned the move of four hundred desks\n  to a new building\n"
        "• Kept the calendar up to date"
    )
    assert texts(text) == [
        "Planned the move of four hundred desks to a new building",
        "Kept the calendar up to date",
    ]


def test_a_list_of_skills_stays_together() -> None:
    assert texts("SKILLS\nJava, SQL, Git") == ["Java, SQL, Git"]
    assert texts("SKILLS\nJava\nSQL\nGit") == ["Java SQL Git"]


def test_a_long_run_of_short_lines_is_several_pieces() -> None:
    found = texts("SKILLS\n" + "\n".join(f"Skill{chr(97 + i)}" for i in range(26)))
    assert 2 <= len(found) <= 3
    assert max(len(piece.split()) for piece in found) <= 16


def test_a_long_sentence_is_cut_at_a_clause_and_nothing_is_dropped() -> None:
    clauses = [f"planned part{chr(97 + i)} of the work with care" for i in range(12)]
    found = texts(", ".join(clauses))
    assert max(len(piece.split()) for piece in found) <= 48
    assert all(piece.endswith(",") for piece in found[:-1])
    assert " ".join(found) == ", ".join(clauses)


def test_a_long_sentence_without_clauses_is_cut_between_words() -> None:
    sentence = " ".join(["word"] * 100)
    assert [len(piece.split()) for piece in texts(sentence)] == [48, 48, 4]


def test_bullets_within_a_line_divide_it() -> None:
    assert texts("Strengths are *Clear and plain writing *Calm planning under pressure") == [
        "Strengths are",
        "Clear and plain writing",
        "Calm planning under pressure",
    ]


def test_headings_dates_and_masks_alone_are_no_pieces() -> None:
    text = "EXPERIENCE\nJan 2019 – Present\n555-0100\n12 / 44 ***\nBaked bread every single morning"
    hidden = text.replace("555-0100", MASK * 8)
    sections = split_sections(text, RESUME_HEADINGS)
    assert [piece.text for piece in split_pieces(text, hidden, sections)] == [
        "Baked bread every single morning"
    ]


_SPECIAL = ["SKILLS", "Education:", "• Bullet point here", "", "e.g. Sr. Inc.", "a, b; c"]
_WORDS = ["plan", "Write.", "and", "tests,", "U.S.", "Node.js"]
_LINES = st.lists(
    st.one_of(
        st.sampled_from(_SPECIAL),
        st.text("abcXYZ é.,;:!?()-•*&\t", max_size=90),
        st.lists(st.sampled_from(_WORDS), max_size=80).map(" ".join),
    ),
    max_size=12,
).map("\n".join)


@settings(deadline=None)
@given(_LINES, st.lists(st.tuples(st.integers(0, 300), st.integers(1, 30)), max_size=3))
def test_no_letter_of_a_body_is_lost(text: str, hidden: list[tuple[int, int]]) -> None:
    spans = [
        Personal("name", start, min(len(text), start + length), text[start : start + length])
        for start, length in hidden
        if start < len(text)
    ]
    masked_text = masked(text, spans)
    sections = split_sections(text, RESUME_HEADINGS)
    pieces = split_pieces(text, masked_text, sections)
    covered: set[int] = set()
    reached = 0
    for piece in pieces:
        assert reached <= piece.start < piece.end
        assert piece.text == " ".join(masked_text[piece.start : piece.end].split())
        assert len(piece.text.split()) <= 48
        covered.update(range(piece.start, piece.end))
        reached = piece.end
    for section in sections:
        for place in range(body_start(section), section.end):
            if masked_text[place].isalpha():
                # A part of nothing but "a" is the only one left out here: it is a word of dates.
                assert place in covered or masked_text[place] in "aA"
