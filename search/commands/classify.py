"""``skillsearch classify``, as far as the read side does it: ask, show.

Reading files is the write side's; the command, in ``cli.classify``, knows both and brings it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from search.classification.classifying import Subject, candidate_subject, classify
from search.classification.display import show_classified
from search.classification.opening import classifier_of
from search.open_index import open_index
from skillsearch.classification.portraits import portraits_of
from skillsearch.console import print_json, print_warnings
from skillsearch.documents import Resume
from skillsearch.settings import Settings

__all__ = ["ReadResume", "run_classify"]

ReadResume = Callable[[Path], Resume]
"""A file → the resume in it."""


def run_classify(
    files: Sequence[Path],
    candidates: Sequence[str],
    read: ReadResume,
    folder: Path | None,
    alternatives: int,
    nearest: int,
    as_json: bool,
    settings: Settings,
) -> None:
    """Classify files, then candidates, in the order given."""
    from skillsearch.encoder import load_encoder

    with open_index(settings) as index:
        classifier = classifier_of(index, settings.tenant, folder)
        encoder = load_encoder(settings)
        classifier.check_encoder(encoder.fingerprint)
        resumes = [read(path) for path in files]
        portraits = portraits_of(resumes, encoder.encode) if resumes else []
        subjects = [Subject(str(f), p) for f, p in zip(files, portraits, strict=True)]
        subjects += [candidate_subject(index, name, settings.tenant) for name in candidates]
        answer = classify(
            index,
            classifier,
            subjects,
            settings.tenant,
            encoder.fingerprint,
            alternatives=alternatives,
            nearest=nearest,
        )
    if as_json:
        print_json(answer.as_dict())
        return
    show_classified(answer)
    print_warnings(answer.warnings)
