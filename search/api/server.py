"""Running the application."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI
from uvicorn.server import HANDLED_SIGNALS

from skillsearch.errors import SettingError

__all__ = ["listen", "run"]

MAX_REQUEST_LINE_BYTES = 1_000_000
"""Large enough that a query that is too long meets our own message, not the parser's."""

BACKLOG = 1024


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; what arrives waits until :func:`run`.

    Raises :class:`~skillsearch.errors.SettingError` if the address cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends without delay only on sockets that say they are TCP: 40 ms an answer otherwise
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise SettingError(
            f"Cannot listen on {host}:{port}: {error.strerror or error}.",
            remedy="Choose another --port or --host (SKILLSEARCH_PORT, SKILLSEARCH_HOST).",
        ) from None
    return listener


def run(app: FastAPI, listener: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM, answer what is under way, and return."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        http="h11",  # the parser whose limit is the next line
        h11_max_incomplete_event_size=MAX_REQUEST_LINE_BYTES,
    )
    _Server(config).run(sockets=[listener])


class _Server(uvicorn.Server):
    """uvicorn, but a signal that was obeyed is over: uvicorn raises it anew after stopping."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self.handle_exit) for number in HANDLED_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
