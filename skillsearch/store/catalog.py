"""What the embedded store's folder holds: which collections are whole, and which alias is which.

    <folder>/lock                      who holds the folder (see ``lock.py``)
    <folder>/manifest.json             the names of the collections, and the aliases
    <folder>/collections/<name>/metadata.json
    <folder>/collections/<name>/shard/ the engine's own files

A collection exists when the manifest says so, never before: its folder is complete by then.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from skillsearch.errors import NothingIndexed, SettingError, StoreUnavailable
from skillsearch.store.files import os_failures, read_json, sync_folder, write_json

__all__ = ["Catalog"]

_FORMAT = 1
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,200}")
_PARTIAL = ".partial"


class Catalog:
    """The manifest and the folders it names; every change is on the disk when the call returns.

    Raises :class:`StoreUnavailable` naming the file when the manifest is damaged or missing.
    """

    def __init__(self, folder: Path) -> None:
        self._manifest = folder / "manifest.json"
        self._folder = folder / "collections"
        self._mutex = RLock()
        self._collections: frozenset[str] = frozenset()
        self._aliases: dict[str, str] = {}
        if self._manifest.exists() or (self._folder.is_dir() and any(self._folder.iterdir())):
            self._load()
        else:
            with os_failures(self._folder):
                self._folder.mkdir(parents=True, exist_ok=True)
            self._save(self._collections, self._aliases)
        self._sweep()

    @property
    def collections(self) -> list[str]:
        """The names of all whole collections, sorted."""
        return sorted(self._collections)

    @property
    def aliases(self) -> dict[str, str]:
        """Alias → collection."""
        return dict(self._aliases)

    def resolve(self, name: str) -> str:
        """The collection that a name or alias stands for; :class:`NothingIndexed` if none."""
        with self._mutex:
            found = self._aliases.get(name, name)
            if found in self._collections:
                return found
        raise NothingIndexed(
            f"There is no collection or alias named {name!r} in {self._manifest.parent}.",
            remedy="Index a taxonomy first: skillsearch index taxonomy …",
        )

    def shard_folder(self, name: str) -> Path:
        """Where the engine's files of a collection are."""
        return self._folder / name / "shard"

    @contextmanager
    def building(self, name: str, metadata: Mapping[str, object]) -> Iterator[Path]:
        """Make a collection: the block fills the yielded folder, which must not exist before.

        The collection becomes visible when the block ends well; otherwise nothing is left of it.
        """
        if not _NAME.fullmatch(name):
            raise SettingError(
                f"{name!r} cannot be the name of a collection.",
                remedy="Use letters, digits, '_', '-' and '.', beginning with a letter or digit.",
            )
        with self._mutex:
            if name in self._collections or name in self._aliases:
                raise StoreUnavailable(
                    f"A collection or alias named {name!r} exists already in {self._folder}.",
                    remedy="Delete it first, or choose another name.",
                )
        target, partial = self._folder / name, self._folder / f".{name}{_PARTIAL}"
        with os_failures(target):
            for leftover in (target, partial):
                if leftover.exists():
                    shutil.rmtree(leftover)
            partial.mkdir()
        try:
            yield partial / "shard"
            write_json(partial / "metadata.json", dict(metadata))
            with os_failures(target):
                partial.replace(target)
                sync_folder(self._folder)
            with self._mutex:
                self._save(self._collections | {name}, self._aliases)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            if name not in self._collections:
                shutil.rmtree(target, ignore_errors=True)
            raise

    def forget(self, name: str) -> None:
        """Take a collection and its aliases out of the manifest; its files stay."""
        with self._mutex:
            aliases = {alias: to for alias, to in self._aliases.items() if to != name}
            self._save(self._collections - {name}, aliases)

    def delete_files(self, name: str) -> None:
        """Delete the files of a collection that has been forgotten, once nothing uses them."""
        with os_failures(self._folder / name):
            shutil.rmtree(self._folder / name)

    def set_aliases(self, aliases: Mapping[str, str | None]) -> None:
        """Change several aliases in one step; None removes."""
        with self._mutex:
            changed = dict(self._aliases)
            for alias, name in aliases.items():
                if name is None:
                    changed.pop(alias, None)
                elif alias in self._collections:
                    raise StoreUnavailable(
                        f"{alias!r} is a collection, so it cannot be an alias too.",
                        remedy="Choose another alias.",
                    )
                else:
                    changed[alias] = self.resolve(name)
            self._save(self._collections, changed)

    def metadata(self, name: str) -> dict[str, object]:
        """The metadata of a collection."""
        return read_json(self._folder / name / "metadata.json")

    def set_metadata(self, name: str, metadata: Mapping[str, object]) -> None:
        """Replace the metadata of a collection."""
        write_json(self._folder / name / "metadata.json", dict(metadata))

    def _load(self) -> None:
        manifest = read_json(self._manifest)
        match manifest:
            case {"format": int(version)} if version > _FORMAT:
                raise StoreUnavailable(
                    f"{self._manifest} was written by a newer version of skillsearch.",
                    remedy="Upgrade skillsearch, or choose another folder with --data-dir or "
                    "SKILLSEARCH_DATA_DIR.",
                )
            case {"format": 1, "collections": list(names), "aliases": dict(aliases)}:
                self._collections = frozenset(str(name) for name in names)
                self._aliases = {str(alias): str(name) for alias, name in aliases.items()}
            case _:
                raise StoreUnavailable(
                    f"{self._manifest} is damaged (it does not list collections and aliases).",
                    remedy="Restore the file from a backup, or remove the folder and index again.",
                )

    def _save(self, collections: frozenset[str], aliases: Mapping[str, str]) -> None:
        value = {"format": _FORMAT, "collections": sorted(collections), "aliases": dict(aliases)}
        write_json(self._manifest, value)
        self._collections, self._aliases = collections, dict(aliases)

    def _sweep(self) -> None:
        """Delete what a crash left half-made or half-deleted."""
        with os_failures(self._folder):
            self._folder.mkdir(exist_ok=True)
            for path in self._folder.iterdir():
                ours = path.name.endswith(_PARTIAL) or _NAME.fullmatch(path.name)
                if path.is_dir() and ours and path.name not in self._collections:
                    shutil.rmtree(path)
