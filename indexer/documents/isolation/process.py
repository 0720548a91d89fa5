"""The parent's side of one child process: start, ask, kill."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any, BinaryIO, cast

from indexer.documents.isolation.frames import BadFrame, read_frame, write_frame
from skillsearch.errors import SkillsearchError

__all__ = ["ChildDied", "ParserProcess"]

_START_SECONDS = 120.0
"""Imports take a second; on a machine that does much else, a minute."""

_MAX_ANSWER_BYTES = 256 * 2**20
_TAIL_BYTES = 8 * 2**10
_SECRET_PREFIX = "SKILLSEARCH_"
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class ChildDied(Exception):
    """The process is no more, or must be no more; ``timed_out`` where it was the clock's doing."""

    def __init__(self, returncode: int | None, tail: bytes, *, timed_out: bool) -> None:
        super().__init__(returncode)
        self.returncode = returncode
        self.tail = tail
        self.timed_out = timed_out


class ParserProcess:
    """A child that runs ``module:function``. For one thread at a time.

    It has the parent's ``sys.path``, but none of its SKILLSEARCH_ variables, which may hold
    secrets; it leads a process group of its own, so that what it starts can be killed with it.
    Raises SkillsearchError where it cannot be started: no document is to blame for that.
    """

    def __init__(self, function: str, memory_bytes: int) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(_SECRET_PREFIX)}
        environment |= dict.fromkeys(_ONE_THREAD, "1")
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        command = [sys.executable, "-P", "-m", f"{__package__}.child", function, str(memory_bytes)]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise _cannot_start(error.strerror or str(error)) from None
        self.owner = os.getpid()
        self.calls = 0
        self.rss = 0
        self._tail = bytearray()
        self._drain = threading.Thread(target=self._keep_tail, daemon=True)
        self._drain.start()
        self._await_ready()

    @property
    def alive(self) -> bool:
        """Whether it still runs; idle ones may be killed from outside."""
        return self._process.poll() is None

    def ask(self, payload: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The child's answer to a payload; raises ChildDied, after which this one is closed."""
        request = pickle.dumps({"payload": payload, "seconds": seconds})
        answer = self._exchange(request, seconds)
        self.calls += 1
        self.rss = int(answer.pop("rss", 0))
        return answer

    def kill(self) -> None:
        """End the child and all that it has started, and let go of it. Any number of times."""
        self._kill_group()
        self._process.wait()
        self._drain.join(timeout=5)
        self._close_pipes()

    def abandon(self) -> None:
        """Let go of a child that another process owns: this one came out of its fork."""
        self._process.returncode = 0
        self._close_pipes()

    @property
    def tail(self) -> bytes:
        """The last of what the child wrote on stderr; it may quote documents."""
        return bytes(self._tail)

    def _await_ready(self) -> None:
        try:
            self._exchange(None, _START_SECONDS)
        except ChildDied as death:
            lines = death.tail.decode("utf-8", "replace").strip().splitlines()
            slow = f"it was not ready within {_START_SECONDS:g} seconds"
            why = slow if death.timed_out else (lines[-1] if lines else "it ended at once")
            raise _cannot_start(why) from None

    def _exchange(self, request: bytes | None, seconds: float) -> dict[str, Any]:
        """Send and receive. Where the time is up, the child is killed, which ends the waiting:
        that works alike for pipes that do not fill, do not empty, and on every platform.
        """
        timed_out = threading.Event()

        def give_up() -> None:
            timed_out.set()
            self._kill_group()

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            if request is not None:
                write_frame(cast(BinaryIO, self._process.stdin), request)
            frame = read_frame(cast(BinaryIO, self._process.stdout), _MAX_ANSWER_BYTES)
            answer = None if frame is None else json.loads(frame)
        except (BadFrame, OSError, ValueError):
            answer = None
        except BaseException:  # Ctrl-C or a worker's soft limit: the answer would come too late
            self.kill()
            raise
        finally:
            timer.cancel()
        if not isinstance(answer, dict):
            # One that closed its pipes but lives on is killed; a signal of its own comes first.
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=1)
            self.kill()
            raise ChildDied(self._process.returncode, self.tail, timed_out=timed_out.is_set())
        return answer

    def _kill_group(self) -> None:
        if self._process.poll() is not None:
            return
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def _keep_tail(self) -> None:
        stream = cast(BinaryIO, self._process.stderr)
        with suppress(OSError, ValueError):
            while piece := os.read(stream.fileno(), 4096):
                self._tail += piece
                del self._tail[:-_TAIL_BYTES]

    def _close_pipes(self) -> None:
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with suppress(OSError, ValueError):
                    stream.close()


def _cannot_start(why: str) -> SkillsearchError:
    return SkillsearchError(
        f"The process that reads documents cannot be started: {why}.",
        remedy="Check that the machine has memory and processes to spare, and that the "
        "installation is complete (pip check).",
    )
