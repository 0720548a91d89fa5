"""O*NET's technology skills: one skill a product, asked for by occupations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.tables import Table
from indexer.taxonomies.onet.occupations import coded_rows, value
from indexer.taxonomies.slugs import unique_slugs
from skillsearch.records import Concept, Group, Relation

__all__ = ["technologies"]


@dataclass
class _Technology:
    groups: dict[Group, None] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)


def technologies(
    table: Table, known: Mapping[str, Concept], notes: list[str]
) -> tuple[list[Concept], dict[str, list[Relation]]]:
    """The skills, and by occupation's code the relations to them.

    A product that employers of an occupation often name (``In Demand`` in O*NET) is ``essential``
    to it, any other is what it ``asks``. A skill is tagged ``hot`` where O*NET has it as a hot
    technology, and ``in demand`` where it is so for one occupation at least.
    """
    example, title = table.column("Example"), table.column("Commodity Title")
    code = table.column("Commodity Code", required=False)
    hot = table.column("Hot Technology", required=False)
    in_demand = table.column("In Demand", required=False)
    found: dict[str, _Technology] = {}
    uses: list[tuple[str, str, bool]] = []
    blank = 0
    for occupation, row in coded_rows(table, known, notes):
        if not (name := value(row, example)):
            blank += 1
            continue
        technology = found.setdefault(name, _Technology())
        if label := value(row, title):
            commodity = value(row, code)
            technology.groups[Group(commodity or label, label, commodity)] = None
        if _is_yes(row[hot]):
            technology.tags["hot"] = None
        if wanted := _is_yes(row[in_demand]):
            technology.tags["in demand"] = None
        uses.append((occupation, name, wanted))
    if blank:
        notes.append(f"{blank:,} rows of {table.path} name no technology: left out.")
    ids = {name: f"technology/{end}" for name, end in unique_slugs(found).items()}
    relations: defaultdict[str, list[Relation]] = defaultdict(list)
    for occupation, name, wanted in uses:
        relations[occupation].append(Relation("essential" if wanted else "asks", ids[name]))
    skills = [_skill(ids[name], name, technology) for name, technology in found.items()]
    return skills, dict(relations)


def _skill(id_: str, name: str, technology: _Technology) -> Concept:
    return Concept(
        type="skill",
        id=id_,
        label=name,
        kind="technology",
        paths=tuple((group,) for group in technology.groups),
        tags=tuple(sorted(technology.tags)),
    )


def _is_yes(cell: str) -> bool:
    return cell.lower() in ("y", "yes", "true", "1")
