"""The HTTP API on the bundled samples: the command line's answers, and problems for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from command_line import HIT, Run
from fastapi.openapi.models import OpenAPI
from fastapi.testclient import TestClient

from search.api.app import create_app
from search.open_index import OpenIndex, open_index
from skillsearch.settings import Settings, load_settings
from skillsearch.store.files import copy_tree

KUBERNETES = "http://example.org/skillsearch/skill/kubernetes"


def problem_of(client: TestClient, path: str, status: int) -> dict[str, Any]:
    """The problem that a GET of ``path`` is answered with, seen to be whole."""
    response = client.get(path)
    assert response.status_code == status, response.text
    return checked(response)


def checked(response: Any) -> dict[str, Any]:
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "remedy"}
    assert problem["status"] == response.status_code
    assert problem["type"].startswith("/problems/")
    assert all(problem[field] for field in ("title", "detail", "remedy"))
    assert "Traceback" not in response.text
    return problem


@pytest.fixture(scope="session")
def samples_copy(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same index as the client's, for the command line: one process holds a folder."""
    folder = tmp_path_factory.mktemp("copy") / "home"
    copy_tree(sample_data_dir, folder)
    return folder


@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        ("/v1/skills/search?q=k8s+admin", ("skills", "k8s admin")),
        (
            "/v1/skills/search?q=data&taxonomy=esco&language=en&kind=knowledge&tag=digital"
            "&limit=1000",
            (
                *("skills", "data", "--taxonomy=esco", "--language=en", "--kind=knowledge"),
                *("--tag=digital", "--limit=1000"),
            ),
        ),
        (
            "/v1/skills/search?q=data&version=all&limit=5&offset=7",
            ("skills", "data", "--version=all", "--limit=5", "--offset=7"),
        ),
        (
            "/v1/skills/search?q=care&sector=Healthcare&hierarchy=S",
            ("skills", "care", "--sector=Healthcare", "--hierarchy=S"),
        ),
        ("/v1/occupations/search?q=frontend+dev", ("occupations", "frontend dev")),
        ("/v1/skills/suggest?q=proj&limit=100", ("suggest", "proj", "--limit=100")),
        ("/v1/occupations/suggest?q=dev", ("suggest", "dev", "--occupations")),
        ("/v1/skills/Kubernetes", ("skill", "Kubernetes")),
        (f"/v1/skills/{KUBERNETES}", ("skill", KUBERNETES)),
        ("/v1/occupations/front-end%20developer", ("occupation", "front-end developer")),
        ("/v1/skills/Kubernetes/similar?limit=3", ("similar", "Kubernetes", "--limit=3")),
        (
            "/v1/occupations/front-end%20developer/similar",
            ("similar", "front-end developer", "--occupations"),
        ),
        ("/v1/taxonomies", ("taxonomies",)),
    ],
)
def test_the_api_answers_what_the_command_line_does(
    client: TestClient, run: Run, samples_copy: Path, path: str, arguments: tuple[str, ...]
) -> None:
    response = client.get(path)
    printed = run(*arguments, "--json", "--data-dir", samples_copy)
    assert (response.status_code, printed.code) == (200, 0)
    assert response.json() == printed.document


@pytest.mark.parametrize("alias", ["skills", "occupations"])
def test_a_hit_has_these_fields_and_no_other(client: TestClient, alias: str) -> None:
    hits = client.get(f"/v1/{alias}/search", params={"q": "software"}).json()["results"]
    assert hits
    assert all(set(hit) == HIT for hit in hits)


@pytest.mark.parametrize("rest", ["", "/similar"])
def test_an_id_with_slashes_may_be_raw_or_percent_encoded(client: TestClient, rest: str) -> None:
    raw = client.get(f"/v1/skills/{KUBERNETES}{rest}")
    encoded = client.get(f"/v1/skills/{quote(KUBERNETES, safe='')}{rest}")
    assert raw.status_code == encoded.status_code == 200
    assert raw.json() == encoded.json()


def test_a_thousand_hits_are_given_when_asked_for(client: TestClient) -> None:
    asked = "/v1/skills/search?q=data&version=all&limit=1000"
    hits = client.get(asked).json()["results"]
    indexed = client.get("/v1/taxonomies").json()["taxonomies"]
    assert len(hits) == min(1000, sum(taxonomy["skills"] for taxonomy in indexed))


def test_a_filter_takes_several_values_in_either_way(client: TestClient) -> None:
    commas = client.get("/v1/skills/search?q=data&taxonomy=ssf,onet").json()
    repeated = client.get("/v1/skills/search?q=data&taxonomy=ssf&taxonomy=onet").json()
    assert commas == repeated
    assert {hit["taxonomy"] for hit in commas["results"]} == {"ssf", "onet"}


def test_the_service_says_that_it_lives_what_it_is_and_what_it_holds(client: TestClient) -> None:
    from skillsearch import __version__

    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/version").json()["product_version"] == __version__
    ready = client.get("/ready")
    assert ready.status_code == 200
    assert ready.json() == client.get("/v1/taxonomies").json()


@pytest.mark.parametrize(
    ("path", "status", "slug", "says"),
    [
        ("/v1/skills/search?q=x&limit=0", 422, "invalid-parameter", "limit = '0'"),
        ("/v1/skills/search?q=x&limit=1001", 422, "invalid-parameter", "limit = '1001'"),
        ("/v1/skills/search?q=x&limit=ten", 422, "invalid-parameter", "limit = 'ten'"),
        ("/v1/skills/search?q=x&offset=-1", 422, "invalid-parameter", "offset = '-1'"),
        ("/v1/skills/suggest?q=x&limit=101", 422, "invalid-parameter", "limit = '101'"),
        ("/v1/skills/Kubernetes/similar?limit=0", 422, "invalid-parameter", "limit = '0'"),
        ("/v1/skills/search", 422, "invalid-parameter", "q: Field required"),
        ("/v1/skills/search?q=x&taxonomy=ecso", 422, "query-error", "taxonomy = 'ecso'"),
        ("/v1/skills/search?q=x&language=xx", 422, "query-error", "language = 'xx'"),
        ("/v1/skills/search?q=x&version=9", 422, "query-error", "version = '9'"),
        ("/v1/skills/search?q=x&kind=odd", 422, "query-error", "kind = 'odd'"),
        ("/v1/skills/search?q=", 422, "query-error", "empty"),
        ("/v1/skills/search?q=%3F%21", 422, "query-error", "only punctuation"),
        ("/v1/skills/search?q=" + "x" * 10_001, 422, "query-error", "10,001 characters"),
        ("/v1/skills/suggest?q=" + "x" * 201, 422, "query-error", "201 characters"),
        ("/v1/skills/search?q=%E8%BD%AF%E4%BB%B6", 422, "query-error", "软件"),
        ("/v1/skills/no-such-skill", 404, "not-found", "'no-such-skill'"),
        ("/v1/skills/no-such-skill/similar", 404, "not-found", "'no-such-skill'"),
        ("/v1/occupations/nobody", 404, "not-found", "'nobody'"),
        ("/v1/skils/search?q=x", 404, "not-found", "/v1/skils/search"),
        ("/nowhere", 404, "not-found", "/nowhere"),
    ],
)
def test_a_request_that_cannot_be_answered_is_a_problem_with_a_remedy(
    client: TestClient, path: str, status: int, slug: str, says: str
) -> None:
    problem = problem_of(client, path, status)
    assert problem["type"] == f"/problems/{slug}"
    assert says in problem["detail"]


def test_a_wrong_method_is_a_problem_that_names_the_right_one(client: TestClient) -> None:
    response = client.post("/v1/skills/search?q=x")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET"
    assert checked(response)["type"] == "/problems/method-not-allowed"


def test_nothing_typed_is_completed_by_nothing(client: TestClient) -> None:
    assert client.get("/v1/skills/suggest?q=").json()["results"] == []


QUESTIONS = (
    "/v1/skills/search?q=python",
    "/v1/occupations/search?q=nurse",
    "/v1/skills/suggest?q=py",
    "/v1/skills/python",
    "/v1/skills/python/similar",
    "/v1/taxonomies",
    "/ready",
)


def test_an_empty_index_is_unavailable_and_says_what_to_run(empty_settings: Settings) -> None:
    with open_index(empty_settings) as empty, TestClient(create_app(empty)) as client:
        for path in QUESTIONS:
            problem = problem_of(client, path, 503)
            assert problem["type"] == "/problems/nothing-indexed"
            assert "skillsearch index taxonomy" in problem["remedy"]
        assert client.get("/health").status_code == 200
        assert client.get("/version").status_code == 200


@pytest.fixture
def mismatched(index: OpenIndex, small_model: Path, tmp_path: Path) -> Iterator[TestClient]:
    """The index of the client, asked with a model of another dimension."""
    from skillsearch.encoder import load_encoder

    settings = load_settings(model=str(small_model), encoder="torch", data_dir=tmp_path)
    other = OpenIndex(index.store, lambda: load_encoder(settings), tmp_path, settings.model)
    with TestClient(create_app(other)) as client:
        yield client


def test_a_model_that_did_not_make_the_index_is_refused(mismatched: TestClient) -> None:
    for path in ("/v1/skills/search?q=python", "/ready"):
        problem = problem_of(mismatched, path, 503)
        assert problem["type"] == "/problems/index-mismatch"
        for fact in ("skill-minilm-v1", "384", "small-bert", "32"):
            assert fact in problem["detail"]
    assert mismatched.get("/v1/skills/suggest?q=pyth").json()["results"], "needs no model"


def test_an_unexpected_error_is_a_problem_without_a_traceback(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: OpenIndex) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr("search.api.routes.holdings", fail)
    problem = problem_of(client, "/v1/taxonomies", 500)
    assert "secret" not in str(problem)
    assert "a secret of the inside" in caplog.text, "the log says what the answer does not"


def test_sixteen_threads_get_the_answers_of_one(client: TestClient) -> None:
    texts = ("python", "k8s admin", "pyhton", "looks after patients", "gestion de projet", "sql")
    paths = [f"/v1/skills/search?q={quote(text)}&limit=20" for text in texts]
    paths += [f"/v1/skills/suggest?q={quote(text[:4])}" for text in texts]
    paths += ["/v1/skills/Kubernetes", "/v1/occupations/search?q=nurse", "/v1/taxonomies", "/ready"]
    alone = [client.get(path).json() for path in paths]
    with ThreadPoolExecutor(16) as threads:
        together = list(threads.map(lambda path: client.get(path).json(), paths * 4))
    assert together == alone * 4


def test_the_openapi_document_is_valid_and_names_the_problems_of_every_route(
    client: TestClient,
) -> None:
    document = client.get("/openapi.json").json()
    OpenAPI.model_validate(document)
    operations = {path: next(iter(item.values())) for path, item in document["paths"].items()}
    assert {
        "/v1/skills/search",
        "/v1/skills/suggest",
        "/v1/skills/{concept}",
        "/v1/skills/{concept}/similar",
        "/v1/occupations/search",
        "/v1/taxonomies",
        "/health",
        "/ready",
        "/version",
    } <= set(operations)
    for path, operation in operations.items():
        problems = {status: r for status, r in operation["responses"].items() if status >= "400"}
        assert "500" in problems, path
        assert ("503" in problems) == (path not in ("/health", "/version")), path
        asks_by_name = "{" in path or operation.get("requestBody") is not None
        assert ("404" in problems) <= asks_by_name, path
        assert "404" in problems or "{concept}" not in path, path
        for response in problems.values():
            assert list(response["content"]) == ["application/problem+json"], path


def test_every_example_query_of_the_openapi_document_has_results(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    query = document["paths"]["/v1/skills/search"]["get"]["parameters"][0]
    for example in query["examples"].values():
        answer = client.get("/v1/skills/search", params={"q": example["value"]})
        assert answer.json()["results"]


def test_the_pages_of_the_documentation_need_no_other_host(client: TestClient) -> None:
    for page in ("/docs", "/redoc"):
        html = client.get(page).text
        assert "openapi" in html
        assert not re.findall(r"""(?:src|href)=["']https?://""", html)
