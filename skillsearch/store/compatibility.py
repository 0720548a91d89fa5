"""Whether an index fits the model that would query it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from skillsearch.encoder.base import Fingerprint
from skillsearch.errors import IndexMismatch

__all__ = ["check_fingerprint"]


def check_fingerprint(
    metadata: Mapping[str, object], fingerprint: Fingerprint, *, model: str = ""
) -> None:
    """Raise :class:`IndexMismatch` unless the index was made by what ``fingerprint`` stands for.

    ``metadata["fingerprint"]`` is ``dataclasses.asdict`` of the fingerprint that made the index;
    ``model`` is how the configured model is named on the command line, where that differs.
    """
    stored = metadata.get("fingerprint")
    configured = asdict(fingerprint)
    if stored == configured:
        return
    again = f"encode it again: skillsearch reindex --model {model or fingerprint.model}"
    if not isinstance(stored, Mapping):
        raise IndexMismatch(
            "The index does not say which model made it.", remedy=f"{again.capitalize()}."
        )
    made_by = str(stored.get("model", "an unknown model"))
    if made_by != fingerprint.model:
        raise IndexMismatch(
            f"The index was made by {made_by} ({stored.get('dimension')} dimensions), and the "
            f"configured model is {fingerprint.model} ({fingerprint.dimension} dimensions).",
            remedy=f"Set SKILLSEARCH_MODEL={made_by}, or {again}.",
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
