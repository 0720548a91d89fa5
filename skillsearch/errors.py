"""Every error that a user of skillsearch can meet.

    SkillsearchError                  exit code 2; HTTP status as noted
    ├── SettingError                  a flag or SKILLSEARCH_… variable that cannot be used      400
    │   └── UnknownModel              no encoder goes by that name                              400
    ├── QueryError                    a question that cannot be answered as asked               422
    ├── TooLarge                      a request with more in it than is taken                   413
    ├── WrongMediaType                a request in a form that is not taken                     415
    ├── NotPermitted                  something that the server was not started to give         403
    ├── NotFound                      no such skill, occupation, taxonomy or route              404
    ├── SourceError                   a file that cannot be read as what it should be           422
    ├── NothingIndexed                the collection asked for does not exist yet               503
    ├── IndexMismatch                 the index was made by another model or layout             503
    ├── SwapRefused                   a new index answers too differently to go live            409
    ├── StoreUnavailable              the vector store cannot be used now                       503
    │   ├── StoreLocked               another process holds the data folder                     503
    │   └── StoreReadOnly             the data folder cannot be written, or the disk is full    503
    └── LedgerUnavailable             jobs and documents cannot be read or written now          503

A message says what happened and with which value; ``remedy`` says what to do next.
"""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "IndexMismatch",
    "LedgerUnavailable",
    "NotFound",
    "NotPermitted",
    "NothingIndexed",
    "QueryError",
    "SettingError",
    "SkillsearchError",
    "SourceError",
    "StoreLocked",
    "StoreReadOnly",
    "StoreUnavailable",
    "SwapRefused",
    "TooLarge",
    "UnknownModel",
    "WrongMediaType",
]


class SkillsearchError(Exception):
    """What every error of this product is; ``str()`` gives message and remedy in one text."""

    http_status = 400
    title = "The request cannot be carried out"

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    @property
    def slug(self) -> str:
        """The class name in kebab case, used as the ``type`` of an RFC 9457 problem."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class SettingError(SkillsearchError):
    """A flag, variable or configuration value that cannot be used."""

    title = "A setting cannot be used"


class UnknownModel(SettingError):
    """No encoder goes by the name, and no folder of that path holds one."""

    title = "The model is not known"


class QueryError(SkillsearchError):
    """A question that cannot be answered as asked: an empty query, a limit out of range."""

    http_status = 422
    title = "The query cannot be answered"


class TooLarge(SkillsearchError):
    """A request with more bytes, files or items than the server takes."""

    http_status = 413
    title = "The request is too large"


class WrongMediaType(SkillsearchError):
    """A request in a form that the server does not take."""

    http_status = 415
    title = "The media type is not supported"


class NotPermitted(SkillsearchError):
    """Something that the server was not started to give."""

    http_status = 403
    title = "Not permitted"


class NotFound(SkillsearchError):
    """The named thing does not exist in the index."""

    http_status = 404
    title = "Not found"


class SourceError(SkillsearchError):
    """An input file that cannot be read as what it should be.

    Says where: ``path``, and as far as they are known ``sheet``, ``column`` and ``row``
    (1-based, counting the header, as a spreadsheet shows it).
    """

    http_status = 422
    title = "A source file cannot be read"

    def __init__(
        self,
        message: str,
        *,
        path: str | Path,
        sheet: str | None = None,
        column: str | None = None,
        row: int | None = None,
        remedy: str = "",
    ) -> None:
        self.path = str(path)
        self.sheet = sheet
        self.column = column
        self.row = row
        parts = [self.path]
        if sheet is not None:
            parts.append(f"sheet {sheet!r}")
        if column is not None:
            parts.append(f"column {column!r}")
        if row is not None:
            parts.append(f"row {row}")
        super().__init__(f"{', '.join(parts)}: {message}", remedy=remedy)


class NothingIndexed(SkillsearchError):
    """A collection was asked before anything was put into it."""

    http_status = 503
    title = "Nothing is indexed yet"


class IndexMismatch(SkillsearchError):
    """The vectors in the index were made by something else than what would query them."""

    http_status = 503
    title = "The index does not fit the model"


class SwapRefused(SkillsearchError):
    """What was to go live answers too differently from what is live, or cannot be compared."""

    http_status = 409
    title = "The new index does not go live"


class StoreUnavailable(SkillsearchError):
    """The vector store cannot be reached, refuses, or does not answer in time."""

    http_status = 503
    title = "The vector store is unavailable"


class StoreLocked(StoreUnavailable):
    """Another process holds the embedded store's folder."""

    title = "The data folder is in use"


class StoreReadOnly(StoreUnavailable):
    """The data folder cannot be written: permissions, a read-only mount, a full disk."""

    title = "The data folder cannot be written"


class LedgerUnavailable(SkillsearchError):
    """The ledger is locked, full, damaged, of a newer version, or cannot be reached.

    ``heals``: the same request may succeed later without anybody's doing, or once there is room.
    """

    http_status = 503
    title = "The ledger is unavailable"

    def __init__(self, message: str, *, remedy: str = "", heals: bool) -> None:
        super().__init__(message, remedy=remedy)
        self.heals = heals
