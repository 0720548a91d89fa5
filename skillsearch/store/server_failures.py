"""What it means when a Qdrant server refuses, fails, or does not answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import grpc  # type: ignore[import-untyped]
import httpx
from qdrant_client.common.client_exceptions import ResourceExhaustedResponse
from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

from skillsearch.errors import NothingIndexed, SkillsearchError, StoreUnavailable
from skillsearch.store.failures import refusal

__all__ = ["server_failures"]


@contextmanager
def server_failures(where: str) -> Iterator[None]:
    """Turn what qdrant-client raises while it speaks to ``where`` into the product's errors."""
    try:
        yield
    except SkillsearchError:
        raise
    except Exception as error:
        meaning = _meaning(error, where)
        if meaning is None:
            raise
        raise meaning from error


def _meaning(error: Exception, where: str) -> SkillsearchError | None:
    if isinstance(error, ResponseHandlingException):
        if isinstance(error.source, httpx.TimeoutException):
            return _silent(where)
        if isinstance(error.source, httpx.TransportError):
            return _unreachable(where, str(error.source))
        return _foreign(where)
    if isinstance(error, ResourceExhaustedResponse):
        return _failing(where, "too many requests (429)")
    if isinstance(error, UnexpectedResponse):
        text = error.content.decode("utf-8", "replace")
        return _status_meaning(error.status_code or 0, text, where)
    if isinstance(error, grpc.RpcError) and isinstance(error, grpc.Call):
        return _grpc_meaning(error, where)
    if isinstance(error, (json.JSONDecodeError, AssertionError)):
        return _foreign(where)  # an answer that is no JSON, or has no result
    if isinstance(error, ValueError):  # how qdrant-client's local mode refuses
        text = str(error)
        return _unknown_collection(where, text) if "not found" in text else refusal(text)
    return None


def _status_meaning(status: int, text: str, where: str) -> SkillsearchError:
    if status in (401, 403):
        return _unauthorised(where, status)
    if status == 429 or status >= 500:
        return _failing(where, f"status {status}: {_shortened(text)}")
    if '"status"' not in text:
        return _foreign(where)
    if status == 404:
        return _unknown_collection(where, _shortened(text))
    return refusal(text) or _failing(where, f"status {status}: {_shortened(text)}")


def _grpc_meaning(error: grpc.Call, where: str) -> SkillsearchError:
    code, text = error.code(), error.details() or ""
    if code in (grpc.StatusCode.UNAUTHENTICATED, grpc.StatusCode.PERMISSION_DENIED):
        return _unauthorised(where, 401)
    if code is grpc.StatusCode.DEADLINE_EXCEEDED:
        return _silent(where)
    if code is grpc.StatusCode.UNAVAILABLE:
        return _unreachable(where, text)
    if code is grpc.StatusCode.NOT_FOUND:
        return _unknown_collection(where, _shortened(text))
    return refusal(text) or _failing(where, f"{code.name.lower()}: {_shortened(text)}")


def _unreachable(where: str, reason: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"The {where} cannot be reached ({_shortened(reason) or 'no reason given'}).",
        remedy="Start it, or correct SKILLSEARCH_QDRANT_URL; unset it to use the embedded engine.",
    )


def _silent(where: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"The {where} did not answer in time.",
        remedy="Check that it is well and that SKILLSEARCH_QDRANT_URL names it, or allow more "
        "time with SKILLSEARCH_QDRANT_TIMEOUT_SECONDS.",
    )


def _unauthorised(where: str, status: int) -> StoreUnavailable:
    return StoreUnavailable(
        f"The {where} wants an API key that it accepts (status {status}).",
        remedy="Set SKILLSEARCH_QDRANT_API_KEY, or correct SKILLSEARCH_QDRANT_URL.",
    )


def _failing(where: str, reason: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"The {where} refused the request ({reason}).",
        remedy="Look into the log of the server that SKILLSEARCH_QDRANT_URL names, and try again.",
    )


def _foreign(where: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"The {where} answers, but not as Qdrant does.",
        remedy="Correct SKILLSEARCH_QDRANT_URL: scheme, host, port and path.",
    )


def _unknown_collection(where: str, reason: str) -> NothingIndexed:
    return NothingIndexed(
        f"The {where} has no such collection ({reason}).",
        remedy="Index a taxonomy first: skillsearch index taxonomy …",
    )


def _shortened(text: str) -> str:
    return " ".join(text.split())[:200]
