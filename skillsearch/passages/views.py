"""A text as it should be read, with the way back to each character as it was sent.

What the write side cleans away for good, a text that somebody sent may keep: offsets in an answer
count the characters of what was sent. So tags, entities, invisible characters and lost line breaks
are mended in a view, and every character of the view knows where it came from.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillsearch.passages.posting_layout import laid_out
from skillsearch.passages.word_tables import word_set

__all__ = ["View", "plain_view", "view_with_lines"]


_Edit = tuple[int, int, str]
"""Instead of the characters from a start to an end, these."""

_LONG_LINE = 240

_MAX_ESCAPED = 3

_MENDED = re.compile(
    "(?P<line>\r\n?|[\u0085\u2028\u2029\x0b\x0c])"
    "|(?P<nothing>[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff])"
    "|(?P<bullet>[\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8])"
    "|(?P<space>[\x00-\x08\x0e-\x1f\x7f-\x9f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
    "\ud800-\udfff\ue000-\uf8ff])"
)
_INSTEAD = {"line": "\n", "nothing": "", "bullet": "•", "space": " "}

# By name, because people write <ada@example.com> and <your name here> in plain text.
_TAG = re.compile(
    r"<!--.*?-->|<(?P<hidden>script|style)\b.*?</(?P=hidden)\s*>"
    r"|</?(?P<name>a|article|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|font|h[1-6]|head|"
    r"header|hr|html|i|img|li|main|meta|ol|p|pre|s|section|small|span|strong|sub|sup|table|tbody|"
    r"td|th|thead|tr|u|ul)(?:\s[^<>]*|\s*/)?>",
    re.IGNORECASE | re.DOTALL,
)
_ESCAPED_TAG = re.compile(r"&(?:amp;)*lt;/?[a-zA-Z][^<>]{0,200}?&(?:amp;)*gt;")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_INLINE = word_set("a b big code em font i img s small span strong sub sup u")
_LINE_END = re.compile(r"\r\n?|\n")
_CELLS = frozenset(("td", "th"))
_SPACES = np.array([chr(code).isspace() for code in range(0x3002)])
"""By code point; the last one, and all beyond it, are none."""


@dataclass(frozen=True)
class View:
    """``text[i]`` stands for the characters from ``starts[i]`` to ``ends[i]`` of what was sent."""

    text: str
    starts: array[int] | range
    ends: array[int] | range

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]``, which is not empty, stands in what was sent."""
        return self.starts[start], self.ends[end - 1]


def plain_view(sent: str) -> View:
    """The text without tags, entities, invisible and control characters.

    HTML is told by its tags, also where these are escaped. No word is added and none is lost but
    those in tags, comments, scripts and styles.
    """
    view = View(sent, range(len(sent)), range(1, len(sent) + 1))
    for _ in range(_MAX_ESCAPED):
        if _TAG.search(view.text) or not _ESCAPED_TAG.search(view.text):
            break
        view = _edited(view, _entities(view.text))
    if _TAG.search(view.text):
        view = _edited(view, _tags(view.text))
    view = _edited(view, _entities(view.text))
    return _edited(view, ((m.start(), m.end(), _instead(m)) for m in _MENDED.finditer(view.text)))


def view_with_lines(view: View) -> View:
    """A posting's view with line breaks where its long lines show that there were some.

    See :func:`~skillsearch.passages.posting_layout.laid_out`, which changes white space alone.
    """
    if all(len(line) <= _LONG_LINE for line in view.text.split("\n")):
        return view
    text = laid_out(view.text)
    before, after = _codes(view.text), _codes(text)
    seen, letter = np.flatnonzero(~_is_space(before)), ~_is_space(after)
    if not np.array_equal(before[seen], after[letter]):
        raise AssertionError("the layout changed more than white space")
    # A letter stands where it stood, white space where the letter before it ended.
    count = np.cumsum(letter)
    places = np.where(count > 0, seen[np.maximum(count, 1) - 1] + ~letter, 0)
    places = np.minimum(places, len(before) - 1)
    starts, ends = (np.asarray(each, np.int64)[places] for each in (view.starts, view.ends))
    return View(text, array("q", starts.tobytes()), array("q", ends.tobytes()))


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _is_space(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    spaces: NDArray[np.bool_] = _SPACES[np.minimum(codes, len(_SPACES) - 1)]
    return spaces


def _edited(view: View, edits: Iterable[_Edit]) -> View:
    """The view with its edits made; they are in order and do not overlap."""
    parts: list[str] = []
    starts, ends = array("q"), array("q")
    done = 0
    for start, end, instead in edits:
        parts += (view.text[done:start], instead)
        starts.extend(view.starts[done:start])
        ends.extend(view.ends[done:start])
        first, last = view.place(start, end)
        starts.extend([first] * len(instead))
        ends.extend([last] * len(instead))
        done = end
    if not done:
        return view
    parts.append(view.text[done:])
    starts.extend(view.starts[done:])
    ends.extend(view.ends[done:])
    return View("".join(parts), starts, ends)


def _instead(found: re.Match[str]) -> str:
    return _INSTEAD[found.lastgroup or "space"]


def _entities(text: str) -> Iterator[_Edit]:
    for found in _ENTITY.finditer(text):
        meant = html.unescape(found[0])
        if meant != found[0]:
            yield found.start(), found.end(), meant


def _tags(text: str) -> Iterator[_Edit]:
    """Tags as the breaks that they make; the line breaks between them make none."""
    found = [(m, (m["name"] or "").lower()) for m in _TAG.finditer(text)]
    flowing = any(name and name not in _INLINE for _, name in found)
    done = 0
    for tag, name in found:
        if flowing:
            yield from _flowing(text, done, tag.start())
        yield tag.start(), tag.end(), _break(tag[0], name)
        done = tag.end()
    if flowing:
        yield from _flowing(text, done, len(text))


def _flowing(text: str, start: int, end: int) -> Iterator[_Edit]:
    for found in _LINE_END.finditer(text, start, end):
        yield found.start(), found.end(), " "


def _break(tag: str, name: str) -> str:
    if not name or name in _INLINE:
        return ""
    if name in _CELLS:
        return "\t"
    return "\n• " if name == "li" and not tag.startswith("</") else "\n"
