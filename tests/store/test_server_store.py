"""Servers that are not there, do not answer, refuse or fail: one sentence and a remedy each."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from pydantic import SecretStr
from store_samples import SCHEMA, make_point

from skillsearch.errors import NothingIndexed, SettingError, SkillsearchError, StoreUnavailable
from skillsearch.settings import Settings
from skillsearch.store import open_store
from skillsearch.store.edge import EdgeStore
from skillsearch.store.models import QueryRequest
from skillsearch.store.server import ServerStore

QUERY = QueryRequest(np.ones(6, np.float32), "dense")


@contextmanager
def answering(
    status: int, body: str, headers: dict[str, str] | None = None
) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """An HTTP server that gives every request the same answer, and what it was asked."""
    asked: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append({key.lower(): value for key, value in self.headers.items()})
            self.send_response(status)
            for key, value in (headers or {}).items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        do_GET = do_PUT = do_POST = do_PATCH = do_DELETE = answer  # noqa: N815

        def log_message(self, *arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def failure(url: str, *, key: str | None = None, grpc: bool = False) -> SkillsearchError:
    """What every kind of call raises against the server at ``url``, which is the same."""
    settings = Settings(
        qdrant_url=url,
        qdrant_timeout_seconds=1,
        qdrant_prefer_grpc=grpc,
        qdrant_api_key=SecretStr(key) if key else None,
    )
    with open_store(settings) as store:
        calls = [
            store.get_aliases,
            lambda: store.query_points("skills", QUERY),
            lambda: store.upsert("skills", [make_point(1)]),
            lambda: store.create_collection("skills", SCHEMA, {}),
        ]
        errors = []
        for call in calls:
            with pytest.raises(SkillsearchError) as caught:
                call()
            errors.append(caught.value)
    assert len({(type(error), str(error)) for error in errors}) == 1
    return errors[0]


@pytest.mark.parametrize("grpc", [False, True])
def test_a_closed_port_is_unreachable(grpc: bool) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    error = failure(f"http://127.0.0.1:{port}", grpc=grpc)
    assert isinstance(error, StoreUnavailable)
    assert "cannot be reached" in error.message
    assert f"127.0.0.1:{port}" in error.message
    assert "SKILLSEARCH_QDRANT_URL" in error.remedy


def test_a_server_that_never_answers_is_given_up_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        error = failure(f"http://127.0.0.1:{silent.getsockname()[1]}")
    assert isinstance(error, StoreUnavailable)
    assert "did not answer in time" in error.message
    assert "SKILLSEARCH_QDRANT_URL" in error.remedy
    assert "SKILLSEARCH_QDRANT_TIMEOUT_SECONDS" in error.remedy


@pytest.mark.parametrize("status", [401, 403])
def test_a_server_that_wants_a_key_names_the_setting(status: int) -> None:
    with answering(status, "Must provide an API key or an Authorization bearer token") as (url, _):
        error = failure(url)
    assert isinstance(error, StoreUnavailable)
    assert "API key" in error.message
    assert "SKILLSEARCH_QDRANT_API_KEY" in error.remedy


@pytest.mark.parametrize(
    ("status", "headers"), [(500, {}), (503, {}), (429, {}), (429, {"Retry-After": "3"})]
)
def test_a_failing_server_is_unavailable(status: int, headers: dict[str, str]) -> None:
    with answering(status, '{"status":{"error":"wal is broken"}}', headers) as (url, _):
        error = failure(url)
    assert isinstance(error, StoreUnavailable)
    assert str(status) in error.message
    assert "SKILLSEARCH_QDRANT_URL" in error.remedy


@pytest.mark.parametrize(
    ("status", "body"), [(200, "<html>welcome</html>"), (404, "<html>welcome</html>"), (200, "{}")]
)
def test_a_server_that_is_not_qdrant_is_recognised(status: int, body: str) -> None:
    with answering(status, body) as (url, _):
        error = failure(url)
    assert isinstance(error, StoreUnavailable)
    assert "not as Qdrant" in error.message
    assert "SKILLSEARCH_QDRANT_URL" in error.remedy


def test_an_unknown_collection_of_a_server_is_nothing_indexed() -> None:
    body = '{"status":{"error":"Not found: Collection `skills` doesn\'t exist!"},"time":0.1}'
    with (
        answering(404, body) as (url, _),
        open_store(Settings(qdrant_url=url)) as store,
        pytest.raises(NothingIndexed, match="Collection `skills` doesn't exist"),
    ):
        store.query_points("skills", QUERY)


def test_the_key_is_sent_and_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    with answering(500, "{}") as (url, asked), caplog.at_level(logging.DEBUG):
        error = failure(url, key="s3cret")
    assert {request["api-key"] for request in asked} == {"s3cret"}
    assert "s3cret" not in str(error)
    assert "s3cret" not in caplog.text


def test_a_key_over_plain_http_to_another_machine_is_logged_not_warned_about(
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings = Settings(qdrant_url="http://qdrant.example:6333", qdrant_api_key=SecretStr("s3cret"))
    open_store(settings).close()
    assert "unencrypted" in caplog.text
    assert "s3cret" not in caplog.text


@pytest.mark.parametrize(
    "url",
    ["localhost:6333", "qdrant", "ftp://host", "http://", "http://host:port", "http://[::1", " "],
)
def test_a_malformed_url_is_a_setting_error(url: str) -> None:
    with pytest.raises(SettingError) as caught:
        open_store(Settings(qdrant_url=url))
    assert url in caught.value.message
    assert "SKILLSEARCH_QDRANT_URL" in caught.value.remedy


def test_user_and_password_of_a_url_are_not_shown() -> None:
    with open_store(Settings(qdrant_url="http://user:s3cret@127.0.0.1:6333/prefix/")) as store:
        assert store.description == "Qdrant server at http://127.0.0.1:6333/prefix"


def test_settings_choose_the_engine(tmp_path: Path) -> None:
    with open_store(Settings(data_dir=tmp_path)) as store:
        assert isinstance(store, EdgeStore)
        assert (tmp_path / "store").is_dir()
    with open_store(Settings(data_dir=tmp_path, qdrant_url="http://127.0.0.1:1")) as store:
        assert isinstance(store, ServerStore)
