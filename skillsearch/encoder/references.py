"""What to call a model so that it is found again from anywhere."""

from __future__ import annotations

from skillsearch.encoder.registry import locate
from skillsearch.errors import UnknownModel

__all__ = ["reference_of"]


def reference_of(model: str) -> str:
    """What ``--model`` and ``SKILLSEARCH_MODEL`` take from any working directory.

    The absolute path of a folder, else the name, as it is if nothing goes by it. A fingerprint has
    the bare name of a folder: it must not change when the folder moves.
    """
    try:
        source = locate(model)
    except UnknownModel:
        return model
    return str(source.folder) if source.key.startswith("folder:") else source.name
