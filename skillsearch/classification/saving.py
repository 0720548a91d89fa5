"""A classifier as a folder: JSON and plain arrays, nothing that runs code when it is read.

    classifier.json   categories, temperature, threshold, the encoder, the record of the training
    head.npz          the arrays of the head
    examples.npz      whom it learned from
    README.md         the card, with pictures beside it

What a training writes besides is left to it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skillsearch.classification.classifier import Classifier, Examples
from skillsearch.classification.heads import head_of
from skillsearch.errors import NotFound, SettingError

__all__ = ["classifier_folder", "forget_example", "load_classifier", "save_classifier"]

FORMAT = 1

_TRAIN = "Make one: skillsearch train classify FOLDER (with a folder of resumes a category)."


def classifier_folder(home: Path, tenant: str) -> Path:
    """Where the classifier of a tenant is: ``classifiers/TENANT`` in the data folder ``home``."""
    # a tenant may be called anything, ".." too
    safe = "".join(c if c.isalnum() or c in "-_" else f"%{ord(c):X}" for c in tenant)
    return home / "classifiers" / safe


def save_classifier(
    classifier: Classifier, folder: Path, more: Callable[[Path], None] | None = None
) -> None:
    """Write it aside, ``more`` beside it, then put it in the place of what ``folder`` held.

    Raises :class:`~skillsearch.errors.SettingError` where that cannot be done, or where the folder
    holds something else than a classifier.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "classifier.json").is_file():
        raise SettingError(
            f"{folder} holds something else than a classifier.", remedy="Name another with --out."
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as error:
        raise _unwritable(folder, error) from None
    try:
        _write(classifier, building)
        if more is not None:
            more(building)
        former = building.with_name(f"{building.name}.former")
        if folder.exists():
            folder.rename(former)
        building.rename(folder)
        shutil.rmtree(former, ignore_errors=True)
    except OSError as error:
        raise _unwritable(folder, error) from None
    finally:
        shutil.rmtree(building, ignore_errors=True)


def load_classifier(folder: Path) -> Classifier:
    """What :func:`save_classifier` wrote.

    Raises :class:`~skillsearch.errors.NotFound` where there is none, and
    :class:`~skillsearch.errors.SettingError` for one that is damaged or of another version.
    """
    if not (folder / "classifier.json").is_file():
        raise NotFound(f"There is no classifier in {folder}.", remedy=_TRAIN)
    try:
        head = json.loads((folder / "classifier.json").read_text(encoding="utf-8"))
        if head["format"] != FORMAT:
            raise SettingError(
                f"The classifier in {folder} is of version {head['format']}, not {FORMAT}.",
                remedy=_TRAIN,
            )
        examples = _arrays(folder / "examples.npz")
        return Classifier(
            categories=tuple(map(str, head["categories"])),
            head=head_of(head["head"], _arrays(folder / "head.npz")),
            temperature=float(head["temperature"]),
            threshold=float(head["threshold"]),
            sure=float(head["sure"]),
            model=str(head["model"]),
            fingerprint=str(head["fingerprint"]),
            examples=Examples(
                tuple(map(str, examples["point_ids"].tolist())),
                tuple(map(str, examples["external_ids"].tolist())),
                tuple(map(int, examples["categories"].tolist())),
                examples["vectors"],
            ),
            record=head["record"],
            features=str(head["features"]),
        )
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise SettingError(
            f"The classifier in {folder} is damaged: {type(error).__name__}: {error}.",
            remedy=_TRAIN,
        ) from None


def forget_example(folder: Path, point_id: str) -> bool:
    """Take a person out of those that the classifier in ``folder`` learned from, if they are there.

    Its weights stay as they are: they hold nobody's text or vector. Raises
    :class:`~skillsearch.errors.SettingError` where the file cannot be written.
    """
    path = folder / "examples.npz"
    if not path.is_file():
        return False
    held = _arrays(path)
    kept = held["point_ids"] != point_id
    if kept.all():
        return False
    rest = {name: rows[kept] if len(rows) == len(kept) else rows for name, rows in held.items()}
    aside = path.with_name(".examples.npz")
    try:
        np.savez(aside, **rest)  # type: ignore[arg-type]  # the stub takes a flag of this name
        aside.replace(path)
    except OSError as error:
        raise _unwritable(folder, error) from None
    return True


def _write(classifier: Classifier, folder: Path) -> None:
    head = {
        "format": FORMAT,
        "head": classifier.head.kind,
        "features": classifier.features,
        "categories": list(classifier.categories),
        "temperature": classifier.temperature,
        "threshold": classifier.threshold,
        "sure": classifier.sure,
        "model": classifier.model,
        "fingerprint": classifier.fingerprint,
        "record": dict(classifier.record),
    }
    text = json.dumps(head, indent=2, ensure_ascii=False)
    (folder / "classifier.json").write_text(text + "\n", encoding="utf-8")
    arrays: dict[str, Any] = classifier.head.arrays()
    np.savez(folder / "head.npz", **arrays)
    examples = classifier.examples
    np.savez(
        folder / "examples.npz",
        point_ids=np.array(examples.point_ids, dtype=np.str_),
        external_ids=np.array(examples.external_ids, dtype=np.str_),
        categories=np.array(examples.categories, dtype=np.int32),
        vectors=examples.vectors,
    )


def _arrays(path: Path) -> dict[str, NDArray[Any]]:
    with np.load(path, allow_pickle=False) as held:
        return {name: held[name] for name in held.files}


def _unwritable(folder: Path, error: OSError) -> SettingError:
    return SettingError(
        f"The classifier cannot be written to {folder}: {error.strerror or error}.",
        remedy="Change its permissions, or name another folder with --out.",
    )
