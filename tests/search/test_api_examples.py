"""The worked examples of the OpenAPI document: every answer and request has some, and they hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from search.api.app import create_app
from search.api.job_schemas import JobIn
from search.open_index import OpenIndex
from skillsearch.settings import load_settings
from workers.desk import JobDesk

JSON = "application/json"
READ_BY_HAND = {"/v1/jobs": JobIn}
"""Bodies that FastAPI does not read, so that no route tells their model."""


@pytest.fixture(scope="module")
def app(people: OpenIndex, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """All of the API on the sample documents; what is asked is written to a folder of its own."""
    settings = load_settings(data_dir=tmp_path_factory.mktemp("asked"))
    skills = people.collection("skills")
    with JobDesk(settings, store=people.store, encoder=lambda: people.encoder_for(skills)) as desk:
        yield create_app(people, desk)


@pytest.fixture(scope="module")
def asked(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def operations(app: FastAPI) -> Iterator[tuple[str, APIRoute, dict[str, Any]]]:
    """Each operation of the document with the route that answers it."""
    paths = app.openapi()["paths"]
    for taken in app.routes:
        # older FastAPIs list the routes of an included router, newer ones the router
        router = getattr(taken, "original_router", None)
        for route in (taken,) if router is None else router.routes:
            if isinstance(route, APIRoute) and route.include_in_schema:
                for method in route.methods or ():
                    told = paths[route.path_format][method.lower()]
                    yield f"{method} {route.path}", route, told


def examples_of(app: FastAPI, content: dict[str, Any]) -> list[Any]:
    """Those of the component that a JSON body refers to."""
    schema = content["schema"]
    one = next(each for each in (schema, *schema.get("anyOf", ())) if "$ref" in each)
    name = one["$ref"].rpartition("/")[2]
    found: list[Any] = app.openapi()["components"]["schemas"][name].get("examples", [])
    return found


def requests(app: FastAPI, path: str) -> list[Any]:
    """The example bodies of a POST."""
    return examples_of(app, app.openapi()["paths"][path]["post"]["requestBody"]["content"][JSON])


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from references(each)


def test_every_reference_of_the_document_is_to_a_component(app: FastAPI) -> None:
    document = app.openapi()
    components = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(references(document)) <= components


def test_every_answer_has_an_example_and_each_is_whole(app: FastAPI) -> None:
    seen = 0
    for name, route, operation in operations(app):
        answers = [each for status, each in operation["responses"].items() if status[0] == "2"]
        assert answers, name
        for answer in answers:
            for media_type, content in answer["content"].items():
                if media_type != JSON:
                    assert content["example"], (name, media_type)
                    continue
                examples = examples_of(app, content)
                assert examples, name
                model = TypeAdapter[Any](route.response_model)
                for example in examples:
                    read = model.validate_python(example)
                    assert model.dump_python(read, mode="json", by_alias=True) == example, name
                    seen += 1
    assert seen > 40


def test_every_request_has_an_example_and_each_is_one(app: FastAPI) -> None:
    seen = set()
    for name, route, operation in operations(app):
        body = operation.get("requestBody")
        if body is None:
            continue
        fields = route.dependant.body_params
        taken: Any = fields[0].field_info.annotation if fields else READ_BY_HAND[route.path]
        examples = examples_of(app, body["content"][JSON])
        assert examples, name
        for example in examples:
            TypeAdapter(taken).validate_python(example)
        seen.add(route.path)
    assert {*ANSWERED, *READ_BY_HAND} <= seen


ANSWERED = (
    "/v1/candidates/search",
    "/v1/postings/search",
    "/v1/match",
    "/v1/gap",
    "/v1/gap/team",
    "/v1/extract",
    "/v1/normalise",
    "/v1/titles",
    "/v1/jobs",
    "/v1/duplicates/decisions",
)


@pytest.mark.parametrize("path", ANSWERED)
def test_an_example_request_is_answered_on_the_samples(
    app: FastAPI, asked: TestClient, path: str
) -> None:
    for example in requests(app, path):
        response = asked.post(path, json=example)
        assert response.is_success, response.text
        assert response.json().get("results") != []


def test_the_query_of_an_example_answer_can_be_sent_back(app: FastAPI, asked: TestClient) -> None:
    answers = app.openapi()["components"]["schemas"]["MatchOut"]["examples"]
    for answer in answers:
        again = asked.post("/v1/candidates/search", json={"query": answer["query"]})
        assert answer["results"][0]["id"] in {hit["id"] for hit in again.json()["results"]}


@pytest.mark.parametrize("format", ["jsonld", "ttl"])
def test_the_example_of_a_crosswalk_in_skos_is_what_the_samples_give(
    app: FastAPI, asked: TestClient, format: str
) -> None:
    operation = app.openapi()["paths"]["/v1/crosswalk"]["get"]
    given = {each["name"]: each["schema"].get("examples") for each in operation["parameters"]}
    wanted = {name: given[name][0] for name in ("from", "to", "concept")}
    answer = asked.get("/v1/crosswalk", params=wanted | {"format": format})
    media_type = answer.headers["content-type"].partition(";")[0]
    example = operation["responses"]["200"]["content"][media_type]["example"]
    assert (answer.text if format == "ttl" else answer.json()) == example
