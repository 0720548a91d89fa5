"""JSON and JSON lines as a table: one object a row, its keys the columns."""

from __future__ import annotations

import json
from collections.abc import Iterator

from indexer.tables import Table
from indexer.tables.delimited import decode
from skillsearch.errors import SourceError

__all__ = ["first_keys", "table_of_objects"]


def table_of_objects(data: bytes, path: str) -> Table:
    """The objects of a JSON list, or of a file with one a line, whatever it is named.

    A row's number is the line of a JSON lines file, or the place in the list. Lists and objects
    within an object become JSON text in their cell. Raises SourceError naming the place where the
    text is not UTF-8, not JSON, or holds something else than objects.
    """
    text = decode(data, path)
    objects = list(_listed(text, path) if text.lstrip().startswith("[") else _lines(text, path))
    columns = tuple(dict.fromkeys(key for _, item in objects for key in item))
    rows = ((number, [_text(item.get(key)) for key in columns]) for number, item in objects)
    header = (0, [column.strip() for column in columns])
    return Table.of(path, None, [header, *rows])


def first_keys(start: bytes) -> tuple[str, ...] | None:
    """The keys of the first object in the ``start`` of such a file; () where there is none.

    None where text begins as an object and is broken, so that reading it can say how.
    """
    text = start.decode("utf-8-sig", "replace").lstrip().removeprefix("[").lstrip()
    if not text.startswith("{"):
        return ()
    try:
        item, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return tuple(item)


def _listed(text: str, path: str) -> Iterator[tuple[int, dict[str, object]]]:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _not_json(error, path) from None
    for number, item in enumerate(items, 1):
        yield number, _object(item, path, number)


def _lines(text: str, path: str) -> Iterator[tuple[int, dict[str, object]]]:
    # Split at \n only: JSON may hold other line separators of Unicode inside a string.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _not_json(error, path, number) from None
        yield number, _object(item, path, number)


def _object(item: object, path: str, number: int) -> dict[str, object]:
    if isinstance(item, dict):
        return item
    raise SourceError(
        f"a JSON object is expected here, not {json.dumps(item)[:40]}.",
        path=path,
        row=number,
        remedy='Write each skill as {"id": …, "label": …}.',
    )


def _not_json(error: Exception, path: str, number: int | None = None) -> SourceError:
    return SourceError(
        f"this is not JSON: {error}.",
        path=path,
        row=number,
        remedy='Write a list of objects, or one object a line: {"id": …, "label": …}.',
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
