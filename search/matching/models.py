"""The models behind the score: those that come with skillsearch, or a folder of one's own."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from search.matching.field import FieldModel, load_field_model, shipped_field_model
from search.matching.scoring import FitModel, load_fit_model, shipped_fit_model
from skillsearch.errors import SettingError

__all__ = ["FIELDS_FILE", "FIT_FILE", "MatchModels", "load_match_models"]

FIT_FILE = "fit.json"
FIELDS_FILE = "fields.npz"


@dataclass(frozen=True, eq=False)
class MatchModels:
    """The model of the score, and that of the fields of work (None: the score knows no fields)."""

    fit: FitModel
    fields: FieldModel | None

    def suited_to(self, encoder: str) -> MatchModels:
        """Without fields that were learned from vectors of other weights than ``encoder``."""
        fields = self.fields
        return self if fields is None or fields.encoder == encoder else replace(self, fields=None)

    def warnings(self, encoder: str) -> tuple[str, ...]:
        """What is to be said of scores of an index whose weights have the SHA-256 ``encoder``."""
        if self.fit.encoder in ("", encoder):
            return ()
        return (
            f"The scores rank, but are not calibrated: {self.fit.name} was fitted to vectors of "
            "another model than the index has. skillsearch train ats fits one to this index.",
        )

    @cached_property
    def sha256(self) -> str:
        """SHA-256 (hex) of all that decides a score."""
        digest = hashlib.sha256(json.dumps(asdict(self.fit), sort_keys=True).encode())
        if self.fields is not None:
            digest.update("\x1f".join((self.fields.encoder, *self.fields.fields)).encode())
            digest.update(self.fields.weights.tobytes() + self.fields.bias.tobytes())
        return digest.hexdigest()


def load_match_models(folder: Path | None = None) -> MatchModels:
    """The models of a folder that ``skillsearch train ats`` wrote, None for the shipped ones.

    A folder without ``fields.npz`` is taken with the shipped fields. Read once, and again when a
    file changed. Raises :class:`~skillsearch.errors.SettingError` where there is no ``fit.json``,
    or a file is damaged.
    """
    if folder is None:
        return _shipped()
    folder = folder.expanduser()
    if not (folder / FIT_FILE).is_file():
        raise SettingError(
            f"{folder} has no {FIT_FILE}.",
            remedy="Name with SKILLSEARCH_FIT_MODEL a folder that `skillsearch train ats` wrote, "
            "or unset it for the model that comes with skillsearch.",
        )
    return _loaded(folder, _changed(folder / FIT_FILE), _changed(folder / FIELDS_FILE))


@lru_cache(maxsize=1)
def _shipped() -> MatchModels:
    return MatchModels(shipped_fit_model(), shipped_field_model())


@lru_cache(maxsize=4)
def _loaded(folder: Path, fit_changed: int, fields_changed: int) -> MatchModels:
    has_fields = bool(fields_changed)
    fields = load_field_model(folder / FIELDS_FILE) if has_fields else shipped_field_model()
    return MatchModels(load_fit_model(folder / FIT_FILE), fields)


def _changed(path: Path) -> int:
    """Nanoseconds; 0 where there is no such file."""
    return path.stat().st_mtime_ns if path.is_file() else 0
