"""Tables of documents: each row is one item under a name of its own, and is found again."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.documents.sources import (
    Fetched,
    FileContent,
    RowContent,
    SourceItem,
    canonical_bytes,
    close_sources,
    enumerate_sources,
    fetch,
    fetch_many,
)
from indexer.documents.sources.tables import base, delimited, objects
from skillsearch.documents import DocumentKind, Quarantined
from skillsearch.errors import SourceError

DUTIES = "You bake bread and rolls every night and keep the ovens clean and safe for everyone."

ADS = [
    {"job_title": "Baker", "description": DUTIES},
    {"job_title": "Miller", "description": f"Grind the grain.\n\n{DUTIES} 'Über' \"quoted\"; done"},
    {"job_title": "Driver", "description": f"Drive, deliver, smile. {DUTIES} ☃"},
]


def listed(path: Path, kind: DocumentKind = "posting", **fields: str) -> list[SourceItem]:
    return list(enumerate_sources([path], kind, fields=fields))


def fetched(items: list[SourceItem]) -> list[Fetched | Quarantined]:
    return fetch_many(json.loads(json.dumps([item.reference for item in items])))


def titles(items: list[SourceItem]) -> list[str]:
    return [c.fields["title"] for c in fetched(items) if isinstance(c, RowContent)]


def as_csv(rows: list[dict[str, Any]], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_workbook(rows: list[dict[str, Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Vacancies of the mill"])
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    book.create_sheet("notes").append(["nothing", "here"])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_parquet(rows: list[dict[str, Any]]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    data = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), data, row_group_size=2)
    return data.getvalue()


FORMS: dict[str, bytes] = {
    "ads.csv": as_csv(ADS).encode(),
    "bom.csv": b"\xef\xbb\xbf" + as_csv(ADS, ";").encode(),
    "ads.tsv": as_csv(ADS, "\t").encode(),
    "ads.csv.gz": gzip.compress(as_csv(ADS).encode()),
    "ads.json": json.dumps(ADS, ensure_ascii=False, indent=1).encode(),
    "wrapped.json": json.dumps({"count": 3, "jobs": ADS, "next": None}).encode(),
    "lines.json": "\n".join(map(json.dumps, ADS)).encode(),
    "ads.jsonl": "\n\n".join(map(json.dumps, ADS)).encode(),
    "ads.ndjson.gz": gzip.compress("\r\n".join(map(json.dumps, ADS)).encode()),
    "array.jsonl": json.dumps(ADS).encode(),
    "ads.xlsx": as_workbook(ADS),
    "ads.parquet": as_parquet(ADS),
}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("packed", [False, True])
def test_the_same_rows_come_out_of_every_kind_of_table(
    name: str, packed: bool, tmp_path: Path
) -> None:
    path = tmp_path / (f"{name}.zip" if packed else name)
    if packed:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"in/{name}", FORMS[name])
    else:
        path.write_bytes(FORMS[name])
    items = listed(path)
    assert [fetch(item.reference) for item in reversed(items)] == [*reversed(fetched(items))]
    rows = [content.fields for content in fetched(items) if isinstance(content, RowContent)]
    assert rows == [{"title": r["job_title"], "description": r["description"]} for r in ADS]


def test_rows_are_shown_with_their_number_and_named_by_their_content(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text(as_csv([ADS[0], ADS[1], ADS[0], ADS[2]]))
    sources = enumerate_sources([path], "posting")
    items = list(sources)
    assert [item.source for item in items] == ["ads.csv row 2", "ads.csv row 3", "ads.csv row 5"]
    assert sources.report.tables[0].repeats == 1
    assert next(sources.report.lines()) == "ads.csv: 4 rows, 1 repeated row"
    names = {item.external_id: title for item, title in zip(items, titles(items), strict=True)}
    close_sources()
    path.write_text(as_csv([ADS[2], ADS[1], ADS[0]]))
    again = listed(path)
    assert {i.external_id: t for i, t in zip(again, titles(again), strict=True)} == names


def test_an_id_column_names_rows_and_one_id_on_two_contents_loses_neither(tmp_path: Path) -> None:
    rows = [{"Job ID": f"J{n}", **ADS[n % 3], "n": n} for n in range(30)]
    rows[7]["Job ID"] = "J3"
    path = tmp_path / "ads.csv"
    path.write_text(as_csv(rows))
    named = [item.external_id for item in listed(path)]
    assert named[:3] == ["J0", "J1", "J2"]
    assert len(set(named)) == 30
    assert sorted(name for name in named if name.startswith("J3#")) == sorted([named[3], named[7]])
    path.write_text(as_csv(rows[::-1]))
    assert {item.external_id for item in listed(path)} == set(named)


def test_a_column_that_only_looks_like_an_id_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text(as_csv([{"reference": "mill", **row} for row in ADS]))
    sources = enumerate_sources([path], "posting")
    assert all(item.external_id.startswith("ads.csv#") for item in sources)
    assert any("the id column repeats" in line for line in sources.report.lines())


def test_the_same_ids_in_two_tables_lose_nothing(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        rows = [{"id": n, "title": f"{name} {n}", "description": DUTIES} for n in range(3)]
        (tmp_path / name).write_text(as_csv(rows))
    items = listed(tmp_path)
    assert len({item.external_id for item in items}) == 6
    assert titles(items) == [f"{name} {n}" for name in ("a.csv", "b.csv") for n in range(3)]


def test_a_row_that_cannot_be_used_is_an_item_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text(f"title,description\nBaker,{DUTIES}\nMiller,\nDriver,Drive, and deliver\n")
    contents = fetched(listed(path))
    assert isinstance(contents[0], RowContent)
    assert [getattr(c, "reason", "") for c in contents] == ["", "row-unusable", "row-unusable"]
    assert "there is nothing in 'description'" in str(contents[1])
    assert "ads.csv row 4: the row has 3 cells, but the header names 2" in str(contents[2])


def test_lines_that_are_no_objects_are_items_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "ads.jsonl"
    path.write_bytes(
        b"\n".join([json.dumps(ADS[0]).encode(), b'{"job_title": ', b"[1]", b'{"a": "\xff"}', b""])
    )
    items = listed(path)
    contents = fetched(items)
    assert [item.source for item in items][1] == "ads.jsonl row 2"
    assert [getattr(c, "reason", "") for c in contents] == ["", *["row-unusable"] * 3]
    assert "not JSON" in str(contents[1])
    assert "not a JSON object" in str(contents[2])
    assert "0xFF" in str(contents[3])


def test_a_line_that_is_not_utf8_is_read_as_windows_1252_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    lines = [f"Bäcker,{DUTIES}".encode("cp1252"), f"Müller,{DUTIES}".encode()]
    path.write_bytes(b"\n".join([b"title,description", *lines]))
    sources = enumerate_sources([path], "posting")
    assert titles(list(sources)) == ["Bäcker", "Müller"]
    assert "  1 lines are not UTF-8 and were read as Windows-1252" in sources.report.lines()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.csv",
            b'title,description\nx,"never closed\ny,z\n',
            r"row 2.*\(line 2\) is never closed",
        ),
        ("a.csv", "title,description\nx,y\n".encode("utf-16"), "not text in UTF-8"),
        ("a.csv", b"", "the table is empty"),
        ("a.json", b'[{"title": "x"}, {"title": ]', "not JSON: Expecting value"),
        ("a.json", b'[{"title": "x"}', "not JSON: ',' is expected"),
        ("a.json", b'"text"', "a JSON list or object is expected"),
        ("a.xlsx", b"PK\x03\x04", "damaged, cut short"),
        ("a.parquet", b"PAR1", "no readable Parquet file"),
        ("a.csv.gz", b"\x1f\x8b\x08broken", "cannot be unpacked"),
    ],
)
def test_a_broken_table_is_refused_when_named_and_one_item_in_a_folder(
    name: str, data: bytes, message: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises((SourceError, Quarantined), match=message):
        list(enumerate_sources([tmp_path / name], "posting"))
    [content] = fetched(listed(tmp_path))
    assert isinstance(content, Quarantined)
    assert content.reason in ("damaged", "unsupported")


def test_a_row_without_end_is_refused_with_where_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (base, delimited, objects):
        monkeypatch.setattr(module, "MAX_ROW_BYTES", 1000)
    path = tmp_path / "a.csv"
    path.write_text(f'title,description\nx,{DUTIES}\ny,"open\n' + "text\n" * 500)
    with pytest.raises(SourceError, match=r"row 3: the row that begins in line 3 is longer"):
        listed(path)
    lines = tmp_path / "a.jsonl"
    long = json.dumps({**ADS[0], "description": "bread " * 500})
    lines.write_text("\n".join([long, json.dumps(ADS[0])]))
    contents = fetched(listed(lines))
    assert [getattr(c, "reason", "") for c in contents] == ["row-unusable", ""]


def test_a_table_that_changed_since_it_was_listed_gives_no_other_row(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text(as_csv(ADS))
    items = listed(path)
    path.write_text(as_csv([ADS[1], ADS[0], ADS[2]]))
    contents = fetched(items)
    assert [getattr(c, "reason", "") for c in contents[:2]] == ["missing", "missing"]
    assert "has changed since it was listed" in str(contents[0])
    path.unlink()
    assert {getattr(c, "reason", "") for c in fetched(items)} == {"missing"}


def test_a_table_of_people_without_their_resumes_is_set_aside_not_invented(tmp_path: Path) -> None:
    (tmp_path / "index.csv").write_text("name,file\nAda Example,ada.pdf\n")
    (tmp_path / "ada.pdf").write_bytes(b"%PDF")
    ada, index = listed(tmp_path, "resume")
    assert isinstance(fetch(ada.reference), FileContent)
    with pytest.raises(Quarantined, match="no column holds the text of a resume") as caught:
        fetch(index.reference)
    assert caught.value.reason == "unsupported"


def test_a_json_resume_is_a_file_and_a_list_of_them_are_files(tmp_path: Path) -> None:
    resume = {"basics": {"name": "Ada Example"}, "work": [{"position": "Miller"}]}
    (tmp_path / "one.json").write_text(json.dumps(resume, indent=1))
    (tmp_path / "two.json").write_text(json.dumps([resume, {**resume, "work": []}]))
    items = listed(tmp_path, "resume")
    contents = fetched(items)
    assert items[0].external_id == "one.json"
    assert all(isinstance(content, FileContent) for content in contents)
    assert contents[1] == FileContent("two.json row 1.json", json.dumps(resume).encode())


def test_resumes_in_a_table_keep_what_their_columns_say(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    row = {"ID": 7, "Resume_str": f"MILLER. {DUTIES}", "Resume_html": "<p>", "Category": "FOOD"}
    path.write_text(as_csv([row]))
    [item] = listed(path, "resume")
    assert item.external_id == "7"
    content = fetch(item.reference)
    assert isinstance(content, RowContent)
    assert content.fields == {"id": "7", "text": row["Resume_str"], "category": "FOOD"}


def test_canonical_bytes_do_not_depend_on_order_and_take_any_text() -> None:
    assert canonical_bytes({"a": 1, "b": ["ü", "\ud800"]}) == canonical_bytes(
        {"b": ["ü", "\ud800"], "a": 1}
    )
    assert canonical_bytes(RowContent("x", {"a": 1})) == canonical_bytes({"a": 1})
    assert canonical_bytes({"a": 1}) != canonical_bytes({"a": 2})


CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(CELLS, min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_every_cell_that_a_csv_writer_wrote_is_fetched_back(
    tmp_path: Path, cells: list[str], delimiter: str
) -> None:
    rows = [{"title": f"t{n}", "description": f"d{cell}"} for n, cell in enumerate(cells)]
    path = tmp_path / "x.csv"
    path.write_bytes(as_csv(rows, delimiter).encode())
    contents = fetched(listed(path))
    close_sources()
    read = [
        (c.fields["title"], c.fields["description"]) for c in contents if isinstance(c, RowContent)
    ]
    assert read == [(row["title"], row["description"].strip()) for row in rows]
