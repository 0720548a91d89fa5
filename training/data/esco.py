"""ESCO with the questions that training and evaluation ask of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indexer.taxonomies import read_taxonomies
from skillsearch.errors import SourceError
from skillsearch.records import Concept

__all__ = ["Esco", "esco_of", "read_esco"]


@dataclass(frozen=True)
class Esco:
    """The skills and occupations of one version in one language, in the order of its files.

    Made by :func:`read_esco`, or from concepts at hand by :func:`esco_of`.
    """

    skills: tuple[Concept, ...]
    occupations: tuple[Concept, ...]
    _by_uri: Mapping[str, Concept] = field(repr=False)
    _by_label: Mapping[str, Concept] = field(repr=False)
    _related: Mapping[str, tuple[str, ...]] = field(repr=False)
    _children: Mapping[str, tuple[str, ...]] = field(repr=False)

    def skill(self, uri: str) -> Concept:
        """The skill or occupation with this URI; raises KeyError."""
        return self._by_uri[uri]

    def label_of(self, uri: str) -> str:
        """The preferred label of a skill or occupation; raises KeyError."""
        return self._by_uri[uri].label

    def with_label(self, label: str) -> Concept | None:
        """The skill with exactly this preferred label, white space at its ends aside."""
        return self._by_label.get(label.strip())

    def related(self, uri: str) -> tuple[str, ...]:
        """Skills that a skill needs or that need it, essentially or optionally; in file order."""
        return self._related.get(uri, ())

    def siblings(self, uri: str) -> tuple[str, ...]:
        """Other skills directly under the same skill or group; each once, parent by parent."""
        above = _parents(self._by_uri[uri], self._by_uri)
        found = dict.fromkeys(child for parent in above for child in self._children[parent])
        return tuple(sibling for sibling in found if sibling != uri)


def read_esco(paths: Sequence[Path]) -> Esco:
    """ESCO from its zips or folder.

    Raises :class:`~skillsearch.errors.SourceError` where it cannot be read, or where the files
    hold other taxonomies or several versions.
    """
    taxonomies = read_taxonomies(list(paths))
    if len(taxonomies) != 1 or taxonomies[0].format != "esco":
        found = ", ".join(str(taxonomy.key) for taxonomy in taxonomies)
        raise SourceError(
            f"one version of ESCO is wanted here, and this is {found}.",
            path=paths[0],
            remedy="Name the two zips (concepts and relations) of one version in one language.",
        )
    return esco_of(taxonomies[0].concepts)


def esco_of(concepts: Sequence[Concept]) -> Esco:
    """The concepts, with what relates them looked up both ways."""
    skills = tuple(c for c in concepts if c.type == "skill")
    related: dict[str, dict[str, None]] = {}
    children: dict[str, list[str]] = {}
    by_uri = {concept.id: concept for concept in concepts}
    uris = {skill.id for skill in skills}
    for skill in skills:
        for parent in _parents(skill, by_uri):
            children.setdefault(parent, []).append(skill.id)
        for relation in skill.relations:
            if relation.kind in ("essential", "optional", "related") and relation.target in uris:
                related.setdefault(skill.id, {})[relation.target] = None
                related.setdefault(relation.target, {})[skill.id] = None
    return Esco(
        skills=skills,
        occupations=tuple(c for c in concepts if c.type == "occupation"),
        _by_uri=by_uri,
        _by_label={skill.label.strip(): skill for skill in reversed(skills)},
        _related={uri: tuple(others) for uri, others in related.items()},
        _children={parent: tuple(below) for parent, below in children.items()},
    )


def _parents(concept: Concept, by_uri: Mapping[str, Concept]) -> tuple[str, ...]:
    """URIs of the skills and the groups directly above, each once.

    A concept that is under another concept only has the paths of that one, so groups are taken
    for its own where its paths differ from those. Of the skills of ESCO 1.1.0, 1,056 lose a group
    by this that they share with the skill above them.
    """
    above = [r.target for r in concept.relations if r.kind == "broader"]
    inherited = dict.fromkeys(path for uri in above for path in by_uri[uri].paths)
    groups = () if above and concept.paths == tuple(inherited) else concept.paths
    return tuple(dict.fromkeys([*above, *(path[-1].id for path in groups if path)]))
