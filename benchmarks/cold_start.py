"""From the shell's return key to the first answer, and where the time goes."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from benchmarks.measuring import console, run_child, skillsearch, table

__all__ = ["measure_cold_start"]

ROUNDS = 7

STEPS = {
    "start Python": "",
    "+ command line, settings": "import cli.main, search.commands.concepts",
    "+ open the store": "from search.open_index import open_index\n"
    "from skillsearch.settings import load_settings\n"
    "index = open_index(load_settings(data_dir=sys.argv[1]))",
    "+ open the collection and its labels": "collection = index.collection('skills')",
    "+ load the encoder": "encoder = index.encoder_for(collection)",
    "+ answer": "from search.concepts import search_concepts\n"
    "from search.request import ConceptFilter, Page\n"
    "search_concepts(index, 'skills', 'k8s admin', ConceptFilter(), Page())",
}


def measure_cold_start(data_dir: Path) -> None:
    """Time ``skillsearch skills`` as a whole, then scripts that go one step further each."""
    whole = _median(skillsearch("skills", "k8s admin", "--data-dir", data_dir))
    shown = table("Cold start with a warm index, seconds (median of 7)", "step", "s", "this step")
    script = "import sys"
    before = 0.0
    for title, code in STEPS.items():
        script = f"{script}\n{code}"
        spent = _median([sys.executable, "-c", script, str(data_dir)])
        shown.add_row(title, f"{spent:.2f}", f"{spent - before:.2f}")
        before = spent
    shown.add_row("skillsearch skills 'k8s admin', with its table", f"{whole:.2f}", "")
    console.print(shown)


def _median(command: list[str]) -> float:
    run_child(command)
    return statistics.median(run_child(command).seconds for _ in range(ROUNDS))
