"""XML from elsewhere: parsed without entities, document types, network or unbounded depth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from skillsearch.documents import Quarantined

__all__ = ["child", "children", "descendants", "local_name", "parse_xml", "text_at"]

_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(data: bytes, shown: str) -> Any:
    """The root element (lxml). Raises Quarantined: "unsafe" where the document declares a type or
    entities of its own, which no format that is read needs; "damaged" where it is not well formed.
    """
    from lxml import etree

    if _DECLARATION.search(data.replace(b"\0", b"")):
        raise Quarantined(
            "unsafe",
            f"{shown} is XML with a document type or entities of its own.",
            remedy="Remove the <!DOCTYPE …> part, if you trust the file.",
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise Quarantined(
            "damaged",
            f"{shown} is not well-formed XML{f' (line {line:,})' if line else ''}.",
            remedy="Export it again from where it was made.",
        ) from None


def local_name(element: Any) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, *path: str) -> list[Any]:
    """All elements at a path of local names below ``element``."""
    found = [] if element is None else [element]
    for name in path:
        found = [inner for outer in found for inner in outer if local_name(inner) == name]
    return found


def child(element: Any, *path: str) -> Any:
    """The first element at a path of local names; None where there is none."""
    return next(iter(children(element, *path)), None)


def descendants(element: Any, name: str) -> Iterator[Any]:
    """Elements of a local name, however deep, in order."""
    return (inner for inner in element.iter() if local_name(inner) == name)


def text_at(element: Any, *path: str) -> str:
    """All text in the first element at a path, stripped; "" where there is none."""
    found = child(element, *path)
    return "" if found is None else "".join(found.itertext()).strip()
