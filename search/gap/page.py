"""A gap as one HTML page that needs nothing from anywhere: to be kept, mailed, printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from search.answers import Stamp
from search.gap.answers import GapAnswer, Line
from search.gap.heat_map import heat_map_svg
from search.gap.team_answers import TeamAnswer

__all__ = ["gap_page", "team_page"]

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --paper: #fff; --dim: #5c6675; --line: #d7dce3;
  --held: #15653c; --partly: #d98c12; --missing: #b3403a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --paper: #12171e; --dim: #98a3b3;
  --line: #323b47; --held: #4fb884; --partly: #f0b85a; --missing: #ec8079; } }
* { box-sizing: border-box; }
body { font: 15px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 72rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.35rem; margin: 0 0 .25rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .4rem; }
.dim { color: var(--dim); font-size: .85rem; }
.bar { display: flex; height: 1.1rem; margin: 1rem 0 .3rem; border-radius: 4px; overflow: hidden; }
.bar span { display: block; } .held { background: var(--held); }
.partly { background: var(--partly); } .missing { background: var(--missing); }
table { border-collapse: collapse; width: 100%; font-size: .88rem; }
th, td { text-align: left; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
ol { padding-left: 1.6rem; } li { margin: .25rem 0; }
.map { overflow-x: auto; background: #fff; border: 1px solid var(--line); border-radius: 6px; }
q { font-style: normal; color: var(--dim); }
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def gap_page(answer: GapAnswer) -> str:
    """The page of a person: what is held with its sentences, what is missing, the way there."""
    title = f"{answer.person.label} → {answer.target.label}"
    return _page(title, answer.stamp, answer.warnings, _gap_body(answer))


def team_page(answer: TeamAnswer) -> str:
    """The page of a team: the heat map, what nobody has, who would add it."""
    title = f"{answer.people_total:,} people → {answer.target.label}"
    return _page(title, answer.stamp, answer.warnings, _team_body(answer))


def _page(title: str, stamp: Stamp, warnings: Sequence[str], body: Iterable[str]) -> str:
    sources = ", ".join(f"{t.name} {t.version} ({t.language})" for t in stamp.taxonomies)
    made = f"{sources} · {stamp.model} · skillsearch {stamp.product_version} · {stamp.generation}"
    lines = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        f'<div class="dim">{escape(made)}</div>',
        *body,
        *(f'<p class="dim">Note: {escape(said)}</p>' for said in warnings),
        "</body></html>",
    ]
    return "\n".join(lines) + "\n"


def _gap_body(answer: GapAnswer) -> Iterator[str]:
    counts = {name: len(getattr(answer, name)) for name in ("held", "partly", "missing")}
    parts = "".join(f'<span class="{name}" style="flex:{n}"></span>' for name, n in counts.items())
    yield f'<div class="bar" role="img" aria-label="{_counted(counts)}">{parts}</div>'
    yield f'<div class="dim">{answer.coverage:.0%} covered by importance · {_counted(counts)}</div>'
    for title, lines in (("Held", answer.held), ("Partly held", answer.partly)):
        if lines:
            yield f"<h2>{title}</h2>"
            rows = [(_importance(li), _asked(li), _met(li), _because(li)) for li in lines]
            yield from _table(("importance", "asked", "by", "because"), rows)
    if answer.missing:
        yield "<h2>Missing</h2>"
        rows = [
            (_importance(li), _asked(li), f"{li.nearness:.2f}", _builds_on(li))
            for li in answer.missing
        ]
        yield from _table(("importance", "asked", "nearness", "builds on"), rows)
    yield from _way(answer)


def _way(answer: GapAnswer) -> Iterator[str]:
    if answer.path:
        yield "<h2>Path</h2><ol>"
        for step in answer.path:
            after = f"; after {', '.join(step.after)}" if step.after else ""
            courses = f" ({', '.join(step.courses)})" if step.courses else ""
            said = f'<span class="dim">{escape(step.why + after + courses)}</span>'
            yield f"<li>{escape(step.kind)} <b>{escape(step.label)}</b> {said}</li>"
        yield "</ol>"
    if answer.stepping_stones:
        yield "<h2>Stepping stones</h2>"
        stones = [
            (f"{s.readiness:.0%}", escape(s.label), str(s.keeps), escape(", ".join(s.brings)))
            for s in answer.stepping_stones
        ]
        yield from _table(("ready", "occupation", "keeps", "brings"), stones)
    plan = answer.courses
    if plan is not None:
        yield f"<h2>Courses: {plan.covered:.0%} of the gap for {plan.hours:g} hours</h2>"
        chosen = [
            (
                "" if c.hours is None else f"{c.hours:g}",
                escape(f"{c.id} {c.title}"),
                escape(c.provider),
                escape(", ".join(c.teaches)),
            )
            for c in plan.courses
        ]
        yield from _table(("hours", "course", "provider", "teaches"), chosen)
        if plan.uncovered:
            yield f"<p>No course teaches: {escape(', '.join(plan.uncovered))}</p>"


def _team_body(answer: TeamAnswer) -> Iterator[str]:
    yield f'<p>Together they cover {answer.coverage:.0%}, by importance.</p><div class="map">'
    yield heat_map_svg(answer)
    yield "</div>"
    if answer.lacking:
        yield f"<h2>Nobody has</h2><p>{escape(', '.join(answer.lacking))}</p>"
    if answer.additions:
        yield "<h2>Who adds what the team lacks</h2>"
        rows = [
            (
                f"+{a.gain:.0%}",
                escape(f"{a.person.label} · {a.person.id[:8]}"),
                escape(", ".join(a.adds)),
                escape(", ".join(a.improves)),
            )
            for a in answer.additions
        ]
        yield from _table(("gain", "candidate", "adds", "improves"), rows)
    yield "<h2>What is asked</h2>"
    asked = [
        (f"{c.asked.importance:.2f}", escape(c.asked.label), str(c.held_by), str(c.partly_by))
        for c in answer.columns
    ]
    yield from _table(("importance", "asked", "held by", "partly by"), asked)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows of HTML; the first column and those headed by a number's name are numbers."""
    numbers = {0} | {
        i for i, h in enumerate(heads) if h in ("nearness", "keeps", "held by", "partly by")
    }

    def cells(tag: str, values: Sequence[str]) -> str:
        return "".join(
            f"<{tag}{' class=n' if i in numbers else ''}>{value}</{tag}>"
            for i, value in enumerate(values)
        )

    yield f"<table><thead><tr>{cells('th', heads)}</tr></thead><tbody>"
    for row in rows:
        yield f"<tr>{cells('td', row)}</tr>"
    yield "</tbody></table>"


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{n} {name}" for name, n in counts.items())


def _importance(line: Line) -> str:
    return f"{line.asked.importance:.2f}"


def _asked(line: Line) -> str:
    said = [line.asked.grade, f"level {line.asked.level}" if line.asked.level else ""]
    if line.asked.like_postings_share is not None:
        said.append(f"{line.asked.like_postings_share:.0%} of like postings")
    told = escape(", ".join(filter(None, said)))
    return f'{escape(line.asked.label)} <span class="dim">{told}</span>'


def _met(line: Line) -> str:
    if line.met is None:
        said = f"read as: {line.worded.label}" if line.worded else ""
        return f'<span class="dim">{escape(said)}</span>'
    return f'{escape(line.met.skill.label)} <span class="dim">{line.met.tie}</span>'


def _because(line: Line) -> str:
    sentences = [(e.sentence, e.section) for e in line.evidence]
    quotes = [
        f"<q>{escape(text)}</q> <span class=dim>{section}</span>" for text, section in sentences
    ]
    years = f"{line.years:g} years" if line.years else ""
    return "<br>".join(filter(None, (escape(line.note), years, *quotes)))


def _builds_on(line: Line) -> str:
    return "<br>".join(
        f'{escape(t.skill.label)} <span class="dim">{escape("; ".join(t.reasons))}</span>'
        for t in line.transfers
    )
