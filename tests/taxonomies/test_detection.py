"""Sources are recognised by what is in them; what is not is said to be what it seems."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from indexer.taxonomies import describe, read_taxonomies
from skillsearch.errors import SourceError

OWN = "id,label\n1,welding\n"
SKILLS = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n"
    "KnowledgeSkillCompetence,http://example.org/s/1,knowledge,cross-sector,Rust,,A language.\n"
    "KnowledgeSkillCompetence,http://example.org/s/2,knowledge,cross-sector,Go,,A language.\n"
)


def test_a_source_is_described_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "v1.0-fr"
    folder.mkdir()
    (folder / "skills_fr.csv").write_text(SKILLS, encoding="utf-8")
    (taxonomy,) = read_taxonomies([folder])
    assert describe(taxonomy) == "ESCO 1.0 (fr), 2 skills"


def test_a_folder_of_several_bundles_gives_a_taxonomy_each_and_notes_the_rest(
    tmp_path: Path,
) -> None:
    for place in ("v1.0-fr", "v1.0-de"):
        (tmp_path / place).mkdir()
        (tmp_path / place / f"skills_{place[-2:]}.csv").write_text(SKILLS, encoding="utf-8")
    (tmp_path / "house.csv").write_text(OWN, encoding="utf-8")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7")
    taxonomies = read_taxonomies([tmp_path])
    assert [str(t.key).split("@")[0] for t in taxonomies] == ["esco", "esco", "house"]
    assert [t.key.language for t in taxonomies] == ["de", "fr", "en"]
    assert "letter.pdf" in taxonomies[0].notes[-1]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "house.csv"
    path.write_text(OWN, encoding="utf-8")
    assert len(read_taxonomies([tmp_path, path, path])) == 1


def test_two_sources_of_one_key_are_refused_with_both_names(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(OWN, encoding="utf-8")
    with pytest.raises(SourceError, match=r"b\.csv: this is x@1 \(en\), and so is .*a\.csv"):
        read_taxonomies([tmp_path], name="x", version="1")


@pytest.mark.parametrize(
    ("name", "data", "seems"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "a PDF document"),
        ("a.csv", b"", "it is empty"),
        ("a.png", b"\x89PNG\r\n", "a picture"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office document"),
        ("a.csv", b"Nr,Skill text\n1,x\n", "a table with the columns 'Nr', 'Skill text'"),
        ("a.csv", "id,label\n1,x\n".encode("utf-16"), "UTF-16"),
        ("a.csv", b"PK\x03\x04....", "zip or Office document"),
        ("a.json", b'[{"a": 1}]', "JSON objects"),
        ("a.bin", b"\x01\x00\x02", "binary"),
    ],
)
def test_an_unknown_file_is_refused_with_what_it_seems_to_be(
    tmp_path: Path, name: str, data: bytes, seems: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError, match=seems) as caught:
        read_taxonomies([path])
    assert str(path) in caught.value.message
    for kind in ("ESCO", "O*NET", "columns id and label"):
        assert kind in caught.value.remedy


def test_an_unknown_workbook_is_refused_with_its_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Budget"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(SourceError, match="a workbook with the sheets 'Budget'"):
        read_taxonomies([tmp_path / "a.xlsx"])


def test_a_path_that_does_not_exist_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file or folder"):
        read_taxonomies([tmp_path / "absent.csv"])
    with pytest.raises(SourceError, match="there is no file in it"):
        read_taxonomies([tmp_path])


def test_no_paths_are_no_taxonomies() -> None:
    assert read_taxonomies([]) == []


def test_importing_the_readers_loads_nothing_that_parses() -> None:
    code = (
        "import sys, indexer.taxonomies; "
        "print([m for m in ('pandas', 'python_calamine', 'openpyxl', 'torch') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_every_real_source_in_one_folder_is_told_apart(datasets: Path) -> None:
    lines = [describe(taxonomy) for taxonomy in read_taxonomies([datasets / "esco"])]
    assert lines == [
        "ESCO 1.1.0 (en), 13,891 skills, 3,008 occupations",
        "ESCO 1.1.1 (en), 13,896 skills, 3,007 occupations",
        "ESCO 1.0 (fr), 13,485 skills, 2,942 occupations",
    ]
