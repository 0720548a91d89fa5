"""Trees as query strings: every dialect can read them, and they fit."""

from __future__ import annotations

import pytest
from boolean_strings import Read, read_boolean
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from search.expansion.answers import Dialect
from search.expansion.dialects import elasticsearch_json, write
from search.expansion.fitting import fitted
from search.expansion.tree import (
    AllOf,
    AnyOf,
    Clause,
    Leaf,
    NoneOf,
    all_of,
    any_of,
    leaves,
    without,
)
from skillsearch.errors import QueryError
from skillsearch.text import words

DIALECTS: tuple[Dialect, ...] = ("linkedin", "ats", "elasticsearch")

MARKS = 'abcz XYZ09+#./-&|!(){}[]^"~*?:\\<>“”é_ANDORT'
texts = st.text(alphabet=st.sampled_from(MARKS), min_size=1, max_size=8).filter(words)
leaf = st.builds(
    Leaf,
    text=texts,
    weight=st.sampled_from([1.0, 0.95, 0.8, 0.5]),
    typed=st.booleans(),
    form=st.sampled_from(["plain", "phrase", "job"]),
)


def _grown(children: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
    several = st.lists(children, min_size=2, max_size=4)
    return st.one_of(
        several.map(all_of), several.map(any_of), children.map(NoneOf).filter(_is_single_not)
    )


def _is_single_not(clause: NoneOf) -> bool:
    return not isinstance(clause.child, NoneOf)


clauses: st.SearchStrategy[Clause] = st.recursive(leaf, _grown, max_leaves=12)


def shape(clause: Clause | Read) -> object:
    """The operators alone, of a tree or of what was read."""
    if isinstance(clause, Read):
        return (clause.kind, [shape(child) for child in clause.children])
    if isinstance(clause, Leaf):
        return ("leaf", [])
    if isinstance(clause, NoneOf):
        return ("not", [shape(clause.child)])
    kind = "and" if isinstance(clause, AllOf) else "or"
    return (kind, [shape(child) for child in clause.children])


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(deadline=None, max_examples=40)
@given(clause=clauses)
def test_what_is_written_reads_as_the_same_tree(dialect: Dialect, clause: Clause) -> None:
    read = read_boolean(write(clause, dialect), dialect)
    assert shape(read) == shape(clause)
    for text, own in zip(read.leaves, leaves(clause), strict=True):
        assert words(text) == words(own.text)


@settings(deadline=None, max_examples=40)
@given(clause=clauses, length=st.integers(10, 400), dialect=st.sampled_from(DIALECTS))
def test_a_string_fits_keeps_what_was_typed_and_drops_the_lightest_first(
    clause: Clause, length: int, dialect: Dialect
) -> None:
    assume(any(own.typed for own in leaves(clause)))
    alone = without(clause, lambda own: not own.typed)
    assert alone is not None
    if len(write(alone, dialect)) > length:
        with pytest.raises(QueryError, match="max_length"):
            fitted(clause, dialect, length)
        return
    boolean = fitted(clause, dialect, length)
    assert len(boolean.text) <= length
    read = read_boolean(boolean.text, dialect)
    every = list(leaves(clause))
    assert len(read.leaves) + len(boolean.dropped) == len(every)
    terms = sorted(own.weight for own in every if not own.typed)
    gone = [own.weight for own in every if not own.typed and own.text in boolean.dropped]
    assert not boolean.dropped or max(terms[: len(boolean.dropped)]) <= max(gone)


def test_nothing_is_dropped_where_everything_fits() -> None:
    clause = any_of([Leaf("nurse"), Leaf("registered nurse", 0.9, typed=False)])
    whole = write(clause, "linkedin")
    assert fitted(clause, "linkedin", len(whole)).dropped == ()
    assert fitted(clause, "linkedin", len(whole) - 1).dropped == ("registered nurse",)


@pytest.mark.parametrize(
    ("text", "linkedin", "ats", "elasticsearch"),
    [
        ("Python", "Python", "Python", "Python^0.80"),
        ("C++", '"C++"', '"C++"', '"C++"^0.80'),
        ("Node.js", '"Node.js"', '"Node.js"', '"Node.js"^0.80'),
        ("OR", '"OR"', '"OR"', '"OR"^0.80'),
        ("data engineer", '"data engineer"', '"data engineer"', '"data engineer"^0.80'),
        ('a "good" \\ name', '"a good \\ name"', '"a good \\ name"', '"a good \\\\ name"^0.80'),
    ],
)
def test_each_dialect_has_its_own_way_of_writing_a_term(
    text: str, linkedin: str, ats: str, elasticsearch: str
) -> None:
    term = Leaf(text, 0.8, typed=False)
    assert [write(term, d) for d in DIALECTS] == [linkedin, ats, elasticsearch]


def test_only_what_names_a_job_takes_a_wildcard_and_never_on_linkedin() -> None:
    job, name = Leaf("developer", form="job"), Leaf("Teamster", form="job")
    assert write(any_of([job, name]), "ats") == "developer* OR Teamster"
    assert write(job, "linkedin") == "developer"
    assert [write(Leaf("nurs*", form="stem"), d) for d in DIALECTS] == ["nurs", "nurs*", "nurs*"]


def test_elasticsearch_has_the_same_query_as_json() -> None:
    clause = all_of(
        [any_of([Leaf("java"), Leaf("J2EE", 0.93, typed=False)]), NoneOf(Leaf("junior"))]
    )
    assert elasticsearch_json(clause) == {
        "bool": {
            "must": [
                {
                    "bool": {
                        "should": [
                            {"multi_match": {"query": "java", "type": "phrase"}},
                            {"multi_match": {"query": "J2EE", "type": "phrase", "boost": 0.93}},
                        ],
                        "minimum_should_match": 1,
                    }
                }
            ],
            "must_not": [{"multi_match": {"query": "junior", "type": "phrase"}}],
        }
    }


def test_any_of_and_all_of_lie_flat() -> None:
    nested = any_of([Leaf("a"), any_of([Leaf("b"), Leaf("c")])])
    assert isinstance(nested, AnyOf)
    assert len(nested.children) == 3
