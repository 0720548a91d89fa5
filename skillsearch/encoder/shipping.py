"""A sentence-transformers folder → the folder that a release carries, small and self-contained.

Beside the three files of any export it has the model card and the small files from which, with the
weights in ``model.onnx``, a sentence-transformers folder is made again.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from skillsearch.encoder.dequantisation import DESCRIPTION, float_weights, write_float_folder
from skillsearch.encoder.exported_model import ExportDamaged, ExportedModel, is_whole
from skillsearch.encoder.made_once import make_once
from skillsearch.encoder.registry import SHIPPED, locate
from skillsearch.errors import SettingError

__all__ = ["Shipped", "export_floats", "ship"]

_DESCRIBING = (
    "config.json",
    "modules.json",
    "config_sentence_transformers.json",
    "sentence_bert_config.json",
    "special_tokens_map.json",
    "tokenizer_config.json",
)
_PLACES = ("_name_or_path", "name_or_path")
"""Entries that name the folder where a model was made, which is nobody's business."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """What was made: ``size`` counts bytes of weights and tokenizer, ``total`` of all files."""

    folder: Path
    model: ExportedModel
    size: int
    total: int


def ship(source: Path, target: Path, *, name: str = "", max_bytes: int = 25_000_000) -> Shipped:
    """Make ``target`` from the BERT model in ``source``; its name is that of ``target`` by default.

    A model that was shipped to ``target`` before is replaced. The fingerprint's hash is that of the
    ``model.onnx`` made here. Raises :class:`~skillsearch.errors.SettingError` for what cannot be
    shipped: no such model, one too large, one whose int8 vectors are too far off.
    """
    from skillsearch.encoder.onnx_export import ExportRefused, fill

    name = name or target.resolve().name
    if target.exists() and not _is_replaceable(target):
        raise SettingError(
            f"{target} exists and holds something else than a shipped model.",
            remedy="Name another folder, or empty this one.",
        )
    for needed in ("config.json", "modules.json"):
        if not (source / needed).is_file():
            raise SettingError(
                f"{source} is no sentence-transformers folder: {needed} is missing.",
                remedy="Name a folder made by SentenceTransformer.save() or skillsearch train.",
            )

    made: list[ExportedModel] = []

    def make(folder: Path) -> None:
        made.append(fill(folder, name, source, as_shipped=True))
        _describe(source, folder)
        if (size := _size(folder)) > max_bytes:
            raise ExportRefused(f"it takes {size:,} bytes, and {max_bytes:,} are allowed")

    try:
        make_once(target, make, whole=lambda _: False)
    except OSError as error:
        raise SettingError(
            f"{target} cannot be written: {error.strerror}.", remedy="Name another folder."
        ) from None
    except ExportRefused as refusal:
        raise SettingError(
            f"The model in {source} cannot be shipped: {refusal}.",
            remedy="Ship one that was trained from all-MiniLM-L6-v2, say; --max-megabytes sets the "
            "largest size.",
        ) from None
    finally:
        (target.parent / "export.lock").unlink(missing_ok=True)
    total = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    return Shipped(target, made[0], _size(target), total)


def export_floats(name: str, target: Path) -> None:
    """Write the shipped model ``name`` (or in the folder ``name``) for sentence-transformers.

    Raises :class:`~skillsearch.errors.SettingError` for a model that was not shipped, or a
    ``target`` that is not empty, and :class:`~skillsearch.errors.UnknownModel`.
    """
    source = locate(name)
    if not source.exported or source.folder is None:
        raise SettingError(
            f"{name} is no shipped model: its weights are in the form of torch already.",
            remedy=f"Name {SHIPPED}, or a folder made by skillsearch models ship.",
        )
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise SettingError(f"{target} is not empty.", remedy="Name a new folder.")
    try:
        target.mkdir(parents=True, exist_ok=True)
        write_float_folder(source.folder, target)
    except ExportDamaged as damage:
        raise SettingError(f"{name} cannot be exported: {damage}.") from None
    except OSError as error:
        raise SettingError(
            f"{target} cannot be written: {error.strerror}.", remedy="Name another folder."
        ) from None


def _describe(source: Path, folder: Path) -> None:
    """Copy card and small files, and see that the weights can be read back: each, in its shape."""
    from safetensors import safe_open

    from skillsearch.encoder.onnx_export import ExportRefused

    if (source / "README.md").is_file():
        shutil.copyfile(source / "README.md", folder / "README.md")
    modules = json.loads((source / "modules.json").read_text(encoding="utf-8"))
    of_modules = (f"{module['path']}/config.json" for module in modules if module["path"])
    for relative in (*_DESCRIBING, *of_modules):
        if (source / relative).is_file():
            target = folder / DESCRIPTION / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            fields = json.loads((source / relative).read_text(encoding="utf-8"))
            if isinstance(fields, dict):
                fields = {key: value for key, value in fields.items() if key not in _PLACES}
            target.write_text(json.dumps(fields, indent=2) + "\n", encoding="utf-8")
    found = {name: value.shape for name, value in float_weights(folder / "model.onnx").items()}
    with safe_open(source / "model.safetensors", "np") as weights:
        for name in weights.keys():  # noqa: SIM118 - it is no mapping
            wanted = tuple(weights.get_slice(name).get_shape())
            used = not name.startswith("pooler.") and not name.endswith("_ids")
            if used and found.get(name) != wanted:
                raise ExportRefused(f"its {name} could not be read back; only BERT models can be")


def _is_replaceable(target: Path) -> bool:
    return is_whole(target) or (target.is_dir() and not any(target.iterdir()))


def _size(folder: Path) -> int:
    return sum((folder / name).stat().st_size for name in ("model.onnx", "tokenizer.json"))
