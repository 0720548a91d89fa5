"""The FastAPI application."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from search.api.changes import changes_router
from search.api.classify import classification_router
from search.api.crosswalk import crosswalk_router
from search.api.duplicates import duplicate_router
from search.api.expand import expand_router
from search.api.extract import extraction_router
from search.api.gap import gap_router
from search.api.jobs import job_router, people_router
from search.api.matching import matching_router
from search.api.openapi import finish_document
from search.api.problems import install_problems
from search.api.receipts import receipt_router
from search.api.routes import concept_router, service_router
from search.api.titles import titles_router
from search.open_index import OpenIndex
from skillsearch import __version__
from workers.desk import JobDesk

__all__ = ["create_app"]

DESCRIPTION = """
Semantic search over skill taxonomies: ESCO, SkillsFuture, O*NET and your own; and resumes and
postings, handed in as jobs.

`score` lies in [0, 1] and depends on the query and the concept alone: 1 is the preferred label
itself, .99 an alternative label, below that the closeness in letters or in meaning. It is
comparable between queries. Errors are problem details (RFC 9457) with a `remedy`.
"""


def create_app(index: OpenIndex, desk: JobDesk | None = None) -> FastAPI:
    """The application over an open index; whoever opened it closes it.

    ``desk`` takes jobs and tells of the people in them; without one nothing of that is served.
    """
    # FastAPI's own pages load their scripts from a CDN; these come with the package
    app = FastAPIOffline(title="skillsearch", version=__version__, description=DESCRIPTION)
    app.state.index = index
    app.state.desk = desk
    install_problems(app)
    app.include_router(concept_router("skills"))
    app.include_router(concept_router("occupations"))
    if desk is not None:
        app.include_router(matching_router(desk))  # before the routes that end in an id
        app.include_router(receipt_router(desk))
        app.include_router(job_router())
        app.include_router(people_router())
    app.include_router(classification_router())
    app.include_router(crosswalk_router())
    app.include_router(changes_router())
    app.include_router(duplicate_router(decides=desk is not None))
    app.include_router(expand_router())
    app.include_router(extraction_router())
    app.include_router(gap_router())
    app.include_router(titles_router())
    app.include_router(service_router())
    finish_document(app)
    return app
