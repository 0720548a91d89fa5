"""Errors as RFC 9457 problem details, every one of them."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from search.api.openapi import PROBLEM_MEDIA_TYPE
from skillsearch.errors import SkillsearchError

__all__ = ["install_problems", "problem"]

logger = logging.getLogger(__name__)


def problem(status: int, slug: str, title: str, detail: str, **more: Any) -> JSONResponse:
    """A problem; ``type`` is a relative reference that names the kind of error."""
    body = {"type": f"/problems/{slug}", "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(body, status, media_type=PROBLEM_MEDIA_TYPE)


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
    shown = where if first["type"] == "missing" else f"{where} = {str(first.get('input'))[:100]!r}"
    return problem(
        422,
        "invalid-parameter",
        "A parameter cannot be used",
        f"{shown}: {first['msg']}.",
        remedy="See /docs for what each parameter takes.",
    )


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    response = problem(
        error.status_code,
        _slug(error.status_code),
        str(error.detail),
        f"{request.method} {request.url.path}: {error.detail}.",
        remedy="See /docs for what can be asked.",
    )
    response.headers.update(error.headers or {})
    return response


def _slug(status: int) -> str:
    """``method-not-allowed`` for 405: the name of the status, as a problem's type."""
    return HTTPStatus(status).phrase.lower().replace(" ", "-")


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    logger.exception("unexpected error on %s", request.url.path, exc_info=error)
    return problem(
        500,
        "unexpected",
        "An unexpected error",
        "The server made a mistake; its log says more.",
        remedy="Please report it with the time of the request.",
    )
