"""Batches of texts that are about as long, with nothing in them twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from sentence_transformers.base.sampler import DefaultBatchSampler

__all__ = ["LengthBatches"]

_POOL = 16
"""Batches that are sorted by length together: enough to pad little, few enough to stay mixed."""


class LengthBatches(DefaultBatchSampler):
    """Rows at random, near in length of their first text; no text twice in either column.

    A text that comes twice in a batch would be a negative of itself. Rows that have to wait for
    that reason go into later batches; an epoch has as many batches as rows over batch size, so the
    few rows that still wait at its end are left out of it. Called as sentence-transformers calls a
    batch sampler.
    """

    def __init__(self, dataset: Any, batch_size: int, drop_last: bool, **kwargs: Any) -> None:
        super().__init__(dataset, batch_size=batch_size, drop_last=drop_last, **kwargs)
        first, second = dataset.column_names[:2]
        self._texts: tuple[Sequence[str], Sequence[str]] = (
            list(dataset[first]),
            list(dataset[second]),
        )

    def __iter__(self) -> Iterator[list[int]]:
        if self.generator is not None and self.seed is not None:
            self.generator.manual_seed(self.seed + self.epoch)
        order = torch.randperm(len(self._texts[0]), generator=self.generator).tolist()
        size = int(self.batch_size)
        made = 0
        waiting: list[int] = []
        for start in range(0, len(order), size * _POOL):
            pool = sorted(waiting + order[start : start + size * _POOL], key=self._length)
            batches, waiting = self._cut(pool, size)
            for index in torch.randperm(len(batches), generator=self.generator).tolist():
                made += 1
                yield batches[index]
        while waiting and made < len(self):
            batch, waiting = self._take(waiting, size)
            made += 1
            yield batch

    def __len__(self) -> int:
        return -(-len(self._texts[0]) // int(self.batch_size))

    def _length(self, row: int) -> int:
        return len(self._texts[0][row])

    def _cut(self, rows: list[int], size: int) -> tuple[list[list[int]], list[int]]:
        """Whole batches in order, and the rows that are left."""
        batches = []
        while len(rows) >= size:
            batch, rest = self._take(rows, size)
            if len(batch) < size:
                break
            batches.append(batch)
            rows = rest
        return batches, rows

    def _take(self, rows: list[int], size: int) -> tuple[list[int], list[int]]:
        """The first rows that have no text in common, and the others."""
        batch: list[int] = []
        seen: set[str] = set()
        for position, row in enumerate(rows):
            texts = {self._texts[0][row], self._texts[1][row]}
            if not texts & seen:
                batch.append(row)
                seen |= texts
                if len(batch) == size:
                    taken = set(batch)
                    return batch, [r for r in rows[: position + 1] if r not in taken] + rows[
                        position + 1 :
                    ]
        taken = set(batch)
        return batch, [row for row in rows if row not in taken]
