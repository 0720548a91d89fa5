"""``make bench``: everything, on the official taxonomies where they are, else on the samples."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cold_start import measure_cold_start
from benchmarks.encoding import measure_encoding
from benchmarks.extraction import measure_extraction
from benchmarks.indexing import measure_indexing
from benchmarks.ingesting import measure_ingest
from benchmarks.machine import describe_machine
from benchmarks.matching.running import measure_matching
from benchmarks.measuring import console
from benchmarks.querying import measure_queries
from indexer.samples import published_samples
from skillsearch.encoder import load_encoder
from skillsearch.settings import load_settings

PARTS = ("encode", "index", "query", "start")
BY_NAME_ALONE = ("ingest", "extract", "match")
"""Parts that take long, and run only when they are named."""

LEAST_CANDIDATES = 100
"""For less there is no tenth to see growth from."""


def main() -> None:
    """Run the parts that were asked for, all by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    known = ", ".join((*PARTS, *BY_NAME_ALONE))
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {known}")
    parser.add_argument(
        "--datasets",
        type=Path,
        default=os.environ.get("SKILLSEARCH_DATASETS"),
        help="folder with esco/ and ssf/2026/ as downloaded [SKILLSEARCH_DATASETS]",
    )
    parser.add_argument(
        "--candidates",
        type=int,
        default=100_000,
        metavar="N",
        help="for match: how many to mix from the real ones [100,000]",
    )
    given = parser.parse_args()
    parts = given.parts or PARTS
    if unknown := set(parts) - {*PARTS, *BY_NAME_ALONE}:
        parser.error(f"no part is called {', '.join(sorted(unknown))}; there are {known}")
    if given.candidates < LEAST_CANDIDATES:
        parser.error(f"--candidates is {given.candidates}; at least {LEAST_CANDIDATES} are needed")
    datasets = Path(given.datasets) if given.datasets else None

    console.print(describe_machine())
    if datasets is None:
        console.print("SKILLSEARCH_DATASETS is not set: the bundled samples are measured.")
    data_dir = Path(tempfile.mkdtemp(prefix="skillsearch-bench-"))
    try:
        if "encode" in parts:
            measure_encoding(datasets, data_dir)
        if {"index", "query", "start", "ingest", "extract", "match"} & set(parts):
            load_encoder(load_settings(data_dir=data_dir))
            measure_indexing(_runs(datasets), data_dir)
        if "query" in parts:
            measure_queries(data_dir)
        if "start" in parts:
            measure_cold_start(data_dir)
        if "ingest" in parts:
            measure_ingest(datasets, data_dir)
        if "extract" in parts:
            measure_extraction(datasets, data_dir)
        if "match" in parts:
            measure_matching(datasets, data_dir, given.candidates)
    finally:
        for folder in data_dir.parent.glob(f"{data_dir.name}*"):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(datasets: Path | None) -> list[tuple[str, Sequence[Path]]]:
    if datasets is None:
        return [("bundled samples", published_samples())]
    esco = sorted((datasets / "esco").glob("*v1.1.1*.zip"))
    return [("ESCO v1.1.1", esco), ("SSF 2026", [datasets / "ssf" / "2026"])]


if __name__ == "__main__":
    main()
