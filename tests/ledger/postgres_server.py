"""A PostgreSQL server for the tests: the one that is named, or one of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

VARIABLE = "SKILLSEARCH_TEST_POSTGRES_URL"


@contextmanager
def postgres_server() -> Iterator[str]:
    """The URL of a server, without user data in it that is not ours.

    Without binaries it skips; in CI a server that is named and does not answer fails the tests.
    """
    if url := os.environ.get(VARIABLE):
        yield url
        return
    programs = _programs()
    if programs is None:
        pytest.skip(f"{VARIABLE} names no PostgreSQL server, and its programs are not installed")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path has room for 107 characters
    user = _unprivileged(folder)
    data = folder / "data"
    try:
        initialise = [programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8"]
        subprocess.run(
            [*initialise, "--locale=C", "--no-sync"], check=True, capture_output=True, user=user
        )
        serve = [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [*serve, "-c", "fsync=off", "-c", "max_connections=60"],
                stdout=log,
                stderr=log,
                user=user,
            )
        try:
            _wait(programs, folder, server)
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            server.terminate()
            server.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    found = [Path(path).resolve().parent for path in [shutil.which("initdb")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in found if (folder / "postgres").exists()), None)


def _unprivileged(folder: Path) -> str | None:
    """PostgreSQL does not run as root: then the user that owns the folder from now on."""
    if os.geteuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, user)
    return user


def _wait(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    ready = [programs / "pg_isready", "-q", "-h", folder]
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"PostgreSQL did not start: {(folder / 'log').read_text()[-2000:]}")
        time.sleep(0.05)
