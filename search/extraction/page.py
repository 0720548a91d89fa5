"""Extractions as one HTML page that needs nothing from anywhere: to be kept, mailed, printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from search.extraction.answers import ExtractionAnswer, SkillMention, TextExtraction
from search.extraction.segments import Segment, look_of, segments_of

__all__ = ["html_page"]

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --paper: #fff; --dim: #5c6675; --line: #d7dce3;
  --alias: #c9efd2; --fuzzy: #ffe9a8; --semantic: #1f6feb; --unmatched: #8e3bb5; --tip: #10161f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --paper: #12171e; --dim: #98a3b3;
  --line: #323b47; --alias: #1d5730; --fuzzy: #6b5410; --semantic: #6cabff; --unmatched: #d9a0f2;
  --tip: #29323f; } }
* { box-sizing: border-box; }
body { font: 16px/1.65 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.35rem; margin: 0 0 .25rem; } h2 { font-size: 1.05rem; margin: 2.5rem 0 .5rem; }
.dim, caption { color: var(--dim); font-size: .85rem; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; padding: .6rem 0; margin: .8rem 0;
  border-block: 1px solid var(--line); font-size: .85rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.m { position: relative; border-radius: 3px; cursor: help; }
.alias { background: var(--alias); } .fuzzy { background: var(--fuzzy); }
.semantic, .in-semantic { text-decoration: underline dotted var(--semantic) 2px;
  text-underline-offset: 4px; }
.unmatched { color: var(--unmatched); border-bottom: 2px dashed; }
.preferred { outline: 1px dashed var(--dim); }
.negated { text-decoration: line-through 2px; }
.tip { display: none; position: absolute; z-index: 1; left: 0; top: 1.7em; width: max-content;
  max-width: min(26rem, 80vw); padding: .5rem .7rem; border-radius: 6px; background: var(--tip);
  color: #fff; font-size: .8rem; line-height: 1.45; white-space: normal;
  box-shadow: 0 4px 18px rgb(0 0 0 / .3); }
.tip b, .tip i { display: block; } .tip i { font-style: normal; opacity: .75; }
.m:hover > .tip, .m:focus > .tip { display: block; }
.m:focus-visible { outline: 2px solid var(--semantic); }
table { border-collapse: collapse; width: 100%; font-size: .85rem; margin-top: 1rem; }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
td.n { font-variant-numeric: tabular-nums; white-space: nowrap; }
"""

_LEGEND = (
    ("m alias", "alias", "spells a label of the skill"),
    ("m fuzzy", "fuzzy", "spells one with a typo"),
    ("m semantic", "semantic", "the sentence means it"),
    ("m unmatched", "unmatched", "looks like a skill that is not in the index"),
    ("m alias preferred", "preferred", "a plus, not a must"),
    ("m alias negated", "negated", "said not to be needed or held"),
)


def html_page(answer: ExtractionAnswer, texts: Sequence[str]) -> str:
    """The page: each text with its skills marked, the details on hover and in a table.

    It has no script and loads nothing. ``texts`` are those that the answer is about.
    """
    return "\n".join(_page(answer, texts)) + "\n"


def _page(answer: ExtractionAnswer, texts: Sequence[str]) -> Iterator[str]:
    stamp = answer.stamp
    sources = ", ".join(f"{t.name} {t.version} ({t.language})" for t in stamp.taxonomies)
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield f"<title>Skills in the text</title><style>{_STYLE}</style></head><body>"
    yield "<h1>Skills in the text</h1>"
    made = f"{sources} · {stamp.model} · skillsearch {stamp.product_version} · {stamp.generation}"
    yield f'<div class="dim">{escape(made)}</div>'
    yield '<div class="legend">'
    for classes, name, meaning in _LEGEND:
        yield f'<span><span class="{classes}">{name}</span> {meaning}</span>'
    yield "</div>"
    for number, (extraction, sent) in enumerate(zip(answer.results, texts, strict=True), 1):
        if len(texts) > 1:
            yield f"<h2>Text {number}</h2>"
        marked = "".join(_marked(segment, sent) for segment in segments_of(extraction))
        yield f'<div class="text">{marked}</div>'
        yield from _table(extraction)
    yield "</body></html>"


def _marked(segment: Segment, sent: str) -> str:
    text = escape(sent[segment.start : segment.end])
    look = look_of(segment)
    if not look or not text.strip():
        return text
    classes = ["m", look]
    if look != "semantic" and any(m.match == "semantic" for m in segment.mentions):
        classes.append("in-semantic")
    if segment.mentions and segment.mentions[0].polarity in ("preferred", "negated"):
        classes.append(segment.mentions[0].polarity)
    tips = [_tip(mention) for mention in segment.mentions]
    tips += ["<b>not in the index</b>"] if segment.unmatched and not segment.mentions else []
    tip = f'<span class="tip">{"".join(tips)}</span>'
    return f'<span class="{" ".join(classes)}" tabindex="0">{text}{tip}</span>'


def _tip(mention: SkillMention) -> str:
    skill = mention.skill
    how = f"{mention.match} · {mention.confidence:.2f} · {mention.polarity} · {mention.section}"
    where = f"{skill.taxonomy} {skill.version} · {skill.id}"
    return f"<b>{escape(skill.label)}</b><i>{escape(how)}</i><i>{escape(where)}</i>"


def _table(extraction: TextExtraction) -> Iterator[str]:
    if extraction.mentions:
        heads = ("skill", "in the text", "match", "confidence", "polarity", "section", "at")
        yield f"<table><thead><tr>{''.join(f'<th>{h}</th>' for h in heads)}</tr></thead><tbody>"
        for m in extraction.mentions:
            named = f"{escape(m.skill.label)} <span class=dim>{escape(m.skill.taxonomy)}</span>"
            cells = (named, escape(m.text), m.match)
            more = (m.polarity, escape(m.section), f"{m.start}–{m.end}")
            yield (
                f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}"
                f'<td class="n">{m.confidence:.2f}</td>'
                f"{''.join(f'<td>{cell}</td>' for cell in more)}</tr>"
            )
        yield "</tbody></table>"
    else:
        yield '<p class="dim">No skill was found.</p>'
    if extraction.unmatched:
        phrases = dict.fromkeys(phrase.text for phrase in extraction.unmatched)
        yield f'<p><span class="dim">Not in the index:</span> {escape(" · ".join(phrases))}</p>'
    yield f'<p class="dim">SHA-256 {extraction.sha256}</p>'
