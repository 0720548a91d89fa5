"""What a recruiter types, as a tree."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.expansion.syntax import Every, Node, Not, OneOf, Quoted, Stem, parse_query
from skillsearch.errors import QueryError


def told(query: str, node: Node | None = None) -> str:
    """The tree in brackets: & | ! for the operators, quotes for phrases."""
    node = parse_query(query) if node is None else node
    if isinstance(node, Not):
        return f"!{told(query, node.child)}"
    if isinstance(node, Every | OneOf):
        joint = "&" if isinstance(node, Every) else "|"
        return f"({joint.join(told(query, child) for child in node.children)})"
    text = query[node.start : node.end]
    if isinstance(node, Quoted):
        return f'"{text}"'
    return f"{text}…" if isinstance(node, Stem) else text


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("java developer", "java developer"),
        ("java AND kotlin OR scala", "((java&kotlin)|scala)"),
        ("java OR kotlin developer", "(java|kotlin developer)"),
        ("(java OR kotlin) developer", "((java|kotlin)&developer)"),
        ("java NOT junior developer", "(java&!junior&developer)"),
        ("java -junior", "(java&!junior)"),
        ("java AND NOT (intern OR trainee)", "(java&!(intern|trainee))"),
        ('"spring boot" java', '("spring boot"&java)'),
        ("“spring boot” java", '("spring boot"&java)'),
        ("java | kotlin || scala && spark", "(java|kotlin|(scala&spark))"),
        ("nurs* care", "(nurs*…&care)"),
        ("Python (computer) programming", "Python (computer) programming"),
        ("front-end developer - remote", "front-end developer - remote"),
        ('5" pipe fitter', '5" pipe fitter'),
        ("rock and roll", "rock and roll"),
    ],
)
def test_operators_quotes_and_brackets_have_their_usual_meaning(query: str, tree: str) -> None:
    assert told(query) == tree


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ('java "spring boot', "quote at character 6 is never closed"),
        ("(java OR kotlin", "'[(]' at character 1 is never closed"),
        ("java OR kotlin)", "'[)]' at character 15 closes nothing"),
        ("java AND", "'AND' at character 6 has nothing after it"),
        ("OR java", "'OR' at character 1 has nothing to work on"),
        ("java AND OR kotlin", "'OR' at character 10 has nothing to work on"),
        ("java NOT NOT junior", "follows another NOT"),
        ("(" * 60 + "java OR kotlin" + ")" * 60, "inside one another"),
        ("AND", "has nothing to work on"),
    ],
)
def test_half_an_expression_is_refused_with_its_place(query: str, says: str) -> None:
    with pytest.raises(QueryError, match=says) as refusal:
        parse_query(query)
    assert refusal.value.remedy


PIECES = ("a", "b", "nurs*", "(", ")", '"', "AND", "OR", "NOT", "-", "|")


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_text_is_read_or_refused_with_a_sentence(pieces: list[str]) -> None:
    query = " ".join(pieces)
    refusal: QueryError | None = None
    try:
        tree = parse_query(query)
    except QueryError as error:
        refusal = error
    if refusal is not None:
        assert refusal.remedy
        return
    asked = [piece for piece in pieces if piece in ("a", "b", "nurs*")]
    assert re.findall(r"[ab]|nurs\*", told(query, tree)) == asked, "no word is lost or moved"
