"""Parsing that may loop, crash or eat all memory, and costs no more than one document."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any

from indexer.documents.isolation.process import ChildDied, ParserProcess
from indexer.documents.reading.limits import Limits
from indexer.documents.reading.names import shown_name
from skillsearch.closing import Closing
from skillsearch.documents import Quarantined
from skillsearch.errors import SkillsearchError

__all__ = ["MAX_CALLS", "IsolatedParser"]

MAX_CALLS = 500
"""Calls that one child serves before it is replaced, so that what libraries leak goes with it."""

_MEMORY_SIGNS = (b"MemoryError", b"bad_alloc", b"Out of memory", b"Cannot allocate memory")


class IsolatedParser(Closing):
    """Runs ``module:function``, from mapping to mapping, in a child process.

    The child starts with the first call and serves many; it is replaced when it has died, after
    :data:`MAX_CALLS` calls, or when it holds more than half of ``limits.memory_bytes`` between two.
    A document is blamed for a crash or for memory only once a new child has failed on it.
    Threads may share an instance, one call at a time; a process forked from this one starts a child
    of its own. Payloads are anything that can be pickled, results anything that is JSON.
    """

    def __init__(self, function: str, limits: Limits = Limits()) -> None:  # noqa: B008
        self.function = function
        self.limits = limits
        self._lock = threading.Lock()
        self._pid = os.getpid()
        self._process: ParserProcess | None = None

    def call(self, payload: dict[str, Any], seconds: float | None = None) -> dict[str, Any]:
        """What the function makes of ``payload``, within ``seconds`` of wall clock.

        Raises Quarantined as the function does, and with "too-slow", "too-much-memory" or
        "parser-crashed" where the child did not get that far; ``payload["name"]`` is what messages
        call the document. Raises SkillsearchError where no child can be started.
        """
        if self._pid != os.getpid():  # the lock may have been held when this process was forked
            self._lock, self._pid = threading.Lock(), os.getpid()
        allowed = self.limits.seconds if seconds is None else seconds
        shown = shown_name(str(payload.get("name", "")))
        with self._lock:
            while True:
                process = self._running()
                served = process.calls
                try:
                    answer = process.ask(payload, allowed)
                except ChildDied as death:
                    self._process = None
                    if served and not death.timed_out:
                        continue  # what earlier documents left behind may be to blame: once more
                    raise _quarantined(death, shown, allowed) from None
                except BaseException:
                    self._end()
                    raise
                if "memory" in answer:
                    self._end()
                    if served:
                        continue
                break
            if process.calls >= MAX_CALLS or process.rss > self.limits.memory_bytes // 2:
                self._end()
        return _result(answer, shown, self.limits)

    def close(self) -> None:
        """End the child; the next call would start another."""
        with self._lock:
            self._end()

    def _running(self) -> ParserProcess:
        if self._process is not None and (
            self._process.owner != os.getpid() or not self._process.alive
        ):
            self._end()
        if self._process is None:
            self._process = ParserProcess(self.function, self.limits.memory_bytes)
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.owner == os.getpid():
            process.kill()
        else:
            process.abandon()


def _result(answer: dict[str, Any], shown: str, limits: Limits) -> dict[str, Any]:
    if "result" in answer:
        result: dict[str, Any] = answer["result"]
        return result
    if "quarantined" in answer:
        raise Quarantined(answer["quarantined"], answer["message"], remedy=answer["remedy"])
    if "memory" in answer:
        raise _too_much_memory(shown, limits.memory_bytes)
    if "error" in answer:
        raise SkillsearchError(answer["error"], remedy=answer["remedy"])
    raise _crashed(shown, str(answer.get("failed", "an answer that cannot be read")))


def _quarantined(death: ChildDied, shown: str, seconds: float) -> Quarantined:
    code = death.returncode or 0
    if death.timed_out or code == -getattr(signal, "SIGXCPU", 0):
        return Quarantined(
            "too-slow",
            f"{shown} took more than {seconds:g} seconds to read.",
            remedy="Save it anew from the program that made it, or as plain text.",
        )
    killed = code == -getattr(signal, "SIGKILL", 0)
    if killed or any(sign in death.tail for sign in _MEMORY_SIGNS):
        return _too_much_memory(shown, None)
    return _crashed(shown, _ending(code))


def _ending(code: int) -> str:
    if code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit status {code}"


def _too_much_memory(shown: str, limit: int | None) -> Quarantined:
    more = "" if limit is None else f" than the {limit / 2**20:,.0f} MiB that one document may"
    return Quarantined(
        "too-much-memory",
        f"{shown} takes more memory to read{more or ' than there is'}.",
        remedy="Save it with smaller images, or as plain text.",
    )


def _crashed(shown: str, how: str) -> Quarantined:
    return Quarantined(
        "parser-crashed",
        f"The reader failed on {shown} ({how}).",
        remedy="Save it anew from the program that made it. If that does not help, report it.",
    )
