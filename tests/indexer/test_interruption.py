"""A run that dies in the middle of encoding: the old index answers, the next run goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Run

CONCEPTS = 1500
LABELS = 2 * CONCEPTS
BATCH = 300

PROGRAM = f"""
import os
import sys
import indexer.pipeline
from cli.main import main
from skillsearch.encoder.onnx_encoder import OnnxEncoder

indexer.pipeline.BATCH_TEXTS = {BATCH}  # so that a short run has many writes to die between
encode, calls = OnnxEncoder.encode, iter(range(1, 1000))

def encode_and_die(self, texts, *, progress=None):
    if next(calls) == 4:
        os.kill(os.getpid(), int(sys.argv[1]))
    return encode(self, texts, progress=progress)

OnnxEncoder.encode = encode_and_die
main(sys.argv[2:])
"""


@pytest.fixture
def crafts(tmp_path: Path) -> Path:
    """A taxonomy of 3,000 labels."""
    path = tmp_path / "crafts.csv"
    lines = [f"c{n},craft number {n},alias {n} of it" for n in range(CONCEPTS)]
    path.write_text("\n".join(["id,label,alt_labels", *lines]), encoding="utf-8")
    return path


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_an_interrupted_run_leaves_the_old_index_and_is_taken_up(
    run: Run, tmp_path: Path, house: Path, crafts: Path, number: signal.Signals
) -> None:
    old = tmp_path / "old.csv"
    old.write_text("id,label\no1,welding\no2,beekeeping\n", encoding="utf-8")
    at = ("--data-dir", house)
    assert run("index", "taxonomy", old, "--version", "1", *at).code == 0
    before = run("skills", "welding", "--json", *at).document

    command = ["index", "taxonomy", str(crafts), "--version", "1", "--data-dir", str(house)]
    died = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(int(number)), *command, "--encoder", "onnx"],
        capture_output=True,
        text=True,
        env=dict(os.environ),
    )
    if number == signal.SIGKILL:
        assert died.returncode == -signal.SIGKILL
    else:
        assert died.returncode == 130
        last = died.stderr.strip().splitlines()[-1]
        assert last.startswith("Stopped: what is live is as it was")
    assert "Traceback" not in died.stderr
    assert died.stdout == ""

    assert run("skills", "welding", "--json", *at).document == before

    done = run(*command, "--json")
    assert done.code == 0, done.err
    report = json.loads(done.out)
    assert 0 < report["texts"]["encoded"] <= LABELS - 3 * BATCH
    assert report["generations"] == ["skills__g0002"]
    held = run("taxonomies", "--json", *at).document["taxonomies"]
    assert {t["name"]: t["skills"] for t in held} == {"crafts": CONCEPTS, "old": 2}
