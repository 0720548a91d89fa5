"""The query parameters that questions share."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query

from search.request import MAX_LIMIT, MAX_OFFSET, ConceptFilter, Page

__all__ = ["ConceptId", "Limit", "PageOf", "QueryText", "Wanted"]

Values = Annotated[list[str] | None, Query()]

QueryText = Annotated[
    str,
    Query(
        description="What to look for: a skill, a phrase or a sentence.",
        openapi_examples={
            "abbreviation": {"value": "k8s admin"},
            "meaning": {"value": "looks after patients at night"},
            "typo": {"value": "pyhton"},
        },
    ),
]


Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]

ConceptId = Annotated[
    str,
    Path(
        description="Id, code or label. A URI may stand in the path as it is or percent-encoded.",
        openapi_examples={
            "URI": {"value": "http://example.org/skillsearch/skill/kubernetes"},
            "label": {"value": "Kubernetes"},
        },
    ),
]


def _wanted(
    taxonomy: Values = None,
    version: Annotated[
        list[str] | None, Query(description="Default: the newest of each; 'all' for every one.")
    ] = None,
    language: Values = None,
    kind: Values = None,
    sector: Values = None,
    hierarchy: Annotated[
        list[str] | None, Query(description="Id, code or label of a group above.")
    ] = None,
    tag: Values = None,
) -> ConceptFilter:
    return ConceptFilter.of(
        {
            "taxonomy": taxonomy or (),
            "version": version or (),
            "language": language or (),
            "kind": kind or (),
            "sector": sector or (),
            "hierarchy": hierarchy or (),
            "tag": tag or (),
        }
    )


def _page(
    limit: Limit = 10,
    offset: Annotated[int, Query(ge=0, le=MAX_OFFSET)] = 0,
) -> Page:
    return Page(limit, offset)


Wanted = Annotated[ConceptFilter, Depends(_wanted)]
PageOf = Annotated[Page, Depends(_page)]
