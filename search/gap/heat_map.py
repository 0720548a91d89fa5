"""A team against a target as a picture: SVG, without a library and without a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from search.gap.team_answers import TeamAnswer

__all__ = ["heat_map_svg"]

CELL = 26
LABEL_WIDTH = 230
HEAD_HEIGHT = 190
LEGEND_HEIGHT = 54
MOST_LABEL_CHARACTERS = 32
MOST_TITLE_CHARACTERS = 20

_HELD = (21, 101, 60)
_NOTHING = (236, 239, 243)
_PARTLY = (255, 226, 150)


def heat_map_svg(answer: TeamAnswer) -> str:
    """People down, what is asked across; the last row is the team together.

    A cell's title, shown on hover, says who, what and how far. Colours differ in lightness, so they
    can be told apart without hue.
    """
    return "\n".join(_lines(answer)) + "\n"


def _lines(answer: TeamAnswer) -> Iterator[str]:
    columns = [column.asked.label for column in answer.columns]
    width = LABEL_WIDTH + CELL * len(columns) + 140
    rows = [
        (
            f"{_cut(m.person.label, MOST_TITLE_CHARACTERS)} · {m.person.id[:8]}",
            m.degrees,
            m.coverage,
        )
        for m in answer.people
    ]
    rows.append(("together", tuple(c.best for c in answer.columns), answer.coverage))
    height = HEAD_HEIGHT + CELL * len(rows) + 10 + LEGEND_HEIGHT
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" font-family="system-ui, sans-serif" font-size="12">'
    )
    yield f"<title>{escape(f'Who has what of {answer.target.label}')}</title>"
    yield f'<rect width="{width}" height="{height}" fill="#fff"/>'
    for number, label in enumerate(columns):
        x, y = LABEL_WIDTH + CELL * number + CELL / 2 + 4, HEAD_HEIGHT - 8
        yield (
            f'<text transform="translate({x:g} {y}) rotate(-50)" fill="#1c2430">'
            f"<title>{escape(label)}</title>{escape(_cut(label))}</text>"
        )
    for number, (label, degrees, coverage) in enumerate(rows):
        top = HEAD_HEIGHT + CELL * number + (10 if number == len(rows) - 1 else 0)
        yield from _row(label, degrees, coverage, columns, top)
    yield from _legend(height - LEGEND_HEIGHT + 22)
    yield "</svg>"


def _row(
    label: str, degrees: Sequence[float], coverage: float, columns: Sequence[str], top: int
) -> Iterator[str]:
    middle = top + CELL / 2 + 4
    yield (
        f'<text x="{LABEL_WIDTH - 8}" y="{middle:g}" text-anchor="end" fill="#1c2430">'
        f"<title>{escape(label)}</title>{escape(_cut(label))}</text>"
    )
    for number, (degree, column) in enumerate(zip(degrees, columns, strict=True)):
        said = f"{label}: {column}: {_said(degree)}"
        yield (
            f'<rect x="{LABEL_WIDTH + CELL * number}" y="{top}" width="{CELL - 2}" '
            f'height="{CELL - 2}" rx="3" fill="{_colour(degree)}">'
            f"<title>{escape(said)}</title></rect>"
        )
    x = LABEL_WIDTH + CELL * len(columns) + 8
    yield f'<text x="{x}" y="{middle:g}" fill="#1c2430">{coverage:.0%}</text>'


def _legend(top: float) -> Iterator[str]:
    x = LABEL_WIDTH
    for degree, said in ((1.0, "held"), (0.7, "partly"), (0.3, "partly, little"), (0.0, "missing")):
        fill = _colour(degree)
        yield f'<rect x="{x}" y="{top - 12}" width="16" height="16" rx="3" fill="{fill}"/>'
        yield f'<text x="{x + 22}" y="{top}" fill="#5c6675">{said}</text>'
        x += 40 + 7 * len(said)


def _said(degree: float) -> str:
    return "held" if degree >= 1 else f"partly ({degree:.2f})" if degree > 0 else "missing"


def _colour(degree: float) -> str:
    if degree >= 1:
        return _hex(_HELD)
    if degree <= 0:
        return _hex(_NOTHING)
    deep = (224, 142, 21)
    mixed = [a + (b - a) * degree for a, b in zip(_PARTLY, deep, strict=True)]
    return _hex([round(part) for part in mixed])


def _hex(colour: Sequence[float]) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in colour)


def _cut(text: str, most: int = MOST_LABEL_CHARACTERS) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
