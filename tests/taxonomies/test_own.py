"""One's own taxonomy: two columns are enough, and every slip is shown with its row."""

from __future__ import annotations

import json
import os
from pathlib import Path

import openpyxl
import pytest

from indexer.taxonomies import read_taxonomies
from indexer.taxonomies.own.columns import NAMES
from skillsearch.errors import SourceError
from skillsearch.records import Concept, Group, Relation, Taxonomy

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "taxonomies.md"

FULL = [
    {
        "id": "k8s",
        "label": "Kubernetes",
        "description": "Run containers on many machines.",
        "alt_labels": ["K8s", "container orchestration; at scale", "Kubernetes"],
        "hidden_labels": ["kubernets"],
        "tags": ["Cloud"],
        "group": "IT > Operations",
        "broader": "devops",
    },
    {"id": "devops", "label": "DevOps", "kind": "practice"},
    {
        "id": "sre",
        "label": "Reliability engineer",
        "type": "job role",
        "essential_skills": ["k8s"],
        "optional_skills": ["devops"],
    },
]


def one(path: Path, **given: str) -> Taxonomy:
    (taxonomy,) = read_taxonomies([path], **given)
    return taxonomy


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_two_columns_are_enough(tmp_path: Path) -> None:
    taxonomy = one(written(tmp_path / "House Skills.csv", "id,label\n1,welding\n2,soldering\n"))
    assert taxonomy.key.name == "house-skills"
    assert taxonomy.key.language == "en"
    assert taxonomy.format == "own"
    assert taxonomy.notes == ()
    assert taxonomy.concepts[0] == Concept("skill", "1", "welding", kind="skill")


def test_the_version_is_the_day_of_the_last_change_unless_given(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "id,label\n1,welding\n")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert one(path).key.version in ("2023-11-14", "2023-11-15")  # by time zone
    key = one(path, name="house", version="7", language="de").key
    assert (key.name, key.version, key.language) == ("house", "7", "de")


def test_every_format_gives_the_same_concepts(tmp_path: Path) -> None:
    columns = list(dict.fromkeys(key for item in FULL for key in item))

    def cell(value: object) -> str:
        return json.dumps(value) if isinstance(value, list) else str(value or "")

    grid = [columns, *([cell(item.get(column)) for column in columns] for item in FULL)]
    listed = written(tmp_path / "a.json", json.dumps(FULL, indent=1))
    lines = written(tmp_path / "b.jsonl", "\n".join(map(json.dumps, FULL)))
    tabs = written(
        tmp_path / "c.tsv",
        "\n".join("\t".join('"' + c.replace('"', '""') + '"' for c in row) for row in grid),
    )
    book = openpyxl.Workbook()
    book.active.append(["Read me first"])
    sheet = book.create_sheet("Skills")
    for row in ([], ["Our skills"], *grid):
        sheet.append(row)
    book.save(tmp_path / "d.xlsx")

    first = one(listed).concepts
    assert first[0] == Concept(
        "skill",
        "k8s",
        "Kubernetes",
        kind="skill",
        alt_labels=("K8s", "container orchestration; at scale"),
        hidden_labels=("kubernets",),
        description="Run containers on many machines.",
        tags=("cloud",),
        paths=((Group("IT", "IT"), Group("IT > Operations", "Operations")),),
        relations=(Relation("broader", "devops"),),
    )
    assert first[1].kind == "practice"
    assert first[2].type == first[2].kind == "occupation"
    assert first[2].relations == (Relation("essential", "k8s"), Relation("optional", "devops"))
    for other in (lines, tabs, tmp_path / "d.xlsx"):
        assert one(other).concepts == first


@pytest.mark.parametrize("cell", ["a|b|b|c", "a;b; c", '"a\nb\nc"', '"[""a"", ""b"", ""c""]"'])
def test_labels_are_separated_in_any_of_the_documented_ways(tmp_path: Path, cell: str) -> None:
    taxonomy = one(written(tmp_path / "a.csv", f"id,label,synonyms\n1,x,{cell}\n"))
    assert taxonomy.concepts[0].alt_labels == ("a", "b", "c")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,label\n1,a\n2,\n", r"column 'label', row 3: the cell is empty"),
        ("id,label\n1,a\n\n,b\n", r"column 'id', row 4: the cell is empty"),
        ("id,label\n1,a\n1,b\n", r"row 3: 'b' has the id '1' that 'a' in row 2 has"),
        ("id,label,type\n1,a,tool\n", r"column 'type', row 2: 'tool' is no type"),
        ("id,label,language\n1,a,en\n2,b,fr\n", r"several languages: 'en', 'fr'"),
        ("id,label\n", r"a header but no skill"),
    ],
)
def test_a_slip_is_shown_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        one(written(tmp_path / "a.csv", text))
    assert "a.csv" in str(caught.value)
    assert caught.value.remedy


def test_of_several_languages_the_one_asked_for_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "id,label,language\n1,weld,en\n1,souder,fr\n")
    taxonomy = one(path, language="fr")
    assert [concept.label for concept in taxonomy.concepts] == ["souder"]
    assert taxonomy.notes == ("Rows left out because of their language: 1.",)


def test_what_is_not_used_is_said_in_notes(tmp_path: Path) -> None:
    text = "id,label,colour,broader\n1,a,red,9\n2,b,blue,1\n2,b,blue,1\n"
    taxonomy = one(written(tmp_path / "a.csv", text))
    assert [len(concept.relations) for concept in taxonomy.concepts] == [0, 1]
    columns, repeats, relations = taxonomy.notes
    assert "colour" in columns
    assert "1." in repeats
    assert "1 ('9')" in relations


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"id": 1, "label": "a"}\n{"id": 2, "label"\n', "row 2: this is not JSON"),
        ('[{"id": 1, "label": "a"}, 5]', "row 2: a JSON object is expected here, not 5"),
        ('{"id": 1, "label": \n', "this is not JSON"),
    ],
)
def test_broken_json_is_shown_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        one(written(tmp_path / "a.jsonl", text))


def test_the_example_and_the_columns_in_the_documentation_are_true(tmp_path: Path) -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    example = text.split("```csv\n")[1].split("```")[0]
    taxonomy = one(written(tmp_path / "house-skills.csv", example))
    assert taxonomy.notes == ()
    assert [concept.type for concept in taxonomy.concepts] == ["skill", "skill", "occupation"]
    assert taxonomy.concepts[2].relations
    for field, names in NAMES.items():
        also = ", ".join(f"`{name}`" for name in names if name != field)
        assert f"| `{field}` | {also} |" in text, field
