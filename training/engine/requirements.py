"""Whether what training needs is installed."""

from __future__ import annotations

from importlib.util import find_spec

from skillsearch.errors import SettingError

__all__ = ["require_training"]

_NEEDED = (
    "torch",
    "sentence_transformers",
    "datasets",
    "accelerate",
    "sklearn",
    "scipy",
    "matplotlib",
    "plotly",
)


def require_training() -> None:
    """Raise :class:`~skillsearch.errors.SettingError` where the ``train`` extra is missing."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise SettingError(
            f"Training and evaluation need packages that are not installed: {', '.join(missing)}.",
            remedy="Install them: pip install 'skillsearch[train]'.",
        )
