"""Labels of a CSV by whatever names its columns go, and where they are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from skillsearch.errors import SettingError, SourceError
from training.matching.labels import read_labels
from training.matching.refit import check_enough, check_people


def table(folder: Path, *lines: str) -> Path:
    path = folder / "labels.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("header", "said", "shares"),
    [
        ("candidate,posting,label", ("1", "0"), [1.0, 0.0]),
        ("Resume ID,Job ID,Hired", ("yes", "No"), [1.0, 0.0]),
        ("applicant_id,vacancy_id,rating", ("72.5", "1"), [0.725, 0.01]),
        ("cv;requisition;decision", ("hired", "rejected"), [1.0, 0.0]),
    ],
)
def test_columns_and_labels_are_understood(
    tmp_path: Path, header: str, said: tuple[str, str], shares: list[float]
) -> None:
    sign = ";" if ";" in header else ","
    rows = [sign.join((f"c{n}", "v1", each)) for n, each in enumerate(said)]
    labels = read_labels(table(tmp_path, header, *rows))

    assert [label.share for label in labels.rows] == pytest.approx(shares)
    assert [label.candidate for label in labels.rows] == ["c0", "c1"]
    assert not labels.has_fields


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (("c1,v1,1", "c2,v1,maybe"), "'maybe' is no label"),
        (("c1,v1,80", "c2,v1,yes"), "'yes' stands among percent"),
        (("c1,v1,0.7", "c2,v1,1"), "'0.7' is neither 0 nor 1"),
        (("c1,v1,1", "c2,v1,101"), "'101' is no label"),
        (("c1,v1,1", "c2,v1,"), "it is empty"),
        (("c1,v1,1", "c2,v1,nan"), "'nan' is no label"),
    ],
)
def test_a_label_that_is_none_is_refused_with_its_row(
    tmp_path: Path, rows: tuple[str, ...], message: str
) -> None:
    with pytest.raises(SourceError, match=message) as refused:
        read_labels(table(tmp_path, "candidate,posting,label", *rows))
    assert "row 2" in str(refused.value) or "row 3" in str(refused.value)


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="label"):
        read_labels(table(tmp_path, "candidate,posting", "c1,v1"))


def test_a_candidate_of_two_fields_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path, "candidate,posting,label,field", "c1,v1,1,chef", "c1,v2,0,nurse")
    with pytest.raises(SourceError, match="of the field 'chef' already"):
        read_labels(path)


def test_ids_that_are_not_indexed_are_listed_with_their_rows(tmp_path: Path) -> None:
    rows = [f"c{n % 3},v1,{n % 2}" for n in range(6)]
    labels = read_labels(table(tmp_path, "candidate,posting,label", *rows))
    with pytest.raises(SourceError, match=r"2 of its 3 candidates are not .* 'c1' \(row 3\)"):
        labels.refuse_unknown("candidate", ["c0"], [label.candidate for label in labels.rows])


@pytest.mark.parametrize(
    ("fits", "misses", "message"),
    [(49, 200, "49 pairs that fit and 200 that do not; 50 of each"), (80, 0, "say fit"),
     (0, 80, "say no fit")],
)  # fmt: skip
def test_too_few_labels_of_a_kind_are_refused(fits: int, misses: int, message: str) -> None:
    check_enough([1.0] * 50 + [0.0] * 50, "x.csv")
    with pytest.raises(SettingError, match=message):
        check_enough([0.9] * fits + [0.2] * misses, "x.csv")


def test_too_few_people_are_refused() -> None:
    with pytest.raises(SettingError, match="9 candidates"):
        check_people({f"c{n}" for n in range(9)})
