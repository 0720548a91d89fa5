"""Everything that a user may set, in one typed object.

A value comes from the command line, then from a ``SKILLSEARCH_…`` environment variable, then from
the default below. The table in the README is generated from the descriptions here.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from skillsearch.errors import SettingError

__all__ = ["Settings", "load_settings"]


class Settings(BaseSettings):
    """All settings; immutable once read."""

    model_config = SettingsConfigDict(env_prefix="SKILLSEARCH_", frozen=True, extra="ignore")

    data_dir: Path = Field(
        Path("~/.skillsearch"),
        description="Folder of everything skillsearch keeps: the embedded index, exported models.",
    )
    qdrant_url: str | None = Field(
        None,
        description="URL of a Qdrant server (http://host:6333). Unset: the embedded engine.",
    )
    qdrant_api_key: SecretStr | None = Field(
        None, description="API key of the Qdrant server; never shown or logged."
    )
    qdrant_timeout_seconds: int = Field(
        10, ge=1, le=3600, description="How long one request to the Qdrant server may take."
    )
    qdrant_prefer_grpc: bool = Field(
        False, description="Speak gRPC (port 6334) with the Qdrant server where possible."
    )
    qdrant_shards: int = Field(
        1, ge=1, le=1024, description="Shards of a collection on the Qdrant server."
    )
    qdrant_replicas: int = Field(
        1, ge=1, le=64, description="Copies of each shard on the Qdrant server."
    )
    model: str = Field(
        "skill-minilm-v1",
        description="Encoder: a known name, a sentence-transformers name, or a folder.",
    )
    encoder: str = Field(
        "auto",
        pattern="^(auto|onnx|torch)$",
        description="What runs the encoder: onnx (CPU, int8), torch, or auto "
        "(torch where CUDA is, else onnx).",
    )
    encode_threads: int = Field(
        0, ge=0, le=1024, description="Threads of the ONNX encoder; 0 means one a physical core."
    )
    fit_model: Path | None = Field(
        None,
        description="Folder of the model behind a match's score, as `skillsearch train ats` writes "
        "it. Unset: the one that comes with skillsearch.",
    )
    query_log: int = Field(
        1000,
        ge=0,
        le=10_000,
        description="How many of the last queries are kept in the data folder, for "
        "`skillsearch reindex` to ask again; 0 keeps none.",
    )
    receipts: int = Field(
        10_000,
        ge=0,
        le=1_000_000,
        description="How many of the last answers about candidates and postings a tenant keeps in "
        "the ledger, for `skillsearch replay`; 0 keeps none.",
    )
    allow_reveal: bool = Field(
        False,
        description="Let requests over HTTP ask for external ids and sentences unmasked, and "
        "export all that is held of a document.",
    )
    tenant: str = Field(
        "default",
        min_length=1,
        max_length=100,
        description="Whose documents are indexed and searched, where several share one index.",
    )
    ledger_url: str | None = Field(
        None,
        description="Database of jobs and documents, as a SQLAlchemy URL "
        "(postgresql://user@host/database). Unset: the file ledger.sqlite3 in the data folder.",
    )
    broker_url: SecretStr | None = Field(
        None,
        description="Redis that hands out work (redis://host:6379/0). Unset: work is done in the "
        "process.",
    )
    lease_seconds: int = Field(
        120,
        ge=5,
        le=86_400,
        description="How long a process may be away with the documents it took, before others get "
        "them.",
    )
    upload_max_bytes: int = Field(
        2**30,
        ge=2**10,
        description="How large one request with documents may be; a file in it too.",
    )
    upload_max_files: int = Field(
        10_000, ge=1, le=1_000_000, description="Files, or items of JSON, in one such request."
    )
    debug: bool = Field(False, description="Show the traceback of an unexpected error.")
    host: str = Field("127.0.0.1", description="Address that `skillsearch serve` listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port that `skillsearch serve` listens on.")

    @property
    def home(self) -> Path:
        """The data folder with ``~`` resolved."""
        return self.data_dir.expanduser()


def load_settings(**overrides: object) -> Settings:
    """Settings from the environment, with ``overrides`` that are not None on top.

    Raises :class:`~skillsearch.errors.SettingError` naming the flag and variable at fault.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise SettingError(
            f"{name} = {first.get('input')!r} cannot be used: {first['msg'].lower()}.",
            remedy=f"Correct --{name.replace('_', '-')} or SKILLSEARCH_{name.upper()}.",
        ) from None
