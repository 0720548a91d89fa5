"""The body of a request with documents: streamed to files, within limits, under safe names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from skillsearch.errors import QueryError, TooLarge
from skillsearch.settings import Settings
from skillsearch.store.files import os_failures

__all__ = ["Received", "read_json", "receive", "safe_path"]

_MAX_FIELDS = 20
_MAX_FIELD_CHARACTERS = 10_000
_MAX_NAME_BYTES = 200
_MAX_DEPTH = 8


@dataclass
class Received:
    """The fields of a form, and the names of its files, which lie in the folder under them."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


async def receive(request: Request, folder: Path, settings: Settings) -> Received:
    """Stream a multipart form to ``folder``.

    Raises :class:`TooLarge` beyond the limits of the settings, and :class:`QueryError` for a form
    that is damaged, or in which two files have one name.
    """
    form = _Form(folder, settings)
    try:
        parser = form.parser(request.headers.get("content-type", ""))
        async for chunk in _within(request, settings):
            await run_in_threadpool(_fed, parser, chunk, folder)
        await run_in_threadpool(parser.finalize)
    except ValueError as error:  # the base of the library's own errors
        raise QueryError(
            f"The form cannot be read: {str(error)[:200]}.",
            remedy="Send multipart/form-data, for example with curl --form files=@cv.pdf.",
        ) from None
    finally:
        form.close()
    return form.received


async def read_json(request: Request, settings: Settings) -> bytes:
    """The whole body; raises :class:`TooLarge`."""
    return b"".join([chunk async for chunk in _within(request, settings)])


def safe_path(name: str) -> str:
    r"""The name of an uploaded file, with its folders, as one that cannot lead anywhere else.

    >>> safe_path("../../etc/cv.pdf")
    'etc/cv.pdf'
    >>> safe_path("C:\\cvs\\a\x00b.pdf")
    'cvs/a_b.pdf'
    """
    parts = [_safe_part(part) for part in re.split(r"[\\/]+", name)]
    kept = [part for part in parts if part.strip(". ") and not re.fullmatch(r"[A-Za-z]:", part)]
    return "/".join(kept[-_MAX_DEPTH:]) or "unnamed"


class _Form:
    """What the library's parser calls back, and what came of it."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.received = Received()
        self._folder = folder
        self._max_files = settings.upload_max_files
        self._names: set[str] = set()
        self._open: list[Any] = []

    def parser(self, content_type: str) -> Any:
        """A parser for this form; one that is no form raises ValueError."""
        from python_multipart.multipart import FormParser, parse_options_header

        media_type, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if boundary is None:
            raise ValueError("its content type has no boundary")
        return FormParser(
            media_type.decode("latin-1"),
            self._on_field,
            self._on_file,
            boundary=boundary,
            config={
                "UPLOAD_DIR": str(self._folder),
                "UPLOAD_DELETE_TMP": False,
                "MAX_MEMORY_FILE_SIZE": 0,
            },
        )

    def close(self) -> None:
        """Close what an error left open."""
        for file in self._open:
            file.close()

    def _on_field(self, given: Any) -> None:
        name = (given.field_name or b"").decode("utf-8", "replace")
        value = (given.value or b"").decode("utf-8", "replace")
        if len(self.received.fields) >= _MAX_FIELDS or len(value) > _MAX_FIELD_CHARACTERS:
            raise TooLarge(
                f"The form has more than {_MAX_FIELDS} fields, or one of more than "
                f"{_MAX_FIELD_CHARACTERS:,} characters.",
                remedy="Send documents as files, or as JSON items.",
            )
        self.received.fields[name] = value

    def _on_file(self, file: Any) -> None:
        self._open.append(file)
        if file.in_memory:
            file.flush_to_disk()
        file.close()
        self._open.pop()
        arrived = Path(file.actual_file_name.decode())
        given = (file.file_name or b"").decode("utf-8", "replace")
        if not given and not file.size:  # a form's file input that was left empty
            arrived.unlink()
            return
        if len(self.received.files) >= self._max_files:
            raise TooLarge(
                f"The request holds more than {self._max_files:,} files.",
                remedy="Send several requests, or one zip. The limit is "
                "SKILLSEARCH_UPLOAD_MAX_FILES.",
            )
        name = safe_path(given)
        if name in self._names:
            raise QueryError(
                "Two files of the request have one name, and would be one document.",
                remedy="Give each file a name of its own; folders in the name tell files apart.",
            )
        self._names.add(name)
        target = self._folder / name
        with os_failures(target):
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            arrived.rename(target)
        self.received.files.append(name)


async def _within(request: Request, settings: Settings) -> AsyncIterator[bytes]:
    limit = settings.upload_max_bytes
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise _too_large(limit)
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > limit:
            raise _too_large(limit)
        yield chunk


def _too_large(limit: int) -> TooLarge:
    return TooLarge(
        f"The request has more than {limit:,} bytes.",
        remedy="Send several requests, or index the files where they are: skillsearch index "
        "resumes PATH. The limit is SKILLSEARCH_UPLOAD_MAX_BYTES.",
    )


def _fed(parser: Any, chunk: bytes, folder: Path) -> None:
    with os_failures(folder):
        parser.write(chunk)


def _safe_part(part: str) -> str:
    visible = "".join("_" if unicodedata.category(c)[0] == "C" else c for c in part).strip()
    if len(visible.encode()) <= _MAX_NAME_BYTES:
        return visible
    stem, dot, ending = visible.rpartition(".")
    tail = f".{ending}".encode() if dot and len(ending) <= 10 else b""
    cut = (stem if tail else visible).encode()[: _MAX_NAME_BYTES - len(tail)]
    return cut.decode("utf-8", "ignore") + tail.decode()
