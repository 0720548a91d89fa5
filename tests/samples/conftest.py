"""The sample documents, loaded once by the commands that the documentation quotes."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from loaded_samples import AS_OF, LoadedSamples

from indexer.samples import sample_postings, sample_resumes
from skillsearch.store.files import copy_tree


@pytest.fixture(scope="session")
def loaded_samples(
    sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> LoadedSamples:
    """To be read, not written."""
    home = tmp_path_factory.mktemp("documents") / "home"
    copy_tree(sample_data_dir, home)
    return LoadedSamples(
        home,
        _printed(home, "index", "resumes", str(sample_resumes()), "--as-of", AS_OF),
        _printed(home, "index", "postings", str(sample_postings())),
    )


def _printed(home: Path, *arguments: str) -> str:
    from cli.main import skillsearch

    with redirect_stdout(io.StringIO()) as printed:
        skillsearch.main([*arguments, "--data-dir", str(home)], standalone_mode=False)
    return printed.getvalue()
