"""The classifier of a tenant, read once and again when it was learned anew."""

from __future__ import annotations

import threading
from pathlib import Path

from search.open_index import OpenIndex
from skillsearch.classification.classifier import Classifier
from skillsearch.classification.saving import classifier_folder, load_classifier

__all__ = ["ClassifierShelf", "classifier_of"]

_KEPT = 8


def classifier_of(index: OpenIndex, tenant: str, folder: Path | None = None) -> Classifier:
    """The classifier in ``folder``, or the tenant's own.

    Raises what :func:`~skillsearch.classification.saving.load_classifier` raises.
    """
    return load_classifier(folder or classifier_folder(index.cache.parent, tenant))


class ClassifierShelf:
    """Classifiers that a server has read; safe to use from several threads."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[int, Classifier]] = {}
        self._lock = threading.Lock()

    def of(self, index: OpenIndex, tenant: str) -> Classifier:
        """As :func:`classifier_of`, read only if it is new."""
        head = classifier_folder(index.cache.parent, tenant) / "classifier.json"
        with self._lock:
            made = head.stat().st_mtime_ns if head.is_file() else -1
            held = self._held.get(tenant)
            if held is not None and held[0] == made:
                return held[1]
            self._held.pop(tenant, None)
            classifier = classifier_of(index, tenant)
            while len(self._held) >= _KEPT:
                self._held.pop(next(iter(self._held)))
            self._held[tenant] = (made, classifier)
            return classifier
