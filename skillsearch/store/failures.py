"""What the Rust engine says when it refuses, embedded or as a server, in the product's errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from skillsearch.errors import IndexMismatch, QueryError, SkillsearchError, StoreUnavailable
from skillsearch.store.files import disk_full, os_failures

__all__ = ["engine_failures", "refusal"]

_OS_ERROR = re.compile(r"\(os error (\d+)\)")


def refusal(text: str) -> SkillsearchError | None:
    """The error that the engine's own words mean, where they are about the request."""
    if "Vector dimension error" in text or "Not existing vector name" in text:
        return IndexMismatch(
            f"The vectors do not fit the index: {_first_line(text)}.",
            remedy="Use the model that made the index (SKILLSEARCH_MODEL), or index again with "
            "the configured one: skillsearch index taxonomy …",
        )
    if "No appropriate index for faceting" in text:
        return QueryError(
            "The field cannot be counted by value: it has no keyword index.",
            remedy="Ask for a field that is indexed.",
        )
    return None


@contextmanager
def engine_failures(folder: Path) -> Iterator[None]:
    """Turn whatever the embedded engine raises over ``folder`` into the product's errors.

    The binding raises bare ``Exception`` with the engine's text, ``ValueError`` for values that it
    cannot read, and pyo3's ``PanicException`` (a ``BaseException``) when the engine panics.
    """
    try:
        yield
    except SkillsearchError:
        raise
    except BaseException as error:
        if type(error) not in (Exception, ValueError) and type(error).__name__ != "PanicException":
            raise
        text = str(error)
        if "No space left on device" in text or "Disk quota exceeded" in text:
            raise disk_full(folder) from error
        if number := _OS_ERROR.search(text):
            with os_failures(folder):
                raise OSError(int(number[1]), _first_line(text)) from error
        raise refusal(text) or StoreUnavailable(
            f"The embedded engine cannot serve {folder}: {_first_line(text)}.",
            remedy="If it persists, remove the folder and index again.",
        ) from error


def _first_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[0].rstrip(".")
