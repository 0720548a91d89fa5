"""The folder of one training run: whose it is, how far it came, and what it left."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from skillsearch.errors import SettingError

__all__ = ["RunFolder"]

_STATE_FILE = "trainer_state.json"
"""What the trainer writes last into a checkpoint: without it the checkpoint is cut short."""


class RunFolder:
    """``run.json`` the record · ``training.jsonl`` the losses · ``checkpoints/`` · ``model/`` ·
    ``evaluation/`` · ``validation/`` files made for measuring.

    The record's ``identity`` is what must be the same for a run to go on: recipe, settings, base,
    data, precision.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.record_file = root / "run.json"
        self.log_file = root / "training.jsonl"
        self.checkpoints = root / "checkpoints"
        self.model = root / "model"
        self.evaluation = root / "evaluation"
        self.validation = root / "validation"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other process out; raises :class:`~skillsearch.errors.SettingError`."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.root / ".lock", blocking=False)
            lock.acquire()
        except Timeout:
            raise SettingError(
                f"Another process is training in {self.root}.",
                remedy="Wait for it, or name another folder with --out.",
            ) from None
        except OSError as error:
            raise self._not_writable(error) from None
        try:
            yield
        finally:
            lock.release()

    def record(self) -> dict[str, Any] | None:
        """What ``run.json`` says; None where there is none.

        Raises :class:`~skillsearch.errors.SettingError` where it cannot be read.
        """
        try:
            record: dict[str, Any] = json.loads(self.record_file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise SettingError(
                f"{self.record_file} cannot be read: {error}.",
                remedy="Name another folder with --out, or begin anew with --restart.",
            ) from None
        return record

    def write_record(self, record: Mapping[str, Any]) -> None:
        """Replace ``run.json`` in one step; raises :class:`~skillsearch.errors.SettingError`."""
        draft = self.record_file.with_suffix(".new")
        try:
            draft.write_text(json.dumps(record, ensure_ascii=False, indent=2), encoding="utf-8")
            draft.replace(self.record_file)
        except OSError as error:
            raise self._not_writable(error) from None

    def claim(self, identity: Mapping[str, Any]) -> dict[str, Any] | None:
        """The record of the run to go on with; None for a folder in which to begin.

        Raises :class:`~skillsearch.errors.SettingError` where the folder holds another run, or
        other things.
        """
        record = self.record()
        if record is None:
            others = sorted(p.name for p in self.root.iterdir() if p.name != ".lock")
            if others:
                raise SettingError(
                    f"{self.root} holds no run of training, but other files: "
                    f"{', '.join(others[:3])}.",
                    remedy="Name a new or empty folder with --out.",
                )
            return None
        known = _flat(record.get("identity", {}))
        asked = _flat(identity)
        changed = [
            f"{name.removeprefix('settings.')} was {known.get(name)!r} and is {asked.get(name)!r}"
            for name in dict.fromkeys((*known, *asked))
            if known.get(name) != asked.get(name)
        ]
        if changed:
            raise SettingError(
                f"{self.root} holds another run: {'; '.join(changed[:4])}.",
                remedy="Name another folder with --out, or add --restart to throw that run away.",
            )
        return record

    def clear(self) -> None:
        """Remove a run and everything that it left; other files stay.

        Raises :class:`~skillsearch.errors.SettingError` where that is not allowed.
        """
        try:
            for folder in (self.checkpoints, self.model, self.evaluation, self.validation):
                if folder.exists():
                    shutil.rmtree(folder)
            for file in (self.record_file, self.log_file):
                file.unlink(missing_ok=True)
        except OSError as error:
            raise self._not_writable(error) from None

    def newest_checkpoint(self) -> Path | None:
        """The last checkpoint that is whole; those cut short by a kill are removed."""
        whole: dict[int, Path] = {}
        for folder in self.checkpoints.glob("checkpoint-*"):
            try:
                state = json.loads((folder / _STATE_FILE).read_text(encoding="utf-8"))
                whole[int(state["global_step"])] = folder
            except (OSError, ValueError, KeyError):
                shutil.rmtree(folder)
        return whole[max(whole)] if whole else None

    def _not_writable(self, error: OSError) -> SettingError:
        return SettingError(
            f"{self.root} cannot be written: {error.strerror or error}.",
            remedy="Free space or change its permissions, or name another folder with --out.",
        )


def _flat(value: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """{"settings": {"seed": 42}} → {"settings.seed": 42}, as JSON gives it back."""
    flat: dict[str, Any] = {}
    for name, item in json.loads(json.dumps(value)).items():
        if isinstance(item, dict):
            flat.update(_flat(item, f"{above}{name}."))
        else:
            flat[above + name] = item
    return flat
