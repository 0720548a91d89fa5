"""The sector titles of SkillsFuture 2025, as entries, and which of them became one skill.

Run as a program, it learns the weights of ``search/duplicates/weights.py`` and prints them:

    SKILLSEARCH_DATASETS=… PYTHONPATH=tests/real python tests/real/sector_titles.py
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.tables import read_workbook
from search.duplicates.candidates import candidate_pairs
from search.duplicates.entries import MAX_DETAILS, Entry, EntryVectors, encode_entries
from search.duplicates.features import FEATURES, PairFeatures
from search.duplicates.learning import learn
from search.duplicates.neighbours import neighbourhood
from search.duplicates.pairs import NEIGHBOURS
from skillsearch.encoder import load_encoder
from skillsearch.settings import load_settings
from training.data.layout import DataFolder
from training.data.ssf import read_merges

__all__ = ["TEXTS", "SectorTitles", "featured", "read_sector_titles"]

_LABEL = ("label", "label_nearness", "letters", "words", "neighbours", "length")
_DESCRIPTION = (*_LABEL, "description", "description_nearness", "sectors")

TEXTS = {"label": _LABEL, "description": _DESCRIPTION, "detail": FEATURES}
"""Of each kind of list, by the last text that its entries have, the features that it can show."""


@dataclass(frozen=True)
class SectorTitles:
    """Titles as entries, with the rows of each one's twins and the skill that it became.

    ``second_half``: those kept for measuring. Titles that became one skill are in one half, which
    the SHA-1 of the first of them decides.
    """

    entries: tuple[Entry, ...]
    twins: tuple[frozenset[int], ...]
    became: tuple[str, ...]

    @property
    def second_half(self) -> NDArray[np.bool_]:
        first = [min({row, *own}) for row, own in enumerate(self.twins)]
        names = [self.entries[row].label.strip().lower().encode() for row in first]
        return np.array([int(hashlib.sha1(n).hexdigest(), 16) % 2 == 1 for n in names], bool)

    def same(self, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
        return np.array([b in self.twins[a] for a, b in pairs.tolist()], bool)


def read_sector_titles(folder: DataFolder) -> SectorTitles:
    """From the 2025 mapping; descriptions and statements of its codes from the 2026 workbook.

    Nothing is taken from the 2026 mapping but the sector skills' own texts.
    """
    merges = read_merges(folder.ssf_mapping_2025)
    by_code, by_title = _texts(folder.ssf_mapping_2026)
    rows = read_workbook(folder.ssf_mapping_2025).sheet(
        "TSC to Unique Skill Mapping", header=("skill_11k_title", "tsc_code", "sector_title")
    )
    title, code, sector = (rows.column(n) for n in ("skill_11k_title", "tsc_code", "sector_title"))
    codes: dict[str, dict[str, None]] = {name: {} for name in merges}
    sectors: dict[str, set[str]] = {name: set() for name in merges}
    for row in rows:
        if row[title] in merges:
            codes[row[title]][row[code]] = None
            sectors[row[title]].add(row[sector])
    entries = []
    for name in merges:
        found = [by_code[c] for c in codes[name] if c in by_code] or by_title.get(name, [])
        description = next((d for d, _ in found if d), "")
        statements = tuple(dict.fromkeys(s for _, s in found if s))[:MAX_DETAILS]
        entries.append(
            Entry(
                name,
                name,
                description,
                statements,
                sectors=frozenset(sectors[name]),
                weight=len(sectors[name]) + len(codes[name]),
            )
        )
    skills: dict[str, set[int]] = {}
    for number, into in enumerate(merges.values()):
        for skill in into:
            skills.setdefault(skill, set()).add(number)
    twins = tuple(
        frozenset(set().union(*(skills[s] for s in into)) - {number})
        for number, into in enumerate(merges.values())
    )
    return SectorTitles(tuple(entries), twins, tuple(into[0] for into in merges.values()))


def featured(
    titles: SectorTitles, vectors: EntryVectors, names: tuple[str, ...] = FEATURES
) -> PairFeatures:
    """The candidate pairs; without the texts of which no feature is named."""
    none = np.zeros_like(vectors.label)
    known = EntryVectors(
        vectors.label,
        vectors.description if "description" in names else none,
        vectors.detail if "detail" in names else none,
    )
    near = neighbourhood(known, NEIGHBOURS)
    pairs = candidate_pairs(titles.entries, near, "en")
    return PairFeatures(titles.entries, known, near, pairs, "en")


def _texts(
    workbook: Path,
) -> tuple[dict[str, tuple[str, str]], dict[str, list[tuple[str, str]]]]:
    """Description and statement of each code, and those of each title."""
    stem = "skills_framework_"
    table = read_workbook(workbook).sheet("data", header=(f"{stem}skill_code",))
    code, title, description, statement = (
        table.column(f"{stem}{name}")
        for name in ("skill_code", "skill_title", "skill_desc", "pl_desc")
    )
    by_code: dict[str, tuple[str, str]] = {}
    by_title: dict[str, list[tuple[str, str]]] = {}
    for row in table:
        by_code[row[code]] = row[description], row[statement]
        by_title.setdefault(row[title], []).append(by_code[row[code]])
    return by_code, by_title


def main() -> None:
    """Learn from the first half, for each kind of texts that a list may have; print the table."""
    from pprint import pformat

    titles = read_sector_titles(DataFolder.of())
    vectors = encode_entries(load_encoder(load_settings()), titles.entries)
    table = {}
    for name, names in TEXTS.items():
        features = featured(titles, vectors, names)
        first = ~titles.second_half[features.pairs].any(axis=1)
        same = titles.same(features.pairs)
        pairs = features.pairs[first]
        found = learn(features.matrix[first], pairs, same[first], names)
        weights = {feature: round(weight, 4) for feature, weight in found.features.items()}
        table[name] = (round(found.slope, 4), round(found.offset, 4), weights)
    print(f"WEIGHTS = {pformat(table, sort_dicts=False, width=90)}")


if __name__ == "__main__":
    main()
