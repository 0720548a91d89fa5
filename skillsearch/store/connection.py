"""The way to a Qdrant server, as the settings give it."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from qdrant_client import QdrantClient

from skillsearch.errors import SettingError
from skillsearch.settings import Settings
from skillsearch.store.server import ServerStore

__all__ = ["connect"]

logger = logging.getLogger(__name__)

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def connect(settings: Settings) -> ServerStore:
    """A store on the server of ``settings.qdrant_url``; nothing is sent before its first use.

    Raises :class:`SettingError` for a URL that is none.
    """
    url = settings.qdrant_url or ""
    shown = _checked(url)
    key = settings.qdrant_api_key.get_secret_value() if settings.qdrant_api_key else ""
    parts = urlsplit(url)
    if key and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        logger.warning("The API key travels unencrypted to %s: use https where possible.", shown)
    client = QdrantClient(
        url=url,
        # As a header: the ``api_key`` argument warns about plain http even on this machine.
        headers={"api-key": key} if key else None,
        timeout=settings.qdrant_timeout_seconds,
        prefer_grpc=settings.qdrant_prefer_grpc,
        check_compatibility=False,  # it would ask in a thread, and warn from there
    )
    return ServerStore(
        client,
        shards=settings.qdrant_shards,
        replicas=settings.qdrant_replicas,
        description=f"Qdrant server at {shown}",
    )


def _checked(url: str) -> str:
    """The URL without user and password; :class:`SettingError` if it cannot be one."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise SettingError(
            f"qdrant_url = {url.rpartition('@')[2]!r} is not the URL of a server.",
            remedy="Set SKILLSEARCH_QDRANT_URL to a URL such as http://localhost:6333, or unset "
            "it to use the embedded engine.",
        )
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path.rstrip('/')}"
