"""Draws docs/images/answer.svg from a real answer: ``python docs/images/draw_answer.py .demo``.

The argument is a data folder with the bundled samples in it, as ``make demo`` leaves it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from search import display
from search.concepts import search_concepts
from search.open_index import open_index
from search.request import ConceptFilter, Page
from skillsearch.settings import load_settings

QUESTIONS = ("k8s admin", "looks after patients at night")


def main(data_dir: str) -> None:
    """Ask, record, save."""
    screen = Console(record=True, width=92, highlight=False)
    display.console = lambda: screen
    wanted = ConceptFilter(language=("en",))
    with open_index(load_settings(data_dir=data_dir)) as index:
        for question in QUESTIONS:
            screen.print(f"[dim]$[/dim] [bold]skillsearch skills[/bold] '{question}' --limit 3")
            answer = search_concepts(index, "skills", question, wanted, Page(3))
            display.show_hits(answer, first=1)
            screen.print()
    screen.save_svg(str(Path(__file__).with_name("answer.svg")), title="skillsearch")


if __name__ == "__main__":
    main(sys.argv[1])
