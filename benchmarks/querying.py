"""Queries: the embedded engine beside qdrant-client's local mode, and whole answers."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import numpy as np
from rich.table import Table

from benchmarks.measuring import Latency, console, latency, skillsearch, table
from search.completion import complete
from search.concepts import search_concepts
from search.library import Library, open_library
from search.request import ConceptFilter, Page
from skillsearch.settings import load_settings
from skillsearch.store.models import FieldCondition, Filter, MatchValue, QueryRequest

if TYPE_CHECKING:
    from qdrant_client import QdrantClient

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
    with open_library(load_settings(data_dir=data_dir)) as library:
        _beside_local_mode(library)
        _whole_answers(library, shown)
    with _Served(data_dir) as url:
        for clients in (1, 16):
            measured, rate = _over_http(url, clients, 400)
            title = f"skills, HTTP, {clients} client{'s' if clients > 1 else ''}"
            shown.add_row(title, *measured.cells(), f"{rate:,.0f}")
    console.print(shown)


def _beside_local_mode(library: Library) -> None:
    from qdrant_client import models as q

    collection = library.collection("skills")
    vectors = library.encoder_for(collection).encode(QUERIES)
    folder = Path(tempfile.mkdtemp(prefix="skillsearch-bench-"))
    try:
        local = _local_copy(library, collection.name, folder)
        shown = table(
            f"Nearest skills, top 10 of {library.store.count(collection.name):,}, ms a query",
            "query",
            "embedded p50",
            "p95",
            "p99",
            "local mode p50",
            "times faster",
        )

        def ask_embedded(i: int, condition: Filter | None) -> object:
            request = QueryRequest(vectors[i % len(vectors)], "dense", filter=condition)
            return library.store.query_points(collection.name, request)

        def ask_local(i: int, condition: q.Filter | None) -> object:
            vector = vectors[i % len(vectors)]
            return local.query_points("skills", vector, using="dense", query_filter=condition)

        condition = Filter(must=[FieldCondition("kind", MatchValue(KIND))])
        local_condition = q.Filter(
            must=[q.FieldCondition(key="kind", match=q.MatchValue(value=KIND))]
        )
        for title, ours, theirs in (
            ("by preferred label", None, None),
            (f"by preferred label, kind = {KIND}", condition, local_condition),
        ):
            embedded = latency(partial(ask_embedded, condition=ours), 300)
            slow = latency(partial(ask_local, condition=theirs), 20, warm_up=1)
            ratio = f"{slow.p50 / embedded.p50:.0f} ×"
            shown.add_row(title, *embedded.cells(), f"{slow.p50:.1f}", ratio)
        console.print(shown)
        local.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _local_copy(library: Library, name: str, folder: Path) -> QdrantClient:
    """The same points, payload and preferred-label vectors in qdrant-client's local mode."""
    import warnings

    from qdrant_client import QdrantClient
    from qdrant_client import models as q

    warnings.filterwarnings("ignore", module="qdrant_client")
    local = QdrantClient(path=str(folder))
    dimension = len(library.encoder_for(library.collection("skills")).encode(["x"])[0])
    local.create_collection(
        "skills",
        vectors_config={"dense": q.VectorParams(size=dimension, distance=q.Distance.COSINE)},
    )
    offset: str | None = None
    while True:
        page, offset = library.store.scroll(
            name, limit=2000, offset=offset, with_vectors=("dense",)
        )
        local.upsert(
            "skills",
            [
                q.PointStruct(
                    id=r.id,
                    vector={"dense": np.asarray(r.vector["dense"]).tolist()},
                    payload=r.payload,
                )
                for r in page
            ],
        )
        if offset is None:
            return local


def _whole_answers(library: Library, shown: Table) -> None:
    everything = ConceptFilter()
    knowledge = ConceptFilter(kind=(KIND,))

    def search(i: int, wanted: ConceptFilter = everything, page: Page = FIRST_PAGE) -> object:
        return search_concepts(library, "skills", QUERIES[i % len(QUERIES)], wanted, page)

    for title, call in (
        ("skills, in process", search),
        (f"skills, kind = {KIND}, in process", lambda i: search(i, knowledge)),
        ("skills, limit 1,000, in process", lambda i: search(i, everything, Page(1000))),
        ("suggest, in process", lambda i: complete(library, "skills", _typed(i), everything, 10)),
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
