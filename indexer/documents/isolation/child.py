"""The process that opens files from strangers: ``python -m indexer.documents.isolation.child``.

Arguments: ``module:function`` and the bytes of memory that it may take. Requests come on stdin as
pickles, from the parent, which is trusted; answers go to what stdout was as JSON, because whoever
reads them should not have to trust a process that has read hostile files. Where the parent dies,
its end of stdin closes, and this process goes with whatever it has started.
"""

from __future__ import annotations

import json
import math
import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, cast

from indexer.documents.isolation.frames import BadFrame, read_frame, write_frame
from skillsearch.documents import Quarantined
from skillsearch.errors import SkillsearchError

_Function = Callable[[dict[str, Any]], dict[str, Any]]

_MAX_REQUEST_BYTES = 2**32


def main(function_name: str, memory_bytes: int) -> None:
    """Answer requests until there are no more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not stand between the frames
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    module, _, name = function_name.partition(":")
    function = cast(_Function, getattr(import_module(module), name))
    _limit_memory(memory_bytes)
    _answer(answers, {"ready": True})
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    while True:
        request = pickle.loads(requests.get())
        _limit_cpu(request["seconds"])
        _answer(answers, {**_outcome(function, request["payload"]), "rss": _rss()})


def _listen(stream: BinaryIO, requests: queue.SimpleQueue[bytes]) -> None:
    """Read requests while others are worked on, so that the parent's end is noticed at once."""
    try:
        while (frame := read_frame(stream, _MAX_REQUEST_BYTES)) is not None:
            requests.put(frame)
    except (BadFrame, OSError, MemoryError):
        pass
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(0)


def _outcome(function: _Function, payload: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"result": function(payload)}
    except Quarantined as error:
        return {
            "quarantined": error.reason,
            "message": error.message,
            "remedy": error.remedy,
        }
    except MemoryError:
        return {"memory": True}
    except SkillsearchError as error:
        return {"error": error.message, "remedy": error.remedy}
    except RecursionError as error:
        return {"failed": f"RecursionError {_place(error)}"}
    except Exception as error:  # a parser's bug must not cost the process; the parent names it
        return {"failed": f"{type(error).__name__} {_place(error)}"}


def _place(error: BaseException) -> str:
    """Where an error was raised: never its text, which may quote the document."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f"in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"


def _answer(stream: BinaryIO, answer: dict[str, Any]) -> None:
    try:
        data = json.dumps(answer, ensure_ascii=True).encode("ascii")
    except (TypeError, ValueError, RecursionError) as error:
        data = json.dumps({"failed": f"{type(error).__name__} in the answer"}).encode("ascii")
    except MemoryError:
        data = b'{"memory": true}'
    write_frame(stream, data)


def _limit_memory(allowed: int) -> None:
    """Bound the address space to what is taken now and ``allowed`` more, where that exists."""
    try:
        import resource

        import psutil

        limit = psutil.Process().memory_info().vms + allowed
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_at_most(limit, hard), hard))
    except (ImportError, ValueError, OSError):  # Windows has none, macOS refuses it
        return


def _limit_cpu(seconds: float) -> None:
    """Bound the processor time of the next request, should the parent be held up itself."""
    try:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (_at_most(limit, hard), hard))
    except (ImportError, ValueError, OSError):
        return


def _at_most(limit: int, hard: int) -> int:
    return limit if hard < 0 else min(limit, hard)  # RLIM_INFINITY is -1


def _rss() -> int:
    import psutil

    taken: int = psutil.Process().memory_info().rss
    return taken


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
