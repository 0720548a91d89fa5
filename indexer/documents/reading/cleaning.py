"""Text as people meant it: without what encodings, fonts, layout and copying did to it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from indexer.documents.reading.headings import part_glued, unspace

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

__all__ = ["BULLET", "clean", "clean_html"]

BULLET = "• "

_MAX_PASSES = 8
"""Repairs may uncover further damage (text that was encoded wrongly twice); three passes do."""

_MAX_ESCAPED = 3

_LINE_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029]|\x0b")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffc\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_COLUMN_GAP = re.compile(r" *\t[ \t]*| {3,}")

# Private-use characters are glyphs of icon and symbol fonts; these are bullets and dashes there.
_SYMBOL_FONT = str.maketrans(
    {0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF0FC: "•", 0xF076: "•", 0xF0A8: "•", 0xF02D: "-"}
)
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]")

_SIGNS = "•◦‣⁃∙·■□▪▫◆◇●○❖➢➤➔➜►▶▸▹»✓✔✦✧★☆⚫⦿⁍◼◾⬤"
# A dash, an asterisk and Courier's "o" are bullets only with a space; "o" is also a word.
_BULLETS = re.compile(
    rf"^[ \t]*(?:[{_SIGNS}][{_SIGNS} \t]*|[-–—*][ \t]+(?=[^\s\-–—*])|o(?:\t[ \t]*|[ ]+)(?=[A-Z]))",
    re.MULTILINE,
)
_LONE_BULLET = re.compile(r"^•[ \t]*\n\s*(?=[^\s•])", re.MULTILINE)
_EMPTY_BULLETS = re.compile(r"^•[ \t]*$\n?", re.MULTILINE)
# Within a line "•" and "·" part the entries of a contact line; the others only ever begin an item.
_LATER_BULLET = re.compile(r"(?<=\S)[ \t]+[●◦▪■◆○➢➤❖][ \t]+(?=[^\s●◦▪■◆○➢➤❖])")
_GLUED_BULLET = re.compile(r"(?<=[a-z.;)])[•▪●][ \t]*(?=[A-Z])")

# What is left of UTF-8 read as Windows-1252 where a byte got lost on the way, which no repair of
# whole sequences can know: the full-width comma without its last byte, and the first byte of a
# no-break space.
_HALF_COMMA = re.compile(r"[ \t]{0,3}ï¼(?:Œ)?(?![‚-›\xa0-¿])[ \t]*")
_HALF_SPACE = re.compile(r"Â{2,}|Â(?=\s|[^\w\s]|\d|[A-Z][a-z]|$)|(?<=[a-z])Â(?=[a-z])")
_HALF_QUOTE = re.compile(r"â€")

# Signs of lists as UTF-8 read as Windows-1252, which ftfy takes for words: ◦ ▪ ● ■ and Symbol's.
_BROKEN_SIGN = re.compile(r"â[—–](?:[¦\xa0-¿ŒœŠšŸŽž†‡‰‹›˜‘’“”„…]|(?=\s|$))|ï[‚'][·§¨]|ï\x82[·§¨]")

_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
_LEADING = re.compile(r"^[ \t]+", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")

_ESCAPED_TAG = re.compile(r"&(?:amp;)*lt;/?[a-zA-Z][^<>]{0,200}?&(?:amp;)*gt;")
# By name, because people write <ada@example.com> and <your name here> in plain text.
_TAG = re.compile(
    r"</?(?:a|article|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|font|h[1-6]|head|header|"
    r"hr|html|i|img|li|main|meta|ol|p|pre|s|section|small|span|strong|sub|sup|table|tbody|td|th|"
    r"thead|tr|u|ul)(?:\s[^<>]*|\s*/)?>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"<(?:p|br|div|li|h[1-6]|tr|pre|section|dd|dt)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6});")


def clean(text: str) -> str:
    """``text`` repaired and in one form; cleaning it again changes nothing.

    Mojibake is repaired and HTML entities are read (ftfy), ligatures and full-width letters become
    plain ones, curly quotes straight, the whole NFC. Control, zero-width and private characters and
    soft hyphens go. Any sign of a list at the start of a line becomes "• ". Headings and sentences
    that stand glued to what follows are parted, letter-spaced headings joined. Within a line, one
    space parts words and one tab columns; lines carry no space at their ends, and at most one blank
    line stands between two others. No word is added and none is lost.
    """
    for _ in range(_MAX_PASSES):
        cleaned = _once(text)
        if cleaned == text:
            break
        text = cleaned
    return text


def clean_html(markup: str) -> str:
    """The text of HTML, of HTML escaped as text (once or more), or of plain text; cleaned."""
    from indexer.documents.reading.html import text_of_html

    for _ in range(_MAX_ESCAPED):
        if _TAG.search(markup) or not _ESCAPED_TAG.search(markup):
            break
        import html

        markup = html.unescape(markup)
    if not _TAG.search(markup):
        return clean(markup)
    if not _BLOCK_TAG.search(markup):  # a text with a few words set bold: its lines are lines
        markup = markup.replace("\n", "<br>")
    return clean(text_of_html(markup))


def _once(text: str) -> str:
    text = _LINE_BREAKS.sub("\n", text).replace("\f", "\n\n")
    if not text.isascii() or _ENTITY.search(text):
        text = _repaired(text)
    text = _INVISIBLE.sub("", text)
    text = part_glued(unspace(_listed(text)))
    text = _COLUMN_GAP.sub("\t", text)
    text = text.replace("  ", " ")
    text = _LEADING.sub("", _TRAILING.sub("", text))
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def _repaired(text: str) -> str:
    from ftfy import fix_text

    text = _HALF_COMMA.sub(", ", text)
    text = _BROKEN_SIGN.sub(" ● ", text)
    text = fix_text(text, _config())
    text = _HALF_SPACE.sub(" ", text)
    text = _HALF_QUOTE.sub('"', text)
    text = _SPACES.sub(" ", text)
    text = _PRIVATE.sub("", text.translate(_SYMBOL_FONT))
    text = "".join(c for c in text if not "\ud800" <= c <= "\udfff")
    return unicodedata.normalize("NFC", text)


def _listed(text: str) -> str:
    text = _BULLETS.sub(BULLET, text)
    text = _LONE_BULLET.sub(BULLET, text)
    text = _EMPTY_BULLETS.sub("", text)
    return _GLUED_BULLET.sub(f"\n{BULLET}", _LATER_BULLET.sub(f"\n{BULLET}", text))


@lru_cache(maxsize=1)
def _config() -> TextFixerConfig:
    from ftfy import TextFixerConfig

    return TextFixerConfig(unescape_html=True, normalization="NFC", explain=False)
