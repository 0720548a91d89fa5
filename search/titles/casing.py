"""Abbreviations of a title written out, and capitals where they belong."""

from __future__ import annotations

import re

from search.titles.word_lists import ACRONYMS, HEADS, SMALL_WORDS, WRITTEN_OUT

__all__ = ["sensibly_cased", "written_out"]

_WORD = re.compile(r"[^\s,/]+|[,/]")
_PLAIN = re.compile(r"[^\W\d_]+")

_PAIRS: dict[tuple[str, str], str] = {
    ("business", "dev"): "business development",
    ("biz", "dev"): "business development",
    ("tech", "lead"): "technical lead",
    ("cust", "svc"): "customer service",
    ("sales", "eng"): "sales engineer",
    ("front", "end"): "front-end",
    ("back", "end"): "back-end",
    ("full", "stack"): "full-stack",
}
"""Two words in lower case → what they stand for together."""


def written_out(text: str) -> str:
    """The title with its abbreviations in words; all else stays as it is written.

    >>> written_out("Sr. SW Engr"), written_out("Asst. Mgr, Ops")
    ('senior software engineer', 'assistant manager, operations')
    """
    made: list[str] = []
    found = _WORD.findall(text)
    number = 0
    while number < len(found):
        word = found[number]
        bare = _bare(word)
        after = _bare(found[number + 1]) if number + 1 < len(found) else ""
        if pair := _PAIRS.get((bare, after)):
            made.append(pair)
            number += 2
            continue
        made.append(_long_form(word, bare, is_last=not after or after in ",/"))
        number += 1
    return re.sub(r"\s+,", ",", " ".join(made)).replace(" / ", "/")


def _long_form(word: str, bare: str, *, is_last: bool) -> str:
    if bare in ("tech", "techs"):
        return ("technician" if is_last else "technical") + ("s" if bare == "techs" else "")
    if bare == "eng":
        return "engineer" if is_last else "engineering"
    if bare == "admin" and is_last:
        return "administrator"
    long = WRITTEN_OUT.get(bare)
    if long is None and bare.endswith("s") and (one := WRITTEN_OUT.get(bare[:-1])) in HEADS:
        long = f"{one}s"
    if long is None:
        return word
    return long


def _bare(word: str) -> str:
    return word.casefold().rstrip(".")


def sensibly_cased(text: str, *, shouting: bool) -> str:
    """The title with a capital for each word that has none; acronyms and "iOS" stay.

    ``shouting``: the capitals of the text say nothing, because all of its letters are or none is.
    """
    made = [_cased(word, shouting, first=not number) for number, word in enumerate(text.split())]
    return " ".join(made)


def _cased(word: str, shouting: bool, *, first: bool) -> str:
    return (
        "".join(
            part if not _PLAIN.fullmatch(part) else _part(part, shouting, first=first)
            for part in re.split(r"([/&-])", word)
        )
        if not _PLAIN.fullmatch(word)
        else _part(word, shouting, first=first)
    )


def _part(word: str, shouting: bool, *, first: bool) -> str:
    small = word.casefold()
    if small in SMALL_WORDS and not first and (shouting or word == small):
        return small
    if small in ACRONYMS and (shouting or word == small):
        return {"phd": "PhD", "ios": "iOS", "iot": "IoT"}.get(small, word.upper())
    if word == small:
        return word[:1].upper() + word[1:]
    if shouting:
        return word if len(word) <= 4 and not set(small) & set("aeiouy") else word.capitalize()
    return word
