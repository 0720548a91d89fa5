"""Clusters and decisions as files: CSV for people, SKOS for other systems.

In SKOS a merge that was decided is ``skos:exactMatch`` between the two concepts (with
``dcterms:isReplacedBy`` from the one that goes to the survivor), a proposal is ``skos:closeMatch``,
and a pair that was kept apart ``owl:differentFrom``. Concepts whose ids are no IRI get a URN:
``urn:skillsearch:TAXONOMY:ID``.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any
from urllib.parse import quote

from search.duplicates.finding import Duplicates
from skillsearch.errors import SettingError
from skillsearch.ledger.verdicts import Decision
from skillsearch.store.files import os_failures

__all__ = ["FORMATS", "decisions_file", "duplicates_file", "ending_of", "write_file"]

FORMATS = (".csv", ".ttl", ".jsonld")

_PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "dcterms": "http://purl.org/dc/terms/",
}

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Triple = tuple[str, str, str]


def write_file(path: Path, text: str) -> None:
    """Write UTF-8, and what goes wrong as an error of ours."""
    with os_failures(path), path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)


def duplicates_file(found: Duplicates, name: str) -> str:
    """Clusters as the text of a file of that name: ``.csv``, ``.ttl`` or ``.jsonld``.

    The CSV has a row a member, the survivor first. Raises :class:`SettingError` for other endings.
    """
    if ending_of(name) == ".csv":
        return _csv(_member_rows(found))
    return _skos(_cluster_triples(found), _labels(found), name)


def decisions_file(decisions: Sequence[Decision], name: str) -> str:
    """Decisions as the text of a file of that name; the CSV has every field of each."""
    if ending_of(name) == ".csv":
        names = [field.name for field in fields(Decision)]
        return _csv([names, *([asdict(made)[name] for name in names] for made in decisions)])
    standing = [made for made in decisions if not made.undone]
    labels = {}
    for made in standing:
        labels[_iri(made.taxonomy, made.left)] = made.left_label
        labels[_iri(made.taxonomy, made.right)] = made.right_label
    return _skos([t for made in standing for t in _decision_triples(made)], labels, name)


def ending_of(name: str) -> str:
    """The format that a name ends in; raises :class:`SettingError` for another."""
    for ending in FORMATS:
        if name.lower().endswith(ending):
            return ending
    raise SettingError(
        f"{name!r} names no format that is known.",
        remedy=f"End the name in one of: {', '.join(FORMATS)}.",
    )


def _csv(rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return text.getvalue()


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula, marked as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _member_rows(found: Duplicates) -> Iterator[Sequence[Any]]:
    yield (
        *("cluster", "status", "confidence", "role", "id", "label", "code", "description"),
        *("survivor", "why", "label_cosine", "description_cosine", "letters", "shared_words"),
    )
    for number, cluster in enumerate(found.clusters, 1):
        survivor = found.entries[cluster.survivor]
        for row in cluster.rows:
            entry = found.entries[row]
            ends = {row, cluster.survivor}
            pair = next((p for p in cluster.pairs if {p.left, p.right} == ends), None)
            evidence: Sequence[Any] = ("", "", "", "")
            if pair is not None:
                shown = pair.evidence
                cosine = shown.description_cosine
                described = "" if cosine is None else cosine
                shared = " ".join(shown.shared_words)
                evidence = (shown.label_cosine, described, shown.letters, shared)
            role = "survivor" if row == cluster.survivor else "member"
            why = cluster.why if row == cluster.survivor else ""
            yield (
                *(number, cluster.status, cluster.confidence, role),
                *(entry.id, entry.label, entry.code, entry.description, survivor.id, why),
                *evidence,
            )


def _cluster_triples(found: Duplicates) -> list[Triple]:
    name = found.key.name
    triples: list[Triple] = []
    for cluster in found.clusters:
        for pair in cluster.pairs:
            decision = found.steer.decided.get((pair.left, pair.right))
            if decision is not None:
                triples += _decision_triples(decision)
            elif cluster.status != "merged":
                left, right = (_iri(name, found.entries[r].id) for r in (pair.left, pair.right))
                triples.append((left, "skos:closeMatch", right))
    return triples


def _decision_triples(made: Decision) -> list[Triple]:
    left, right = _iri(made.taxonomy, made.left), _iri(made.taxonomy, made.right)
    if made.verdict == "keep":
        return [(left, "owl:differentFrom", right)]
    if made.verdict == "later":
        return [(left, "skos:closeMatch", right)]
    triples = [(left, "skos:exactMatch", right)]
    if made.survivor:
        gone, stays = (left, right) if made.survivor == made.right else (right, left)
        triples.append((gone, "dcterms:isReplacedBy", stays))
    return triples


def _labels(found: Duplicates) -> dict[str, str]:
    rows = {row for cluster in found.clusters for row in cluster.rows}
    entries = (found.entries[row] for row in sorted(rows))
    return {_iri(found.key.name, entry.id): entry.label for entry in entries}


def _skos(triples: Sequence[Triple], labels: dict[str, str], name: str) -> str:
    ordered = list(dict.fromkeys(triples))
    return _turtle(ordered, labels) if ending_of(name) == ".ttl" else _json_ld(ordered, labels)


def _turtle(triples: Sequence[Triple], labels: dict[str, str]) -> str:
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in _PREFIXES.items()]
    lines.append("")
    for iri, label in labels.items():
        lines.append(f"<{iri}> a skos:Concept ; skos:prefLabel {_literal(label)} .")
    lines += [f"<{left}> {relation} <{right}> ." for left, relation, right in triples]
    return "\n".join(lines) + "\n"


def _literal(text: str) -> str:
    """A Turtle string: JSON's escapes are a subset of Turtle's, surrogates written in full."""
    return json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)


def _json_ld(triples: Sequence[Triple], labels: dict[str, str]) -> str:
    nodes: dict[str, dict[str, Any]] = {
        iri: {"@id": iri, "@type": "skos:Concept", "skos:prefLabel": label}
        for iri, label in labels.items()
    }
    for left, relation, right in triples:
        nodes.setdefault(left, {"@id": left}).setdefault(relation, []).append({"@id": right})
    document = {"@context": _PREFIXES, "@graph": list(nodes.values())}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _iri(taxonomy: str, concept: str) -> str:
    if _IRI.fullmatch(concept):
        return concept
    return f"urn:skillsearch:{quote(taxonomy, safe='')}:{quote(concept, safe='')}"
