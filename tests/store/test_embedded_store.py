"""The folder of the embedded store: locks, crashes, damage, and disks that take no more."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import numpy as np
import pytest
from store_engines import child
from store_samples import SCHEMA, make_point, point_id

from skillsearch.errors import SettingError, StoreLocked, StoreReadOnly, StoreUnavailable
from skillsearch.store import files
from skillsearch.store.edge import EdgeStore
from skillsearch.store.models import FieldCondition, Filter, MatchValue, QueryRequest

HOLD = """
import sys
from pathlib import Path
from skillsearch.store.edge import EdgeStore
with EdgeStore(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

WRITE = """
import sys
from pathlib import Path
from skillsearch.store.edge import EdgeStore
from store_samples import SCHEMA, make_point
store = EdgeStore(Path(sys.argv[1]))
store.create_collection("skills", SCHEMA, {})
number = 0
while True:
    store.upsert("skills", [make_point(number + i) for i in range(50)])
    number += 50
    print(number, flush=True)
"""


def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    with EdgeStore(tmp_path) as store:
        store.create_collection("skills__g0001", SCHEMA, {"made": True})
        store.upsert("skills__g0001", [make_point(number) for number in range(40)])
        store.set_aliases({"skills": "skills__g0001"})
        asked = QueryRequest(np.ones(6, np.float32), "dense", 5)
        before = store.query_points("skills", asked)
    with EdgeStore(tmp_path) as store:
        assert store.get_collections() == ["skills__g0001"]
        assert store.get_aliases() == {"skills": "skills__g0001"}
        assert store.get_metadata("skills") == {"made": True}
        assert store.query_points("skills", asked) == before
        assert store.facet("skills", "word")
        assert store.count("skills", filter=Filter(must=[FieldCondition("flag", MatchValue(True))]))
        assert store.description == f"embedded at {tmp_path}"


def test_a_second_process_is_told_who_holds_the_folder_and_what_to_do(tmp_path: Path) -> None:
    holder = child(HOLD, tmp_path, "--api-token", "s3cret", "--other-key=s3cret")
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreLocked) as caught:
            EdgeStore(tmp_path)
    finally:
        holder.communicate("")
    message = str(caught.value)
    assert f"process {holder.pid} (-c {tmp_path}" in message
    assert str(tmp_path) in message
    assert "Stop that process" in message
    assert "HTTP API" in message
    assert "SKILLSEARCH_QDRANT_URL" in message
    assert "s3cret" not in message
    EdgeStore(tmp_path).close()  # free again as soon as the holder has ended


def test_a_killed_process_leaves_no_lock_and_loses_no_acknowledged_point(tmp_path: Path) -> None:
    writer = child(WRITE, tmp_path)
    assert writer.stdout is not None
    acknowledged = 0
    while acknowledged < 2_000:
        acknowledged = int(writer.stdout.readline())
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate()
    acknowledged = max([acknowledged, *(int(line) for line in rest.split("\n")[:-1])])
    with EdgeStore(tmp_path) as store:
        assert store.count("skills") >= acknowledged
        last = store.retrieve("skills", [point_id(acknowledged - 1)], with_vectors=True)[0]
        assert last.payload == make_point(acknowledged - 1).payload
        assert set(last.vector) == {"dense", "labels", "bm25"}


def test_leftovers_of_a_crash_are_swept_and_strangers_left_alone(tmp_path: Path) -> None:
    with EdgeStore(tmp_path) as store:
        store.create_collection("kept", SCHEMA, {})
    for trash in (".half.partial", "unlisted"):
        (tmp_path / "collections" / trash / "shard").mkdir(parents=True)
    (tmp_path / "notes.txt").write_text("mine")
    with EdgeStore(tmp_path) as store:
        assert store.get_collections() == ["kept"]
    assert [path.name for path in (tmp_path / "collections").iterdir()] == ["kept"]
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_failed_creation_leaves_nothing_behind(tmp_path: Path) -> None:
    with EdgeStore(tmp_path) as store:
        with pytest.raises(TypeError):
            store.create_collection("skills", SCHEMA, {"not JSON": {1, 2}})
        assert store.get_collections() == []
        assert list((tmp_path / "collections").iterdir()) == []
        store.create_collection("skills", SCHEMA, {})
        assert store.count("skills") == 0


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', '{"collections": []}'])
def test_a_damaged_manifest_is_named(tmp_path: Path, text: str) -> None:
    with EdgeStore(tmp_path) as store:
        store.create_collection("skills", SCHEMA, {})
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(StoreUnavailable, match=r"manifest\.json is damaged"):
        EdgeStore(tmp_path)
    assert (tmp_path / "collections" / "skills").is_dir()


def test_a_missing_manifest_deletes_no_collection(tmp_path: Path) -> None:
    with EdgeStore(tmp_path) as store:
        store.create_collection("skills", SCHEMA, {})
    (tmp_path / "manifest.json").unlink()
    with pytest.raises(StoreUnavailable, match=r"manifest\.json is missing"):
        EdgeStore(tmp_path)
    assert (tmp_path / "collections" / "skills").is_dir()


def test_a_manifest_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 2}))
    with pytest.raises(StoreUnavailable, match="newer version"):
        EdgeStore(tmp_path)


def test_damaged_files_of_a_collection_are_named(tmp_path: Path) -> None:
    with EdgeStore(tmp_path) as store:
        store.create_collection("skills", SCHEMA, {})
    (tmp_path / "collections" / "skills" / "shard" / "edge_config.json").write_text("{")
    with EdgeStore(tmp_path) as store, pytest.raises(StoreUnavailable) as caught:
        store.count("skills")
    assert "collections/skills/shard" in str(caught.value)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = EdgeStore(tmp_path)
    store.close()
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.get_collections()


@pytest.mark.parametrize("name", ["", "../up", ".hidden", "a/b", "a b"])
def test_a_name_that_is_no_folder_name_is_refused(tmp_path: Path, name: str) -> None:
    with EdgeStore(tmp_path) as store, pytest.raises(SettingError, match="name of a collection"):
        store.create_collection(name, SCHEMA, {})


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("")
    with pytest.raises(StoreUnavailable, match="store cannot be used"):
        EdgeStore(tmp_path / "store")


def test_a_folder_without_write_permission_is_read_only(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("permissions do not bind root; the read-only mount is tested in its place")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreReadOnly, match="SKILLSEARCH_DATA_DIR"):
            EdgeStore(tmp_path / "store")
    finally:
        tmp_path.chmod(0o700)


def test_a_read_only_disk_is_refused_with_the_folder_and_the_remedy(
    mounts: Path, tmp_path: Path
) -> None:
    with EdgeStore(tmp_path / "store") as store:
        store.create_collection("skills", SCHEMA, {})
    subprocess.run(["mount", "--bind", str(tmp_path / "store"), str(mounts)], check=True)
    subprocess.run(["mount", "-o", "remount,ro,bind", str(mounts)], check=True)
    for folder in (mounts, mounts / "new"):
        with pytest.raises(StoreReadOnly) as caught:
            EdgeStore(folder)
        assert str(folder) in str(caught.value)
        assert "--data-dir" in str(caught.value)
        assert "SKILLSEARCH_DATA_DIR" in str(caught.value)


FILL = """
import os, sys
from pathlib import Path
from skillsearch.errors import StoreReadOnly
from skillsearch.store.edge import EdgeStore
import numpy as np
from skillsearch.store.models import CollectionSchema, PointStruct
from store_samples import point_id

SCHEMA = CollectionSchema(dense={"dense": 1024})
VECTOR = np.random.default_rng(0).normal(size=1024).astype(np.float32)
def make_point(number):
    return PointStruct(point_id(number), {"dense": VECTOR}, {})

folder = Path(sys.argv[1])
def refused(call):
    try:
        call()
    except StoreReadOnly as error:
        print(error)
    else:
        raise SystemExit("was not refused")

with EdgeStore(folder) as store:
    store.create_collection("skills", SCHEMA, {})
    written = 0
    def fill():
        global written
        while True:
            store.upsert("skills", [make_point(written + i) for i in range(500)])
            written += 500
    refused(fill)
    assert written <= store.count("skills") < written + 500
    (folder / "other program").write_bytes(bytes(2**23))
    refused(lambda: store.create_collection("other", SCHEMA, {}))
    refused(lambda: store.clone_collection("skills", "copy"))
    assert store.get_collections() == ["skills"]
    assert os.listdir(folder / "collections") == ["skills"]
    with open(folder / "filler", "wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(2**16))
        except OSError:
            pass
    refused(lambda: store.set_metadata("skills", {"more": "x" * 2**17}))
    refused(lambda: store.set_aliases({"x" * 2**17: "skills"}))
    assert store.get_metadata("skills") == {}
    assert store.get_aliases() == {}
    assert store.count("skills") >= written
with EdgeStore(folder) as store:  # the engine would die here of SIGBUS
    refused(lambda: store.count("skills"))
(folder / "filler").unlink()
with EdgeStore(folder) as store:
    assert written <= store.count("skills") < written + 500
print("done")
"""


def test_a_full_disk_is_refused_before_the_engine_dies_of_it(mounts: Path) -> None:
    """On a real file system of 250 MiB: the points that were acknowledged stay readable."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=250m", "tmpfs", str(mounts)], check=True)
    process = child(FILL, mounts)
    output, errors = process.communicate()
    assert process.returncode == 0, errors
    *refusals, done = output.splitlines()
    assert done == "done"
    assert len(refusals) == 6
    for refusal in refusals:
        assert "is full" in refusal
        assert "MiB are free" in refusal
        assert "SKILLSEARCH_DATA_DIR" in refusal


def test_a_copy_keeps_holes_and_content(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "deep").mkdir(parents=True)
    with (source / "deep" / "sparse").open("wb") as file:
        file.seek(3 * 2**20)
        file.write(b"middle")
        file.truncate(9 * 2**20)
    (source / "empty").touch()
    (source / "plain").write_bytes(os.urandom(5 * 2**20))
    files.copy_tree(source, tmp_path / "target")
    for path in source.rglob("*"):
        copy = tmp_path / "target" / path.relative_to(source)
        assert copy.is_dir() if path.is_dir() else copy.read_bytes() == path.read_bytes()
        assert path.is_dir() or not copy.samefile(path)
    assert files.allocated_bytes(tmp_path / "target") <= files.allocated_bytes(source) + 2**20
