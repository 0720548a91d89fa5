"""A strict reader of boolean strings: what it refuses, a search box may misread.

One level never mixes AND and OR; brackets and quotes are balanced; whatever is not a plain word is
quoted. Only Elasticsearch has weights and escapes, only LinkedIn has no wildcards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Read", "read_boolean"]

_TOKENS = {
    "linkedin": r'"(?P<phrase>[^"*]+)"|(?P<word>[^\W_]+)',
    "ats": r'"(?P<phrase>[^"]+)"|(?P<word>[^\W_]+\*?)',
    "elasticsearch": r'(?:"(?P<phrase>(?:[^"\\]|\\.)+)"|(?P<word>[^\W_]+\*?))(?:\^0\.\d\d)?',
}


@dataclass(frozen=True)
class Read:
    """What a string asks for: ``("and" | "or" | "not" | "leaf", children or text)``."""

    kind: str
    children: tuple[Read, ...] = ()
    text: str = ""

    @property
    def leaves(self) -> list[str]:
        """Every word and phrase, from left to right."""
        return [self.text] if self.kind == "leaf" else [t for c in self.children for t in c.leaves]


def read_boolean(text: str, dialect: str) -> Read:
    """The tree of a string; ValueError where it breaks a rule."""
    tokens = _tokens(text, dialect)
    read, rest = _expression(tokens)
    if rest:
        raise ValueError(f"{rest} is left over of {text!r}")
    return read


def _tokens(text: str, dialect: str) -> list[tuple[str, str]]:
    leaf = re.compile(_TOKENS[dialect])
    tokens: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        if text[place] == " ":
            place += 1
        elif text[place] in "()":
            tokens.append((text[place], ""))
            place += 1
        else:
            match = leaf.match(text, place)
            if match is None:
                raise ValueError(f"{text[place:]!r} cannot be read")
            place = match.end()
            if place < len(text) and text[place] not in " )":
                raise ValueError(f"{text[place:]!r} touches the token before")
            word = match["word"]
            if word in ("AND", "OR", "NOT"):
                tokens.append((word, ""))
            else:
                tokens.append(("leaf", word or match["phrase"]))
    return tokens


def _expression(tokens: list[tuple[str, str]]) -> tuple[Read, list[tuple[str, str]]]:
    first, rest = _operand(tokens)
    children, joint = [first], ""
    while rest and rest[0][0] in ("AND", "OR"):
        if joint and rest[0][0] != joint:
            raise ValueError("AND and OR are mixed without brackets")
        joint = rest[0][0]
        child, rest = _operand(rest[1:])
        children.append(child)
    return (Read(joint.lower(), tuple(children)) if joint else first), rest


def _operand(tokens: list[tuple[str, str]]) -> tuple[Read, list[tuple[str, str]]]:
    if not tokens:
        raise ValueError("something is missing at the end")
    kind, text = tokens[0]
    if kind == "leaf":
        return Read("leaf", text=text), tokens[1:]
    if kind == "NOT":
        child, rest = _operand(tokens[1:])
        return Read("not", (child,)), rest
    if kind == "(":
        inner, rest = _expression(tokens[1:])
        if not rest or rest[0][0] != ")":
            raise ValueError("a bracket is not closed")
        return inner, rest[1:]
    raise ValueError(f"{kind} stands where a word should")
