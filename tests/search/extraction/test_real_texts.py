"""Places in real postings, as they are published: HTML, escaped HTML, lines that were lost."""

from __future__ import annotations

from pathlib import Path

from benchmarks.extraction import real_postings
from search.extraction.extracting import extract_texts
from search.open_index import OpenIndex
from skillsearch.passages.reading import read_passages


def test_places_in_real_postings_are_those_of_the_text_that_was_sent(
    index: OpenIndex, datasets: Path
) -> None:
    texts = real_postings(datasets, 20)
    assert len(set(texts)) == 20
    answer = extract_texts(index, texts, kind="posting", min_confidence=0)
    assert sum(len(result.mentions) for result in answer.results) > 20
    for text, result in zip(texts, answer.results, strict=True):
        for m in result.mentions:
            assert (text[m.start : m.end], text[m.sentence_start : m.sentence_end]) == (
                m.text,
                m.sentence,
            )


def test_no_letter_of_a_real_posting_moves(datasets: Path) -> None:
    for text in real_postings(datasets, 100):
        view = read_passages(text, "posting").view
        assert list(view.starts) == sorted(view.starts)
        for place, character in enumerate(view.text):
            if character.isalnum():
                origin = text[slice(*view.place(place, place + 1))]
                assert origin == character or origin.startswith("&")
