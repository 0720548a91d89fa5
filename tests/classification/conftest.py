"""A classifier of three invented trades, learned once by the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from labelled_people import write_people

from cli.main import main
from skillsearch.store.files import copy_tree


@dataclass(frozen=True)
class Learned:
    """``home`` is a data folder with the samples' skills and the classifier."""

    home: Path
    people: Path

    @property
    def classifier(self) -> Path:
        return self.home / "classifiers" / "default"


@pytest.fixture(scope="session")
def learned(
    sample_data_dir: Path,
    new_data_dir: Callable[[], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Learned:
    home = new_data_dir() / "home"
    copy_tree(sample_data_dir, home)
    people = write_people(tmp_path_factory.mktemp("labelled") / "people")
    main(["train", "classify", str(people), "--data-dir", str(home), "--sure", "0.8"])
    return Learned(home, people)
