"""py3langid, loaded when it is first asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

__all__ = ["classify"]


def classify(text: str, languages: Sequence[str]) -> str:
    """The ISO 639-1 code of the one of some languages that a text is in."""
    code: str = _identifier(tuple(languages)).classify(text)[0]
    return code


@lru_cache(maxsize=2)
def _identifier(languages: tuple[str, ...]) -> Any:
    from py3langid.langid import (
        MODEL_FILE,
        LanguageIdentifier,
    )

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(languages))
    return identifier
