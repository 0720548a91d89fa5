"""The real resumes as texts, by their external ids."""

from __future__ import annotations

from indexer.documents.parsing import read
from indexer.documents.sources import FileContent, enumerate_sources, fetch
from skillsearch.documents import Quarantined
from skillsearch.errors import SourceError
from training.data.layout import DataFolder

__all__ = ["resume_texts"]


def resume_texts(folder: DataFolder) -> dict[str, str]:
    """External id → text of every livecareer resume that can be read, by external id.

    Raises :class:`~skillsearch.errors.SourceError` where the folder is missing.
    """
    path = folder.root / "resumes" / "livecareer"
    if not path.is_dir():
        raise SourceError(
            "it is missing; it should hold a folder of PDF resumes for each category.",
            path=path,
            remedy="Put it there, or name another data folder.",
        )
    texts = {}
    for item in enumerate_sources([path], "resume"):
        try:
            content = fetch(item.reference)
            if isinstance(content, FileContent):
                texts[item.external_id] = read("resume", content.name, data=content.data).text
        except Quarantined:
            continue
    return dict(sorted(texts.items()))
