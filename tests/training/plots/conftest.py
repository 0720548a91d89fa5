"""The sample drawn once for all tests that look at what came out."""

from __future__ import annotations

from pathlib import Path

import pytest
from plot_samples import evaluation, text_map

from training.plots import draw


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Everything drawn of the sample."""
    return draw(evaluation(), [text_map()], tmp_path_factory.mktemp("plots"))
