"""The exported models of a data folder: found if they are whole, made if they are not."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from skillsearch.encoder.exported_model import EXPORT_VERSION, ExportDamaged, ExportedModel
from skillsearch.encoder.registry import ModelSource
from skillsearch.errors import SettingError, StoreReadOnly

__all__ = ["CannotExport", "export", "export_folder", "float_folder"]

_log = logging.getLogger(__name__)


class CannotExport(SettingError):
    """The model works, but not with the ONNX encoder."""


def export_folder(source: ModelSource, home: Path) -> Path:
    """Where the export of ``source`` is, or will be, in the data folder ``home``."""
    return home / "models" / f"{source.slug}-v{EXPORT_VERSION}"


def export(source: ModelSource, home: Path) -> Path:
    """Make or mend the export of ``source``, in a process of its own, and say so in the log.

    Raises :class:`CannotExport`; :class:`~skillsearch.errors.UnknownModel` or
    :class:`~skillsearch.errors.SettingError` for weights that cannot be had; and
    :class:`~skillsearch.errors.StoreReadOnly` when ``home`` cannot be written.
    """
    weights = source.fetch()
    target = export_folder(source, home)
    _log.info("Exporting %s to ONNX int8 in %s, once; about half a minute.", source.name, target)
    _check_writable(target.parent)
    command = [sys.executable, "-m", "skillsearch.encoder.onnx_export"]
    finished = subprocess.run(
        [*command, source.name, str(weights), str(target)],
        capture_output=True,
        text=True,
        errors="replace",
        env={**os.environ, "CUDA_VISIBLE_DEVICES": ""},
        check=False,
    )
    if finished.returncode != 0:
        _log.debug("the export said: %s", finished.stderr)
        raise _failure(source, target, finished)
    return target


def float_folder(source: ModelSource, home: Path) -> Path:
    """The sentence-transformers form of an exported model, made in the data folder if need be.

    Raises :class:`~skillsearch.errors.StoreReadOnly` when ``home`` cannot be written and
    :class:`~skillsearch.errors.SettingError` for an export that was made for serving alone.
    """
    from skillsearch.encoder.dequantisation import write_float_folder
    from skillsearch.encoder.made_once import make_once

    shipped = source.folder
    assert shipped is not None
    weights = ExportedModel.read(shipped).fingerprint.weights
    target = home / "models" / f"{source.name}-float-{weights[:16]}-v{EXPORT_VERSION}"
    if not target.is_dir():
        _check_writable(target.parent)
        try:
            make_once(target, partial(write_float_folder, shipped), Path.is_dir)
        except ExportDamaged as damage:
            raise SettingError(
                f"{source.name} cannot be run with torch: {damage}.",
                remedy="Run it with SKILLSEARCH_ENCODER=onnx.",
            ) from None
        except OSError as error:
            raise _not_writable(target.parent, error.strerror) from None
    return target


def _check_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(folder, error.strerror) from None
    if not os.access(folder, os.W_OK):
        raise _not_writable(folder, "permission denied")


def _failure(
    source: ModelSource, target: Path, finished: subprocess.CompletedProcess[str]
) -> SettingError | StoreReadOnly:
    try:
        report = json.loads(finished.stdout)
    except ValueError:
        last = (finished.stderr.strip().splitlines() or ["no word"])[-1]
        report = {"refused": f"its export ended with code {finished.returncode} ({last})"}
    if "disk" in report:
        return _not_writable(target.parent, report["disk"])
    return CannotExport(
        f"The model {source.name} cannot be run by the ONNX encoder: {report['refused']}.",
        remedy="Run it with torch: SKILLSEARCH_ENCODER=torch.",
    )


def _not_writable(folder: Path, reason: str | None) -> StoreReadOnly:
    return StoreReadOnly(
        f"The exported model cannot be written to {folder}: {reason}.",
        remedy="Free space or change its permissions, or choose another folder with --data-dir "
        "or SKILLSEARCH_DATA_DIR.",
    )
