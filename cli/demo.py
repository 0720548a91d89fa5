"""``skillsearch demo``: index the bundled samples, then ask one question of each kind."""

from __future__ import annotations

from pathlib import Path

import click
from rich.markup import escape

from skillsearch.console import console, settings_options
from skillsearch.settings import Settings

__all__ = ["demo"]

QUESTIONS = (
    ("What does the index hold?", ("taxonomies",)),
    ("A recruiter's abbreviation", ("skills", "k8s admin", "--limit", "5")),
    ("Nobody wrote it like that", ("skills", "looks after patients at night", "--limit", "5")),
    ("A typo", ("skills", "pyhton", "--limit", "3")),
    ("Another language", ("skills", "gestion de projet", "--language", "fr", "--limit", "3")),
    ("While typing", ("suggest", "proj", "--limit", "5")),
    ("Occupations and job roles", ("occupations", "frontend dev", "--limit", "3")),
    ("Everything about one skill", ("skill", "Kubernetes")),
    ("What is like it?", ("similar", "Kubernetes", "--limit", "5")),
)


@click.command()
@settings_options()
def demo(settings: Settings) -> None:
    """Index the samples that come with skillsearch, and ask one question of each kind."""
    from indexer.samples import own_sample_files, published_samples

    data_dir = ("--data-dir", str(settings.data_dir))
    published, own = map(str, published_samples()), map(str, own_sample_files())
    _run("Index the bundled samples", ("index", "taxonomy", *published), data_dir)
    _run("Index a list of one's own", ("index", "taxonomy", *own, "--version", "1"), data_dir)
    for title, arguments in QUESTIONS:
        _run(title, arguments, data_dir)
    out = console()
    out.rule("Next")
    out.print(
        "Index the official downloads:\n"
        '  skillsearch index taxonomy "ESCO dataset - v1.1.1 - classification - en - csv.zip"\n'
        "  skillsearch index taxonomy ssf-workbooks/\n"
        "Then ask it anything:\n"
        '  skillsearch skills "k8s admin"\n'
        "  skillsearch serve        # and open http://127.0.0.1:8000/docs\n"
        f"The demo's index is in {escape(str(settings.data_dir))}; to ask it more, "
        f"add --data-dir {escape(str(settings.data_dir))}.",
        soft_wrap=True,
    )


def _run(title: str, arguments: tuple[str, ...], data_dir: tuple[str, str]) -> None:
    from cli.main import skillsearch

    shown = " ".join(_quoted(argument) for argument in arguments)
    console().rule(title, align="left")
    console().print(f"[dim]$[/dim] [bold]skillsearch {escape(shown)}[/bold]\n", soft_wrap=True)
    skillsearch.main([*arguments, *data_dir], prog_name="skillsearch", standalone_mode=False)


def _quoted(argument: str) -> str:
    path = Path(argument)
    if path.is_absolute():
        return path.name
    return f'"{argument}"' if " " in argument else argument
