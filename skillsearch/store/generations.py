"""Generations of a collection behind an alias: built aside, then live in one step.

    skills            the alias that is searched
    skills__g0006     the generation before, kept to go back to
    skills__g0007     the live one
    skills__g0008     one that is being built

The state of each generation is in its metadata, so an embedded store and a server work alike.
A generation is believed to be complete only if its metadata names that very generation: the copy
of a live one carries the name of its original until it has its own metadata. Whenever the
process dies, the alias is on a complete generation, and the next call puts the rest in order.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence

from skillsearch.errors import NotFound, NothingIndexed, SettingError
from skillsearch.store.base import VectorStore
from skillsearch.store.compatibility import check_fingerprint
from skillsearch.store.models import CollectionSchema

__all__ = ["Generations", "check_fingerprint", "go_live", "roll_back"]


class Generations:
    """The generations behind ``alias`` in ``store``; one process builds at a time.

    The metadata of a generation holds, beside what :meth:`start` is given: ``generation`` (its own
    name), ``state`` (``building`` or ``complete``), ``cloned_from`` and ``previous`` (the one that
    was live when it was begun, and when it was finished), and ``change`` (a number that grows, the
    same for generations that went live together).
    """

    def __init__(self, store: VectorStore, alias: str) -> None:
        self.store = store
        self.alias = alias
        self._name = re.compile(re.escape(alias) + r"__g(\d{4,})")

    def live(self) -> str | None:
        """The generation that the alias is on, if there is one."""
        return self.store.get_aliases().get(self.alias)

    def name_of_live(self) -> str:
        """The same; :class:`NothingIndexed` if there is none."""
        live = self.live()
        if live is None:
            raise NothingIndexed(
                f"There is no {self.alias} index yet in the store {self.store.description}.",
                remedy="Index a taxonomy first: skillsearch index taxonomy …",
            )
        return live

    def building(self) -> str | None:
        """The newest unfinished generation above the live one, if there is one."""
        live = self.live()
        newest = max(self._unfinished(), key=self._number, default=None)
        if newest is None or (live is not None and self._number(newest) < self._number(live)):
            return None
        return newest

    def start(
        self, schema: CollectionSchema, metadata: Mapping[str, object], clone_from_live: bool
    ) -> str:
        """The generation to write to: a copy of the live one if asked for (and there is one).

        An unfinished one is resumed if it was begun from the same live generation with the same
        ``fingerprint`` and ``job`` in ``metadata``; any other is deleted.
        """
        source = self.live() if clone_from_live else None
        resumed = self.building()
        if resumed is not None and not self._continues(resumed, metadata, source):
            resumed = None
        for name in self._unfinished():
            if name != resumed:
                self.store.delete_collection(name)
        if resumed is not None:
            return resumed

        number = 1 + max(map(self._number, self._all()), default=0)
        name = f"{self.alias}__g{number:04d}"
        own = {**metadata, "generation": name, "state": "building", "cloned_from": source}
        if source is None:
            self.store.create_collection(name, schema, own)
        else:
            self.store.clone_collection(source, name)
            self.store.set_metadata(name, own)
        return name

    def finish(self, name: str, *, undoable: bool = True) -> None:
        """Make ``name`` the live generation; see :func:`go_live`."""
        go_live([(self, name)], undoable=undoable)

    def abandon(self, name: str) -> None:
        """Delete a generation; :class:`SettingError` if it is the live one."""
        if name == self.live():
            raise SettingError(
                f"{name} is live, so it cannot be abandoned.",
                remedy="Roll back to the generation before it first.",
            )
        self.store.delete_collection(name)

    def _all(self) -> list[str]:
        return [name for name in self.store.get_collections() if self._name.fullmatch(name)]

    def _complete(self) -> list[str]:
        return [name for name in self._all() if self._state(name) == "complete"]

    def _unfinished(self) -> list[str]:
        return [name for name in self._all() if self._state(name) != "complete"]

    def _state(self, name: str) -> object:
        metadata = self.store.get_metadata(name)
        return metadata.get("state") if metadata.get("generation") == name else None

    def _number(self, name: str) -> int:
        found = self._name.fullmatch(name)
        return int(found[1]) if found else 0

    def _continues(self, name: str, metadata: Mapping[str, object], source: str | None) -> bool:
        begun = self.store.get_metadata(name)
        return (
            self._state(name) == "building"
            and begun.get("cloned_from") == source
            and all(begun.get(key) == metadata.get(key) for key in ("fingerprint", "job"))
        )

    def _complete_build(self, name: str, change: int) -> None:
        metadata = self.store.get_metadata(name)
        own = {"generation": name, "state": "complete", "previous": self.live(), "change": change}
        self.store.set_metadata(name, {**metadata, **own})

    def _change(self, name: str | None) -> int:
        change = self.store.get_metadata(name).get("change") if name else None
        return change if isinstance(change, int) else 0

    def _previous(self, live: str | None) -> str | None:
        """The complete generation that ``live`` replaced, or else the one that replaced it."""
        if live is None:
            return max(self._complete(), key=self._number, default=None)
        others = [name for name in self._complete() if name != live]
        replaced = self.store.get_metadata(live).get("previous")
        if replaced in others:
            return str(replaced)
        replacing = [n for n in others if self.store.get_metadata(n).get("previous") == live]
        return max(replacing, key=self._number, default=None)

    def _keep(self, live: str, other: str | None) -> None:
        """Delete all complete generations but these, and unfinished ones older than ``live``."""
        stale = [name for name in self._unfinished() if self._number(name) < self._number(live)]
        for name in (*self._complete(), *stale):
            if name not in (live, other):
                self.store.delete_collection(name)


def go_live(finished: Sequence[tuple[Generations, str]], *, undoable: bool = True) -> None:
    """Make finished generations of one store live, all in one step.

    Of the generations before, only the one that each replaces is kept. Finishing again what is
    live already only tidies up. What is not ``undoable`` is no change that :func:`roll_back` knows
    of: an empty collection made for what will be written to it, or a copy of the same points.
    """
    fresh = [(generations, name) for generations, name in finished if generations.live() != name]
    for generations, name in fresh:
        generations.store.optimize(name)
    change = time.time_ns() if undoable else 0
    for generations, name in fresh:
        generations._complete_build(name, change)
    if fresh:
        fresh[0][0].store.set_aliases({generations.alias: name for generations, name in fresh})
    for generations, name in finished:
        generations._keep(name, generations._previous(name))


def roll_back(collections: Sequence[Generations]) -> list[tuple[str, str | None, str | None]]:
    """Undo the last change of one store's collections, in one step; doing it twice returns.

    Only the collections that the last change touched are swapped, to the generation before it, or
    to none where there was none. Gives (alias, from, to) of each. Raises :class:`NothingIndexed`
    when there are no generations, :class:`NotFound` when the last change was the first.
    """
    pairs = [(g, live, g._previous(live)) for g in collections for live in [g.live()]]
    pairs = [(g, live, other) for g, live, other in pairs if live or other]
    if not pairs:
        collections[0].name_of_live()
    newest = max(g._change(name) for g, live, other in pairs for name in (live, other))
    if not newest:
        raise NotFound(
            "There is no change to undo.",
            remedy="Index again to make a new one: skillsearch index taxonomy …",
        )
    swaps = [
        (g, live, other)
        for g, live, other in pairs
        if newest in (g._change(live), g._change(other))
    ]
    if not any(live and other for _, live, other in swaps) and all(live for _, live, _ in swaps):
        names = ", ".join(live for _, live, _ in swaps if live)
        raise NotFound(
            f"{names}: there is no other complete generation to go back to.",
            remedy="Index again to make a new one: skillsearch index taxonomy …",
        )
    swaps[0][0].store.set_aliases({g.alias: other for g, _, other in swaps})
    return [(g.alias, live, other) for g, live, other in swaps]
