"""``extract`` and ``normalise`` as commands and over HTTP, and what people see of them."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from command_line import Run
from fastapi.testclient import TestClient

from search.api.extraction_schemas import ExtractionList, NormalisedList
from skillsearch.store.files import copy_tree

TEXT = "You know k8s & SQL; no Java needed. <script>alert(1)</script> FrobDB is a plus."
LINES = ["k8s", "", "projct management", "qwrtz"]


@pytest.fixture(scope="module")
def home(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same index as the client's, for the command line: one process holds a folder."""
    folder = tmp_path_factory.mktemp("extraction") / "home"
    copy_tree(sample_data_dir, folder)
    return folder


def test_extraction_is_the_same_on_both_faces(
    run: Run, client: TestClient, home: Path, tmp_path: Path
) -> None:
    asked = {"text": TEXT, "kind": "posting", "taxonomy": ["esco"], "min_confidence": 0.3}
    answered = client.post("/v1/extract", json=asked)
    assert answered.status_code == 200, answered.text
    ExtractionList.model_validate(answered.json())
    file = tmp_path / "ad.txt"
    file.write_text(TEXT, encoding="utf-8-sig")
    options = ("--kind=posting", "--taxonomy=esco", "--min-confidence=0.3", "--json")
    printed = run("extract", "--file", file, *options, "--data-dir", home)
    assert (printed.code, printed.err) == (0, "")
    assert printed.document == answered.json()
    assert run("extract", TEXT, *options, "--data-dir", home).document == answered.json()


def test_normalisation_is_the_same_on_both_faces(
    run: Run, client: TestClient, home: Path, tmp_path: Path
) -> None:
    answered = client.post("/v1/normalise", json={"lines": LINES, "language": "en"})
    assert answered.status_code == 200, answered.text
    NormalisedList.model_validate(answered.json())
    file = tmp_path / "skills.txt"
    file.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    printed = run("normalise", file, "--json", "--data-dir", home)
    assert printed.document == answered.json()
    results = printed.document["results"]
    lines = run("normalise", file, "--format=jsonl", "--data-dir", home).out.splitlines()
    assert [json.loads(line) for line in lines] == [
        {"line": number, **result} for number, result in enumerate(results, 1)
    ]
    table = run("normalise", file, "--format=csv", "--data-dir", home).out
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["text"] for row in rows] == LINES
    assert [row["id"] for row in rows] == [(r["best"] or {"id": ""})["id"] for r in results]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/extract", {}, 422),
        ("/v1/extract", {"text": "a", "texts": ["b"]}, 422),
        ("/v1/extract", {"texts": []}, 422),
        ("/v1/extract", {"text": "Java", "kind": "cv"}, 422),
        ("/v1/extract", {"text": "Java", "taxonomies": ["esco"]}, 422),
        ("/v1/extract", {"text": "Java", "language": "xx"}, 503),
        ("/v1/extract", {"text": "a" * 1_000_001}, 413),
        ("/v1/normalise", {"lines": []}, 422),
        ("/v1/normalise", {"lines": ["Java"] * 10_001}, 413),
    ],
)
def test_what_cannot_be_answered_is_a_problem_with_a_remedy(
    client: TestClient, path: str, body: dict[str, object], status: int
) -> None:
    response = client.post(path, json=body)
    assert response.status_code == status, response.text[:500]
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["remedy"]
    assert len(response.text) < 1000


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("extract", "Java", "--view=html"), "--out"),
        (("extract", "Java", "--file=ad.txt"), "not both"),
        (("extract", "--file=nowhere.txt"), "nowhere.txt"),
        (("normalise", "nowhere.txt"), "nowhere.txt"),
    ],
)
def test_a_command_that_cannot_run_says_why(
    run: Run, home: Path, arguments: tuple[str, ...], told: str
) -> None:
    shown = run(*arguments, "--data-dir", home)
    assert shown.code == 2
    assert told in shown.err


class Shown(HTMLParser):
    """What of a page stands in its text, without the details on hover; and what it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.loads: list[str] = []
        self.tags: list[str] = []
        self._path: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.loads += [str(given[name]) for name in ("src", "href") if name in given]
        if tag not in ("meta", "link", "img"):
            self._path.append(given.get("class") or tag)

    def handle_endtag(self, tag: str) -> None:
        self._path.pop()

    def handle_data(self, data: str) -> None:
        if "text" in self._path and "tip" not in self._path:
            self.text += data


def test_the_page_shows_the_text_as_sent_and_needs_nothing(
    run: Run, home: Path, tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    told = run("extract", TEXT, "--view=html", "--out", out, "--data-dir", home)
    assert told.code == 0
    markup = out.read_text(encoding="utf-8")
    page = Shown()
    page.feed(markup)
    assert page.text == TEXT
    assert page.loads == []
    assert "script" not in page.tags
    assert "Kubernetes" in markup
    assert 'class="m unmatched"' in markup


def test_the_terminal_shows_the_text_with_its_skills_and_obeys_no_text(
    run: Run, home: Path
) -> None:
    shown = run("extract", "Knows Docker\x1b[2J\rand SQL", "--view=terminal", "--data-dir", home)
    assert shown.code == 0
    assert "\x1b[2J" not in shown.out
    assert "Docker" in shown.out.splitlines()[0]
    assert "names a skill" in shown.out
