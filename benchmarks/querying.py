"""Queries: the embedded engine beside qdrant-client's local mode, and whole answers."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import threading
import time
import warnings
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from qdrant_client import QdrantClient
from rich.table import Table

from benchmarks.measuring import Latency, console, latency, skillsearch, table
from indexer.points import concept_schema
from search.completion import complete
from search.concepts import HIT_FIELDS, search_concepts
from search.open_index import OpenIndex, open_index
from search.request import ConceptFilter, Page
from skillsearch.settings import load_settings
from skillsearch.store.models import (
    FieldCondition,
    Filter,
    MatchValue,
    PointStruct,
    QueryRequest,
)
from skillsearch.store.scrolling import scroll_pages
from skillsearch.store.server import ServerStore

__all__ = ["QUERIES", "measure_queries"]

QUERIES = (
    "k8s admin",
    "python programming",
    "looks after patients at night",
    "pyhton",
    "manage a team of sales people",
    "welding stainless steel",
    "teach children with special needs",
    "financial statements under IFRS",
    "drive a forklift",
    "negotiate contracts with suppliers",
)

KIND = "knowledge"
FIRST_PAGE = Page()


def measure_queries(data_dir: Path) -> None:
    """Measure everything on the index in ``data_dir``, and print it."""
    shown = table("Whole answers, ms", "question", "p50", "p95", "p99", "answers/s")
    with open_index(load_settings(data_dir=data_dir)) as index:
        _whole_answers(index, shown)
        _beside_local_mode(index)
    with _Served(data_dir) as url:
        for clients in (1, 16):
            measured, rate = _over_http(url, clients, 400)
            title = f"skills, HTTP, {clients} client{'s' if clients > 1 else ''}"
            shown.add_row(title, *measured.cells(), f"{rate:,.0f}")
    console.print(shown)


def _beside_local_mode(index: OpenIndex) -> None:
    """The same requests, in the same code, against qdrant-client's own embedded mode."""
    collection = index.collection("skills")
    encoder = index.encoder_for(collection)
    vectors = encoder.encode(QUERIES)
    shown = table(
        f"The same query in two embedded engines, {index.store.count(collection.name):,} skills "
        f"with {len(collection.lexicon.surface):,} labels, ms",
        "query",
        "skillsearch p50",
        "p95",
        "p99",
        "QdrantClient(path=…) p50",
        "times faster",
    )
    knowledge = Filter(must=[FieldCondition("kind", MatchValue(KIND))])

    def nearest(i: int, where: OpenIndex, using: str, condition: Filter | None) -> object:
        vector = vectors[i % len(vectors)]
        query = vector[None, :] if using == "labels" else vector
        request = QueryRequest(query, using, filter=condition, with_payload=HIT_FIELDS)
        return where.store.query_points(collection.name, request)

    def answer(i: int, where: OpenIndex, wanted: ConceptFilter) -> object:
        return search_concepts(where, "skills", QUERIES[i % len(QUERIES)], wanted, FIRST_PAGE)

    questions = (
        ("nearest preferred label", partial(nearest, using="dense", condition=None)),
        (f"… kind = {KIND}", partial(nearest, using="dense", condition=knowledge)),
        ("nearest of all labels", partial(nearest, using="labels", condition=None)),
        (f"… kind = {KIND}", partial(nearest, using="labels", condition=knowledge)),
        ("whole answer", partial(answer, wanted=ConceptFilter())),
        (f"… kind = {KIND}", partial(answer, wanted=ConceptFilter(kind=(KIND,)))),
    )
    # ours before the copy is made: its millions of Python objects would slow everything down
    ours = [latency(partial(ask, where=index), 200) for _, ask in questions]
    folder = Path(tempfile.mkdtemp(prefix="skillsearch-bench-"))
    with _local_copy(index, collection.name, folder) as local:
        twin = OpenIndex(local, lambda: encoder, folder, index.model)
        for (title, ask), fast in zip(questions, ours, strict=True):
            slow = latency(partial(ask, where=twin), 10, warm_up=1)
            ratio = f"{slow.p50 / fast.p50:.0f} ×"
            shown.add_row(title, *fast.cells(), f"{slow.p50:,.0f}", ratio)
    shutil.rmtree(folder, ignore_errors=True)
    console.print(shown)


def _local_copy(index: OpenIndex, name: str, folder: Path) -> ServerStore:
    """The whole collection in ``QdrantClient(path=…)``, under the same name and alias."""
    warnings.filterwarnings("ignore", module="qdrant_client")
    warnings.filterwarnings("ignore", message="Payload indexes have no effect")
    local = ServerStore(QdrantClient(path=str(folder / "local")))
    dimension = index.encoder_for(index.collection("skills")).fingerprint.dimension
    local.create_collection(name, concept_schema(dimension), index.store.get_metadata(name))
    for page in scroll_pages(index.store, name, page=500, with_vectors=True):
        local.upsert(name, [PointStruct(r.id, r.vector, r.payload) for r in page])
    local.set_aliases({"skills": name})
    return local


def _whole_answers(index: OpenIndex, shown: Table) -> None:
    everything = ConceptFilter()
    knowledge = ConceptFilter(kind=(KIND,))

    def search(i: int, wanted: ConceptFilter = everything, page: Page = FIRST_PAGE) -> object:
        return search_concepts(index, "skills", QUERIES[i % len(QUERIES)], wanted, page)

    for title, call in (
        ("skills, in process", search),
        (f"skills, kind = {KIND}, in process", lambda i: search(i, knowledge)),
        ("skills, limit 1,000, in process", lambda i: search(i, everything, Page(1000))),
        ("suggest, in process", lambda i: complete(index, "skills", _typed(i), everything, 10)),
    ):
        measured = latency(call, 200)
        shown.add_row(title, *measured.cells(), f"{1000 / measured.p50:,.0f}")


def _typed(i: int) -> str:
    query = QUERIES[i % len(QUERIES)]
    return query[: 1 + i % len(query)]


class _Served:
    """``skillsearch serve`` in a process of its own, on a free port."""

    def __init__(self, data_dir: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        command = skillsearch("serve", "--data-dir", data_dir, "--port", str(self._port))
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def __enter__(self) -> str:
        base = f"http://127.0.0.1:{self._port}"
        for _ in range(600):
            try:
                if httpx.get(f"{base}/ready").status_code == httpx.codes.OK:
                    return f"{base}/v1/skills/search"
            except httpx.TransportError:
                time.sleep(0.05)
        self._process.kill()
        raise RuntimeError(f"nothing answered at {base} within 30 seconds")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()


def _over_http(url: str, clients: int, requests: int) -> tuple[Latency, float]:
    spent: list[float] = []

    def ask(number: int) -> None:
        with httpx.Client() as client:
            for i in range(requests // clients):
                parameters: dict[str, Any] = {"q": QUERIES[(number + i) % len(QUERIES)]}
                start = time.perf_counter()
                client.get(url, params=parameters).raise_for_status()
                spent.append(time.perf_counter() - start)

    ask(0)
    spent.clear()
    threads = [threading.Thread(target=ask, args=(n,)) for n in range(clients)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Latency.of(spent), len(spent) / (time.perf_counter() - start)
