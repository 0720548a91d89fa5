"""``skillsearch demo``: index the bundled samples, ask of each kind, load resumes and postings."""

from __future__ import annotations

from pathlib import Path

import click
from rich.markup import escape

from skillsearch.console import SectionedCommand, console, flag_of, settings_options
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

DOCUMENT_QUESTIONS = (
    ("Who fits it, and why", ("candidates", "--posting", "solar-installer.txt", "--evidence", "1")),
    ("Whom a sentence finds", ("candidates", "nurse with surgical experience", "--evidence", "0")),
    ("What somebody lacks for it", ("gap", "electrician.txt", "--posting", "solar-installer.txt")),
)
"""Title and arguments of each question about the people and vacancies."""

AS_OF = "2025-12-01"
"""Up to when the sample resumes count their years; a fixed day, so that they stay unchanged."""


@click.command(cls=SectionedCommand, short_help="Try it on the bundled samples.")
@settings_options()
def demo(settings: Settings) -> None:
    """Index the samples that come with skillsearch: taxonomies, resumes and postings; ask of each.

    \b
    skillsearch demo --data-dir try-it
    """
    from indexer.samples import own_sample_files, published_samples

    published, own = map(str, published_samples()), map(str, own_sample_files())
    _run("Index the bundled samples", ("index", "taxonomy", *published), settings)
    _run("Index a list of one's own", ("index", "taxonomy", *own, "--version", "1"), settings)
    for title, arguments in QUESTIONS:
        _run(title, arguments, settings)
    _documents(settings)
    folder = escape(_quoted(str(settings.data_dir)))
    out = console()
    out.rule("Next")
    out.print(
        "Index the official downloads:\n"
        '  skillsearch index taxonomy "ESCO dataset - v1.1.1 - classification - en - csv.zip"\n'
        "  skillsearch index taxonomy ssf-workbooks/\n"
        "Load your own documents:\n"
        "  skillsearch index resumes cvs/\n"
        "  skillsearch index postings jobs.csv\n"
        "Then ask it anything:\n"
        '  skillsearch skills "k8s admin"\n'
        f"  skillsearch serve        # and open http://{settings.host}:{settings.port}/docs\n"
        f"The demo's index is in {folder}; to ask it more, add --data-dir {folder}.",
        soft_wrap=True,
    )


def _documents(settings: Settings) -> None:
    """Load the sample resumes and postings, and show what became of them."""
    from indexer.samples import sample_postings, sample_resumes

    if settings.broker_url is not None:
        console().print(
            "Resumes and postings are left out: SKILLSEARCH_BROKER_URL is set, and they would wait "
            "for workers. Unset it to see them."
        )
        return
    resumes, postings = str(sample_resumes()), str(sample_postings())
    dated = ("index", "resumes", resumes, "--as-of", AS_OF)
    _run("Resumes become candidates", dated, settings)
    job = _job_that_indexed(settings)
    if job:
        _run("What became of each, and why", ("job", job, "--items"), settings)
    _run("One candidate", ("candidate", "site-manager.xml"), settings)
    _run("Vacancies become postings", ("index", "postings", postings), settings)
    _run("One posting", ("posting", "solar-installer.txt"), settings)
    for title, arguments in DOCUMENT_QUESTIONS:
        _run(title, arguments, settings)


def _job_that_indexed(settings: Settings) -> str:
    """The newest load of resumes in which there was anything new, "" if there is none."""
    from skillsearch.ledger import open_ledger

    with open_ledger(settings) as ledger:
        for job in ledger.jobs(settings.tenant):
            counts = ledger.counts(job.id)
            if job.kind == "resume" and counts.done + counts.changed:
                return job.id
    return ""


def _run(title: str, arguments: tuple[str, ...], settings: Settings) -> None:
    from cli.main import skillsearch

    shown = " ".join(_quoted(_short(argument)) for argument in arguments)
    console().rule(title, align="left")
    console().print(f"[dim]$[/dim] [bold]skillsearch {escape(shown)}[/bold]\n", soft_wrap=True)
    flags = _flags(settings, arguments)
    skillsearch.main([*arguments, *flags], prog_name="skillsearch", standalone_mode=False)


def _flags(settings: Settings, arguments: tuple[str, ...]) -> list[str]:
    """The settings that the demo was given, as far as the command that it runs takes them."""
    from cli.main import skillsearch

    context = click.Context(skillsearch)
    command: click.Command | None = skillsearch
    for word in arguments:
        if not isinstance(command, click.Group):
            break
        command = command.get_command(context, word)
    taken = {parameter.name for parameter in command.params} if command else set()
    given = {name: getattr(settings, name) for name in Settings.model_fields if name in taken}
    flags: list[str] = []
    for name, value in given.items():
        if isinstance(value, bool):
            flags.append(flag_of(name) if value else f"--no-{flag_of(name)[2:]}")
        elif value is not None:
            flags += [flag_of(name), str(value)]
    return flags


def _short(argument: str) -> str:
    """A bundled file as it is found from here; from elsewhere by its name alone."""
    path = Path(argument)
    if not path.is_absolute():
        return argument
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else path.name


def _quoted(argument: str) -> str:
    return f'"{argument}"' if " " in argument else argument
