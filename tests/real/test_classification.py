"""Role categories of real resumes: embeddings beside words, on a sample.

The whole table, of all 24 categories, is in docs/classification.md, with the command that measures
it again (some ten minutes on two cores). Here are ten resumes of each of six categories: enough to
see that what a resume begins with is read, too few for figures.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from skillsearch.encoder import load_encoder
from skillsearch.settings import load_settings
from training.classification.labelled import LabelledSet
from training.classification.reading import read_files
from training.classification.sources import labels_of
from training.classification.training import trained

CATEGORIES = ("ACCOUNTANT", "CHEF", "ENGINEERING", "FITNESS", "HR", "TEACHER")
EACH = 10


@pytest.fixture(scope="module")
def sample(datasets: Path, tmp_path_factory: pytest.TempPathFactory) -> LabelledSet:
    """The ten smallest files of each category, by name alone."""
    folder = tmp_path_factory.mktemp("livecareer")
    for category in CATEGORIES:
        files = sorted((datasets / "resumes" / "livecareer" / category).glob("*.pdf"))
        smallest = sorted(files, key=lambda path: (path.stat().st_size, path.name))[:EACH]
        (folder / category).mkdir()
        for path in smallest:
            target = folder / category / path.name
            try:
                os.link(path, target)
            except OSError:
                shutil.copy(path, target)
    encoder = load_encoder(load_settings())
    return read_files(labels_of(folder), encoder, "default", lambda steps: None)


def test_every_method_on_embeddings_beats_words_on_real_resumes(sample: LabelledSet) -> None:
    fingerprint = load_encoder(load_settings()).fingerprint
    classifier, validation = trained(sample, fingerprint, 0.9)
    figures = {one.name: one.score.macro_f1 for one in validation.methods}
    assert set(figures) == {"random forest", "linear SVM", "neural network"}
    assert min(figures.values()) > validation.baseline.score.macro_f1
    assert validation.chosen.score.macro_f1 == max(figures.values())
    assert validation.chosen.score.macro_f1 >= 0.75
    assert classifier.categories == CATEGORIES
