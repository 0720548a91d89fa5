"""What a recruiter types into a search box, as a tree: words, phrases, AND, OR, NOT, brackets.

Precedence is that of most boards: NOT before AND before OR; words side by side are all asked for.
An operator is written in capitals (``and`` is a word); ``|``, ``||`` and ``&&`` mean the same, and
so does a minus before a word (``-junior``). Brackets group only in a query that has an operator:
elsewhere they belong to the words, as in ``Python (computer programming)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from skillsearch.errors import QueryError
from skillsearch.text import words

__all__ = ["Every", "Node", "Not", "OneOf", "Quoted", "Stem", "Typed", "parse_query"]

MAX_DEPTH = 40
"""Brackets within brackets; nobody types more, and the parser descends into each."""

_OPERATORS = {"AND": "and", "&&": "and", "OR": "or", "||": "or", "|": "or", "NOT": "not"}
_QUOTES = '"“”„‟«»'
_TOKEN = re.compile(
    rf"(?P<space>\s+)|(?P<quote>[{_QUOTES}])|(?P<open>\()|(?P<close>\))"
    rf"|(?P<minus>(?<![^\s(])-(?=[^\W_]|[{_QUOTES}(.]))|(?P<word>(?:[^\s(){_QUOTES}]|(?<=\d)\")+)"
)

_STEM = re.compile(r"[^\W_]{2,}\*")

Kind = Literal["word", "stem", "quote", "open", "close", "and", "or", "not"]


@dataclass(frozen=True, slots=True)
class Typed:
    """Words without an operator between them: ``query[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """A phrase that stood in quotes: ``query[start:end]``, the quotes not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stem:
    """The beginning of a word, with the wildcard that followed it: ``develop*``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    child: Node


@dataclass(frozen=True, slots=True)
class Every:
    """All of these, two or more."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """At least one of these, two or more."""

    children: tuple[Node, ...]


Node = Typed | Quoted | Stem | Not | Every | OneOf


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Kind
    start: int
    end: int


def parse_query(query: str) -> Node:
    """The tree of a query.

    Raises :class:`~skillsearch.errors.QueryError` for a quote or bracket without its other half
    and for an operator with nothing to work on, each with its place (counted from 1).
    """
    tokens = _tokens(query)
    if not any(t.kind in ("and", "or", "not") for t in tokens):
        tokens = _with_brackets_as_words(tokens)
    return _Parser(query, tokens).whole()


def _tokens(query: str) -> list[_Token]:
    found: list[_Token] = []
    place = 0
    while place < len(query):
        match = _TOKEN.match(query, place)
        if match is None:  # a minus that stands alone
            place += 1
            continue
        kind, start, place = str(match.lastgroup), match.start(), match.end()
        if kind == "quote":
            end = next((i for i in range(place, len(query)) if query[i] in _QUOTES), -1)
            if end < 0:
                raise _error(
                    query, "a quote", start, "is never closed", "Close it, or leave it out."
                )
            if words(query[place:end]):
                found.append(_Token("quote", place, end))
            place = end + 1
        elif kind == "minus":
            found.append(_Token("not", start, place))
        elif kind == "word":
            operator = _OPERATORS.get(match[0])
            if operator is not None:
                found.append(_Token(operator, start, place))  # type: ignore[arg-type]
            elif _STEM.fullmatch(match[0]):
                found.append(_Token("stem", start, place))
            elif words(match[0]):
                found.append(_Token("word", start, place))
        elif kind in ("open", "close"):
            found.append(_Token(kind, start, place))  # type: ignore[arg-type]
    return found


def _with_brackets_as_words(tokens: list[_Token]) -> list[_Token]:
    return [token for token in tokens if token.kind not in ("open", "close")]


class _Parser:
    """Recursive descent; ``NOT`` takes one word, phrase or bracket."""

    def __init__(self, query: str, tokens: list[_Token]) -> None:
        self._query = query
        self._tokens = tokens
        self._next = 0

    def whole(self) -> Node:
        node = self._one_of(0)
        token = self._peek()
        if token is not None:
            raise self._at(token, "closes nothing", "Leave it out, or open the bracket before.")
        return node

    def _one_of(self, depth: int) -> Node:
        children = [self._every(depth)]
        while self._take("or"):
            children.append(self._every(depth))
        return children[0] if len(children) == 1 else OneOf(tuple(children))

    def _every(self, depth: int) -> Node:
        children = [self._single(depth)]
        while (token := self._peek()) is not None and token.kind not in ("or", "close"):
            self._take("and")
            children.append(self._single(depth))
        return children[0] if len(children) == 1 else Every(tuple(children))

    def _single(self, depth: int) -> Node:
        if self._take("not"):
            if self._take("not"):
                before = self._tokens[self._next - 1]
                raise self._at(before, "follows another NOT", "Write it once.")
            return Not(self._atom(depth, one_word=True))
        return self._atom(depth, one_word=False)

    def _atom(self, depth: int, *, one_word: bool) -> Node:
        token = self._peek()
        if token is None:
            if not self._tokens:
                raise QueryError("The query has no word in it.", remedy="Name a skill: python.")
            raise self._at(self._tokens[-1], "has nothing after it", "Name what is meant.")
        self._next += 1
        if token.kind == "quote":
            return Quoted(token.start, token.end)
        if token.kind == "stem":
            return Stem(token.start, token.end)
        if token.kind == "word":
            end = token.end
            while not one_word and (following := self._take("word")):
                end = following.end
            return Typed(token.start, end)
        if token.kind == "open":
            if depth >= MAX_DEPTH:
                raise self._at(token, f"is the {MAX_DEPTH + 1}th inside one another", "Use fewer.")
            node = self._one_of(depth + 1)
            if not self._take("close"):
                raise self._at(token, "is never closed", "Close it, or leave it out.")
            return node
        raise self._at(token, "has nothing to work on", "Name what stands before and after it.")

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, kind: Kind) -> _Token | None:
        token = self._peek()
        if token is None or token.kind != kind:
            return None
        self._next += 1
        return token

    def _at(self, token: _Token, says: str, remedy: str) -> QueryError:
        shown = self._query[token.start : token.end]
        return _error(self._query, repr(shown), token.start, says, remedy)


def _error(query: str, what: str, start: int, says: str, remedy: str) -> QueryError:
    return QueryError(
        f"In the query, {what} at character {start + 1} {says}: …{query[start : start + 30]}",
        remedy=remedy,
    )
