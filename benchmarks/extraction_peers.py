"""What a user would pick instead, run in a process of its own.

Usage: ``python -m benchmarks.extraction_peers PEER MODEL THREADS FOLDER < texts.json``. FOLDER has
``labels.json``, and ``esco-skill-extractor`` was installed into it. It prints ``{"seconds", "cpu",
"start", "found"}``.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

__all__ = ["PEERS", "main"]

PEERS = ("esco-skill-extractor", "sentence-transformers loop")

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")

_THRESHOLD = 0.65

Extract = Callable[[Sequence[str]], list[list[Any]]]


def package(model: str, folder: Path) -> Extract:
    """The package as its page shows it: one call with all texts."""
    sys.path.insert(0, str(folder))
    import importlib

    extractor = importlib.import_module("esco_skill_extractor").SkillExtractor(model=model)
    extract: Extract = extractor.get_skills
    return extract


def loop(model: str, folder: Path) -> Extract:
    """A text at a time: split into sentences, encoded, compared with the embedded labels."""
    from sentence_transformers import SentenceTransformer, util

    encoder = SentenceTransformer(model, device="cpu")
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    embedded = encoder.encode(labels, normalize_embeddings=True, convert_to_tensor=True)

    def extract(texts: Sequence[str]) -> list[list[Any]]:
        found = []
        for text in texts:
            sentences = [part for part in _SENTENCE_END.split(text) if part.strip()]
            vectors = encoder.encode(sentences, normalize_embeddings=True, convert_to_tensor=True)
            best, which = util.dot_score(vectors, embedded).max(dim=1)
            found.append([labels[int(i)] for i in set(which[best >= _THRESHOLD].tolist())])
        return found

    return extract


def main() -> None:
    """Start the peer, warm it up, time it."""
    peer, model, threads, folder = sys.argv[1:]
    texts = json.load(sys.stdin)
    import torch

    torch.set_num_threads(int(threads))
    began = time.perf_counter()
    make = package if peer == PEERS[0] else loop
    extract = make(model, Path(folder))
    extract(["Plans the work of a team."])
    start = time.perf_counter() - began
    began, used = time.perf_counter(), time.process_time()
    found = extract(texts)
    seconds, cpu = time.perf_counter() - began, time.process_time() - used
    told = {"seconds": seconds, "cpu": cpu, "start": start, "found": sum(map(len, found))}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
