"""What stands above a concept: chains of skill groups, ISCED-F fields and ISCO groups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from indexer.taxonomies.esco.bundles import Bundle
from skillsearch.records import Concept, Group, Relation

__all__ = ["Hierarchy", "read_hierarchy"]

Chain = tuple[Group, ...]

_ISCO = "http://data.europa.eu/esco/isco/C"
_HIERARCHY_LEVELS = range(4)  # "Level 0" to "Level 3" in skillsHierarchy
_CODE_IN_URI = re.compile(r"^(?:C?\d+|[KLST]\d*(?:\.\d+)*)$")


class Hierarchy:
    """Groups, concepts and which stands directly above which."""

    def __init__(
        self,
        groups: Mapping[str, Group],
        concepts: Mapping[str, Concept],
        parents: Mapping[str, Iterable[str]],
    ) -> None:
        self._groups = groups
        self._concepts = concepts
        self._parents = {child: tuple(dict.fromkeys(above)) for child, above in parents.items()}
        self._chains: dict[str, tuple[Chain, ...]] = {}

    def paths(self, concept: Concept) -> tuple[Chain, ...]:
        """Every chain of groups from the top to the concept's direct group.

        A concept that stands directly under another concept only has the paths of that one; an
        occupation under none has the chain of its ISCO group.
        """
        return self._paths(concept.id, frozenset()) or self._isco_chain(concept)

    def broader(self, concept: Concept) -> tuple[Relation, ...]:
        """The concepts, not groups, directly above."""
        above = self._parents.get(concept.id, ())
        return tuple(Relation("broader", uri) for uri in above if uri in self._concepts)

    def _paths(self, uri: str, below: frozenset[str]) -> tuple[Chain, ...]:
        if uri in below:  # a circle of broader relations leads nowhere
            return ()
        above = self._parents.get(uri, ())
        groups = [parent for parent in above if parent in self._groups]
        if groups:
            chains = [chain for group in groups for chain in self._chains_to(group, frozenset())]
        else:
            chains = [chain for parent in above for chain in self._paths(parent, below | {uri})]
        return tuple(dict.fromkeys(chains))

    def _chains_to(self, group: str, below: frozenset[str]) -> tuple[Chain, ...]:
        if group in self._chains:
            return self._chains[group]
        here = self._groups[group]
        above = [p for p in self._parents.get(group, ()) if p in self._groups and p not in below]
        chains = [
            (*chain, here) for parent in above for chain in self._chains_to(parent, below | {group})
        ]
        self._chains[group] = tuple(dict.fromkeys(chains)) or ((here,),)
        return self._chains[group]

    def _isco_chain(self, concept: Concept) -> tuple[Chain, ...]:
        code = concept.code.removeprefix("C").partition(".")[0]
        if concept.type != "occupation" or not code.isdigit():
            return ()
        prefixes = (code[:length] for length in range(1, len(code) + 1))
        uris = (_ISCO + prefix for prefix in prefixes)
        chain = tuple(self._groups.get(uri, _unnamed(uri)) for uri in uris)
        return (chain,)


def read_hierarchy(bundle: Bundle, concepts: Mapping[str, Concept]) -> tuple[Hierarchy, list[str]]:
    """The hierarchy of a bundle, and notes on relations that lead to something unknown.

    The broader relations are those of the relations' files, else those that the collections
    state; what these say nothing about is completed from skillsHierarchy.
    """
    groups, outline = _outline(bundle)
    parents = _broader_relations(bundle) or _broader_in_collections(bundle)
    for group, above in outline.items():
        parents.setdefault(group, above)
    unknown = sum(
        (child not in concepts and child not in groups)
        or (parent not in concepts and parent not in groups)
        for child, above in parents.items()
        for parent in above
    )
    notes = []
    if unknown:
        notes.append(
            f"Broader relations left out, from or to a concept that is not there: {unknown:,}."
        )
    return Hierarchy(groups, concepts, parents), notes


def _outline(bundle: Bundle) -> tuple[dict[str, Group], dict[str, list[str]]]:
    """The groups of all files, and group → groups above by skillsHierarchy and ISCO codes."""
    groups: dict[str, Group] = {}
    parents: dict[str, list[str]] = {}
    for file in bundle.with_role("groups"):
        table = file.table
        uri, label, code = map(table.column, ("conceptUri", "preferredLabel", "code"))
        for row in table:
            groups[row[uri]] = Group(row[uri], row[label], row[code] or _code_in(row[uri]))
    for uri_of_group in groups:
        if uri_of_group.startswith(_ISCO) and uri_of_group[:-1] in groups:
            parents[uri_of_group] = [uri_of_group[:-1]]
    for file in bundle.with_role("hierarchy"):
        table = file.table
        levels = [
            (
                table.column(f"Level {level} URI"),
                table.column(f"Level {level} preferred term"),
                table.column(f"Level {level} code", required=False),
            )
            for level in _HIERARCHY_LEVELS
        ]
        for row in table:
            above = ""
            for uri, label, code in levels:
                if not row[uri]:
                    break
                group = Group(row[uri], row[label], row[code] or _code_in(row[uri]))
                groups.setdefault(group.id, group)
                if above:
                    parents.setdefault(group.id, [above])
                above = group.id
    return groups, parents


def _broader_relations(bundle: Bundle) -> dict[str, list[str]]:
    parents: dict[str, list[str]] = {}
    for file in bundle.with_role("broader"):
        table = file.table
        child, parent = table.column("conceptUri"), table.column("broaderUri")
        for row in table:
            parents.setdefault(row[child], []).append(row[parent])
    return parents


def _broader_in_collections(bundle: Bundle) -> dict[str, list[str]]:
    parents: dict[str, list[str]] = {}
    for file in bundle.with_role("collection"):
        table = file.table
        child, above = table.column("conceptUri"), table.column("broaderConceptUri")
        for row in table:
            uris = (uri.strip() for uri in row[above].split("|"))
            parents.setdefault(row[child], []).extend(filter(None, uris))
    return parents


def _code_in(uri: str) -> str:
    """The code that a group's URI ends in (``isced-f/0613``, ``isco/C2654``), or ""."""
    name = PurePosixPath(uri).name
    return name.removeprefix("C") if _CODE_IN_URI.match(name) else ""


def _unnamed(uri: str) -> Group:
    code = _code_in(uri)
    return Group(uri, f"ISCO {code}", code)
