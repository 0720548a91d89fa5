"""``skillsearch index …`` and what looks after jobs and documents."""

from __future__ import annotations

import click

from indexer.commands.courses import courses
from indexer.commands.documents import postings, resumes
from indexer.commands.taxonomy import rollback, taxonomy
from skillsearch.console import GuessingGroup

__all__ = ["index", "rollback"]


@click.group(
    cls=GuessingGroup, short_help="Put taxonomies, resumes, postings and courses into the index."
)
def index() -> None:
    """Put something into the index.

    \b
    skillsearch index taxonomy my-skills.csv
    skillsearch index resumes cvs/
    skillsearch index postings jobs.csv
    skillsearch index courses academy.csv
    """


for command in (taxonomy, resumes, postings, courses):
    index.add_command(command)
