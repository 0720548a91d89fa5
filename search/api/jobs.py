"""Jobs over HTTP: documents in, progress, outcomes; and the people in them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from search.api.job_schemas import (
    Accepted,
    ErasureOut,
    Export,
    ItemList,
    JobIn,
    JobList,
    JobOut,
    Portrait,
    Retried,
)
from search.api.openapi import JOB_BODY
from search.api.rights import NOT_PERMITTED, check_reveals
from search.api.routes import UNAVAILABLE, Responses
from search.api.schemas import Problem
from search.api.uploads import read_json, receive
from skillsearch.documents import DocumentKind
from skillsearch.errors import QueryError, TooLarge, WrongMediaType
from skillsearch.ledger.records import ItemState
from workers.desk import JobDesk

__all__ = ["job_router", "people_router"]

REQUEST: Responses = {
    400: {"model": Problem, "description": "A setting of the server cannot be used"},
    422: {"model": Problem, "description": "The request cannot be carried out as it is"},
    **UNAVAILABLE,
}
NO_JOB: Responses = {404: {"model": Problem, "description": "No such job"}}
NO_DOCUMENT: Responses = {404: {"model": Problem, "description": "No such document"}}
SUBMISSION: Responses = {
    413: {"model": Problem, "description": "The request is too large"},
    415: {"model": Problem, "description": "Neither multipart/form-data nor application/json"},
}

_FORM: dict[str, Any] = {
    "type": "object",
    "required": ["kind", "files"],
    "properties": {
        "kind": {"type": "string", "enum": ["resume", "posting"]},
        "files": {
            "type": "array",
            "items": {"type": "string", "format": "binary"},
            "description": "Documents, zips of them, and tables.",
        },
        "tenant": {"type": "string"},
        "fields": {"type": "string", "description": "title=job_title,description=a+b"},
        "as_of": {"type": "string", "format": "date"},
    },
}
_FIELDS = ("kind", "tenant", "fields", "as_of")

Tenant = Annotated[
    str | None, Query(min_length=1, max_length=100, description="Default: that of the server.")
]
JobId = Annotated[str, Path(description="The whole id of the job.")]
DocumentId = Annotated[
    str, Path(description="External id, id of the point, or the beginning of that.")
]


def _desk(request: Request) -> JobDesk:
    desk: JobDesk = request.app.state.desk
    return desk


DeskOf = Annotated[JobDesk, Depends(_desk)]


def job_router() -> APIRouter:
    """Jobs: made, listed, followed, stopped, tried again."""
    router = APIRouter(prefix="/v1/jobs", tags=["jobs"], responses=REQUEST)

    @router.post(
        "",
        status_code=202,
        response_model=Accepted,
        responses=SUBMISSION,
        summary="Index documents",
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {
                    "multipart/form-data": {"schema": _FORM},
                    "application/json": {"schema": JOB_BODY},
                },
            }
        },
    )
    async def submit(request: Request, response: Response, desk: DeskOf) -> dict[str, Any]:
        """Resumes or postings: files, zips and tables as a form, or items as JSON.

        The answer comes before the work; follow it at ``Location``. The external id of a document
        is the name of its file in the request, or its ``id``.
        """
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type == "multipart/form-data":
            job = await _from_form(request, desk)
        elif media_type == "application/json":
            job = await _from_json(request, desk)
        else:
            raise WrongMediaType(
                f"Documents cannot be taken as {media_type or 'nothing in particular'!r}.",
                remedy="Send multipart/form-data or application/json; see /docs.",
            )
        response.headers["location"] = f"/v1/jobs/{job['id']}"
        return job

    @router.get("", response_model=JobList, summary="Jobs, the newest first")
    def jobs(
        desk: DeskOf,
        tenant: Tenant = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        before: Annotated[str | None, Query(description="Only jobs older than this one.")] = None,
    ) -> dict[str, Any]:
        """Bulk requests of a tenant."""
        return {"jobs": desk.jobs(tenant, limit, before)}

    @router.get("/{job}", response_model=JobOut, responses=NO_JOB, summary="How far a job is")
    def job(desk: DeskOf, job: JobId) -> dict[str, Any]:
        """State, counts by outcome, rate and time left."""
        return desk.job(job)

    @router.get(
        "/{job}/items", response_model=ItemList, responses=NO_JOB, summary="What became of each"
    )
    def items(
        desk: DeskOf,
        job: JobId,
        state: Annotated[list[ItemState] | None, Query(description="Only in these states.")] = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        after: Annotated[int, Query(ge=0, description="Only items after this number.")] = 0,
    ) -> dict[str, Any]:
        """The items by number, each with its outcome, the reason, and likely duplicates."""
        found = desk.items(job, state, limit, after)
        return {"items": found, "after": found[-1]["number"] if len(found) == limit else None}

    @router.post("/{job}/cancel", response_model=JobOut, responses=NO_JOB, summary="Stop a job")
    def cancel(desk: DeskOf, job: JobId) -> dict[str, Any]:
        """What is indexed stays; a job that is over stays as it is."""
        return desk.cancel(job)

    @router.post(
        "/{job}/retry", response_model=Retried, responses=NO_JOB, summary="Try items again"
    )
    def retry(
        desk: DeskOf,
        job: JobId,
        state: Annotated[
            list[Literal["failed", "quarantined", "cancelled"]] | None,
            Query(description="Default: failed."),
        ] = None,
    ) -> dict[str, Any]:
        """Give items that failed, or ended otherwise, back to work."""
        return desk.retry(job, state or ["failed"])

    return router


def people_router() -> APIRouter:
    """Candidates and postings by id: shown masked, exported, erased."""
    router = APIRouter(prefix="/v1", responses=REQUEST)

    for alias, kind in (("candidates", "resume"), ("postings", "posting")):
        _add_document_routes(router, alias, kind)  # type: ignore[arg-type]
    return router


def _add_document_routes(router: APIRouter, alias: str, kind: DocumentKind) -> None:
    noun = alias.removesuffix("s")
    common: dict[str, Any] = {"tags": [alias], "responses": NO_DOCUMENT}

    @router.get(
        f"/{alias}/{{document:path}}/export",
        response_model=Export,
        tags=[alias],
        responses={**NO_DOCUMENT, **NOT_PERMITTED},
        summary=f"Everything held about a {noun}",
    )
    def export(desk: DeskOf, document: DocumentId, tenant: Tenant = None) -> dict[str, Any]:
        """Text, personal data, record, payload, items and jobs; names and contacts are whole."""
        check_reveals(desk.settings, "Run skillsearch export on its machine")
        return desk.export(kind, document, tenant)

    @router.get(
        f"/{alias}/{{document:path}}",
        response_model=Portrait,
        summary=f"Everything understood of a {noun}",
        **common,
    )
    def portrait(desk: DeskOf, document: DocumentId, tenant: Tenant = None) -> dict[str, Any]:
        """Titles, years, skills with their sentences; personal data is masked."""
        return desk.portrait(kind, document, tenant)

    @router.delete(
        f"/{alias}/{{document:path}}",
        response_model=ErasureOut,
        summary=f"Forget a {noun}, and prove it",
        **common,
    )
    def erase(
        desk: DeskOf,
        document: DocumentId,
        tenant: Tenant = None,
        rewrite: Annotated[
            bool,
            Query(description="Write the embedded collection anew, so that no bytes stay."),
        ] = True,
    ) -> dict[str, Any]:
        """Vectors, payload, text, contacts and uploads are removed; then all is searched."""
        return desk.erase(kind, document, tenant, rewrite=rewrite)


async def _from_form(request: Request, desk: JobDesk) -> dict[str, Any]:
    with desk.incoming() as folder:
        received = await receive(request, folder, desk.settings)
        unknown = sorted(received.fields.keys() - set(_FIELDS))
        if unknown:
            raise QueryError(
                f"The form has no field {unknown[0]!r}.",
                remedy=f"There are: {', '.join(_FIELDS)}, and files.",
            )
        kind = received.fields.get("kind", "")
        if kind not in ("resume", "posting"):
            raise QueryError(f"kind = {kind!r} is not known.", remedy="It is resume or posting.")
        if not received.files:
            raise QueryError("There is no file in the form.", remedy="Send one as files=@cv.pdf.")
        return await run_in_threadpool(
            desk.submit,
            kind,  # type: ignore[arg-type]
            folder,
            tenant=received.fields.get("tenant") or None,
            fields=received.fields.get("fields", ""),
            as_of=received.fields.get("as_of", ""),
        )


async def _from_json(request: Request, desk: JobDesk) -> dict[str, Any]:
    body = await read_json(request, desk.settings)
    given = await run_in_threadpool(_checked, body)
    most = desk.settings.upload_max_files
    if len(given.items) > most:
        raise TooLarge(
            f"The request holds more than {most:,} items.",
            remedy="Send several requests. The limit is SKILLSEARCH_UPLOAD_MAX_FILES.",
        )
    return await run_in_threadpool(
        desk.submit_items,
        given.kind,
        [{"id": item.id, "text": item.text or "", "fields": item.fields} for item in given.items],
        tenant=given.tenant,
        as_of=given.as_of,
    )


def _checked(body: bytes) -> JobIn:
    try:
        return JobIn.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]  # no text of a document
        where = ".".join(str(part) for part in first["loc"]) or "the body"
        raise QueryError(
            f"{where}: {first['msg']}.", remedy="See /docs for what a job takes."
        ) from None
