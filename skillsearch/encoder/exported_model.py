"""An exported model's folder: what is in it, and whether it is whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from skillsearch.encoder.base import Fingerprint, Vectors

__all__ = ["EXPORT_VERSION", "ExportDamaged", "ExportedModel", "digest_of", "is_whole"]

EXPORT_VERSION = 2
"""Raised when the export itself changes: older folders are then left alone and made anew."""


_MIN_AGREEMENT = 0.999


class ExportDamaged(Exception):
    """The folder is missing or not whole; the export mends it, so no user meets this."""


@dataclass(frozen=True, slots=True)
class ExportedModel:
    """``model.onnx`` (token ids → unit vectors), ``tokenizer.json``, and this as ``config.json``.

    ``sha256`` is that of ``model.onnx`` and ``tokenizer.json``, by name. ``min_cosine`` to float32
    and ``movement`` (largest change of a component when a text is encoded alone) are those
    measured on the canonical texts at the export. ``probe`` is the vector of
    :data:`~skillsearch.encoder.fidelity.PROBE` in exact integer sums, in ten-thousandths, by which
    a processor is known whose sums saturate; "" makes the encoder take the exact ones.
    """

    fingerprint: Fingerprint
    sha256: dict[str, str]
    pad_token_id: int
    min_cosine: float
    movement: float
    probe: str = ""

    def agrees(self, vector: Vectors) -> bool:
        """Whether ``vector``, of any length, has the direction of the probe's but for rounding.

        Where sums saturate, canonical texts come to cosines of 0.994 to 0.998 (emulated); where
        they do not, float sums in another order to 0.9999.
        """
        expected = np.array(self.probe.split(), dtype=np.float32)
        if expected.shape != vector.shape:
            return False
        lengths = np.linalg.norm(vector) * np.linalg.norm(expected)
        return bool(vector @ expected >= _MIN_AGREEMENT * lengths)

    def write(self, folder: Path) -> None:
        """Put ``config.json`` into the folder."""
        text = json.dumps(asdict(self), indent=2)
        (folder / "config.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> ExportedModel:
        """The folder's ``config.json``, once both files were seen to be the ones it describes.

        Raises :class:`ExportDamaged` if anything is missing, cut short or changed.
        """
        try:
            fields = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            fingerprint = Fingerprint(**fields.pop("fingerprint"))
            model = cls(fingerprint=fingerprint, **fields)
            for name, expected in model.sha256.items():
                if digest_of(folder / name) != expected:
                    raise ExportDamaged(f"{folder / name} is not the file that was exported")
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise ExportDamaged(f"{folder} cannot be read: {error}") from None
        return model


def is_whole(folder: Path) -> bool:
    """Whether the folder holds an exported model, undamaged."""
    try:
        ExportedModel.read(folder)
    except ExportDamaged:
        return False
    return True


def digest_of(file: Path) -> str:
    """SHA-256 (hex) of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
