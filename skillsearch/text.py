"""How a text becomes comparable: one normal form, one notion of a word, one stem."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["core_label", "normal_form", "scripts", "stems", "words"]

# A word is a run of letters and digits; "+" and "#" at its end belong to it (C++, C#, F#).
_WORD = re.compile(r"[^\W_]+[+#]*")

# "Python (computer programming)": what stands in brackets at the end says which Python is meant.
_QUALIFIER = re.compile(r"\s*[(\[（【][^()\[\]]*[)\]）】]\s*$")

_SNOWBALL = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
}

_local = threading.local()


def words(text: str) -> list[str]:
    """The words of a text in normal form: NFKC, case folded, diacritics removed.

    >>> words("Résumé-screening in C++ / C#")
    ['resume', 'screening', 'in', 'c++', 'c#']
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFD", folded)
        bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
        folded = unicodedata.normalize("NFC", bare)
    return _WORD.findall(folded)


def normal_form(text: str) -> str:
    """The words of a text with one space between them: what equal labels have in common."""
    return " ".join(words(text))


def core_label(label: str) -> str:
    """A label without the qualifier in brackets at its end; the label itself if nothing is left.

    >>> core_label("Python (computer programming)")
    'Python'
    """
    core = _QUALIFIER.sub("", label)
    return core if words(core) else label


def stems(text_words: Iterable[str], language: str) -> list[str]:
    """Snowball stems of words in normal form; a language without a stemmer leaves them alone.

    ``language`` is an ISO 639-1 code.
    """
    algorithm = _SNOWBALL.get(language)
    if algorithm is None:
        return list(text_words)
    stemmers: dict[str, object] = _local.__dict__.setdefault("stemmers", {})
    stemmer = stemmers.get(algorithm)
    if stemmer is None:
        import Stemmer

        stemmer = stemmers[algorithm] = Stemmer.Stemmer(algorithm)
    stemmed: list[str] = stemmer.stemWords(list(text_words))  # type: ignore[attr-defined]
    return stemmed


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    name = unicodedata.name(character, "")
    return "LATIN" if name.startswith("FULLWIDTH LATIN") else name.partition(" ")[0]


def scripts(text: str) -> frozenset[str]:
    """The writing systems of a text's letters, as Unicode names them: LATIN, CJK, CYRILLIC …"""
    if text.isascii():
        return frozenset({"LATIN"}) if any(c.isalpha() for c in text) else frozenset()
    return frozenset(_script(c) for c in text if c.isalpha())
