"""From the paths that a user names to taxonomies: every source recognised by what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from indexer.archives import archive_members
from indexer.taxonomies import esco, onet, own, skills_framework, ssf
from indexer.taxonomies.sources import SourceFile, TaxonomyReader
from indexer.taxonomies.unrecognised import unrecognised
from skillsearch.errors import SourceError
from skillsearch.records import Taxonomy, TaxonomyKey

__all__ = ["READERS", "describe", "read_taxonomies"]

READERS: tuple[TaxonomyReader, ...] = (esco, ssf, skills_framework, onet, own)
"""All readers, in the order in which they are asked; ``own`` takes what nobody else knows."""

_NAMED_IN_A_NOTE = 10

_TITLES = {"esco": "ESCO", "ssf": "SSF", "onet": "O*NET"}


def read_taxonomies(
    paths: Sequence[Path],
    *,
    name: str | None = None,
    version: str | None = None,
    language: str | None = None,
) -> list[Taxonomy]:
    """The taxonomies in files, zips and folders (with all that is below), in the readers' order.

    Files that belong together are read together, whether they are named one by one or lie in one
    folder. ``name``, ``version`` and ``language`` override what the files say. A file that no
    reader knows is refused where it was named itself; beside others in a folder or zip it is
    mentioned in the first taxonomy's notes.

    Raises SourceError where a path does not exist, a file cannot be read or is not recognised,
    or two sources are the same taxonomy in the same version and language.
    """
    named = list(dict.fromkeys(paths))
    found = {(f.path.resolve(), f.member): f for path in named for f in _files(path)}
    left = list(found.values())
    taxonomies: list[Taxonomy] = []
    claimed: set[SourceFile] = set()
    origin: dict[TaxonomyKey, str] = {}
    for reader in READERS:
        groups = reader.claims(left)
        claimed.update(file for group in groups for file in group)
        left = [file for file in left if file not in claimed]
        for group in groups:
            taxonomy = reader.read(group, name=name, version=version, language=language)
            place = group[0].shown
            if taxonomy.key in origin:
                raise SourceError(
                    f"this is {taxonomy.key}, and so is {origin[taxonomy.key]}.",
                    path=place,
                    remedy="Read them one at a time, with another --name or --version.",
                )
            origin[taxonomy.key] = place
            taxonomies.append(taxonomy)
    for path in named:
        if not any(_is_at(file, path) for file in claimed):
            raise unrecognised(path, [f for f in left if _is_at(f, path)], READERS)
    return [_mentioning(left, t) if t is taxonomies[0] else t for t in taxonomies]


def describe(taxonomy: Taxonomy) -> str:
    """One line for people: ``ESCO 1.1.1 (en), 13,896 skills, 3,007 occupations``."""
    key = taxonomy.key
    title = _TITLES.get(key.name, key.name)
    parts = [f"{title} {key.version} ({key.language})"]
    for concept_type in ("skill", "occupation"):
        count = sum(concept.type == concept_type for concept in taxonomy.concepts)
        if count:
            parts.append(f"{count:,} {concept_type}{'' if count == 1 else 's'}")
    return ", ".join(parts)


def _files(path: Path) -> Iterator[SourceFile]:
    """The file itself, the members of a zip, or all of these in a folder; never hidden ones."""
    if not path.exists():
        raise SourceError(
            "there is no such file or folder.",
            path=path,
            remedy="Check the spelling; quote a path that has spaces.",
        )
    if path.is_dir():
        for child in _children(path):
            yield from _files(child)
    elif path.suffix.lower() == ".zip":
        for member in archive_members(path):
            yield SourceFile(path, member)
    else:
        yield SourceFile(path)


def _children(folder: Path) -> list[Path]:
    try:
        children = sorted(folder.iterdir())
    except OSError as error:
        raise SourceError(f"the folder cannot be read: {error.strerror}.", path=folder) from None
    # ~$ marks Excel's lock files; a link to a folder may lead in circles.
    skipped = (".", "~$")
    return [c for c in children if not (c.name.startswith(skipped) or _is_linked_folder(c))]


def _is_linked_folder(path: Path) -> bool:
    return path.is_symlink() and path.is_dir()


def _is_at(file: SourceFile, path: Path) -> bool:
    return file.path == path or path in file.path.parents


def _mentioning(left: Sequence[SourceFile], taxonomy: Taxonomy) -> Taxonomy:
    if not left:
        return taxonomy
    names = ", ".join(sorted(file.shown for file in left)[:_NAMED_IN_A_NOTE])
    more = " …" if len(left) > _NAMED_IN_A_NOTE else ""
    note = f"Files that belong to no known taxonomy, not read: {len(left):,} ({names}{more})."
    return replace(taxonomy, notes=(*taxonomy.notes, note))
