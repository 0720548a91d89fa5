"""What a recipe is: the defaults of one way to train, and how it turns files into training sets."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from skillsearch.errors import SourceError
from training.data.layout import DataFolder

if TYPE_CHECKING:
    from datasets import Dataset
    from sentence_transformers import SentenceTransformer
    from torch.nn import Module

__all__ = ["BatchSampler", "Material", "Recipe", "Sources"]

BatchSampler = Callable[..., Any]
"""Makes the batches of one data set. Called as sentence-transformers calls a ``batch_sampler``:
``(dataset, batch_size=, drop_last=, valid_label_columns=, generator=, seed=)``; it returns a
``DefaultBatchSampler``, whose order must follow from ``generator`` alone, or a run that is resumed
would see other batches."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a recipe may read: those of a data folder, or the user's own in their place.

    ``data`` None: SKILLSEARCH_DATASETS names the folder, and only what is asked for is missed.
    """

    data: DataFolder | None = None
    own_esco: tuple[Path, ...] = ()
    own_ssf: Path | None = None
    own_titles: Path | None = None

    @property
    def folder(self) -> DataFolder:
        """The data folder; raises :class:`~skillsearch.errors.SettingError` if none is named."""
        return self.data or DataFolder.of()

    def esco(self) -> tuple[Path, ...]:
        """Zips, files or a folder of ESCO in one version and language."""
        return self.own_esco or self.folder.esco_1_1_0

    def ssf_mapping(self) -> Path:
        """The workbook that maps sector skills to unique skills; found in a folder by its name.

        Raises :class:`~skillsearch.errors.SourceError` for a folder without it.
        """
        if self.own_ssf is None:
            return self.folder.ssf_mapping_2026
        if not self.own_ssf.is_dir():
            return self.own_ssf
        found = sorted(self.own_ssf.rglob("*mapping*.xlsx"))
        if len(found) != 1:
            raise SourceError(
                f"{len(found)} workbooks in this folder have 'mapping' in their name.",
                path=self.own_ssf,
                remedy="Name the workbook that maps sector skills to unique skills: --ssf FILE.",
            )
        return found[0]


@dataclass(frozen=True, slots=True)
class Material:
    """What a recipe made of its sources.

    ``datasets`` are trained on together, each in proportion to its rows; the columns of a row are
    what its loss takes, in that order, and a column ``score`` is its label. ``files`` are all files
    that were read. ``held_out`` says in a sentence what was kept out of training. ``validation``
    holds files made for measuring alone: path in a data folder → content.
    """

    datasets: Mapping[str, Dataset]
    files: tuple[Path, ...]
    held_out: str
    validation: Mapping[str, str]


@dataclass(frozen=True)
class Recipe(ABC):
    """The defaults of one way to train; :func:`dataclasses.replace` makes a variant.

    ``max_steps`` 0 trains for ``epochs``. ``learning_rate`` rises over the ``warmup`` share of the
    steps, then falls to 0 in a straight line. ``max_length`` counts tokens, in training alone: the
    model that is saved reads what its base reads. Frozen embeddings are those of single words.
    """

    epochs: int
    batch_size: int
    learning_rate: float
    max_length: int = 128
    warmup: float = 0.1
    weight_decay: float = 0.01
    seed: int = 42
    max_steps: int = 0
    freeze_embeddings: bool = False

    name: ClassVar[str]
    summary: ClassVar[str]
    """One line for the list of recipes."""
    protocols: ClassVar[tuple[str, ...]]
    """Ids of the evaluation protocols that show what the recipe is for."""
    terms: ClassVar[tuple[str, ...]]
    """What is learned from, each with its terms of use, for the model card."""
    limits: ClassVar[tuple[str, ...]]
    """What the model is not good for, for the model card."""

    @abstractmethod
    def prepare(self, sources: Sources) -> Material:
        """Read the sources and draw the training sets; the same seed draws the same ones.

        Raises :class:`~skillsearch.errors.SourceError` for a file that is missing or another one.
        """

    @abstractmethod
    def losses(self, model: SentenceTransformer) -> dict[str, Module]:
        """The loss of each data set of :meth:`prepare`, by the same names.

        What a loss learns must be weights of ``model``: checkpoints keep no others.
        """

    def batch_sampler(self) -> BatchSampler | None:
        """How rows come together in batches; None: at random."""
        return None

    def finish(self, model: SentenceTransformer) -> None:
        """Change the trained model before it is saved; by default it stays as it is."""
        return
