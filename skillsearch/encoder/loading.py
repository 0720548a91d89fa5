"""Settings → the encoder that this machine runs best."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

from skillsearch.encoder.base import Encoder
from skillsearch.encoder.exports import CannotExport, export, export_folder
from skillsearch.encoder.registry import ModelSource, locate
from skillsearch.errors import SettingError
from skillsearch.settings import Settings

__all__ = ["load_encoder"]

_log = logging.getLogger(__name__)


def load_encoder(settings: Settings) -> Encoder:
    """The encoder that ``settings`` ask for; ``auto`` is torch where CUDA is, else ONNX.

    The ONNX form of a model is made at its first use, and mended if it is found damaged; loading
    it imports no torch. ``auto`` runs a model that has no ONNX form with torch, and says so.
    Raises :class:`~skillsearch.errors.UnknownModel`, :class:`~skillsearch.errors.SettingError` and
    :class:`~skillsearch.errors.StoreReadOnly`.
    """
    source = locate(settings.model)
    if settings.encoder == "torch" or (settings.encoder == "auto" and _cuda_is_usable()):
        return _torch(source)
    try:
        return _onnx(source, settings)
    except CannotExport as refusal:
        if settings.encoder == "onnx":
            raise
        _log.warning("%s It runs with torch now.", refusal.message)
        return _torch(source)


def _torch(source: ModelSource) -> Encoder:
    from skillsearch.encoder.torch_encoder import TorchEncoder

    return TorchEncoder(source.name, source.fetch())


def _onnx(source: ModelSource, settings: Settings) -> Encoder:
    from skillsearch.encoder.exported_model import ExportDamaged
    from skillsearch.encoder.onnx_encoder import OnnxEncoder

    folder = export_folder(source, settings.home)
    try:
        return OnnxEncoder(folder, settings.encode_threads)
    except ExportDamaged as damage:
        if folder.exists():
            _log.warning("%s; it is made anew.", damage)
    export(source, settings.home)
    try:
        return OnnxEncoder(folder, settings.encode_threads)
    except ExportDamaged as damage:
        raise SettingError(
            f"The exported model cannot be used, even made anew: {damage}.",
            remedy=f"Remove {folder}, check the disk, and try again.",
        ) from None


def _cuda_is_usable() -> bool:
    """Whether torch can use CUDA; torch is imported only where an NVIDIA driver is seen."""
    if os.environ.get("CUDA_VISIBLE_DEVICES", "unset").strip() in ("", "-1"):
        return False
    device_nodes = ("/dev/nvidiactl", "/proc/driver/nvidia/version", "/dev/dxg")
    if not any(Path(node).exists() for node in device_nodes) and not shutil.which("nvidia-smi"):
        return False
    import torch

    return torch.cuda.is_available()
