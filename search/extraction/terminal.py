"""Extractions as people read them in a terminal: a table, or the text with its skills marked."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from search.extraction.answers import ExtractionAnswer, SkillMention, TextExtraction
from search.extraction.segments import Look, look_of, segments_of
from skillsearch.console import console

__all__ = ["show_marked", "show_mentions"]

STYLES: dict[Look, str] = {
    "alias": "bold black on green",
    "fuzzy": "bold black on yellow",
    "semantic": "underline cyan",
    "unmatched": "magenta",
    "": "",
}
_MEANINGS: dict[Look, str] = {
    "alias": "names a skill",
    "fuzzy": "names one, mistyped",
    "semantic": "means one",
    "unmatched": "looks like one that is not in the index",
}
_UNMARKED = str.maketrans({"\x1b": "␛", "\r": "", "\x0b": "\n", "\x0c": "\n"})
"""A text must not steer the terminal that it is shown in."""


def show_mentions(answer: ExtractionAnswer) -> None:
    """A table of mentions for each text, and what is unmatched in a line below."""
    several = len(answer.results) > 1
    for number, extraction in enumerate(answer.results, 1):
        if several:
            console().print(f"[bold]Text {number}[/bold] [dim]{extraction.sha256[:16]}[/dim]")
        _table(extraction)


def show_marked(answer: ExtractionAnswer, texts: tuple[str, ...]) -> None:
    """Each text with its skills marked, a legend, and the table."""
    for extraction, sent in zip(answer.results, texts, strict=True):
        marked = Text()
        for segment in segments_of(extraction):
            style = STYLES[look_of(segment)]
            if segment.mentions and segment.mentions[0].polarity == "negated":
                style += " strike"
            marked.append(sent[segment.start : segment.end].translate(_UNMARKED), style)
        out = console()
        out.print(marked)
        legend = [f"[{STYLES[look]}] {look} [/] {meaning}" for look, meaning in _MEANINGS.items()]
        out.print("\n" + "   ".join([*legend, "[strike]negated[/]"]) + "\n")
        _table(extraction)


def _table(extraction: TextExtraction) -> None:
    if not extraction.mentions:
        console().print("No skill was found.")
    else:
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
        table.add_column("sure", justify="right", no_wrap=True)
        table.add_column("match", no_wrap=True)
        table.add_column("polarity", no_wrap=True)
        table.add_column("skill", ratio=1)
        table.add_column("in the text", ratio=1)
        table.add_column("at", style="dim", no_wrap=True)
        for mention in extraction.mentions:
            table.add_row(*_row(mention))
        console().print(table)
    if extraction.unmatched:
        phrases = dict.fromkeys(" ".join(phrase.text.split()) for phrase in extraction.unmatched)
        named = escape(" · ".join(phrases).translate(_UNMARKED))
        console().print(f"\n[bold]not in the index[/bold]\n{named}")


def _row(mention: SkillMention) -> tuple[str, ...]:
    skill = (
        f"[bold]{escape(mention.skill.label)}[/bold] [dim]{escape(mention.skill.taxonomy)}[/dim]"
    )
    shown = escape(" ".join(mention.text.split()).translate(_UNMARKED))
    place = f"{mention.start}–{mention.end}"
    return f"{mention.confidence:.2f}", mention.match, mention.polarity, skill, shown, place
