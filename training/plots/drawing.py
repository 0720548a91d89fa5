"""Everything that can be drawn of an evaluation, into one folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from skillsearch.errors import SettingError
from training.evaluation.results import Evaluation
from training.plots.maps import TextMap
from training.plots.series import PairProtocol, pair_protocols, series_of

if TYPE_CHECKING:
    from training.plots.png.canvas import Sheet
    from training.plots.views import DrawnMap

__all__ = ["PAGE", "draw"]

PAGE = "evaluation.html"


def draw(evaluation: Evaluation, maps: Sequence[TextMap], folder: Path) -> list[Path]:
    """Write the PNG files and the page; their paths, the page's last.

    file                         what
    ---------------------------- ---------------------------------------------------------------
    figures-<protocol>.png       bars with intervals, of every protocol
    curves-<protocol>.png        ROC and precision-recall, of protocols with scored pairs
    similarity-<protocol>.png    histograms of right and wrong pairs
    reliability-<protocol>.png   expected against observed, before and after calibration
    map-<id>.png                 t-SNE and PCA of every map, a column a model
    evaluation.html              all of it, interactive, in one file

    The same input gives the same bytes. What cannot be drawn is left out, and the page says why.
    Raises :class:`~skillsearch.errors.SettingError` where there is nothing to draw at all, or the
    folder cannot be written.
    """
    if not evaluation.rows and not any(one.points for one in maps):
        raise SettingError(
            "There is nothing to draw: the evaluation has no rows and no map has points.",
            remedy="Evaluate at least one model on one protocol.",
        )
    from training.plots.page import write_page
    from training.plots.png.canvas import save
    from training.plots.views import drawn_maps

    protocols, without_curves = pair_protocols(evaluation)
    drawn, without_map = drawn_maps(maps)
    sheets = _sheets(evaluation, protocols, drawn)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = [save(sheet(), folder / f"{name}.png") for name, sheet in sheets]
        page = folder / PAGE
        write_page(page, evaluation, protocols, drawn, (*without_curves, *without_map))
    except OSError as error:
        raise SettingError(
            f"The pictures cannot be written to {folder}: {error.strerror}.",
            remedy="Name a folder that can be written with --out, or leave them out: --no-plots.",
        ) from None
    return [*made, page]


def _sheets(
    evaluation: Evaluation, protocols: Sequence[PairProtocol], maps: Sequence[DrawnMap]
) -> Iterator[tuple[str, Callable[[], Sheet]]]:
    """The name of each picture and what makes it, so that one sheet at a time is in memory."""
    from training.plots.png.curves import draw_curves
    from training.plots.png.figures import draw_figures
    from training.plots.png.histograms import draw_histograms
    from training.plots.png.maps import draw_map
    from training.plots.png.reliability import draw_reliability

    series = series_of(evaluation)
    for protocol in evaluation.protocols:
        rows = evaluation.of_protocol(protocol)
        if any(row.figures for row in rows):
            yield f"figures-{protocol}", partial(draw_figures, rows, series)
    for pairs in protocols:
        yield f"curves-{pairs.id}", partial(draw_curves, pairs)
        yield f"similarity-{pairs.id}", partial(draw_histograms, pairs)
        yield f"reliability-{pairs.id}", partial(draw_reliability, pairs)
    for one in maps:
        yield f"map-{one.texts.id}", partial(draw_map, one)
