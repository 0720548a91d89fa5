"""Documents over HTTP: handed in as jobs, followed, shown masked, exported, erased."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.openapi.models import OpenAPI
from fastapi.testclient import TestClient
from worker_processes import invented_resume

from search.api.app import create_app
from search.api.uploads import safe_path
from search.open_index import open_index
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree
from workers.desk import JobDesk

PATIENCE_SECONDS = 120
MAX_BYTES = 200_000
MAX_FILES = 12


@pytest.fixture(scope="module")
def home(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api") / "home"
    copy_tree(sample_data_dir, folder)
    return folder


def opened(home: Path, *, allow_reveal: bool) -> Iterator[TestClient]:
    settings = load_settings(
        data_dir=home,
        upload_max_bytes=MAX_BYTES,
        upload_max_files=MAX_FILES,
        encode_threads=1,
        allow_reveal=allow_reveal,
    )
    with (
        open_index(settings) as index,
        JobDesk(
            settings,
            store=index.store,
            encoder=lambda: index.encoder_for(index.collection("skills")),
        ) as desk,
        TestClient(create_app(index, desk), raise_server_exceptions=False) as client,
    ):
        desk.start()
        yield client


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    yield from opened(home, allow_reveal=True)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server without any skills, which reveals nobody."""
    yield from opened(tmp_path_factory.mktemp("bare"), allow_reveal=False)


def upload(client: TestClient, files: dict[str, bytes], **fields: str) -> Any:
    parts = [("files", (name, data)) for name, data in files.items()]
    return client.post("/v1/jobs", data={"kind": "resume", **fields}, files=parts)


def accepted(response: Any) -> str:
    """The id of a job that was taken."""
    assert response.status_code == 202, response.text
    job = response.json()
    assert response.headers["location"] == f"/v1/jobs/{job['id']}"
    return str(job["id"])


def ended(client: TestClient, job: str) -> dict[str, int]:
    """The counts of a job at its end; they must add up."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        shown = client.get(f"/v1/jobs/{job}").json()
        assert sum(shown["counts"].values()) == shown["given"]
        if shown["state"] in ("done", "cancelled"):
            return {state: count for state, count in shown["counts"].items() if count}
        assert client.get("/v1/skills/search?q=python").status_code == 200, "it answers meanwhile"
        time.sleep(0.1)
    pytest.fail(f"the job did not end: {shown}")


def checked(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert all(problem[field] for field in ("type", "title", "status", "detail", "remedy"))
    assert "Traceback" not in response.text
    return problem


def test_files_and_zips_become_candidates_that_can_be_asked_for(
    client: TestClient, home: Path
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("more/cv-2.txt", invented_resume(2))
    files = {
        "cv-0.txt": invented_resume(0).encode(),
        "team/cv-1.txt": invented_resume(1).encode(),
        "bundle.zip": packed.getvalue(),
    }
    job = accepted(upload(client, files, tenant="files"))
    assert ended(client, job) == {"done": 3}
    items = client.get(f"/v1/jobs/{job}/items?limit=2").json()
    assert [item["number"] for item in items["items"]] == [1, 2]
    rest = client.get(f"/v1/jobs/{job}/items", params={"limit": 2, "after": items["after"]}).json()
    assert rest["after"] is None
    ids = {item["external_id"]: item["id"] for item in (*items["items"], *rest["items"])}
    assert set(ids) == {"cv-0.txt", "team/cv-1.txt", "bundle.zip/more/cv-2.txt"}

    shown = client.get("/v1/candidates/team/cv-1.txt?tenant=files")
    assert shown.status_code == 200
    assert shown.json()["id"] == ids["team/cv-1.txt"]
    assert shown.json()["skills"]
    assert "bo.ambler" not in shown.text.lower()
    assert client.get("/v1/candidates/team/cv-1.txt").status_code == 404, "of another tenant"
    held = client.get(f"/v1/candidates/{ids['cv-0.txt']}/export?tenant=files").json()
    assert "Ada Ambler" in held["document"]["text"]

    deadline = time.monotonic() + PATIENCE_SECONDS
    while (home / "uploads" / job).exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not (home / "uploads" / job).exists(), "nothing will read them again"
    assert client.get("/v1/jobs?tenant=files").json()["jobs"][0]["id"] == job


def test_items_of_json_are_known_by_their_ids(client: TestClient) -> None:
    duties = "You will write Python services and SQL queries for our data warehouse every day. "
    wanted = "Requirements: at least 3 years of Python, Docker and project management. "
    posting = {"title": "Data Engineer", "description": duties * 2 + wanted * 2}
    body = {
        "kind": "posting",
        "tenant": "json",
        "items": [
            {"id": "J/1", "fields": posting},
            {"id": "J/2", "text": f"Data Engineer\n\n{duties * 2}\n\n{wanted * 2}"},
            {"id": "J/3", "fields": {"colour": "blue"}},
            {"id": "J/4", "text": ""},
        ],
    }
    job = accepted(client.post("/v1/jobs", json=body))
    assert ended(client, job) == {"done": 2, "quarantined": 2}
    items = client.get(f"/v1/jobs/{job}/items?state=quarantined").json()["items"]
    assert [item["external_id"] for item in items] == ["J/3", "J/4"]
    assert all(item["reason"] and item["message"] for item in items)
    shown = client.get("/v1/postings/J/1?tenant=json").json()
    assert shown["titles"] == ["Data Engineer"]
    assert client.get("/v1/postings/J/2?tenant=json").status_code == 200


def test_somebody_is_erased_with_the_upload_and_the_answer_proves_it(
    client: TestClient, home: Path
) -> None:
    text = invented_resume(7).replace("Hugo Ambler", "Ottilie Eyebright")
    text = text.replace("hugo.ambler7", "ottilie.eyebright")
    files = {"ottilie.txt": text.encode(), "empty.txt": b""}
    job = accepted(upload(client, files, tenant="erased"))
    assert ended(client, job) == {"done": 1, "quarantined": 1}
    kept = home / "uploads" / job
    assert {path.name for path in kept.iterdir()} == {"ottilie.txt", "empty.txt"}
    answer = client.delete("/v1/candidates/ottilie.txt?tenant=erased")
    assert answer.status_code == 200, answer.text
    proof = answer.json()
    assert proof["erased"], proof
    assert proof["removed"]["uploads"] == 1
    assert [path.name for path in kept.iterdir()] == ["empty.txt"]
    for path in home.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"Eyebright" not in data, path
            assert b"eyebright" not in data, path
    checked(client.get("/v1/candidates/ottilie.txt?tenant=erased"), 404)
    checked(client.delete("/v1/candidates/ottilie.txt?tenant=erased"), 404)
    assert ended(client, job)["done"] == 1


def test_what_was_quarantined_is_tried_again_and_a_job_that_is_over_stays(
    client: TestClient,
) -> None:
    job = accepted(upload(client, {"empty.txt": b""}, tenant="again"))
    assert ended(client, job) == {"quarantined": 1}
    again = client.post(f"/v1/jobs/{job}/retry?state=quarantined")
    assert (again.status_code, again.json()["retried"]) == (200, 1)
    assert ended(client, job) == {"quarantined": 1}
    stopped = client.post(f"/v1/jobs/{job}/cancel")
    assert (stopped.status_code, stopped.json()["state"]) == (200, "done")


def form(client: TestClient, **data: str) -> Any:
    return client.post("/v1/jobs", data=data, files=[("files", ("a.txt", b"a"))])


@pytest.mark.parametrize(
    ("ask", "status", "says"),
    [
        (lambda c: form(c), 422, "kind = ''"),
        (lambda c: form(c, kind="person"), 422, "kind = 'person'"),
        (lambda c: form(c, kind="resume", colour="blue"), 422, "'colour'"),
        (lambda c: form(c, kind="resume", as_of="yesterday"), 422, "'yesterday'"),
        (lambda c: form(c, kind="posting", fields="colour=a"), 400, "'colour'"),
        (
            lambda c: c.post("/v1/jobs", files=[("kind", (None, "resume"))]),
            422,
            "no file",
        ),
        (
            lambda c: c.post(
                "/v1/jobs",
                data={"kind": "resume"},
                files=[("files", (name, b"a")) for name in ("a/cv.txt", "a\\cv.txt")],
            ),
            422,
            "one name",
        ),
        (
            lambda c: c.post(
                "/v1/jobs",
                content=b"--x--",
                headers={"content-type": "multipart/form-data"},
            ),
            422,
            "boundary",
        ),
        (
            lambda c: c.post(
                "/v1/jobs",
                content=b"rubbish",
                headers={"content-type": "multipart/form-data; boundary=x"},
            ),
            422,
            "form cannot be read",
        ),
        (lambda c: upload(c, {"a.txt": bytes(MAX_BYTES)}), 413, "200,000 bytes"),
        (lambda c: upload(c, {f"{n}.txt": b"" for n in range(MAX_FILES + 1)}), 413, "12 files"),
        (lambda c: c.post("/v1/jobs", content=b"a", headers={"content-type": "a/b"}), 415, "a/b"),
        (lambda c: c.post("/v1/jobs", json={"kind": "resume", "items": []}), 422, "no item"),
        (lambda c: c.post("/v1/jobs", json={"items": []}), 422, "kind"),
        (
            lambda c: c.post("/v1/jobs", json={"kind": "resume", "items": [{"id": "1"}]}),
            422,
            "either text or fields",
        ),
        (
            lambda c: c.post(
                "/v1/jobs", json={"kind": "resume", "items": [{"id": "1", "text": "a"}] * 2}
            ),
            422,
            "same id",
        ),
        (
            lambda c: c.post(
                "/v1/jobs", json={"kind": "resume", "items": [{"id": "1", "text": "a"}] * 13}
            ),
            413,
            "12 items",
        ),
        (
            lambda c: c.post(
                "/v1/jobs",
                data={"kind": "posting"},
                files=[("files", ("t.csv", b"id;colour\n1;blue\n2;red\n"))],
            ),
            422,
            "t.csv",
        ),
        (lambda c: c.get("/v1/jobs/nothing"), 404, "'nothing'"),
        (lambda c: c.get("/v1/jobs/nothing/items"), 404, "'nothing'"),
        (lambda c: c.get("/v1/jobs/nothing/items?state=odd"), 422, "'odd'"),
        (lambda c: c.post("/v1/jobs/nothing/cancel"), 404, "'nothing'"),
        (lambda c: c.post("/v1/jobs/nothing/retry"), 404, "'nothing'"),
        (lambda c: c.get("/v1/candidates/nobody"), 404, "'nobody'"),
        (lambda c: c.get("/v1/postings/nobody"), 404, "'nobody'"),
        (lambda c: c.get("/v1/candidates/nobody/export"), 404, "'nobody'"),
        (lambda c: c.delete("/v1/candidates/nobody"), 404, "'nobody'"),
    ],
)
def test_what_cannot_be_done_is_a_problem_that_leaves_nothing_behind(
    client: TestClient,
    home: Path,
    ask: Callable[[TestClient], Any],
    status: int,
    says: str,
) -> None:
    def lying() -> set[Path]:
        return set((home / "uploads").iterdir()) if (home / "uploads").exists() else set()

    before, jobs = lying(), client.get("/v1/jobs").json()
    problem = checked(ask(client), status)
    assert says in problem["detail"]
    assert str(home) not in str(problem)
    assert lying() == before
    assert client.get("/v1/jobs").json() == jobs


def test_without_skills_no_document_is_taken(bare: TestClient) -> None:
    problem = checked(upload(bare, {"cv.txt": invented_resume(1).encode()}), 503)
    assert "skillsearch index taxonomy" in problem["remedy"]
    assert bare.get("/v1/jobs").json() == {"jobs": []}


def test_a_server_exports_nobody_unless_it_may_reveal(bare: TestClient) -> None:
    problem = checked(bare.get("/v1/candidates/somebody/export"), 403)
    assert "SKILLSEARCH_ALLOW_REVEAL" in problem["remedy"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("cv.pdf", "cv.pdf"),
        ("../../etc/passwd", "etc/passwd"),
        ("/absolute/cv.pdf", "absolute/cv.pdf"),
        ("C:\\Users\\me\\cv.pdf", "Users/me/cv.pdf"),
        ("a\x00b\n.pdf", "a_b_.pdf"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("é" * 300 + ".pdf", "é" * 98 + ".pdf"),
    ],
)
def test_the_name_of_an_upload_leads_nowhere_else(given: str, kept: str) -> None:
    assert safe_path(given) == kept


def test_the_openapi_document_tells_of_jobs_and_their_problems(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    OpenAPI.model_validate(document)
    operations = {
        (method, path): operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if path.startswith(("/v1/jobs", "/v1/candidates", "/v1/postings"))
        and not path.endswith("/search")
    }
    assert len(operations) == 12
    for (method, path), operation in operations.items():
        problems = {status: r for status, r in operation["responses"].items() if status >= "400"}
        assert {"422", "500", "503"} <= set(problems), path
        assert ("404" in problems) == ("{" in path), path
        assert (
            ("413" in problems) == ("415" in problems) == ((method, path) == ("post", "/v1/jobs"))
        )
        for response in problems.values():
            assert list(response["content"]) == ["application/problem+json"], path
    taken = operations["post", "/v1/jobs"]["requestBody"]["content"]
    assert set(taken) == {"multipart/form-data", "application/json"}
