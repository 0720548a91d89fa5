"""Which of the indexed taxonomies are extracted: one version of each, in one language."""

from __future__ import annotations

from collections.abc import Sequence

from skillsearch.editions import newest
from skillsearch.errors import NothingIndexed, SettingError
from skillsearch.records import TaxonomyKey

__all__ = ["chosen_editions"]


def chosen_editions(
    keys: Sequence[TaxonomyKey], taxonomies: Sequence[str] | None, language: str
) -> tuple[TaxonomyKey, ...]:
    """The newest version in ``language`` of each of ``taxonomies`` (None: of all), sorted.

    Raises :class:`~skillsearch.errors.NothingIndexed` where the language has none, and
    :class:`~skillsearch.errors.SettingError` for a taxonomy that is not among them.
    """
    best = {key.name: key for key in newest(keys) if key.language == language}
    if not best:
        indexed = ", ".join(sorted({k.language for k in keys})) or "nothing"
        raise NothingIndexed(
            f"No skills are indexed in the language {language!r} (indexed: {indexed}).",
            remedy="Index a taxonomy in that language first: skillsearch index taxonomy …",
        )
    for name in taxonomies or ():
        if name not in best:
            raise SettingError(
                f"taxonomy = {name!r} is not in the index in the language {language!r}.",
                remedy=f"Indexed: {', '.join(sorted(best))}.",
            )
    return tuple(sorted(k for k in best.values() if not taxonomies or k.name in taxonomies))
