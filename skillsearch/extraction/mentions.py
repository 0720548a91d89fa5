"""What an extraction gives: places of a text that name a skill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Mention", "Way"]

Way = Literal["alias", "semantic"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a skill; ``start`` and ``end`` count characters of the text read.

    ``text`` is ``text[start:end]``. ``skill`` is the point id, ``id`` the taxonomy's own, ``label``
    its preferred label. By ``alias`` the span is a spelling of one of the labels, by ``semantic``
    it is a whole piece whose meaning is near. ``confidence`` (0–1) is explained in
    :mod:`skillsearch.extraction.confidence`. ``piece`` is the number of the piece it stands in.
    """

    start: int
    end: int
    text: str
    skill: str
    id: str
    label: str
    taxonomy: str
    version: str
    match: Way
    confidence: float
    piece: int
