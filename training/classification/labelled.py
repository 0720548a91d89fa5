"""Labelled resumes: whence they come, and what is learned from of each."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skillsearch.classification.portraits import Portrait
from skillsearch.errors import SettingError

__all__ = ["FOLDS", "Labelled", "LabelledSet"]

FOLDS = 5


@dataclass(frozen=True, eq=False)
class Labelled:
    """A resume and its category; ``sha256`` (hex) is that of its content.

    ``shown`` is the external id without what may tell who it is.
    """

    external_id: str
    shown: str
    point_id: str
    category: str
    sha256: str
    portrait: Portrait

    @property
    def text(self) -> str:
        """All of it, masked."""
        return "\n".join(self.portrait.texts)


@dataclass(frozen=True, eq=False)
class LabelledSet:
    """Resumes in the order of their ids, and by reason how many could not be used.

    ``indexed``: they are candidates of the index, which has their vectors.
    """

    resumes: tuple[Labelled, ...]
    left_out: dict[str, int]
    indexed: bool

    @classmethod
    def of(
        cls, resumes: Iterable[Labelled], left_out: Counter[str], *, indexed: bool
    ) -> LabelledSet:
        """The set in its order, whatever order the resumes came in."""
        ordered = tuple(sorted(resumes, key=lambda one: (one.external_id, one.category)))
        return cls(ordered, dict(sorted(left_out.items())), indexed)

    def without(self, categories: Sequence[str]) -> LabelledSet:
        """The set without these categories.

        Raises :class:`~skillsearch.errors.SettingError` for one that it does not have.
        """
        for name in categories:
            if name not in self.counts:
                raise SettingError(
                    f"--without: no resume is in a category {name!r}.",
                    remedy=f"There are: {', '.join(self.counts) or 'none'}.",
                )
        kept = tuple(one for one in self.resumes if one.category not in categories)
        return LabelledSet(kept, self.left_out, self.indexed)

    @property
    def counts(self) -> dict[str, int]:
        """Category → resumes, in the order of the names."""
        return dict(sorted(Counter(one.category for one in self.resumes).items()))

    @property
    def categories(self) -> tuple[str, ...]:
        """The names of the categories, sorted."""
        return tuple(self.counts)

    @property
    def sha256(self) -> str:
        """SHA-256 (hex) over ids, categories and contents: the same for the same input."""
        digest = hashlib.sha256()
        for one in self.resumes:
            digest.update("\x1f".join((one.external_id, one.category, one.sha256, "\n")).encode())
        return digest.hexdigest()

    def check(self) -> None:
        """See that it can be learned from and measured on.

        Raises :class:`~skillsearch.errors.SettingError` where it cannot.
        """
        counts = self.counts
        if len(counts) < 2:
            raise SettingError(
                f"The resumes are in {len(counts)} categories, and two are needed to choose from.",
                remedy="Put them into a folder a category, or into a CSV with the columns path "
                "and category.",
            )
        small = {name: count for name, count in counts.items() if count < FOLDS}
        if small:
            shown = ", ".join(f"{name} ({count})" for name, count in small.items())
            flags = " ".join(f"--without {name!r}" for name in small)
            raise SettingError(
                f"A category needs {FOLDS} resumes at least, one for each fold of the "
                f"cross-validation; these have fewer: {shown}.",
                remedy=f"Add resumes, or leave them out: {flags}.",
            )
