"""A tree written in the query languages of job boards, applicant tracking systems, Elasticsearch.

Mixed operators always get brackets, so that no dialect's own precedence counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from search.expansion.answers import Dialect
from search.expansion.tree import AllOf, AnyOf, Clause, Leaf, NoneOf

__all__ = ["DIALECTS", "elasticsearch_json", "write"]

_PLAIN = re.compile(r"[^\W_]+")
_QUOTES = re.compile('["“”„‟«»]')
_QUOTES_AND_BRACKETS = re.compile('["“”„‟«»()]')
_RESERVED = frozenset(("AND", "OR", "NOT", "TO", "NEAR"))
MIN_STARRED = 6


def write(clause: Clause, dialect: Dialect) -> str:
    """The clause as a query string."""
    return _written(clause, DIALECTS[dialect])


def _written(clause: Clause, leaf: Callable[[Leaf], str]) -> str:
    if isinstance(clause, Leaf):
        return leaf(clause)
    if isinstance(clause, NoneOf):
        inner = _written(clause.child, leaf)
        return f"NOT {inner}" if isinstance(clause.child, Leaf) else f"NOT ({inner})"
    mixed = (AnyOf,) if isinstance(clause, AllOf) else (AllOf, NoneOf)
    joint = " AND " if isinstance(clause, AllOf) else " OR "
    return joint.join(
        f"({_written(child, leaf)})" if isinstance(child, mixed) else _written(child, leaf)
        for child in clause.children
    )


def _linkedin(leaf: Leaf) -> str:
    """Quotes around whatever is not one plain word; no wildcards."""
    return _quoted(leaf.text.replace("*", " "), always=leaf.form == "phrase")


def _ats(leaf: Leaf) -> str:
    """As most applicant tracking systems read it: the same, and ``*`` for endings."""
    if leaf.form == "stem":
        return f"{leaf.text.rstrip('*')}*"
    if leaf.form == "job" and takes_star(leaf.text):
        return f"{leaf.text}*"
    return _quoted(leaf.text, always=leaf.form == "phrase")


def takes_star(text: str) -> bool:
    """Whether a word that names a job is found with its plural, and little else, by a wildcard."""
    return text.isascii() and text.isalpha() and text.islower() and len(text) >= MIN_STARRED


def _elasticsearch(leaf: Leaf) -> str:
    """The syntax of ``query_string``: what is not one plain word is a phrase, with its weight."""
    if leaf.form == "stem":
        return f"{leaf.text.rstrip('*')}*"
    text = _QUOTES.sub(" ", leaf.text)
    text = _quoted(text.replace("\\", "\\\\"), always=leaf.form == "phrase")
    return text if leaf.weight >= 1 else f"{text}^{leaf.weight:.2f}"


def _quoted(text: str, *, always: bool) -> str:
    marks = _QUOTES if always else _QUOTES_AND_BRACKETS
    text = " ".join(marks.sub(" ", text).split())
    if not always and _PLAIN.fullmatch(text) and text not in _RESERVED:
        return text
    return f'"{text}"'


DIALECTS: Mapping[Dialect, Callable[[Leaf], str]] = {
    "linkedin": _linkedin,
    "ats": _ats,
    "elasticsearch": _elasticsearch,
}
"""Dialect → how it writes a leaf."""


def elasticsearch_json(clause: Clause) -> dict[str, Any]:
    """The clause as a ``bool`` query over the index's default fields."""
    if isinstance(clause, Leaf):
        if clause.form == "stem":
            return {"query_string": {"query": _elasticsearch(clause)}}
        phrase: dict[str, Any] = {"query": clause.text, "type": "phrase"}
        if clause.weight < 1:
            phrase["boost"] = round(clause.weight, 2)
        return {"multi_match": phrase}
    if isinstance(clause, NoneOf):
        return {"bool": {"must_not": [elasticsearch_json(clause.child)]}}
    if isinstance(clause, AnyOf):
        any_of = [elasticsearch_json(child) for child in clause.children]
        return {"bool": {"should": any_of, "minimum_should_match": 1}}
    must = [elasticsearch_json(c) for c in clause.children if not isinstance(c, NoneOf)]
    must_not = [elasticsearch_json(c.child) for c in clause.children if isinstance(c, NoneOf)]
    parts = {"must": must, "must_not": must_not}
    return {"bool": {name: part for name, part in parts.items() if part}}
