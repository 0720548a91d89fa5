"""Whether an index fits the model that would query it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import asdict

from skillsearch.encoder.base import Fingerprint
from skillsearch.errors import IndexMismatch

__all__ = ["DOCUMENT_LAYOUT", "check_fingerprint", "check_layout", "model_of"]

DOCUMENT_LAYOUT = 2
"""What a collection of candidates or postings holds; raised whenever a vector or field is new."""


def model_of(metadata: Mapping[str, object]) -> str:
    """What to set SKILLSEARCH_MODEL to for the model that made a generation; "" if unknown.

    ``metadata["model"]`` is :func:`~skillsearch.encoder.references.reference_of` that model, where
    it was noted; else the fingerprint has the name, which of a folder is only the last part.
    """
    stored = metadata.get("fingerprint")
    noted = metadata.get("model") or (stored.get("model") if isinstance(stored, Mapping) else "")
    return str(noted or "")


def check_layout(metadata: Mapping[str, object], alias: str) -> None:
    """Raise :class:`IndexMismatch` unless a collection of documents is laid out as of today."""
    layout = metadata.get("layout")
    if layout != DOCUMENT_LAYOUT:
        raise IndexMismatch(
            f"The {alias} were indexed by another version of skillsearch (layout "
            f"{1 if layout is None else layout}; this one has {DOCUMENT_LAYOUT}).",
            remedy="Index the documents again into a new folder: --data-dir FOLDER.",
        )


def check_fingerprint(
    metadata: Mapping[str, object], fingerprint: Fingerprint, *, model: str = ""
) -> None:
    """Raise :class:`IndexMismatch` unless the index was made by what ``fingerprint`` stands for.

    ``metadata["fingerprint"]`` is ``dataclasses.asdict`` of the fingerprint that made the index;
    ``model`` is the configured model as :func:`~skillsearch.encoder.references.reference_of` gives
    it, where that is not its name.
    """
    stored = metadata.get("fingerprint")
    configured = asdict(fingerprint)
    if stored == configured:
        return
    model = model or fingerprint.model
    again = f"encode it again: skillsearch reindex --model {shlex.quote(model)}"
    if not isinstance(stored, Mapping):
        raise IndexMismatch("The index does not say which model made it.", remedy=f"E{again[1:]}.")
    made_by = model_of(metadata) or "an unknown model"
    noted_elsewhere = "model" in metadata and made_by != model
    if stored.get("model") != fingerprint.model or noted_elsewhere:
        raise IndexMismatch(
            f"The index was made by {made_by} ({stored.get('dimension')} dimensions), and the "
            f"configured model is {model} ({fingerprint.dimension} dimensions).",
            remedy=f"Set SKILLSEARCH_MODEL={shlex.quote(made_by)}, or {again}.",
        )
    differences = ", ".join(
        f"{key} {stored.get(key, 'absent')} there and {value} here"
        for key, value in configured.items()
        if stored.get(key) != value
    )
    raise IndexMismatch(
        f"The index was made by another build of {made_by} ({stored.get('dimension')} dimensions, "
        f"configured {fingerprint.dimension}): {differences or 'unknown further fields'}.",
        remedy=f"Use the build that made it, or {again}.",
    )
