"""``skillsearch index …`` and what looks after jobs and documents."""

from __future__ import annotations

import click

from indexer.commands.documents import postings, resumes
from indexer.commands.taxonomy import rollback, taxonomy
from skillsearch.console import GuessingGroup

__all__ = ["index", "rollback"]


@click.group(cls=GuessingGroup, short_help="Put taxonomies, resumes and postings into the index.")
def index() -> None:
    """Put something into the index.

    \b
    skillsearch index taxonomy my-skills.csv
    skillsearch index resumes cvs/
    skillsearch index postings jobs.csv
    """


for command in (taxonomy, resumes, postings):
    index.add_command(command)
