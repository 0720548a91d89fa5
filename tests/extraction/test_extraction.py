"""What an extraction promises: exact places, one edition of a taxonomy, bounded guesses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from skillsearch.documents import Piece
from skillsearch.encoder import Encoder
from skillsearch.errors import NothingIndexed, SettingError
from skillsearch.extraction import Mention, SkillExtractor, open_extractor
from skillsearch.extraction.meaning import MOST, THRESHOLD, meanings
from skillsearch.extraction.snapshot import Snapshot
from skillsearch.settings import load_settings
from skillsearch.store import open_store
from skillsearch.store.edge import EdgeStore

Extract = Callable[..., list[Mention]]


def test_places_are_exact_in_a_text_with_accents_ligatures_and_masks(extract: Extract) -> None:
    text = "████ ██ — ﬁve years of Ｐｙｔｈｏｎ, façades;\nthen  machine\tlearning (C#)."
    found = [m for m in extract(text) if m.match == "alias"]
    assert [m.label for m in found] == ["Python (computer programming)", "machine learning", "C#"]
    assert [m.text for m in found] == ["Ｐｙｔｈｏｎ", "machine\tlearning", "C#"]
    assert all(text[m.start : m.end] == m.text for m in found)
    assert [m.piece for m in found] == [0, 1, 1]


def test_no_label_is_spelled_across_two_pieces_or_a_mask(extract: Extract) -> None:
    for text in (
        "led by machine\nlearning to wait",
        "a machine ████ learning",
        "machine. Learning",
    ):
        assert [m for m in extract(text) if m.match == "alias"] == []


def test_places_hold_in_real_resumes(datasets: Path, extractor: SkillExtractor) -> None:
    from pypdfium2 import PdfDocument

    files = sorted((datasets / "resumes" / "livecareer").glob("*/*.pdf"))[::150]
    found = 0
    for file in files:
        with PdfDocument(file) as document:
            text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        pieces = [Piece(text, "experience", 0, len(text))]
        vectors = np.zeros((1, extractor.dimension), np.float32)
        for mention in extractor.extract(text, pieces, vectors):
            assert text[mention.start : mention.end] == mention.text
            assert mention.match == "alias"
            found += 1
    assert found > len(files) / 2


def test_the_longest_label_counts_and_nothing_inside_it(extract: Extract) -> None:
    found = extract("Research and development, Microsoft Excel, TIG welding")
    assert [m.id for m in found if m.match == "alias"] == ["rnd", "excel", "welding"]


def test_the_newest_version_is_extracted(extractor: SkillExtractor, extract: Extract) -> None:
    assert [str(key) for key in extractor.editions] == ["trades@1.10 (en)"]
    (mention,) = extract("SQL")
    assert (mention.taxonomy, mention.version, mention.id) == ("trades", "1.10", "sql")


def test_a_piece_that_means_a_skill_without_spelling_it_is_found(extract: Extract) -> None:
    text = "Joined metal parts by melting them with a torch and a welding rod"
    found = [m for m in extract(text, "experience") if m.match == "semantic"]
    assert all(m.text == text for m in found)
    assert not [m for m in extract(text, "about_employer") if m.match == "semantic"]


def test_a_skill_that_is_spelled_is_not_guessed_too(extract: Extract) -> None:
    found = extract("Machine learning for machines that learn", "experience")
    assert [m.match for m in found if m.id == "ml"] == ["alias"]


def test_a_piece_has_few_guesses_the_nearest_first() -> None:
    cosines = np.array([[0.9, 0.89, 0.88, 0.889, 0.7], [0.5, 0.4, 0.3, 0.2, 0.1]], np.float32)
    pieces = [Piece("three words here", "experience", 0, 16)] * 2
    found = list(meanings(cosines, np.zeros(5, np.int16), pieces))
    assert [(m.piece, m.skill) for m in found] == [(0, 0), (0, 1), (0, 3)]
    assert len(found) == MOST
    assert all(m.cosine >= THRESHOLD for m in found)


def test_each_taxonomy_is_guessed_on_its_own() -> None:
    cosines = np.array([[0.95, 0.94, 0.93, 0.7]], np.float32)
    pieces = [Piece("three words here", "experience", 0, 16)]
    found = list(meanings(cosines, np.array([0, 0, 0, 1], np.int16), pieces))
    assert [m.skill for m in found] == [0, 1, 2, 3]


def test_pieces_and_vectors_must_fit(extractor: SkillExtractor, encoder: Encoder) -> None:
    with pytest.raises(ValueError, match="1 pieces, but 2 vectors"):
        extractor.extract("SQL", [Piece("SQL", "other", 0, 3)], encoder.encode(["SQL", "R"]))
    assert extractor.extract("", [], encoder.encode([])) == []


def test_an_own_label_in_an_aside_is_less_sure(extract: Extract) -> None:
    (work,), (hobby,) = extract("Welding", "experience"), extract("Welding", "interests")
    (other,) = extract("TIG welding", "experience")
    assert work.confidence > hobby.confidence
    assert work.confidence > other.confidence


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with EdgeStore(tmp_path) as store, pytest.raises(NothingIndexed, match="index taxonomy"):
        open_extractor(store, tmp_path / "cache")


def test_an_unknown_taxonomy_or_language_is_named(trades_dir: Path) -> None:
    with open_store(load_settings(data_dir=trades_dir)) as store:
        with pytest.raises(SettingError, match=r"'esco' is not in the index.*trades"):
            open_extractor(store, trades_dir / "cache", taxonomies=["esco"])
        with pytest.raises(NothingIndexed, match="'fr'"):
            open_extractor(store, trades_dir / "cache", language="fr")


def test_a_second_opening_maps_what_the_first_made(
    trades_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings(data_dir=trades_dir)
    with open_store(settings) as store:
        first = open_extractor(store, tmp_path)
        monkeypatch.setattr("skillsearch.extraction.opening.build_vocabulary", None)
        second = open_extractor(store, tmp_path)
    assert first.fingerprint == second.fingerprint
    assert second.encoder_fingerprint["model"] == settings.model
    assert len(list((tmp_path / "extraction").iterdir())) == 1


def test_a_damaged_cache_is_made_anew(trades_dir: Path, tmp_path: Path) -> None:
    with open_store(load_settings(data_dir=trades_dir)) as store:
        open_extractor(store, tmp_path)
        (folder,) = (tmp_path / "extraction").iterdir()
        (folder / "vectors.npy").write_bytes(b"")
        open_extractor(store, tmp_path)
    assert len(Snapshot.open(folder).vectors) == len(Snapshot.open(folder).vocabulary.point)


def test_who_builds_second_keeps_what_the_first_saved(trades_dir: Path, tmp_path: Path) -> None:
    with open_store(load_settings(data_dir=trades_dir)) as store:
        open_extractor(store, tmp_path)
    (folder,) = (tmp_path / "extraction").iterdir()
    saved = (folder / "vectors.npy").stat().st_mtime_ns
    Snapshot.open(folder).save(folder)
    assert (folder / "vectors.npy").stat().st_mtime_ns == saved
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
