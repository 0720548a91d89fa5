"""Errors as RFC 9457 problem details, every one of them."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from skillsearch.errors import SkillsearchError

__all__ = ["install_problems", "problem"]

logger = logging.getLogger(__name__)


def problem(status: int, slug: str, title: str, detail: str, **more: Any) -> JSONResponse:
    """A problem; ``type`` is a relative reference that names the kind of error."""
    body = {"type": f"/problems/{slug}", "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(body, status, media_type="application/problem+json")


def install_problems(app: FastAPI) -> None:
    """Answer every kind of failure with a problem."""
    app.add_exception_handler(SkillsearchError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def _ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, SkillsearchError)
    return problem(error.http_status, error.slug, error.title, error.message, remedy=error.remedy)


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    given = str(first.get("input"))[:100]
    return problem(
        422,
        "invalid-parameter",
        "A parameter cannot be used",
        f"{where} = {given!r}: {first['msg']}.",
        remedy="See /docs for what each parameter takes.",
    )


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    detail = f"{request.method} {request.url.path}: {error.detail}."
    return problem(
        error.status_code,
        "not-found" if error.status_code == 404 else "http-error",
        str(error.detail),
        detail,
        remedy="See /docs for what can be asked.",
    )


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    logger.exception("unexpected error on %s", request.url.path, exc_info=error)
    return problem(
        500,
        "unexpected",
        "An unexpected error",
        "The server made a mistake; its log says more.",
        remedy="Please report it with the time of the request.",
    )
