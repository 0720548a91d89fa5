"""The OpenAPI document: FastAPI's own, and what FastAPI does not know or leaves out of it."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

from search.api.job_schemas import JobIn

__all__ = ["JOB_BODY", "PROBLEM_MEDIA_TYPE", "finish_document"]

PROBLEM_MEDIA_TYPE = "application/problem+json"

_COMPONENT = "#/components/schemas/{model}"

JOB_BODY = {"$ref": _COMPONENT.format(model=JobIn.__name__)}
"""The schema of a body that its route reads by itself, so that FastAPI has no component for it."""


def finish_document(app: FastAPI) -> None:
    """Put into ``app.openapi()`` what FastAPI does not know or drops.

    It knows neither the media type of problems nor ``JOB_BODY``, and drops the nulls of examples,
    without which many would not fit their own schema.
    """
    made_by_fastapi = app.openapi

    def openapi() -> dict[str, Any]:
        document = made_by_fastapi()
        for path in document["paths"].values():
            for operation in path.values():
                for status, response in operation["responses"].items():
                    content = response.get("content", {})
                    if status >= "400" and "application/json" in content:
                        content[PROBLEM_MEDIA_TYPE] = content.pop("application/json")
        schemas = document["components"]["schemas"]
        if "/v1/jobs" in document["paths"]:
            body = JobIn.model_json_schema(ref_template=_COMPONENT)
            schemas.update(body.pop("$defs"), JobIn=body)
        for name, examples in _examples().items():
            if name in schemas:
                schemas[name]["examples"] = examples
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def _examples() -> dict[str, Any]:
    """Of every body of this package that has some, by the name of its model."""
    found: dict[str, Any] = {}
    models: list[type[BaseModel]] = [BaseModel]
    while models:
        model = models.pop()
        models += model.__subclasses__()
        extra = model.model_config.get("json_schema_extra")
        own = model.__module__.startswith("search.api.")
        if own and isinstance(extra, dict) and "examples" in extra:
            found[model.__name__] = extra["examples"]
    return found
