"""How much a term weighs, which breadth admits it, and which terms say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from search.expansion.answers import Term
from skillsearch.errors import QueryError
from skillsearch.extraction.words import label_words, singular
from skillsearch.text import core_label, words

__all__ = [
    "DEFAULT_BREADTH",
    "MEANING_SHARE",
    "NEIGHBOUR_SHARE",
    "TAXONOMY_SHARE",
    "WEIGHTS",
    "admitted",
    "check_breadth",
    "distinct",
    "least_weight",
    "lengthy",
    "spellings",
    "synonym_weight",
    "trust",
]

DEFAULT_BREADTH = 0.5

WEIGHTS = {
    "spelling": 0.97,
    "preferred": 0.96,
    "narrower": 0.80,
    "namesake": 0.65,
    "relation": 0.55,
    "title": 0.50,
    "broader": 0.40,
}
"""Of kinds whose terms are all alike. Terms found by a cosine weigh a share of it:"""

TAXONOMY_SHARE = 0.9
MEANING_SHARE = 0.75
NEIGHBOUR_SHARE = 0.7

MAX_WORDS = 6
PER_WORD = 0.02
"""A term loses as much for each word beyond three: nobody writes it so. None has more than six."""

SAME = 0.6
"""A label this near to the preferred one says the same. What lies below is easily something
else: ESCO calls a welder a fitter (.29) and a security guard a garden guardian (.32)."""

UNDOUBTED_NAME = 0.75

MAX_ABBREVIATION = 5

_JOINED = frozenset(("of", "and", "the", "in", "for", "to", "a", "an", "that", "is", "by", "with"))


def synonym_weight(label: str, preferred: str, cosine: float) -> float:
    """The weight of another label of a concept, by its cosine to the preferred one.

    .93 to .95 where it says the same; else .35 and .6 of the cosine, which breadth 0 leaves out.
    """
    if cosine >= SAME or _abbreviates(label, preferred):
        return 0.9 + 0.05 * min(max(cosine, 0.0), 1.0)
    return 0.35 + 0.6 * max(cosine, 0.0)


def trust(name: str, preferred: str, cosine: float) -> float:
    """The share of their weights that a concept's terms keep, when the query calls it ``name``.

    1 where the name is near to the preferred label; below .75 the square of the cosine's share of
    that, because a "site manager" (.51) is rarely the mine manager whom a taxonomy means by it.
    """
    if cosine >= UNDOUBTED_NAME or _abbreviates(name, preferred):
        return 1.0
    return (max(cosine, 0.0) / UNDOUBTED_NAME) ** 2


def _abbreviates(name: str, label: str) -> bool:
    """Whether the letters of an acronym stand in a label in that order, as of "k8s" and "NLP".

    An encoder cannot tell: such letters mean nothing to it.
    """
    if len(name) > MAX_ABBREVIATION or not name.isalnum():
        return False
    if not (name.isupper() or any(c.isdigit() for c in name)):
        return False
    letters = [c for c in name.casefold() if c.isalpha()]
    rest = iter(label.casefold())
    return bool(letters) and label.casefold()[:1] == letters[0] and all(c in rest for c in letters)


def least_weight(breadth: float) -> float:
    """The weight that a term must have: 0.9 at breadth 0, 0.34 at breadth 1, straight between."""
    return 0.9 - 0.56 * breadth


def check_breadth(breadth: float) -> float:
    """The breadth; raises :class:`~skillsearch.errors.QueryError` where it is out of range."""
    if not 0.0 <= breadth <= 1.0:  # false for NaN too
        raise QueryError(
            f"breadth = {breadth} is out of range.",
            remedy="Use 0 (other spellings only) to 1 (neighbours and titles too).",
        )
    return breadth


def admitted(terms: Iterable[Term], breadth: float) -> list[Term]:
    """The terms that a breadth admits, in the order given; a larger breadth admits no fewer."""
    least = least_weight(breadth)
    return [t for t in terms if t.weight >= least - 1e-9]


def spellings(label: str) -> list[str]:
    """A label as people write it: without its qualifier, "waiter/waitress" as two; [] if too long.

    >>> spellings("Python (computer programming)"), spellings("waiter/waitress")
    (['Python'], ['waiter', 'waitress'])
    """
    core = core_label(label).strip()
    both = core.split("/")
    if len(both) == 2 and all(part and part.isalpha() and len(part) > 3 for part in both):
        return both
    return [core] if 0 < len(words(core)) <= MAX_WORDS else []


def lengthy(weight: float, text: str) -> float:
    """The weight of a term, less for one of many words; a spelling never falls below breadth 0."""
    less = weight - PER_WORD * max(0, len(words(text)) - 3)
    return round(max(less, 0.9) if weight >= 0.9 else less, 4)


def distinct(typed: Sequence[str], terms: Iterable[Term]) -> list[Term]:
    """The terms by falling weight, without those that say what was typed or what another says.

    Singular and plural, the order of words, and "of" and "the" make no difference. Terms that hold
    a shorter one word for word are marked as covered by it.
    """
    seen = {_key(text) for text in typed}
    kept: list[Term] = []
    for term in sorted(terms, key=lambda t: (-t.weight, len(t.text), t.text.casefold(), t.text)):
        key = _key(term.text)
        if key and key not in seen:
            seen.add(key)
            kept.append(term)
    shown = [(text, _run(text)) for text in typed]
    covered: list[Term] = []
    for term in kept:
        own = _run(term.text)
        heavier = shown + [(t.text, _run(t.text)) for t in kept if t.weight >= term.weight]
        cover = next((text for text, run in heavier if run != own and _holds(own, run)), "")
        covered.append(replace(term, covered_by=cover))
    return covered


def _key(text: str) -> tuple[str, ...]:
    return tuple(sorted(singular(w.form) for w in label_words(text) if w.form not in _JOINED))


def _run(text: str) -> list[str]:
    """As a search engine divides it at least: "JS" does not find Vue.js."""
    return text.casefold().split()


def _holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    size = len(part)
    return 0 < size < len(whole) and any(
        list(whole[i : i + size]) == list(part) for i in range(len(whole) - size + 1)
    )
