"""Settings → the encoder that this machine runs best."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

from skillsearch.encoder.base import Encoder
from skillsearch.encoder.exported_model import ExportDamaged, ExportedModel
from skillsearch.encoder.exports import CannotExport, export, export_folder, float_folder
from skillsearch.encoder.extras import has_torch, require_torch
from skillsearch.encoder.registry import ModelSource, locate
from skillsearch.errors import SettingError
from skillsearch.settings import Settings

__all__ = ["load_encoder"]

_log = logging.getLogger(__name__)


def load_encoder(settings: Settings) -> Encoder:
    """The encoder that ``settings`` ask for; ``auto`` is torch where CUDA is, else ONNX.

    The shipped model is opened where it is installed. The ONNX form of any other is made at its
    first use, and mended if it is found damaged; loading it imports no torch. ``auto`` runs a model
    that has no ONNX form with torch, and says so. What torch needs of the shipped model is made
    from it at the first use. Raises :class:`~skillsearch.errors.UnknownModel`,
    :class:`~skillsearch.errors.SettingError`, also where the ``torch`` extra is missing, and
    :class:`~skillsearch.errors.StoreReadOnly`.
    """
    source = locate(settings.model)
    if settings.encoder == "torch" or (settings.encoder == "auto" and _cuda_is_usable()):
        return _torch(source, settings)
    try:
        return _onnx(source, settings)
    except CannotExport as refusal:
        if settings.encoder == "onnx":
            raise
        _log.warning("%s It runs with torch now.", refusal.message)
        return _torch(source, settings)


def _torch(source: ModelSource, settings: Settings) -> Encoder:
    require_torch(f"Running {source.name} with torch")
    from skillsearch.encoder.torch_encoder import TorchEncoder

    if source.exported and source.folder is not None:
        fingerprint = _exported(source.folder).fingerprint
        return TorchEncoder(
            fingerprint.model, float_folder(source, settings.home), weights=fingerprint.weights
        )
    return TorchEncoder(source.name, source.fetch())


def _onnx(source: ModelSource, settings: Settings) -> Encoder:
    from skillsearch.encoder.onnx_encoder import OnnxEncoder

    if source.exported and source.folder is not None:
        try:
            return OnnxEncoder(source.folder, settings.encode_threads)
        except ExportDamaged as damage:
            raise _damaged(source.folder, damage) from None
    folder = export_folder(source, settings.home)
    try:
        return OnnxEncoder(folder, settings.encode_threads)
    except ExportDamaged as damage:
        if folder.exists():
            _log.warning("%s; it is made anew.", damage)
    require_torch(f"Making {source.name} ready to serve")
    export(source, settings.home)
    try:
        return OnnxEncoder(folder, settings.encode_threads)
    except ExportDamaged as damage:
        raise SettingError(
            f"The exported model cannot be used, even made anew: {damage}.",
            remedy=f"Remove {folder}, check the disk, and try again.",
        ) from None


def _exported(folder: Path) -> ExportedModel:
    try:
        return ExportedModel.read(folder)
    except ExportDamaged as damage:
        raise _damaged(folder, damage) from None


def _damaged(folder: Path, damage: ExportDamaged) -> SettingError:
    return SettingError(
        f"The exported model in {folder} cannot be used: {damage}.",
        remedy="Install skillsearch again, or set --model or SKILLSEARCH_MODEL to another model.",
    )


def _cuda_is_usable() -> bool:
    """Whether torch can use CUDA; torch is imported only where an NVIDIA driver is seen."""
    if not has_torch():
        return False
    if os.environ.get("CUDA_VISIBLE_DEVICES", "unset").strip() in ("", "-1"):
        return False
    device_nodes = ("/dev/nvidiactl", "/proc/driver/nvidia/version", "/dev/dxg")
    if not any(Path(node).exists() for node in device_nodes) and not shutil.which("nvidia-smi"):
        return False
    import torch

    return torch.cuda.is_available()
