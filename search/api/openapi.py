"""The OpenAPI document: FastAPI's own, with problems under the media type they are sent as."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

__all__ = ["PROBLEM_MEDIA_TYPE", "describe_problems"]

PROBLEM_MEDIA_TYPE = "application/problem+json"


def describe_problems(app: FastAPI) -> None:
    """Make ``app.openapi()`` give errors as problem details; FastAPI knows JSON only."""
    made_by_fastapi = app.openapi

    def openapi() -> dict[str, Any]:
        document = made_by_fastapi()
        for path in document["paths"].values():
            for operation in path.values():
                for status, response in operation["responses"].items():
                    content = response.get("content", {})
                    if status >= "400" and "application/json" in content:
                        content[PROBLEM_MEDIA_TYPE] = content.pop("application/json")
        return document

    app.openapi = openapi  # type: ignore[method-assign]
