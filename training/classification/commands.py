"""``skillsearch train classify``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.markup import escape

from skillsearch.console import (
    ENCODER_SETTINGS,
    STORE_SETTINGS,
    SectionedCommand,
    console,
    json_option,
    print_json,
    print_warnings,
    progress_console,
    settings_options,
)
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from indexer.display import ProgressWatcher
    from skillsearch.classification.classifier import Classifier
    from skillsearch.encoder.base import Encoder
    from training.classification.crossvalidation import Validation
    from training.classification.labelled import LabelledSet
    from training.classification.sources import Labels

__all__ = ["classify"]

_path = click.Path(path_type=Path)


@click.command(cls=SectionedCommand, short_help="Learn role categories from your own resumes.")
@click.argument("source", type=_path, metavar="FOLDER|CSV")
@click.option(
    "--out", type=_path, metavar="FOLDER", help="Default: where classify looks, in the data folder."
)
@click.option("--without", multiple=True, metavar="CATEGORY", help="Leave it out; repeatable.")
@click.option(
    "--sure",
    type=click.FloatRange(0.5, 0.999),
    default=0.9,
    show_default=True,
    help='Share of answers to be right; below it: "not sure".',
)
@json_option
@settings_options(*STORE_SETTINGS, *ENCODER_SETTINGS, "tenant")
def classify(
    source: Path,
    out: Path | None,
    without: tuple[str, ...],
    sure: float,
    as_json: bool,
    settings: Settings,
) -> None:
    """Learn role categories from labelled resumes: forest, linear SVM, network; the best is kept.

    FOLDER has a sub-folder a category. CSV has the column category, and path (of a file) or
    external_id (of an indexed candidate). All are compared with TF-IDF in five folds.

    \b
    skillsearch train classify resumes-by-role/
    skillsearch train classify hired.csv --without Other --sure 0.95
    """
    from training.engine.requirements import require_training

    require_training()
    from indexer.display import ProgressWatcher
    from skillsearch.classification.saving import classifier_folder, save_classifier
    from skillsearch.encoder import load_encoder
    from training.classification.card import classifier_card
    from training.classification.drawing import draw_confusion
    from training.classification.sources import labels_of
    from training.classification.training import trained

    labels = labels_of(source)
    encoder = load_encoder(settings)
    with ProgressWatcher(progress_console()) as watcher:
        labelled = _read(labels, encoder, watcher, settings).without(without)
        labelled.check()
        watcher.stage("cross-validation", 20)
        classifier, validation = trained(
            labelled, encoder.fingerprint, sure, lambda name: watcher.advance(1)
        )
    folder = out or classifier_folder(settings.home, settings.tenant)

    def beside(building: Path) -> None:
        (building / "README.md").write_text(classifier_card(classifier), encoding="utf-8")
        said = f"{validation.best}, five folds: counts; the shade is the share of the row"
        draw_confusion(
            validation.confusion, validation.categories, said, building / "confusion.png"
        )

    save_classifier(classifier, folder, beside)
    if as_json:
        print_json({"classifier": str(folder), **classifier.record})
        return
    _show(classifier, validation, folder)
    print_warnings(
        [f"{count:,} left out: {reason}." for reason, count in labelled.left_out.items()]
    )


def _read(
    labels: Labels, encoder: Encoder, watcher: ProgressWatcher, settings: Settings
) -> LabelledSet:
    from skillsearch.store import open_store
    from training.classification.reading import read_candidates, read_files

    watcher.stage("resumes", len(labels))
    if labels.kind == "files":
        return read_files(labels, encoder, settings.tenant, watcher.advance)
    with open_store(settings) as store:
        return read_candidates(labels, store, encoder, settings.tenant, watcher.advance)


def _show(classifier: Classifier, validation: Validation, folder: Path) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    for name in ("method", "macro-F1", "95 %", "accuracy"):
        table.add_column(name, justify="left" if name == "method" else "right", no_wrap=True)
    record: Any = classifier.record["validation"]
    for one in record["methods"]:
        name = one["method"]
        table.add_row(
            f"[bold]{name}[/bold]" if name == validation.best else name,
            f"{100 * one['macro_f1']:.1f}",
            f"{100 * one['low']:.1f}–{100 * one['high']:.1f}",
            f"{100 * one['accuracy']:.1f}",
        )
    out = console()
    out.print(table)
    sure = record["sure"]
    out.print(
        f"\n{classifier.record['data']['resumes']:,} resumes in {len(classifier.categories)} "
        f"categories. An answer is given for {100 * sure['answered']:.0f} % of them, of which "
        f"{100 * sure['right']:.0f} % are right; the others are not sure.",
        soft_wrap=True,
    )
    out.print(
        f"The {validation.best} is in [bold]{escape(str(folder))}[/bold], with its card in "
        "README.md and the confusions in confusion.png.",
        soft_wrap=True,
    )
    out.print("Use it: skillsearch classify --resume FILE", soft_wrap=True)
