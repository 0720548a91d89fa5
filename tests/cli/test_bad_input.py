"""Whatever is given: exit code 2, one message with the place and the way out, the index unhurt."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command_line import Outcome, Run

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n" + b"\x00" * 100
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00" * 100

Make = Callable[[Path], Path]


def written(name: str, content: bytes | str) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


def zip_cut_short(folder: Path) -> Path:
    path = folder / "cut.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("skills.csv", "id,label\n" + "1,welding\n" * 5000)
    path.write_bytes(path.read_bytes()[:-60])
    return path


def workbook(sheet: str) -> Make:
    def make(folder: Path) -> Path:
        from openpyxl import Workbook

        book = Workbook()
        active = book.active
        assert active is not None
        active.title = sheet
        active.append(["Totally", "Different"])
        active.append([1, 2])
        path = folder / "jobsandskills-skillsfuture-unique-skills-list.xlsx"
        book.save(path)
        return path

    return make


def esco_without(column: str, renamed: str = "") -> Make:
    """The sample of ESCO's skills with a column that is missing, or goes by another name."""

    def make(folder: Path) -> Path:
        import pandas as pd

        from indexer.samples import published_samples

        source = next(p for s in published_samples() for p in Path(s).rglob("skills_en.csv"))
        table = pd.read_csv(source, dtype=str, keep_default_na=False)
        assert column in table.columns
        changed = table.rename(columns={column: renamed}) if renamed else table.drop(columns=column)
        path = folder / "skills_en.csv"
        changed.to_csv(path, index=False)
        return path

    return make


def huge_cell(folder: Path) -> Path:
    path = folder / "huge.csv"
    path.write_text(f"id,label\n1,welding\n2,{'x' * 5_000_000}\n", encoding="utf-8")
    return path


CASES: list[tuple[str, Make, tuple[str, ...]]] = [
    ("a PDF", written("cv.pdf", PDF), ("cv.pdf", "PDF")),
    ("a picture", written("scan.png", PICTURE), ("scan.png", "picture")),
    ("a picture named csv", written("scan.csv", PICTURE), ("scan.csv",)),
    ("a zip cut short", zip_cut_short, ("cut.zip",)),
    ("a missing column", esco_without("conceptUri"), ("skills_en.csv", "conceptUri")),
    ("a renamed column", esco_without("preferredLabel", "prefLabel2"), ("skills_en.csv",)),
    ("an own file without labels", written("own.csv", "id,text\n1,x\n"), ("own.csv", "'text'")),
    ("a workbook without the sheet", workbook("Sheet1"), ("unique-skills-list.xlsx", "Sheet1")),
    ("not UTF-8", written("latin.csv", b"id,label\n1,soud\xe9\n"), ("latin.csv", "UTF-8")),
    (
        "two concepts with one id",
        written("twice.csv", "id,label\n1,welding\n2,b\n1,brazing\n"),
        ("twice.csv", "row 4", "'1'"),
    ),
    ("no concept at all", written("none.csv", "id,label\n"), ("none.csv",)),
    ("an empty file", written("void.csv", ""), ("void.csv", "empty")),
    ("an empty label", written("nameless.csv", "id,label\n1,\n"), ("nameless.csv", "row 2")),
    ("a cell of five million characters", huge_cell, ("huge.csv", "row 3", "'label'")),
    ("a path that is not there", lambda folder: folder / "gone.csv", ("gone.csv",)),
]


@pytest.fixture(scope="module")
def indexed(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two skills in it, which no bad input may change."""
    from indexer.pipeline import index_taxonomies
    from indexer.taxonomies import read_taxonomies
    from skillsearch.encoder import load_encoder
    from skillsearch.settings import load_settings
    from skillsearch.store import open_store

    folder = new_data_dir()
    source = tmp_path_factory.mktemp("good") / "good.csv"
    source.write_text("id,label\n1,welding\n2,beekeeping\n", encoding="utf-8")
    settings = load_settings(data_dir=folder)
    found = read_taxonomies([source], name="good", version="1")
    with open_store(settings) as store:
        index_taxonomies(found, store, load_encoder(settings), folder / "cache")
    return folder


@pytest.fixture
def refused(run: Run, indexed: Path) -> Iterator[Callable[..., Outcome]]:
    """Runs a command that must be refused, and must leave no collection and no alias behind."""
    manifest = indexed / "store" / "manifest.json"
    before = manifest.read_bytes()

    def call(*arguments: object) -> Outcome:
        outcome = run(*arguments, "--data-dir", indexed)
        assert outcome.code == 2, outcome.err
        assert outcome.out == ""
        errors = [line for line in outcome.err.splitlines() if line.startswith("error: ")]
        assert len(errors) == 1
        assert len(outcome.err) < 3000
        return outcome

    yield call
    assert manifest.read_bytes() == before


@pytest.mark.parametrize(("make", "says"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_file_that_is_no_taxonomy_is_refused_with_its_name(
    refused: Callable[..., Outcome], tmp_path: Path, make: Make, says: tuple[str, ...]
) -> None:
    err = refused("index", "taxonomy", make(tmp_path), "--version", "1.1.1").err
    for fact in says:
        assert fact in err


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("x" * 100_000, "100,000 characters"),
        ("?!… —", "only punctuation"),
        ("   ", "empty"),
        ("软件开发", "软件开发"),
    ],
)
def test_a_query_that_cannot_be_used_is_refused(
    refused: Callable[..., Outcome], query: str, says: str
) -> None:
    assert says in refused("skills", query).err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("skills", "x", "--limit", "0"), "limit = 0"),
        (("skills", "x", "--limit", "1001"), "limit = 1001"),
        (("skills", "x", "--offset", "-1"), "offset = -1"),
        (("suggest", "x", "--limit", "101"), "limit = 101"),
        (("similar", "welding", "--limit", "0"), "limit = 0"),
        (("skills", "x", "--taxonomy", "god"), "Did you mean 'good'?"),
        (("skill", "wielding"), "'wielding'"),
        (("skill", " "), "id is empty"),
        (("occupations", "x"), "skillsearch index taxonomy"),
        (("skills", "x", "--model", "no such/model!"), "skill-minilm-v1"),
        (("skills", "x", "--model", "/no/such/folder"), "/no/such/folder"),
        (("skills", "x", "--encode-threads", "abc"), "SKILLSEARCH_ENCODE_THREADS"),
        (("skills", "x", "--encoder", "abacus"), "SKILLSEARCH_ENCODER"),
        (("serve", "--port", "99999"), "SKILLSEARCH_PORT"),
        (("serve", "--host", "no.such.host.invalid"), "SKILLSEARCH_HOST"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_value_out_of_range_is_refused_by_name(
    refused: Callable[..., Outcome], arguments: tuple[str, ...], says: str
) -> None:
    assert says in refused(*arguments).err


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SKILLSEARCH_PORT", "99999"),
        ("SKILLSEARCH_ENCODE_THREADS", "abc"),
        ("SKILLSEARCH_QDRANT_TIMEOUT_SECONDS", "0"),
        ("SKILLSEARCH_ENCODER", "abacus"),
        ("SKILLSEARCH_DEBUG", "perhaps"),
    ],
)
def test_a_variable_out_of_range_is_refused_by_name(
    run: Run, indexed: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    refusal = run("skills", "welding", "--data-dir", indexed)
    assert (refusal.code, refusal.out) == (2, "")
    assert variable in refusal.err
    assert value in refusal.err


def test_a_model_of_another_dimension_is_refused_with_what_to_run(
    refused: Callable[..., Outcome], small_model: Path, tmp_path: Path
) -> None:
    other = ("--model", small_model, "--encoder", "torch")
    more = tmp_path / "more.csv"
    more.write_text("id,label\n1,brazing\n", encoding="utf-8")
    for command in (("skills", "welding"), ("index", "taxonomy", more)):
        err = refused(*command, *other).err
        for fact in ("skill-minilm-v1", "384", "small-bert", "32", "SKILLSEARCH_MODEL"):
            assert fact in err


def test_after_a_refused_file_the_old_index_answers_as_it_did(
    run: Run, refused: Callable[..., Outcome], indexed: Path, tmp_path: Path
) -> None:
    question = ("skills", "welding", "--json", "--data-dir", indexed)
    before = run(*question).document
    for make in (zip_cut_short, huge_cell):
        refused("index", "taxonomy", make(tmp_path), "--name", "good", "--version", "1")
    assert before["results"][0]["label"] == "welding"
    assert run(*question).document == before
