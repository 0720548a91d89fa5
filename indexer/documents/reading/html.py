"""HTML, by selectolax (Lexbor): what a reader of the page sees, block by block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indexer.documents.reading.limits import Limits
from indexer.documents.reading.plain import decoded
from skillsearch.documents import ReadDocument

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["read_html", "text_of_html"]

_UNSEEN_TAGS = (
    "script style template noscript nav svg math head iframe object embed canvas audio video "
    "select datalist button dialog map"
)
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_BLOCK_TAGS = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main ol p pre section "
    "summary table tbody tfoot thead title tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes


def read_html(data: bytes, shown: str, limits: Limits) -> ReadDocument:
    """The text of a page: blocks are lines, list items begin with "• ", cells are parted by tabs.

    Scripts, styles, navigation and what is hidden are left out. Raises Quarantined where the text
    is too long or in no encoding.
    """
    declared = _CHARSET.search(data[:_DECLARED_WITHIN])
    markup, notes = decoded(data, shown, declared[1].decode("ascii") if declared else "")
    text = text_of_html(markup)
    limits.check_characters(len(text), shown)
    return ReadDocument(text, "html", notes=notes)


def text_of_html(markup: str) -> str:
    """What is seen of ``markup``, a page or a part of one; not cleaned."""
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(markup).root
    pieces: list[str] = []
    # A stack and no recursion: pages may nest deeper than Python does.
    stack: list[LexborNode | str] = [] if root is None else [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        tag = node.tag or ""
        if tag == "-text":
            pieces.append(_text(node))
        elif tag == "br":
            pieces.append("\n")
        elif not tag.startswith("-") and tag != "_comment" and not _is_unseen(node, tag):
            before, after = _around(node, tag)
            pieces.append(before)
            stack.append(after)
            inner = node.last_child
            while inner is not None:
                stack.append(inner)
                inner = inner.prev
    return _tidied("".join(pieces))


def _text(node: LexborNode) -> str:
    text = node.text_content or ""
    parent = node.parent
    if parent is not None and parent.tag in ("pre", "textarea"):
        return text
    return _SPACE.sub(" ", text)


def _is_unseen(node: LexborNode, tag: str) -> bool:
    if tag in _UNSEEN:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _around(node: LexborNode, tag: str) -> tuple[str, str]:
    if tag == "li":
        return "\n• ", "\n"
    if tag == "p" or (len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()):
        parent = node.parent
        inside = parent is not None and parent.tag in ("li", "td", "th")
        return ("", "\n") if inside else ("\n\n", "\n")
    if tag in _BLOCKS:
        return "\n", "\n"
    return "", "\t" if tag in _CELLS else ""


def _tidied(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    joined = "\n".join(line for line in lines if line != "•")
    return re.sub(r"\n{3,}", "\n\n", joined).strip()
