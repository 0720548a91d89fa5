"""What the isolated parser is made to run in its tests."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from typing import Any

from skillsearch.documents import Quarantined
from skillsearch.errors import SettingError


def obey(payload: dict[str, Any]) -> dict[str, Any]:
    """Do what ``payload["do"]`` says."""
    result: dict[str, Any] = {"pid": os.getpid()}
    match payload["do"]:
        case "echo":
            result["echo"] = payload.get("text", "") + payload.get("data", b"").decode()
        case "loop":
            while True:
                pass
        case "sleep with a program":
            with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as program:
                with open(payload["path"], "w", encoding="utf-8") as file:  # noqa: PTH123
                    file.write(str(program.pid))
                program.wait()
        case "hog":
            held = []
            while True:
                held.append(bytearray(32 * 2**20))
        case "exit":
            os._exit(3)
        case "segfault":
            ctypes.string_at(0)
        case "print":
            print("this is no frame", flush=True)
            os.write(1, b"nor is this\n")
        case "quarantine":
            raise Quarantined("encrypted", "It is locked.", remedy="Unlock it.")
        case "setting":
            raise SettingError("It is set wrong.", remedy="Set it right.")
        case "bug":
            raise KeyError(payload["text"])
        case "unanswerable":
            result["answer"] = object()
        case "environment":
            result["names"] = sorted(os.environ)
        case "crash unless new":
            if getattr(sys, "used_before", False):
                os._exit(1)
        case "sleep":
            time.sleep(payload["seconds"])
    sys.used_before = True  # type: ignore[attr-defined]
    return result
