"""Lines of pages as running text: wrapped lines joined, what every page repeats dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from indexer.documents.reading.pdf_lines import HYPHEN, Line

__all__ = ["running_text"]

_EDGE_LINES = 3
"""Headers and footers are looked for in so many lines at either end of a page."""

_NEAR_LINES = 1.7
"""Lines of one paragraph stand at most so many line heights apart, bottom to bottom."""

_LONG = 45
"""Characters of a line that can be taken for prose where the next begins with a capital."""

_LONG_ENOUGH = 28
"""The same where the next line goes on in lower case."""

_SPARE = 1
_SPARE_LOWER = 8
"""Characters by which a line may miss the margin, beyond the next line's first word."""

# Lines that want something after them: a comma, a word that ends no sentence, or the first part of
# a name. Any other line before a capital may be a list item of its own that fills the line.
_UNFINISHED = re.compile(
    r"(?:[,&(/]|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|our|the|their|through|to|under|using"
    r"|via|with|within|[A-Z]\w*))$"
)

_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|página|pagina)\s*)?\d{1,3}\s*(?:(?:of|/|von|de|di|sur|\|)\s*\d{1,3})?\W*",
    re.IGNORECASE,
)
_ENDED = (".", "!", "?", ":", ";", "•")
_LISTED = re.compile(r"\s*(?:[•●▪■◦○·➢✓\uf0b7\uf0a7\uf0d8-]|\d{1,2}[.)]\s|o\s)")

# What stands after a hyphen that belongs to the word, in compounds that resumes use.
_SECONDS = (
    "aided area and based border building by centered centred centric class code critical "
    "day depth driven effective efficient end ended enabled facing facility focused free "
    "friendly functional going grade house in intensive job learning level life line "
    "management making minded mortem native net of on one oriented out packed paced party "
    "person platform present profit quality related ready resolution round sale scale "
    "service setting sharing side site solving speaking specific stack starter step task "
    "taking term the threading time to up user wide win world year"
)
_SECOND_HALVES = frozenset(_SECONDS.split())
_FIRSTS = (
    "after all anti best client co cost cross customer data day decision detail e end ex "
    "fast first five follow four front full goal half hand hands hard high highly ice in "
    "inter large level life long low mid mission multi near new non object off on one open "
    "out part peer point post pre pro problem re real result results risk self semi set "
    "short single six small start state sub team test third three time top trouble two under "
    "up user value web well work year world"
)
_FIRST_HALVES = frozenset(_FIRSTS.split())


def running_text(pages: Sequence[Sequence[Line]]) -> str:
    """The text of a document; a blank line parts its pages.

    The lines of a paragraph become one: a line goes on in the next where it reaches the margin,
    has not ended a sentence, and the next neither begins a list item nor stands apart. What stands
    at the edge of most pages is kept once, page numbers never.
    """
    kept = _without_repeats(pages)
    words = Counter(
        word.casefold()
        for lines in kept
        for line in lines
        for word in re.findall(r"\w+", line.text)
    )
    return "\n\n".join(_joined(lines, words) for lines in kept if lines)


def _without_repeats(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    if len(pages) == 1:
        return [list(pages[0])]
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({_sign(lines[place].text) for place in _edges(lines)})
    needed = max(2, (len(pages) + 1) // 2)
    repeated = {sign for sign, count in seen.items() if count >= needed}
    kept, shown = [], set()
    for lines in pages:
        dropped = set()
        for place in _edges(lines):
            text = lines[place].text
            sign = _sign(text)
            if _PAGE_NUMBER.fullmatch(text) and place in (0, 1, len(lines) - 2, len(lines) - 1):
                dropped.add(place)
            elif sign in repeated:
                if sign in shown:
                    dropped.add(place)
                shown.add(sign)
        kept.append([line for place, line in enumerate(lines) if place not in dropped])
    return kept


def _edges(lines: Sequence[Line]) -> list[int]:
    """Places of the first and last lines, as the page shows them and as the file has them."""
    by_height = sorted(range(len(lines)), key=lambda place: -lines[place].bottom)
    ends = {*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:]}
    ends |= {*range(min(2, len(lines))), *range(max(0, len(lines) - 2), len(lines))}
    return sorted(ends)


def _sign(text: str) -> str:
    """A line without what differs from page to page."""
    return re.sub(r"\W+", " ", re.sub(r"\d+", "0", text)).strip().casefold()


def _joined(lines: Sequence[Line], words: Counter[str]) -> str:
    pieces: list[str] = []
    for place, line in enumerate(lines):
        text = line.text.strip()
        following = lines[place + 1] if place + 1 < len(lines) else None
        if text.endswith((HYPHEN, "-")) and following is not None and _divided(text, following):
            pieces.append(_unhyphenated(text[:-1], following.text.strip(), words))
        elif following is not None and _goes_on(line, following, lines):
            pieces.append(f"{text} ")
        else:
            pieces.append(f"{text.removesuffix(HYPHEN)}{'-' * text.endswith(HYPHEN)}\n")
    return "".join(pieces).rstrip("\n")


def _divided(text: str, following: Line) -> bool:
    return len(text) > 2 and text[-2].isalpha() and following.text.strip()[:1].isalpha()


def _unhyphenated(text: str, following: str, words: Counter[str]) -> str:
    """The line's end with its hyphen where that belongs to the word.

    It does before a capital, in compounds that are known, and where the document has both halves as
    words of their own but never the word as one.
    """
    first = re.findall(r"\w+$", text)[-1:] or [""]
    second = re.findall(r"^\w+", following)[:1] or [""]
    left, right = first[0].casefold(), second[0].casefold()
    whole = words[left + right]
    compound = (
        second[0][:1].isupper()
        or left in _FIRST_HALVES
        or right in _SECOND_HALVES
        or (words[left] > 1 and words[right] > 1)
    )
    return f"{text}-" if compound and not whole else text


def _goes_on(line: Line, following: Line, lines: Sequence[Line]) -> bool:
    text, after = line.text.strip(), following.text.strip()
    if not text or text.endswith(_ENDED) or _LISTED.match(after) or "\t" in after[:40]:
        return False
    if text.isupper() != after.isupper():  # a title in capitals over its text
        return False
    height = line.top - line.bottom
    step = line.bottom - following.bottom
    if height <= 0 or not 0 < step <= _NEAR_LINES * height:
        return False
    if abs(height - (following.top - following.bottom)) > 0.15 * height:
        return False
    if after[:1].islower():
        if len(text) < _LONG_ENOUGH:
            return False
    elif len(text) < _LONG or not _UNFINISHED.search(text):
        return False
    if following.left > line.left + 2 * height and not _LISTED.match(text):
        return False
    # A word of the next line would not have fitted: that is why it stands there.
    word = after.split(None, 1)[0]
    width = (line.right - line.left) / max(len(line.text), 1)
    spare = _SPARE_LOWER if after[:1].islower() else _SPARE
    return line.right + (len(word) + spare) * width >= _margin(line, lines)


def _margin(line: Line, lines: Sequence[Line]) -> float:
    """How far lines that begin about where this one does reach to the right."""
    slack = 2.5 * (line.top - line.bottom)
    return max(other.right for other in lines if abs(other.left - line.left) <= slack)
