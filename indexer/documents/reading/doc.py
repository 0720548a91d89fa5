"""DOC, the binary format of Word 97–2003, by antiword or catdoc."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from indexer.documents.reading.limits import Limits
from skillsearch.documents import Quarantined, ReadDocument

__all__ = ["read_doc"]

_INSTALL = "Install antiword (apt-get install antiword, brew install antiword), or save it as DOCX."

_WORD_97 = b"\xec\xa5"
_SECTOR = 512
_ENCRYPTED_AT, _ENCRYPTED = 11, 0x01  # FibBase, bit fEncrypted: [MS-DOC] 2.5.2

_TOOLS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("antiword", ("-m", "UTF-8.txt", "-w", "0")),
    ("catdoc", ("-d", "utf-8", "-w")),
)


def read_doc(data: bytes, shown: str, limits: Limits) -> ReadDocument:
    """The text of a DOC, of its tables the cells in a row parted by tabs.

    Raises Quarantined: "tool-missing" where neither program is installed, "encrypted", "too-slow",
    "damaged" where the program finds no text.
    """
    if _is_encrypted(data):
        raise Quarantined(
            "encrypted",
            f"{shown} is protected by a password.",
            remedy="Save it without a password.",
        )
    tools = [(found, options) for name, options in _TOOLS if (found := shutil.which(name))]
    if not tools:
        raise Quarantined(
            "tool-missing",
            f"{shown} is a Word document of the old kind (DOC), and no program that reads it is "
            "installed.",
            remedy=_INSTALL,
        )
    with tempfile.TemporaryDirectory(prefix="skillsearch-") as folder:
        path = Path(folder) / "document.doc"  # the name given may begin with "-"
        path.write_bytes(data)
        for program, options in tools:
            text = _run([program, *options, str(path)], shown, limits)
            if text.strip():
                limits.check_characters(len(text), shown)
                return ReadDocument(_with_tabs(text), "doc")
    raise Quarantined(
        "damaged",
        f"{shown} is a Word document (DOC) in which no text was found.",
        remedy="Open it in a word processor and save it as DOCX.",
    )


def _run(command: list[str], shown: str, limits: Limits) -> str:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=limits.seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Quarantined(
            "too-slow",
            f"{shown} took {Path(command[0]).name} more than {limits.seconds:g} seconds.",
            remedy="Save it as DOCX.",
        ) from None
    except OSError:  # the program does not start: the next one may
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _is_encrypted(data: bytes) -> bool:
    place = data.find(_WORD_97)
    while place >= 0:
        if place % _SECTOR == 0 and len(data) > place + _ENCRYPTED_AT:
            return bool(data[place + _ENCRYPTED_AT] & _ENCRYPTED)
        place = data.find(_WORD_97, place + 1)
    return False


def _with_tabs(text: str) -> str:
    """Rows as antiword draws them, ``|a |b |``, with tabs in the place of lines."""
    lines = []
    for line in text.split("\n"):
        if line.startswith("|") and line.rstrip().endswith("|"):
            cells = (cell.strip() for cell in line.strip().strip("|").split("|"))
            line = "\t".join(cell for cell in cells if cell)
        lines.append(line)
    return "\n".join(lines)
