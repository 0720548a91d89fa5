"""A parsed query → its parts, each with the terms that may stand for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.expansion.answers import Meant, Part, Term, TermKind
from search.expansion.gathering import Gatherer
from search.expansion.meaning import near_concepts
from search.expansion.naming import Side
from search.expansion.reading import Reader, Stretch
from search.expansion.sought import Sought
from search.expansion.syntax import Every, Node, Not, OneOf, Quoted, Stem, Typed
from search.expansion.weighing import WEIGHTS, admitted, distinct, least_weight
from search.open_index import OpenIndex
from skillsearch.text import normal_form

__all__ = ["Understood", "understood"]

MIN_PHRASE_WORDS = 2
"""A single word that no label has is not guessed at: its vector says little."""


class Understood:
    """The parts of a query; ``parts_of`` gives those of one leaf of its tree."""

    def __init__(self, found: Sequence[tuple[Node, Part, Stretch | None]]) -> None:
        self._found = found

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts in the order of the query."""
        return tuple(part for _, part, _ in self._found)

    def parts_of(self, node: Node) -> list[tuple[Part, Stretch | None]]:
        """The parts of a leaf of the tree, with the stretch that each was read from."""
        return [(part, stretch) for owner, part, stretch in self._found if owner is node]


def understood(
    index: OpenIndex, query: str, tree: Node, sides: dict[str, Side], reader: Reader, breadth: float
) -> Understood:
    """What each part of a query means and what else to look for."""
    least = least_weight(breadth)
    read = list(_read(query, tree, reader))
    stretches = [item for _, item in read if isinstance(item, Stretch)]
    phrases = [s for s in stretches if _is_phrase(s)]
    texts = [s.said or query[s.start : s.end] for s in phrases]
    collection = next(iter(sides.values())).collection
    vectors = index.encoder_for(collection).encode(texts)

    gatherer = Gatherer(index, sides)
    terms: dict[int, list[Term]] = {}
    meant: dict[int, list[Meant]] = {}
    concepts: list[Sought] = []
    owners: list[Stretch] = []
    for alias in sides:
        named = [
            (stretch, group)
            for stretch in stretches
            if stretch.kind == ("skill" if alias == "skills" else "title")
            for group in stretch.names
        ]
        concepts += gatherer.sought(alias, [group for _, group in named])
        owners += [stretch for stretch, _ in named]
    for owner, concept, found in zip(
        owners, concepts, gatherer.terms(concepts, least), strict=True
    ):
        meant.setdefault(id(owner), []).append(concept.meant)
        terms.setdefault(id(owner), []).extend(found)
    jobs = [n for n, s in enumerate(phrases) if reader.names_a_job(s)]
    for alias, side in sides.items():
        chosen_phrases = [n for n in range(len(phrases)) if (n in jobs) == (alias == "occupations")]
        if not chosen_phrases:
            continue
        said = [texts[n] for n in chosen_phrases]
        kind_of_term: TermKind = "title" if alias == "occupations" else "related"
        nearby = near_concepts(index, side, said, vectors[chosen_phrases], kind_of_term)
        for number, (near, found) in zip(chosen_phrases, nearby, strict=True):
            meant[id(phrases[number])] = near
            terms[id(phrases[number])] = found

    parts: list[tuple[Node, Part, Stretch | None]] = []
    for node, item in read:
        if isinstance(item, Part):
            parts.append((node, item, None))
            continue
        part = _part(query, item, meant.get(id(item), []), terms.get(id(item), []), reader, breadth)
        parts.append((node, part, item))
    return Understood(parts)


def _read(query: str, node: Node, reader: Reader) -> Iterator[tuple[Node, Stretch | Part]]:
    """Leaves of the tree with what was read of them; under NOT nothing is looked up."""
    if isinstance(node, Typed):
        for stretch in reader.read(node.start, node.end):
            yield node, stretch
    elif isinstance(node, Quoted | Stem):
        yield node, Part(query[node.start : node.end], node.start, node.end, "quoted", True)
    elif isinstance(node, Not):
        for leaf in _leaves(node.child):
            text = query[leaf.start : leaf.end]
            yield leaf, Part(text, leaf.start, leaf.end, "excluded", True)
    else:
        for child in node.children:
            yield from _read(query, child, reader)


def _leaves(node: Node) -> Iterator[Typed | Quoted | Stem]:
    if isinstance(node, Not):
        yield from _leaves(node.child)
    elif isinstance(node, Every | OneOf):
        for child in node.children:
            yield from _leaves(child)
    else:
        yield node


def _part(
    query: str,
    stretch: Stretch,
    meant: Sequence[Meant],
    found: Sequence[Term],
    reader: Reader,
    breadth: float,
) -> Part:
    text = query[stretch.start : stretch.end]
    kind = stretch.kind
    known = kind != "words"
    if not known and meant:
        kind, known = ("title" if reader.names_a_job(stretch) else "skill"), True
    elif not known and len(stretch.tokens) == 1:
        kind = "title" if reader.names_a_job(stretch) else kind
        known = kind == "title" or bool(stretch.said)
    terms = [*_spelled_out(query, stretch, meant), *found]
    kept = admitted(distinct([text], terms), breadth)
    return Part(text, stretch.start, stretch.end, kind, known, tuple(meant), tuple(kept))


def _spelled_out(query: str, stretch: Stretch, meant: Sequence[Meant]) -> Iterator[Term]:
    """What an abbreviation or a typo was taken for, spelled like the label that it led to."""
    said = [(query[start:end], said) for start, end, said in stretch.tokens if said]
    if not stretch.tokens and stretch.said:
        labels = {normal_form(m.label): m.label for m in meant}
        text = query[stretch.start : stretch.end]
        said = [(text, labels.get(stretch.said, stretch.said))]
    for typed, text in said:
        reason = f"what {typed} was taken for"
        yield Term(text, "spelling", WEIGHTS["spelling"], reason)


def _is_phrase(stretch: Stretch) -> bool:
    return stretch.kind == "words" and len(stretch.tokens) >= MIN_PHRASE_WORDS
