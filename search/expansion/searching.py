"""Search that asks for synonyms and narrower terms too."""

from __future__ import annotations

from dataclasses import replace

from search.answers import Answer, Hit, Match
from search.concepts import search_concepts
from search.expansion.answers import Expansion, Term
from search.expansion.expanding import expand
from search.open_index import OpenIndex
from search.request import MAX_LIMIT, ConceptFilter, Page

__all__ = ["search_expanded"]

BREADTH = 0.18
"""Admits what weighs at least .8: other spellings, names that say the same, narrower terms."""

MAX_QUERIES = {"spelling": 2, "synonym": 2, "narrower": 2}
"""Each is a search of its own; the heaviest terms of a kind go first."""

MAX_TERM_WORDS = 4

HITS = 30
"""Hits taken of each other wording."""

RANKS = 100
"""Ranks that terms can change; what lies below keeps the order of the plain search."""

_Key = tuple[str, str, str, str]


def search_expanded(
    index: OpenIndex, alias: str, query: str, wanted: ConceptFilter, page: Page
) -> Answer:
    """:func:`~search.concepts.search_concepts`, with the query asked in other words besides.

    A term takes the place of the part that it stands for. What the query finds then scores the
    term's weight (at most .97) times what it would score if it had been typed so; a hit has the
    better of this and its own score. So nothing scores less than without, what is called exactly
    so stays first, and a score is still a function of the query and the concept alone.
    """
    plain = search_concepts(index, alias, query, wanted, _first(page))
    found = [hit for hit in plain.results if isinstance(hit, Hit)]
    place = {_key(hit): rank for rank, hit in enumerate(found[:RANKS])}
    best = {_key(hit): hit for hit in found[:RANKS]}
    asked: list[str] = []
    for text, term in _queries(expand(index, query, _terms_from(wanted), breadth=BREADTH)):
        answer = search_concepts(index, alias, text, wanted, Page(HITS), is_recorded=False)
        asked.append(f"{term.text!r} ({term.reason})")
        for hit in answer.results:
            if isinstance(hit, Hit):
                _offer(best, hit, term.weight)
                place.setdefault(_key(hit), len(place))
    ordered = sorted(best, key=lambda key: (-best[key].score, place[key]))[:RANKS]
    taken = set(ordered)
    rest = _rest(index, alias, query, wanted, page, found, taken)
    hits = [*(best[key] for key in ordered), *rest][page.offset : page.offset + page.limit]
    warnings = list(plain.warnings)
    if asked:
        warnings.append(f"Searched for {', '.join(asked)} too.")
    return Answer(tuple(hits), tuple(warnings), plain.stamp)


def _first(page: Page) -> Page:
    """The first page of the plain search that is needed."""
    return Page(min(max(RANKS, page.offset + page.limit), MAX_LIMIT))


def _terms_from(wanted: ConceptFilter) -> ConceptFilter:
    return ConceptFilter(wanted.taxonomy, wanted.version, wanted.language)


def _queries(expansion: Expansion) -> list[tuple[str, Term]]:
    """The query with one part said in other words, heaviest term first."""
    query = expansion.query
    found = [
        (f"{query[: part.start]}{term.text}{query[part.end :]}", term)
        for part in expansion.parts
        for term in part.terms
        if part.concepts and len(term.text.split()) <= MAX_TERM_WORDS and not term.covered_by
    ]
    found.sort(key=lambda item: -item[1].weight)
    kept: list[tuple[str, Term]] = []
    for kind, most in MAX_QUERIES.items():
        kept += [item for item in found if item[1].kind == kind][:most]
    return kept


def _offer(best: dict[_Key, Hit], hit: Hit, weight: float) -> None:
    """Take a hit of another wording, if it scores more so; its letters were not typed."""
    score = round(hit.score * weight, 4)
    known = best.get(_key(hit))
    if known is None or score > known.score:
        match: Match = "semantic" if hit.match == "semantic" else "lexical"
        best[_key(hit)] = replace(hit, score=score, match=match)


def _rest(
    index: OpenIndex,
    alias: str,
    query: str,
    wanted: ConceptFilter,
    page: Page,
    found: list[Hit],
    taken: set[_Key],
) -> list[Hit]:
    """The plain ranking below, down to the end of the page, without what is above already."""
    end = page.offset + page.limit
    if end <= RANKS:
        return []
    ranking = list(found)
    while len(ranking) < end and len(ranking) % MAX_LIMIT == 0:
        following = Page(min(MAX_LIMIT, end - len(ranking)), len(ranking))
        more = search_concepts(index, alias, query, wanted, following, is_recorded=False).results
        if not more:
            break
        ranking += [hit for hit in more if isinstance(hit, Hit)]
    return [hit for hit in ranking if _key(hit) not in taken]


def _key(hit: Hit) -> _Key:
    return hit.id, hit.taxonomy, hit.version, hit.language
