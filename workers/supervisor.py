"""A process a queue, kept running: started, restarted when one dies, stopped softly or hard."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from skillsearch.settings import Settings
from workers.child import DONE, READY, UNUSABLE
from workers.environment import environment_of
from workers.parts import Part

if TYPE_CHECKING:
    from skillsearch.ledger.records import Stage

__all__ = ["SOFT_STOP_SECONDS", "Supervisor"]

SOFT_STOP_SECONDS = 60.0
"""How long a soft stop waits for chunks in hand; what is left then is killed, and its items come
back when their leases end."""

FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 30.0
STEADY_SECONDS = 60.0
"""A child that lived so long is restarted at once again."""

STEP_SECONDS = 0.2


class Supervisor:
    """The children of one ``skillsearch worker``; ``told`` gets a line an event.

    ``done`` counts the items of each stage that they have finished with so far.
    """

    def __init__(
        self, settings: Settings, parts: Sequence[Part], told: Callable[[str], None]
    ) -> None:
        self._told = told
        self._children = [_Child(part, settings, self) for part in parts]
        self._lock = threading.Lock()
        self._signals = 0
        self.done: Counter[Stage] = Counter()

    def run(self, step: Callable[[], None] = lambda: None) -> int:
        """Work until a signal comes; gives the exit code. ``step`` is called all the while.

        The first SIGTERM or SIGINT is soft: chunks in hand are finished. The second kills. A child
        whose settings cannot work ends all the others, with its own exit code.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._count_signal)
        try:
            while not self._signals:
                for child in self._children:
                    if child.unusable:
                        return UNUSABLE
                    if child.part.stage == "write" or self._writers_ready():
                        child.keep_running()
                step()
                time.sleep(STEP_SECONDS)
            self._told("Stopping when the chunks in hand are done; ^C again stops at once.")
            return 0
        finally:
            self._stop()

    def count(self, stage: Stage, items: int) -> None:
        """Add to ``done``; called by the threads that listen to the children."""
        with self._lock:
            self.done[stage] += items

    def tell(self, line: str) -> None:
        """Pass a line on."""
        self._told(line)

    def _writers_ready(self) -> bool:
        # What is written says to the others which taxonomies and documents there are.
        return all(child.ready for child in self._children if child.part.stage == "write")

    def _count_signal(self, *_: object) -> None:
        self._signals += 1

    def _stop(self) -> None:
        before = self._signals
        deadline = time.monotonic() + SOFT_STOP_SECONDS
        for child in self._children:
            child.stop()
        while any(child.running for child in self._children):
            if self._signals > max(before, 1) or time.monotonic() > deadline:
                break
            time.sleep(STEP_SECONDS / 2)
        for child in self._children:
            if child.running:
                self._told(f"{child.part.name}: killed; what it had in hand comes back by itself.")
            child.kill()


class _Child:
    """One process; ``ready`` once it served its queue, ``unusable`` if it never can."""

    def __init__(self, part: Part, settings: Settings, supervisor: Supervisor) -> None:
        self.part = part
        self.ready = False
        self.unusable = False
        self._environment = {**os.environ, **environment_of(settings), **part.variables}
        self._supervisor = supervisor
        self._process: subprocess.Popen[str] | None = None
        self._started = 0.0
        self._wait = 0.0
        self._not_before = 0.0

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def keep_running(self) -> None:
        """Start the process if it is not running, after a wait that doubles with each death."""
        now = time.monotonic()
        if self._process is None:
            if now >= self._not_before:
                self._start()
            return
        code = self._process.poll()
        if code is None:
            return
        self.kill()  # the processes that it had forked
        if code == UNUSABLE:
            self.unusable = True
            return
        steady = now - self._started > STEADY_SECONDS
        self._wait = 0.0 if steady else min(LONGEST_WAIT_SECONDS, self._wait * 2 or 1.0)
        self._not_before = now + self._wait
        how = f"by signal {-code}" if code < 0 else f"with code {code}"
        self._supervisor.tell(f"{self.part.name}: ended {how}; started again in {self._wait:g} s.")

    def stop(self) -> None:
        """Ask it to finish what it has in hand."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def kill(self) -> None:
        """End it and all that it started, now."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdin is not None:
            process.stdin.close()

    def _start(self) -> None:
        arguments = [self.part.stage, f"--concurrency={self.part.concurrency}"]
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "workers.child", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=self._environment,
            start_new_session=True,  # ^C in the terminal reaches the supervisor alone
        )
        self._supervisor.tell(f"{self.part.name}: process {self._process.pid} started.")
        threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                word, _, count = line.strip().partition(" ")
                if word == READY:
                    self.ready = True
                elif word == DONE and count.isdigit():
                    self._supervisor.count(self.part.stage, int(count))
