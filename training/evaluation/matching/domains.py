"""``python -m training.evaluation.matching.domains``: the domains of the tests, measured and drawn.

Of each domain there are resumes and postings as text files in a folder of its name. All pairs are
scored with an index of skills; what is printed stands in docs/matching-quality.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

__all__ = ["draw_domains", "measure_domains"]

_folder = click.Path(path_type=Path, file_okay=False, exists=True)

FIT = 60.0
"""A pair of two domains that scores above this is listed by its names."""


@click.command(name="measure-domains")
@click.option("--texts", type=_folder, required=True, metavar="FOLDER", help="A folder a domain.")
@click.option("--index", type=_folder, required=True, metavar="FOLDER", help="Has the skills.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.png", help="Draw them.")
def measure_domains(texts: Path, index: Path, out: Path | None) -> None:
    """Score every resume for every posting, within domains and across.

    \b
    python -m training.evaluation.matching.domains --texts tests/matching/domains --index idx
    """
    from search.open_index import open_index
    from skillsearch.errors import SkillsearchError
    from skillsearch.settings import load_settings
    from training.evaluation.matching.shipped import product_scores, text_records

    resumes, postings = (sorted(texts.glob(f"*/{kind}-*.txt")) for kind in ("resume", "posting"))
    try:
        with open_index(load_settings(data_dir=index)) as opened:
            records = text_records(opened, resumes, "resume")
            scores = product_scores(opened, text_records(opened, postings, "posting"), records).T
    except SkillsearchError as error:
        raise click.ClickException(f"{error}") from None
    _say(scores, resumes, postings)
    if out is not None:
        draw_domains(scores, [_name(path) for path in resumes], out)


def draw_domains(scores: NDArray[np.float32], names: Sequence[str], path: Path) -> Path:
    """Scores (n, n) as PNG: a row a resume, a column a posting, both named alike and in order."""
    from training.plots.png.canvas import INK, PAPER, dress, plain, save, sheet

    n = len(names)
    side = 2.4 + 0.3 * n
    told = "The score of each pair; squares along the diagonal are of one domain."
    made = sheet(side + 0.6, side, "Resumes and postings of eight domains", told)
    axes = made.subplots()
    dress(axes, "", "Posting", "Resume")
    axes.grid(visible=False)
    axes.imshow(scores, cmap="Blues", vmin=0, vmax=100, aspect="equal")
    labels = [plain(name, 24) for name in names]
    axes.set_xticks(range(n), labels, rotation=90)
    axes.set_yticks(range(n), labels)
    for row, column in np.ndindex(n, n):
        value = float(scores[row, column])
        axes.text(column, row, f"{value:.0f}", ha="center", va="center", fontsize=6,
                  color=PAPER if value > 55 else INK)  # fmt: skip
    return save(made, path)


def _say(scores: NDArray[np.float32], resumes: Sequence[Path], postings: Sequence[Path]) -> None:
    rows, columns = (
        np.array([path.parent.name for path in paths]) for paths in (resumes, postings)
    )
    same = rows[:, None] == columns[None, :]
    click.echo(f"same domain {scores[same].mean():.1f}, least {scores[same].min():.1f}")
    click.echo(f"two domains {scores[~same].mean():.1f}, most {scores[~same].max():.1f}")
    own = (rows == columns[scores.argmax(axis=1)]).mean()
    click.echo(f"best posting in the own domain: {own:.0%} of {len(rows)} resumes")
    for row, column in np.argwhere((scores > FIT) & ~same):
        name = f"{_name(resumes[row])} – {_name(postings[column])}"
        click.echo(f"above {FIT:.0f}: {name} {scores[row, column]:.1f}")


def _name(path: Path) -> str:
    return f"{path.parent.name} {path.stem.rpartition('-')[2]}"


if __name__ == "__main__":
    measure_domains()
