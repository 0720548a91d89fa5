"""Whether the ``torch`` extra is installed, which only models other than the shipped one need."""

from __future__ import annotations

from importlib.util import find_spec

from skillsearch.errors import SettingError

__all__ = ["has_torch", "require_torch"]

_NEEDED = ("torch", "sentence_transformers", "onnx")


def has_torch() -> bool:
    """Whether every package of the extra is here; none is imported."""
    return not _missing()


def require_torch(purpose: str) -> None:
    """Raise :class:`~skillsearch.errors.SettingError`, begun with ``purpose``, without the extra.

    ``purpose`` is a sentence up to its verb: "To run the model x with torch".
    """
    if missing := _missing():
        raise SettingError(
            f"{purpose} takes packages that are not installed: {', '.join(missing)}.",
            remedy="Install them: pip install 'skillsearch[torch]'. Or use the model that comes "
            "with skillsearch and needs none: leave out --model and SKILLSEARCH_MODEL, and "
            "--encoder.",
        )


def _missing() -> list[str]:
    return [name for name in _NEEDED if find_spec(name) is None]
