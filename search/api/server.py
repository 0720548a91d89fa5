"""Running the application."""

from __future__ import annotations

import socket

import uvicorn
from fastapi import FastAPI

from skillsearch.errors import SettingError

__all__ = ["run"]

MAX_REQUEST_LINE_BYTES = 1_000_000
"""Large enough that a query that is too long meets our own message, not the parser's."""


def run(app: FastAPI, host: str, port: int) -> None:
    """Serve until interrupted.

    Raises :class:`~skillsearch.errors.SettingError` if the address cannot be listened on.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise SettingError(
            f"Cannot listen on {host}:{port}: {error.strerror or error}.",
            remedy="Choose another --port or --host (SKILLSEARCH_PORT, SKILLSEARCH_HOST).",
        ) from None
    config = uvicorn.Config(
        app, log_level="warning", h11_max_incomplete_event_size=MAX_REQUEST_LINE_BYTES
    )
    uvicorn.Server(config).run(sockets=[listener])
