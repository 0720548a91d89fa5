"""Which texts are kept out of training: one in ten, the same ones in every run and every recipe."""

from __future__ import annotations

import hashlib

__all__ = ["held"]


def held(text: str) -> bool:
    """Whether ``text`` (a statement, a title, a URI) is measured on and so never trained on.

    SHA-1 of the stripped, lower-cased text in UTF-8, read as one number, divides by ten.
    """
    digest = hashlib.sha1(text.strip().lower().encode(), usedforsecurity=False)
    return int(digest.hexdigest(), 16) % 10 == 0
