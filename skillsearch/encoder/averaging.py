"""The mean of several models' weights: often better than any of them on what none was tuned for.

"Model soups", Wortsman et al., ICML 2022. The models must have come from the same one.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skillsearch.encoder.made_once import make_once
from skillsearch.errors import SettingError

__all__ = ["average"]

_WEIGHTS = "model.safetensors"


def average(sources: Sequence[Path], target: Path) -> None:
    """Make ``target`` a sentence-transformers folder with the mean weights of ``sources``.

    Everything but the weights is that of the first. Raises
    :class:`~skillsearch.errors.SettingError` where a folder has no ``model.safetensors``, where
    the models do not have the same weights by name and shape, and where the target exists.
    """
    if target.exists() and any(target.iterdir()):
        raise SettingError(f"{target} is not empty.", remedy="Choose a new folder.")
    weights = [_read(source) for source in sources]
    first = weights[0]
    for source, other in zip(sources[1:], weights[1:], strict=True):
        odd = sorted(
            name
            for name in first.keys() | other.keys()
            if name not in first or name not in other or first[name].shape != other[name].shape
        )
        if odd:
            raise SettingError(
                f"{source} and {sources[0]} are models of different shapes: {odd[0]} differs.",
                remedy="Average models that were trained from the same one.",
            )
    mean = {name: _mean([each[name] for each in weights]) for name in first}

    def make(folder: Path) -> None:
        from safetensors.numpy import save_file

        shutil.copytree(
            sources[0], folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(_WEIGHTS)
        )
        save_file(mean, folder / _WEIGHTS, metadata={"format": "pt"})

    make_once(target, make, lambda folder: (folder / _WEIGHTS).is_file())


def _mean(values: Sequence[NDArray[np.generic]]) -> NDArray[np.generic]:
    if not np.issubdtype(values[0].dtype, np.floating):
        return values[0]
    mean: NDArray[np.generic] = np.mean(np.stack(values), axis=0, dtype=np.float64).astype(
        values[0].dtype
    )
    return mean


def _read(source: Path) -> dict[str, NDArray[np.generic]]:
    from safetensors.numpy import load_file

    path = source / _WEIGHTS
    if not path.is_file():
        raise SettingError(
            f"{source} has no {_WEIGHTS}, so it is no sentence-transformers folder.",
            remedy="Name the model folder of a run, as in runs/house/model.",
        )
    loaded: dict[str, NDArray[np.generic]] = load_file(path)
    return loaded
