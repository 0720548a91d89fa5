"""Text → skills: by their labels and by meaning, each with the place that says so.

:func:`open_extractor` is the door; what is costly to make is made once a generation.
"""

from skillsearch.extraction.extractor import SkillExtractor
from skillsearch.extraction.mentions import Mention
from skillsearch.extraction.opening import open_extractor, reopen_extractor

__all__ = ["Mention", "SkillExtractor", "open_extractor", "reopen_extractor"]
