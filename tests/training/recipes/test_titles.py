"""What the titles recipe draws: triplets that say something, from a split that leaks nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.data.layout import DataFolder
from training.data.titles import JitteredTitle, read_jittered
from training.recipes import Sources, TitlesRecipe
from training.recipes.title_split import split_titles, texts_of, without_leaks
from training.recipes.title_variants import spellings
from training.recipes.titles import triplets


@pytest.mark.parametrize(
    ("title", "variants"),
    [
        (
            "Software Quality Assurance Engineer (SQA Engineer)",
            ("Software Quality Assurance Engineer", "SQA Engineer"),
        ),
        (
            "Software Quality Assurance Engineer (SQA), Berlin",
            ("Software Quality Assurance Engineer, Berlin", "SQA Engineer, Berlin"),
        ),
        ("CSI (Crime Scene Investigator)", ("Crime Scene Investigator", "CSI")),
        ("A/C Tech (Air Conditioning Technician)", ("Air Conditioning Technician", "A/C Tech")),
        (
            "A&P Technician (Airframe and Powerplant Technician)",
            ("Airframe and Powerplant Technician", "A&P Technician"),
        ),
        ("Program Representative (Program Rep)", ("Program Representative", "Program Rep")),
        ("Executive (VP of Sales)", ("Executive (VP of Sales)",)),
        ("QA Engineer (Python, Selenium)", ("QA Engineer (Python, Selenium)",)),
        ("Night Nurse (Houston, TX)", ("Night Nurse (Houston, TX)",)),
        ("(CPA)", ("(CPA)",)),
        ("Welder (Welder)", ("Welder (Welder)",)),
        ("Welder", ("Welder",)),
    ],
)
def test_abbreviations_in_brackets_give_both_spellings(
    title: str, variants: tuple[str, ...]
) -> None:
    assert spellings(title) == variants


@given(st.text(alphabet="AB ab(),/&.", max_size=40))
def test_every_title_has_a_spelling(title: str) -> None:
    found = spellings(title)
    assert 1 <= len(found) <= 2
    assert len(found) == 1 or "(" in title


titles = st.lists(
    st.builds(
        JitteredTitle,
        text=st.sampled_from(["Baker", "baker ", "Nurse (RN)", "Welder", "Cook", "Chef", "Smith"]),
        seed=st.sampled_from([f"seed {n}" for n in range(12)]),
        code=st.sampled_from(["11-1", "11-2", "15-1"]),
        name=st.just(""),
    ),
    max_size=40,
)


@given(titles, st.floats(0.05, 0.5), st.integers(0, 5))
@settings(max_examples=60)
def test_no_seed_and_no_text_is_on_both_sides_of_a_split(
    rows: list[JitteredTitle], share: float, seed: int
) -> None:
    train, measure = split_titles(rows, share, seed)
    assert Counter(train) + Counter(measure) == Counter(rows)
    seen = {text for title in train for text in texts_of(title)}
    assert seen.isdisjoint(text for title in measure for text in texts_of(title))
    assert without_leaks(train, measure) == train


def test_a_split_of_the_real_titles_gives_every_major_group_its_share(datasets: Path) -> None:
    data = DataFolder(datasets)
    rows = read_jittered(data.jittered_train) + read_jittered(data.jittered_val)
    train, measure = split_titles(rows, 0.1, 42)
    assert {title.seed for title in train}.isdisjoint(title.seed for title in measure)
    assert len(measure) / len(rows) == pytest.approx(0.1, abs=0.02)
    seeds = Counter(code[:2] for _, code in {(t.seed, t.code) for t in rows})
    taken = Counter(code[:2] for _, code in {(t.seed, t.code) for t in measure})
    for major, count in seeds.items():
        if count >= 30:
            assert taken[major] / count == pytest.approx(0.1, abs=0.06), major


def test_a_text_that_is_measured_leaves_training_however_it_is_spelled() -> None:
    measured = [JitteredTitle("Nurse (RN)", "Registered Nurse (RN)", "29-1", "")]
    rows = [
        JitteredTitle("registered  nurse", "Nurse of a Ward", "29-1", ""),
        JitteredTitle("Staff RN", "RN", "29-1", ""),
        JitteredTitle("Midwife", "Midwife", "29-2", ""),
    ]
    assert without_leaks(rows, measured) == (rows[2],)


def test_the_published_splits_share_nothing_and_all_rows_are_used(datasets: Path) -> None:
    material = TitlesRecipe().prepare(Sources(DataFolder(datasets)))
    rows = material.datasets["titles"]
    assert len(rows) > 22_700
    measured = {
        text for t in read_jittered(DataFolder(datasets).jittered_val) for text in texts_of(t)
    }
    for column in ("anchor", "positive", "negative"):
        assert measured.isdisjoint(" ".join(text.lower().split()) for text in rows[column])


def test_triplets_have_a_variant_and_a_stranger_half_of_them_near(datasets: Path) -> None:
    rows = read_jittered(DataFolder(datasets).jittered_train)[:5000]
    of_text = {t.text: t for t in rows}
    seeds: dict[str, set[str]] = {}
    codes: dict[str, set[str]] = {}
    for t in rows:
        for text in (t.text, *spellings(t.seed)):
            seeds.setdefault(text, set()).add(t.seed)
            codes.setdefault(text, set()).add(t.code)
    drawn = list(triplets(rows, 0.5, 42))
    assert drawn == list(triplets(rows, 0.5, 42))
    near = 0
    for anchor, positive, negative in drawn:
        assert anchor.lower() != positive.lower()
        own = of_text[anchor]
        assert own.seed in seeds[positive]
        assert own.seed not in seeds[negative]
        assert codes[negative] - {own.code}
        near += own.code[:2] in {code[:2] for code in codes[negative]}
    assert 0.4 < near / len(drawn) < 0.7


def test_both_spellings_of_a_seed_are_positives() -> None:
    rows = [
        JitteredTitle("Tester", "Quality Assurance Engineer (QA Engineer)", "15-1", ""),
        JitteredTitle("Baker", "Baker", "51-3", ""),
    ]
    positives = {t[1] for seed in range(20) for t in triplets(rows, 0.5, seed) if t[0] == "Tester"}
    assert positives == {"Quality Assurance Engineer", "QA Engineer"}


def test_titles_of_one_occupation_alone_make_no_triplets() -> None:
    rows = [JitteredTitle(f"Baker {n}", f"Baker {n}", "51-3", "") for n in range(4)]
    assert list(triplets(rows, 0.5, 42)) == []


def test_a_file_of_ones_own_is_split_and_its_validation_can_be_measured_on(
    datasets: Path, tmp_path: Path
) -> None:
    own = DataFolder(datasets).jittered_val
    material = TitlesRecipe().prepare(Sources(own_titles=own))
    (relative, content), *none = material.validation.items()
    assert none == []
    written = tmp_path / relative
    written.parent.mkdir(parents=True)
    written.write_text(content, encoding="utf-8")
    measure = read_jittered(DataFolder(tmp_path).jittered_val)
    assert 200 < len(measure) < 260
    assert {t.text for t in measure}.isdisjoint(material.datasets["titles"]["anchor"])
