"""Text → skills: by their labels and by meaning, each with the place that says so.

:func:`open_extractor` is the door; what is costly to make is made once a generation.
"""

from skillsearch.extraction.confidence import DEFAULT_CONFIDENCE
from skillsearch.extraction.extractor import SkillExtractor
from skillsearch.extraction.mentions import (
    Extraction,
    Mention,
    Polarity,
    TextKind,
    Unmatched,
    Way,
)
from skillsearch.extraction.opening import open_extractor, reopen_extractor
from skillsearch.extraction.phrases import Phrase, phrases_of

__all__ = [
    "DEFAULT_CONFIDENCE",
    "Extraction",
    "Mention",
    "Phrase",
    "Polarity",
    "SkillExtractor",
    "TextKind",
    "Unmatched",
    "Way",
    "open_extractor",
    "phrases_of",
    "reopen_extractor",
]
