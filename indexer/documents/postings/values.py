"""What the cells of a table and the properties of schema.org say, in one form each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

__all__ = ["iso_date", "plain", "plain_list", "web_address"]

# What exports write for "nothing".
_NOTHING = frozenset({"", "nan", "none", "null", "n/a", "na", "-", "--", "-1", "nil", "undefined"})

_NAMED = ("name", "title", "text", "description", "value", "@value", "credentialCategory")
_ADDRESS = ("addressLocality", "addressRegion", "addressCountry")
_DAYS = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d")


def plain(value: Any) -> str:
    """The value as one line: a place by its address, a thing by its name, a list with commas.

    "" for what exports write where nothing is: "nan", "None", "N/A".
    """
    return ", ".join(dict.fromkeys(plain_list(value)))


def plain_list(value: Any) -> list[str]:
    """Each part of the value as one line."""
    return [part for part in _parts(value) if part]


def _parts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        inner = value.get("address")
        if isinstance(inner, Mapping) or (isinstance(inner, str) and inner.strip()):
            yield plain(inner)
        elif any(value.get(name) for name in _ADDRESS):
            parts = (plain(value.get(name)) for name in _ADDRESS)
            yield ", ".join(part for part in parts if part)
        else:
            yield next((said for name in _NAMED if (said := plain(value.get(name)))), "")
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _parts(each)
    elif value is not None and not isinstance(value, bool):
        line = " ".join(str(value).split())
        yield "" if line.lower() in _NOTHING else line


def iso_date(value: Any) -> str:
    """The day as ISO 8601, "" if none; of "03/04/2020" only the year, which is certain."""
    written = plain(value)
    if re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?:[T ].*)?", written):
        day = written[:10].strip()
        return day if _is_day(day) else ""
    if re.fullmatch(r"\d{12,13}", written):
        return datetime.fromtimestamp(int(written) / 1000).date().isoformat()
    for form in _DAYS:
        try:
            return datetime.strptime(written, form).date().isoformat()
        except ValueError:
            continue
    slashed = re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b", written)
    if slashed:
        first, second, year = (int(part) for part in slashed.groups())
        if first > 12 >= second:
            return f"{year}-{second:02}-{first:02}"
        if second > 12 >= first or first == second:
            return f"{year}-{first:02}-{second:02}"
        return str(year)
    return ""


def web_address(value: Any) -> str:
    """The value if it is an http address, else ""."""
    written = plain(value)
    return written if re.match(r"https?://\S+$", written) else ""


def _is_day(day: str) -> bool:
    try:
        datetime.strptime(day, "%Y-%m-%d"[: {4: 2, 7: 5, 10: 8}[len(day)]])
    except ValueError:
        return False
    return True
