"""The feature ``field`` of pairs, each side told by a model that has not seen it.

A model that learned a document's field would be surer of it than of anybody else's, and the score
would trust the feature more than it deserves. So would one that knew the field of every pair: there
are more trades in an index than fields that were learned. Hence each pair is told a second time, by
models to which its field is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from search.matching.features import FEATURES
from search.matching.field import FieldModel, alike, views
from skillsearch.store.models import Record
from training.matching.buckets import FOLDS, HELD, fold_of
from training.matching.fields import fit_fields
from training.matching.pairs import Pairs

__all__ = ["GROUPS", "CrossFitted", "Filed", "OneField", "cross_fitted"]

GROUPS = 8
"""Of fields: each group is unknown to models of its own."""

_ALL = -1
"""In the place of a fold: the model that is shipped, which learned from all of them."""


class OneField(ValueError):
    """There are not two fields to choose from."""


@dataclass(frozen=True, eq=False)
class Filed:
    """A document with its bucket, and its field where one is known (else "")."""

    record: Record
    bucket: int
    field: str = ""

    @property
    def fold(self) -> int:
        """Which model tells its field: one that has not learned it."""
        return _ALL if not self.field or self.bucket in HELD else fold_of(self.bucket)


@dataclass(frozen=True)
class CrossFitted:
    """The model that was learned, and pairs with their feature.

    ``unknown`` are pairs again, as they are told where the field of the posting (or, where that has
    none, of the person) was never learned; None where there are too few fields to leave one out.
    """

    model: FieldModel
    pairs: Pairs
    unknown: Pairs | None


def cross_fitted(
    pairs: Pairs,
    postings: Mapping[str, Filed],
    people: Mapping[str, Filed],
    encoder: str,
    tick: Callable[[], None] = lambda: None,
) -> CrossFitted:
    """The model learned from everything that is not held out, and the pairs with their feature.

    Both sides go by external id. A document in :data:`~training.matching.buckets.HELD`, or of no
    known field, is told by the model returned; the rest by one that learned from the other folds.
    ``encoder`` is the SHA-256 of the weights of the vectors. ``tick`` is called :data:`GROUPS` + 1
    times at most. Raises :class:`OneField`.
    """
    learned = [d for d in (*postings.values(), *people.values()) if d.fold != _ALL]
    models = _models(learned, encoder)
    known = _told(pairs, postings, people, models)
    tick()
    fields = models[_ALL].fields
    field_of = np.array([
        postings[posting].field if posting in postings and postings[posting].field
        else people[person].field if person in people else ""
        for posting, person in zip(pairs.postings.tolist(), pairs.candidates.tolist(), strict=True)
    ])  # fmt: skip
    unknown: list[Pairs] = []
    for number in range(min(GROUPS, len(fields))):
        group = fields[number::GROUPS]
        some = pairs.of(np.isin(field_of, group))
        if len(some):
            with suppress(OneField):  # what is left in some fold tells nothing
                others = _models([d for d in learned if d.field not in group], encoder)
                unknown.append(_told(some, postings, people, others))
        tick()
    return CrossFitted(models[_ALL], known, Pairs.joined(unknown) if unknown else None)


def _models(learned: Sequence[Filed], encoder: str) -> dict[int, FieldModel]:
    """By fold, one that learned from all others; by :data:`_ALL`, from all."""
    models: dict[int, FieldModel] = {}
    for fold in (_ALL, *range(FOLDS)):
        others = [document for document in learned if document.fold != fold]
        if len({document.field for document in others}) < 2:
            raise OneField(f"{len(others)} documents of one field")
        models[fold] = fit_fields([d.record for d in others], [d.field for d in others], encoder)
    return models


def _told(
    pairs: Pairs,
    postings: Mapping[str, Filed],
    people: Mapping[str, Filed],
    models: Mapping[int, FieldModel],
) -> Pairs:
    asking, asked = set(pairs.postings.tolist()), set(pairs.candidates.tolist())
    by_posting = _shares({n: d for n, d in postings.items() if n in asking}, models)
    by_person = _shares({n: d for n, d in people.items() if n in asked}, models)
    column = [
        _alike(by_posting.get(posting), by_person.get(person))
        for posting, person in zip(pairs.postings.tolist(), pairs.candidates.tolist(), strict=True)
    ]
    features = pairs.features.copy()
    features[:, FEATURES.index("field")] = column
    return replace(pairs, features=features)


def _alike(one: NDArray[np.float32] | None, other: NDArray[np.float32] | None) -> float:
    return np.nan if one is None or other is None else float(alike(one, other[None, :])[0])


def _shares(
    documents: Mapping[str, Filed], models: Mapping[int, FieldModel]
) -> dict[str, NDArray[np.float32]]:
    """The fields of each document that has a vector, in the order of the shipped model's."""
    order = models[_ALL].fields
    shares: dict[str, NDArray[np.float32]] = {}
    for fold, model in models.items():
        found = ((name, views(d.record.vector)) for name, d in documents.items() if d.fold == fold)
        seen = {name: view for name, view in found if view is not None}
        if seen:
            rows = np.zeros((len(seen), len(order)), np.float32)
            columns = [order.index(name) for name in model.fields]
            rows[:, columns] = model.of(np.stack(list(seen.values())))
            shares |= dict(zip(seen, rows, strict=True))
    return shares
