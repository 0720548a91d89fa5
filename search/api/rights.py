"""What a server gives only where whoever runs it has said so."""

from __future__ import annotations

from search.api.routes import Responses
from search.api.schemas import Problem
from skillsearch.errors import NotPermitted
from skillsearch.settings import Settings

__all__ = ["NOT_PERMITTED", "check_reveals"]

NOT_PERMITTED: Responses = {
    403: {"model": Problem, "description": "The server reveals nobody"},
}


def check_reveals(settings: Settings, instead: str) -> None:
    """Raise NotPermitted unless the server may tell who somebody is; ``instead`` is a remedy."""
    if not settings.allow_reveal:
        raise NotPermitted(
            "This server shows nothing that tells who somebody is.",
            remedy=f"{instead}, or start the server with SKILLSEARCH_ALLOW_REVEAL=true.",
        )
