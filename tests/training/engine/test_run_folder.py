"""The folder of a run knows whose it is and which of its checkpoints are whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from skillsearch.errors import SettingError
from training.engine.run_folder import RunFolder

IDENTITY: dict[str, Any] = {"recipe": "ssf", "settings": {"seed": 42, "learning_rate": 5e-5}}


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path / "run")


def test_an_empty_folder_is_free_and_its_own_run_goes_on(folder: RunFolder) -> None:
    with folder.held():
        assert folder.claim(IDENTITY) is None
        folder.write_record({"identity": IDENTITY, "status": "training"})
        known = folder.claim(IDENTITY)
    assert known is not None
    assert known["status"] == "training"


def test_another_run_is_refused_with_what_differs(folder: RunFolder) -> None:
    with folder.held():
        folder.write_record({"identity": IDENTITY})
        with pytest.raises(SettingError) as refused:
            folder.claim({**IDENTITY, "settings": {"seed": 7, "learning_rate": 5e-5}})
    assert "seed was 42 and is 7" in refused.value.message
    assert "learning_rate" not in refused.value.message
    assert "--restart" in refused.value.remedy


def test_a_folder_of_other_files_is_refused_and_kept(folder: RunFolder) -> None:
    folder.root.mkdir()
    thesis = folder.root / "thesis.docx"
    thesis.write_text("years of work")
    with folder.held(), pytest.raises(SettingError, match=r"thesis\.docx"):
        folder.claim(IDENTITY)
    folder.clear()
    assert thesis.read_text() == "years of work"


def test_two_processes_cannot_train_in_one_folder(folder: RunFolder) -> None:
    with folder.held():
        again = RunFolder(folder.root)
        with pytest.raises(SettingError, match="Another process"), again.held():
            pass
    with folder.held():
        pass


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(SettingError, match="cannot be written"),
        RunFolder(tmp_path / "file").held(),
    ):
        pass


def test_a_damaged_record_is_refused_not_overwritten(folder: RunFolder) -> None:
    with folder.held():
        folder.record_file.write_text('{"identity": ')
        with pytest.raises(SettingError, match=r"run\.json cannot be read"):
            folder.claim(IDENTITY)


def test_the_newest_whole_checkpoint_is_found_and_one_cut_short_removed(folder: RunFolder) -> None:
    for step, state in ((9, '{"global_step": 9}'), (10, '{"global_step": 10}'), (11, '{"glob')):
        place = folder.checkpoints / f"checkpoint-{step}"
        place.mkdir(parents=True)
        (place / "trainer_state.json").write_text(state)
    (folder.checkpoints / "checkpoint-12").mkdir()
    newest = folder.newest_checkpoint()
    assert newest is not None
    assert newest.name == "checkpoint-10"
    left = {path.name for path in folder.checkpoints.iterdir()}
    assert left == {"checkpoint-9", "checkpoint-10"}


def test_clearing_removes_a_run_whole(folder: RunFolder) -> None:
    with folder.held():
        folder.write_record({"identity": IDENTITY})
        folder.log_file.write_text(json.dumps({}))
        (folder.model / "1_Pooling").mkdir(parents=True)
        folder.clear()
        assert folder.claim(IDENTITY) is None
