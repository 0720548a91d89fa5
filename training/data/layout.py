"""Where each file lies in a folder of training and evaluation data."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn

from skillsearch.errors import SettingError, SourceError

__all__ = ["VARIABLE", "DataFolder", "Split"]

VARIABLE = "SKILLSEARCH_DATASETS"

Split = Literal["train", "dev", "test"]

_SSF = "jobsandskills-skillsfuture-"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder that ``--data`` or SKILLSEARCH_DATASETS names.

    Each property gives the path of one file or folder and raises
    :class:`~skillsearch.errors.SourceError`, which says what belongs there, where it is missing.
    """

    root: Path

    @classmethod
    def of(cls, folder: Path | None = None) -> DataFolder:
        """The given folder, else the one that SKILLSEARCH_DATASETS names.

        Raises :class:`~skillsearch.errors.SettingError` where neither names an existing folder.
        """
        root = folder or Path(os.environ.get(VARIABLE, ""))
        if root == Path() or not root.is_dir():
            named = (
                f"The data folder {root} does not exist"
                if root != Path()
                else "No data folder is named"
            )
            raise SettingError(
                f"{named}, and training and evaluation need one.",
                remedy=f"Name it with --data FOLDER or {VARIABLE}; docs/models.md says what it "
                "holds.",
            )
        return cls(root.expanduser().resolve())

    @property
    def esco_1_1_0(self) -> tuple[Path, Path]:
        """The zips of concepts and of relations of ESCO 1.1.0, in English."""
        return self._esco("1.1.0")

    @property
    def esco_1_1_1(self) -> tuple[Path, Path]:
        """The zips of concepts and of relations of ESCO 1.1.1, in English."""
        return self._esco("1.1.1")

    @property
    def ssf_mapping_2026(self) -> Path:
        """Sector skills of 2026 with their levels' statements → unique skills, old and new."""
        return self._ssf("2026", "tsc-to-unique-skills-mapping")

    @property
    def ssf_mapping_2025(self) -> Path:
        """Sector titles of 2025 → the unique skill that each was merged into."""
        return self._ssf("2025-q3", "tsc-to-unique-skills-mapping")

    @property
    def ssf_skills_2026(self) -> Path:
        """The unique skills of 2026 with their descriptions."""
        return self._ssf("2026", "unique-skills-list")

    @property
    def ssf_skills_2025(self) -> Path:
        """The unique skills of 2025 with their descriptions."""
        return self._ssf("2025-q3", "unique-skills-list")

    @property
    def jittered_train(self) -> Path:
        """Variants of job titles, made from seed titles: the split to train on."""
        return self._file("titles/jittered/train_ds.csv", "variants of job titles, for training")

    @property
    def jittered_val(self) -> Path:
        """The same from other seeds: the split to measure on."""
        return self._file("titles/jittered/val_ds.csv", "variants of job titles, for validation")

    @property
    def avature(self) -> Path:
        """The folder of queries, documents and judgements of the Avature title ranking."""
        return self._folder("eval/titles/avature_en", "queries, documents and judgements of titles")

    @property
    def jobbert(self) -> Path:
        """Vacancy titles → URIs of ESCO occupations."""
        return self._file("eval/titles/jobbert_titles_validation.csv", "titles → ESCO occupations")

    @property
    def tech(self) -> Path:
        """Sentences of IT postings → ESCO skills, by people; validation."""
        return self._annotations("tech")

    @property
    def house(self) -> Path:
        """Sentences of postings of all kinds → ESCO skills, by people; validation."""
        return self._annotations("house")

    @property
    def sentences(self) -> Path:
        """Sentences written for this product → URIs of ESCO 1.1.0 skills."""
        return self._file("sentences/esco_1.1.0.tsv", "sentences → ESCO skills")

    @property
    def occupation_sentences(self) -> Path:
        """Sentences written for this product, by ESCO 1.1.0 occupation, with their skills."""
        return self._file("sentences/occupations_1.1.0.tsv", "sentences of ESCO occupations")

    @property
    def corpus(self) -> Path:
        """The folder of raw postings to learn from, compressed."""
        return self._folder("postings/corpus", "raw postings as .csv.gz, .jsonl.gz and .tar.gz")

    @property
    def onet(self) -> Path:
        """The folder of O*NET 29.3 workbooks."""
        return self._folder("onet/29.3", "the workbooks of O*NET 29.3")

    def skillskape(self, split: Split) -> Path:
        """Synthetic sentences → ESCO 1.1.0 labels."""
        return self._file(f"eval/extraction/skillskape/{split}.csv", "the SkillSkape sentences")

    def _esco(self, version: str) -> tuple[Path, Path]:
        name = f"esco/ESCO dataset - v{version} - classification - "
        return (
            self._file(f"{name}en - csv.zip", f"the concepts of ESCO {version} in English"),
            self._file(f"{name} - csv.zip", f"the relations of ESCO {version}"),
        )

    def _ssf(self, edition: str, which: str) -> Path:
        return self._file(
            f"ssf/{edition}/{_SSF}{which}.xlsx", f"the SkillsFuture {edition} {which}"
        )

    def _annotations(self, name: str) -> Path:
        return self._file(
            f"eval/extraction/{name}_validation_annotations.csv", "annotated sentences of postings"
        )

    def _file(self, relative: str, what: str) -> Path:
        path = self.root / relative
        return path if path.is_file() else self._missing(path, what)

    def _folder(self, relative: str, what: str) -> Path:
        path = self.root / relative
        return path if path.is_dir() else self._missing(path, what)

    def _missing(self, path: Path, what: str) -> NoReturn:
        raise SourceError(
            f"it is missing; it should hold {what}.",
            path=path,
            remedy=f"Put it there, or name another data folder with --data or {VARIABLE}.",
        )
