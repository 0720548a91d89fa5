"""``python -m training.evaluation.matching``: the table of baselines and single signals."""

from __future__ import annotations

from pathlib import Path

import click

from skillsearch.errors import SkillsearchError

__all__ = ["evaluate_matching"]

_folder = click.Path(path_type=Path, file_okay=False)


@click.command(name="evaluate-matching")
@click.option("--data", type=_folder, metavar="FOLDER", help="Datasets. [SKILLSEARCH_DATASETS]")
@click.option("--index", type=_folder, metavar="FOLDER", help="An index of the resumes; or none.")
@click.option("--out", type=_folder, required=True, metavar="FOLDER", help="Folder of the run.")
@click.option("--model", default="all-MiniLM-L6-v2", metavar="NAME", help="Encoder of a baseline.")
@click.option("--no-baselines", is_flag=True, help="Signals of the index alone.")
@click.option(
    "--held", is_flag=True, help="The score itself, over resumes that it has not learned from."
)
def evaluate_matching(
    data: Path | None, index: Path | None, out: Path, model: str, no_baselines: bool, held: bool
) -> None:
    """Rank real resumes for postings of known categories, by each way alone.

    \b
    python -m training.evaluation.matching --data data --out runs/matching
    python -m training.evaluation.matching --data data --index idx --held --out runs/matching
    """
    from search.open_index import open_index
    from skillsearch.settings import load_settings
    from training.data.layout import DataFolder
    from training.evaluation.matching.chosen import read_chosen
    from training.evaluation.matching.ranking import CategoryRanking
    from training.evaluation.matching.run import (
        baseline_rankings,
        held_resumes,
        markdown,
        product_ranking,
        signal_rankings,
    )
    from training.evaluation.matching.vacancies import category_table

    try:
        folder, chosen = DataFolder.of(data), read_chosen(category_table())
        out.mkdir(parents=True, exist_ok=True)
        rankings: dict[str, CategoryRanking] = {}
        only = held_resumes(folder) if held else []
        if index is not None:
            with open_index(load_settings(data_dir=index)) as opened:
                if held:
                    rankings |= product_ranking(opened, folder, chosen, only)
                else:
                    rankings |= signal_rankings(opened, folder, chosen)
        if not no_baselines:
            settings = load_settings(data_dir=out)
            say = lambda line: click.echo(line, err=True)  # noqa: E731
            rankings |= baseline_rankings(
                folder, chosen, out, settings, only=only, model=model, say=say
            )
    except SkillsearchError as error:
        raise click.ClickException(f"{error}") from None
    table = markdown(rankings)
    (out / "matching.md").write_text(table, encoding="utf-8")
    click.echo(table, nl=False)


if __name__ == "__main__":
    evaluate_matching()
