"""A crosswalk as CSV, and as SKOS in JSON-LD and Turtle."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

from search.crosswalk.crosswalk import Proposal
from search.crosswalk.desk import Crosswalk
from skillsearch.errors import SettingError
from skillsearch.records import TaxonomyKey

__all__ = ["ENDINGS", "check_ending", "to_csv", "to_jsonld", "to_turtle", "write_crosswalk"]

ENDINGS = (".csv", ".jsonld", ".ttl")

SKOS = "http://www.w3.org/2004/02/skos/core#"

COLUMNS = (
    *("source_id", "source_label", "relation", "target_id", "target_label", "inverse"),
    *("confidence", "spelling", "words", "label_cosine", "best_label_cosine"),
    *("description_cosine", "rank", "rank_back", "above", "below", "few_words"),
)

# What may not stand in an IRI between < and >.
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]")


def to_csv(proposals: Sequence[Proposal]) -> str:
    """A row a proposal, those without a relation too."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for p in proposals:
        e = p.evidence
        evidence = [getattr(e, name) for name in COLUMNS[7:]] if e else [""] * len(COLUMNS[7:])
        writer.writerow(
            [
                *(p.source, p.source_label, p.relation, p.target, p.target_label, p.inverse),
                p.confidence,
                *(str(v).lower() if isinstance(v, bool) else v for v in evidence),
            ]
        )
    return out.getvalue()


def to_jsonld(crosswalk: Crosswalk) -> str:
    """SKOS mapping relations as JSON-LD, both ways; confidences are in the CSV only."""
    nodes = [
        {
            "@id": iri,
            "@type": "skos:Concept",
            "skos:prefLabel": {"@value": label, "@language": language},
            **{
                f"skos:{relation}": [{"@id": target} for target in targets]
                for relation, targets in relations.items()
            },
        }
        for iri, (label, language, relations) in _nodes(crosswalk).items()
    ]
    document = {"@context": {"skos": SKOS}, "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def to_turtle(crosswalk: Crosswalk) -> str:
    """The same as Turtle."""
    blocks = [f"@prefix skos: <{SKOS}> ."]
    for iri, (label, language, relations) in _nodes(crosswalk).items():
        lines = [f"<{iri}> a skos:Concept", f"skos:prefLabel {_literal(label)}@{language}"]
        lines += [
            f"skos:{relation} {', '.join(f'<{target}>' for target in targets)}"
            for relation, targets in relations.items()
        ]
        blocks.append(" ;\n    ".join(lines) + " .")
    return "\n\n".join(blocks) + "\n"


def check_ending(path: Path) -> None:
    """Raise :class:`~skillsearch.errors.SettingError` unless a crosswalk can be written as this."""
    if path.suffix.lower() not in ENDINGS:
        ending = path.suffix or "a file without an ending"
        raise SettingError(
            f"--out {path}: a crosswalk is not written as {ending}.",
            remedy=f"Use a name that ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.",
        )


def write_crosswalk(path: Path, crosswalk: Crosswalk) -> None:
    """Write it in the format that the file's ending names.

    Raises :class:`~skillsearch.errors.SettingError` for another ending, and where the file cannot
    be written.
    """
    check_ending(path)
    match path.suffix.lower():
        case ".csv":
            text = to_csv(crosswalk.proposals)
        case ".jsonld":
            text = to_jsonld(crosswalk)
        case _:
            text = to_turtle(crosswalk)
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise SettingError(
            f"--out {path} cannot be written: {error.strerror}.",
            remedy="Name a file in a folder that exists and may be written to.",
        ) from error


def iri_of(key: TaxonomyKey, concept_id: str) -> str:
    """The id itself where it is an IRI, else a URN of taxonomy, version and id."""
    if _ABSOLUTE.match(concept_id):
        return _NOT_IN_IRI.sub(lambda found: quote(found[0], safe=""), concept_id)
    parts = (quote(part, safe="") for part in (key.name, key.version, concept_id))
    return f"urn:skillsearch:{':'.join(parts)}"


def _nodes(crosswalk: Crosswalk) -> dict[str, tuple[str, str, dict[str, list[str]]]]:
    """IRI → label, language, relation → IRIs; only concepts that have a relation."""
    nodes: dict[str, tuple[str, str, dict[str, list[str]]]] = {}

    def add(iri: str, label: str, language: str, relation: str, other: str) -> None:
        relations = nodes.setdefault(iri, (label, language, {}))[2]
        relations.setdefault(relation, []).append(other)

    for p in crosswalk.proposals:
        if p.relation == "none":
            continue
        one = iri_of(crosswalk.source, p.source)
        other = iri_of(crosswalk.target, p.target)
        add(one, p.source_label, crosswalk.source.language, p.relation, other)
        add(other, p.target_label, crosswalk.target.language, p.inverse, one)
    return nodes


def _literal(text: str) -> str:
    escaped: Any = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + text.translate(str.maketrans(escaped)) + '"'
