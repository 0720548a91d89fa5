"""The model that made what is live, opened once more: to ask it what it answers today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from skillsearch.encoder.base import Encoder
from skillsearch.errors import IndexMismatch, SkillsearchError, UnknownModel
from skillsearch.settings import Settings
from skillsearch.store.compatibility import check_fingerprint, model_of

__all__ = ["FormerLost", "load_former"]


class FormerLost(Exception):
    """The model that made the live index cannot be opened; the message says why."""


def load_former(made: Sequence[Mapping[str, object]], settings: Settings) -> Encoder:
    """The encoder that made all generations whose metadata are ``made``.

    Raises :class:`FormerLost` if its folder is gone, no hub has it, an extra that it needs is not
    installed, or it is another build now.
    """
    from skillsearch.encoder import load_encoder

    model = model_of(made[0])
    try:
        encoder = load_encoder(settings.model_copy(update={"model": model}))
        for metadata in made:
            check_fingerprint(metadata, encoder.fingerprint, model=model)
    except (UnknownModel, IndexMismatch) as error:
        raise FormerLost(error.message) from None  # the remedy is for who asks with it
    except SkillsearchError as error:
        raise FormerLost(str(error)) from None
    return encoder
