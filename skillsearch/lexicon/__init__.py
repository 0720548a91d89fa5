"""All labels of a collection, held for what a vector cannot do: letters, prefixes, typos."""

from skillsearch.lexicon.build import load_lexicon
from skillsearch.lexicon.correction import Correction, correct
from skillsearch.lexicon.lexicon import Lexicon, Scope
from skillsearch.lexicon.matching import LabelMatch, match_labels
from skillsearch.lexicon.typeahead import Suggestion, suggest

__all__ = [
    "Correction",
    "LabelMatch",
    "Lexicon",
    "Scope",
    "Suggestion",
    "correct",
    "load_lexicon",
    "match_labels",
    "suggest",
]
