"""What an evaluation found: rows of figures with intervals, kept to the last digit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skillsearch.errors import SourceError

__all__ = ["Evaluation", "Figure", "Pairs", "Row"]

_FORM = 1
"""Of the JSON; a file of another form is refused."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value and the ends of its 95 % bootstrap interval.

    In per cent, unless the name says that it is an AUC or a correlation (0 to 1, -1 to 1). Where
    nothing is resampled, the ends are the value itself.
    """

    name: str
    value: float
    low: float
    high: float

    @property
    def is_percentage(self) -> bool:
        """Whether the value is out of a hundred."""
        return not self.name.startswith(("AUC", "Spearman"))


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Scored pairs of a pair protocol: both float32 [n]; ``grade`` from 0 (wrong) to 1 (right)."""

    similarity: NDArray[np.float32]
    grade: NDArray[np.float32]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Pairs)
            and np.array_equal(self.similarity, other.similarity)
            and np.array_equal(self.grade, other.grade)
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One protocol measured with one model and one scorer.

    ``protocol`` is its id, ``title`` what people read; ``queries`` counts what was resampled for
    the first figure; ``seconds`` is the time spent, encoding what was not encoded before included.
    """

    protocol: str
    title: str
    model: str
    scorer: str
    queries: int
    figures: tuple[Figure, ...]
    pairs: Pairs | None
    seconds: float

    def figure(self, name: str) -> Figure:
        """The figure of that name; raises KeyError."""
        for figure in self.figures:
            if figure.name == name:
                return figure
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All rows of one run, and what it ran on: versions, processor, seed, resamples, data."""

    rows: tuple[Row, ...]
    environment: dict[str, str]

    @property
    def models(self) -> tuple[str, ...]:
        """The models, in the order of their first row."""
        return tuple(dict.fromkeys(row.model for row in self.rows))

    @property
    def protocols(self) -> tuple[str, ...]:
        """The ids of the protocols, in the order of their first row."""
        return tuple(dict.fromkeys(row.protocol for row in self.rows))

    def of_protocol(self, protocol: str) -> tuple[Row, ...]:
        """The rows of one protocol, in order."""
        return tuple(row for row in self.rows if row.protocol == protocol)

    def to_json(self) -> dict[str, Any]:
        """Everything but the scored pairs, as JSON types; values are not rounded."""
        rows = []
        for row in self.rows:
            fields = {n: getattr(row, n) for n in Row.__dataclass_fields__ if n != "pairs"}
            rows.append({**fields, "figures": [asdict(figure) for figure in row.figures]})
        return {"form": _FORM, "environment": dict(self.environment), "rows": rows}

    @classmethod
    def from_json(
        cls, value: Mapping[str, Any], pairs: Mapping[int, Pairs] | None = None
    ) -> Evaluation:
        """What :meth:`to_json` gave; ``pairs`` by the number of the row. Raises KeyError or
        TypeError for something else.
        """
        if value["form"] != _FORM:
            raise KeyError("form")
        rows = [
            Row(
                **{
                    **row,
                    "figures": tuple(Figure(**figure) for figure in row["figures"]),
                    "pairs": (pairs or {}).get(number),
                }
            )
            for number, row in enumerate(value["rows"])
        ]
        return cls(tuple(rows), dict(value["environment"]))

    def save(self, folder: Path) -> Path:
        """Write ``evaluation.json`` and, beside it, ``pairs.npz``; the path of the former."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "evaluation.json"
        text = json.dumps(self.to_json(), ensure_ascii=False, indent=2)
        path.write_text(text + "\n", encoding="utf-8")
        arrays: dict[str, NDArray[np.float32]] = {}
        for number, row in enumerate(self.rows):
            if row.pairs is not None:
                arrays[f"{number}.similarity"] = row.pairs.similarity
                arrays[f"{number}.grade"] = row.pairs.grade
        np.savez_compressed(folder / "pairs.npz", allow_pickle=False, **arrays)
        return path

    @classmethod
    def load(cls, path: Path) -> Evaluation:
        """What :meth:`save` wrote, given ``evaluation.json`` or its folder.

        Without ``pairs.npz`` beside it the rows have no pairs. Raises
        :class:`~skillsearch.errors.SourceError` for a file that is no such thing.
        """
        file = path / "evaluation.json" if path.is_dir() else path
        side = file.with_name("pairs.npz")
        try:
            pairs = _read_pairs(side) if side.is_file() else {}
            return cls.from_json(json.loads(file.read_text(encoding="utf-8")), pairs)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SourceError(
                f"this is no evaluation that can be read: {error}.",
                path=file,
                remedy="Make it anew: skillsearch evaluate MODEL --out FOLDER.",
            ) from None


def _read_pairs(file: Path) -> dict[int, Pairs]:
    with np.load(file, allow_pickle=False) as arrays:
        numbers = {int(name.partition(".")[0]) for name in arrays.files}
        return {n: Pairs(arrays[f"{n}.similarity"], arrays[f"{n}.grade"]) for n in numbers}
