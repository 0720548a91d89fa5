"""A store that cannot be used now: locked, read-only, full, far away, silent, or closed to us."""

from __future__ import annotations

import http.server
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_line import Run, start

from skillsearch.settings import load_settings
from skillsearch.store import open_store
from skillsearch.store.files import copy_tree

CRAFTS = "id,label\n1,welding\n2,beekeeping\n"


@pytest.fixture
def crafts(tmp_path: Path) -> Path:
    path = tmp_path / "crafts.csv"
    path.write_text(CRAFTS, encoding="utf-8")
    return path


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Callable[[str], None]]:
    """A disk of its own at ``folder``; the yielded function mounts it anew with other options."""
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root may mount a small disk")
    folder.mkdir(exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip(f"mount does not work here: {mounted.stderr.decode().strip()}")

    def remount(options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)

    try:
        yield remount
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_folder_in_use_names_the_process_that_holds_it(run: Run, house: Path) -> None:
    with open_store(load_settings(data_dir=house)):
        refused = run("skills", "welding", "--data-dir", house)
    assert (refused.code, refused.out) == (2, "")
    assert str(house) in refused.err
    assert f"process {os.getpid()}" in refused.err
    assert "SKILLSEARCH_QDRANT_URL" in refused.err


def test_a_folder_that_cannot_be_written_is_refused_with_its_name(
    run: Run, crafts: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with small_disk(home, "64m") as remount:
        remount("ro")
        refused = run("index", "taxonomy", crafts, "--data-dir", home)
    assert (refused.code, refused.out) == (2, "")
    assert str(home) in refused.err
    assert "--data-dir" in refused.err


def test_a_full_disk_is_refused_and_the_index_answers_once_there_is_room(
    run: Run, house: Path, crafts: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    assert run("index", "taxonomy", crafts, "--version", "1", "--data-dir", house).code == 0
    with small_disk(home, "1g") as remount:
        copy_tree(house / "store", home / "store")
        crafts.write_text(CRAFTS + "3,brazing\n", encoding="utf-8")
        remount("size=24m")
        # In a process of its own: a disk that is full under the engine's maps would end this one.
        process = start("index", "taxonomy", crafts, "--version", "1", "--data-dir", home)
        out, err = process.communicate()
        remount("size=1g")
        answer = run("skills", "welding", "--json", "--data-dir", home)
        held = run("taxonomies", "--json", "--data-dir", home).document["taxonomies"]
    assert (process.returncode, out) == (2, "")
    assert "full" in err
    assert str(home) in err
    assert answer.document["results"][0]["label"] == "welding"
    assert [(taxonomy["name"], taxonomy["skills"]) for taxonomy in held] == [("crafts", 2)]


def refused_by(run: Run, url: str, tmp_path: Path) -> str:
    at = ("--data-dir", tmp_path, "--qdrant-url", url, "--qdrant-timeout-seconds", "1")
    outcome = run("skills", "welding", *at)
    assert (outcome.code, outcome.out) == (2, "")
    assert url in outcome.err
    return outcome.err


def test_a_server_that_refuses_is_named(run: Run, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        assert "cannot be reached" in refused_by(run, url, tmp_path)


def test_a_server_that_is_silent_is_given_up_on(run: Run, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        err = refused_by(run, url, tmp_path)
    assert "did not answer in time" in err
    assert "SKILLSEARCH_QDRANT_TIMEOUT_SECONDS" in err


class _Closed(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(401)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_a_server_that_wants_a_key_says_which_variable_holds_it(run: Run, tmp_path: Path) -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Closed) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            err = refused_by(run, f"http://127.0.0.1:{server.server_port}", tmp_path)
        finally:
            server.shutdown()
            thread.join()
    assert "SKILLSEARCH_QDRANT_API_KEY" in err


def test_a_url_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    err = run("taxonomies", "--qdrant-url", "localhost", "--data-dir", tmp_path)
    assert err.code == 2
    assert "SKILLSEARCH_QDRANT_URL" in err.err


def test_a_damaged_index_is_named(run: Run, house: Path, crafts: Path) -> None:
    assert run("index", "taxonomy", crafts, "--version", "1", "--data-dir", house).code == 0
    manifest = house / "store" / "manifest.json"
    manifest.write_text("{", encoding="utf-8")
    refused = run("skills", "welding", "--data-dir", house)
    assert refused.code == 2
    assert str(manifest) in refused.err
