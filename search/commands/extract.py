"""``skillsearch extract``: the skills that a text names."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.markup import escape

from search.extraction.answers import ExtractionAnswer
from search.extraction.extracting import extract_texts
from search.extraction.lines import decoded
from search.open_index import open_index
from skillsearch.console import (
    ENCODER_SETTINGS,
    STORE_SETTINGS,
    SectionedCommand,
    json_option,
    print_json,
    print_warnings,
    progress_console,
    settings_options,
)
from skillsearch.errors import SourceError
from skillsearch.extraction import DEFAULT_CONFIDENCE, TextKind
from skillsearch.passages.reading import TEXT_KINDS
from skillsearch.settings import Settings

__all__ = ["extract", "read_input"]


@click.command(cls=SectionedCommand, short_help="The skills that a text names.")
@click.argument("text", nargs=-1)
@click.option(
    "--file", "files", multiple=True, metavar="F", help="A text file in UTF-8; repeatable."
)
@click.option(
    "--kind",
    type=click.Choice(TEXT_KINDS),
    default="text",
    show_default=True,
    help="What the text is; it decides what its sections are and what is boilerplate.",
)
@click.option("--taxonomy", multiple=True, help="Only this taxonomy; repeatable. Default: all.")
@click.option("--language", default="en", show_default=True, help="Of the labels (ISO 639-1).")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="C",
    help=f"Leave out what is less sure, 0 to 1. Default: {DEFAULT_CONFIDENCE}.",
)
@click.option(
    "--view",
    type=click.Choice(("table", "terminal", "html")),
    default="table",
    show_default=True,
    help="A table, the text with its skills marked, or that as a page.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="F", help="Where the page goes.")
@json_option
@settings_options(*STORE_SETTINGS, *ENCODER_SETTINGS)
def extract(
    text: tuple[str, ...],
    files: tuple[str, ...],
    kind: str,
    taxonomy: tuple[str, ...],
    language: str,
    min_confidence: float | None,
    view: str,
    out: Path | None,
    as_json: bool,
    settings: Settings,
) -> None:
    """The skills that a text names or means, each with its place and how sure that is.

    TEXT is taken as it is; - or nothing reads standard input. Offsets count characters of the text
    as given. What looks like a skill and is in no taxonomy is listed apart.

    \b
    skillsearch extract "must know Java, Kotlin or Scala; no Excel needed"
    skillsearch extract --file ad.txt --kind posting --view html --out ad.html
    pbpaste | skillsearch extract --view terminal
    """
    if (view == "html") != (out is not None):
        raise click.UsageError("--view html and --out F go together.")
    texts = _texts(text, files)
    with open_index(settings) as index:
        answer = extract_texts(
            index,
            texts,
            kind=_kind(kind),
            taxonomies=taxonomy,
            language=language,
            min_confidence=min_confidence,
        )
    if out is not None:
        _write(answer, texts, out)
    if as_json:
        print_json(answer.as_dict())
    elif out is None:
        from search.extraction.terminal import show_marked, show_mentions

        if view == "terminal":
            show_marked(answer, texts)
        else:
            show_mentions(answer)
    print_warnings(answer.warnings if not as_json else ())


def _kind(kind: str) -> TextKind:
    return next(known for known in TEXT_KINDS if known == kind)


def _texts(text: tuple[str, ...], files: tuple[str, ...]) -> tuple[str, ...]:
    """The texts of files, else the argument, else standard input."""
    if files and text:
        raise click.UsageError("Give TEXT or --file, not both.")
    if files:
        return tuple(decoded(read_input(name), name) for name in files)
    if text and text != ("-",):
        return (" ".join(text),)
    if not text and sys.stdin.isatty():
        raise click.UsageError("There is no text: give TEXT, --file F, or pipe one in.")
    return (decoded(read_input("standard input"), "standard input"),)


def read_input(name: str) -> bytes:
    """The bytes of a file, or of ``standard input``; SourceError where it cannot be read."""
    if name == "standard input":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise SourceError(
            f"It cannot be read: {error.strerror}.",
            path=name,
            remedy="Give the path of a text file.",
        ) from None


def _write(answer: ExtractionAnswer, texts: tuple[str, ...], out: Path) -> None:
    from search.extraction.page import html_page

    try:
        out.write_text(html_page(answer, texts), encoding="utf-8", errors="replace")
    except OSError as error:
        raise SourceError(
            f"The page cannot be written there: {error.strerror}.",
            path=out,
            remedy="Choose a folder that exists and can be written to.",
        ) from None
    progress_console().print(f"The page is in {escape(str(out))}.", soft_wrap=True)
