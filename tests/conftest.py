"""Fixtures that the whole suite shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def datasets() -> Path:
    """The folder of real data; its absence skips on a laptop and fails in CI."""
    folder = os.environ.get("SKILLSEARCH_DATASETS", "")
    if folder and Path(folder).is_dir():
        return Path(folder).resolve()
    reason = "SKILLSEARCH_DATASETS does not name a folder with the real taxonomies"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
