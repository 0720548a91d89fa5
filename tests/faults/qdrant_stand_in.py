"""A Qdrant server for machines that have none: its REST API over qdrant-client's own engine.

``python qdrant_stand_in.py PORT SWITCH``: while the file SWITCH is there, it refuses every request
with 503. It speaks what the product asks for, and keeps everything in memory.
"""

from __future__ import annotations

import sys
import threading
import warnings
from pathlib import Path
from typing import Annotated, Any

import uvicorn
from fastapi import Body, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter
from qdrant_client import QdrantClient, models


def make_app(switch: Path) -> FastAPI:
    engine = QdrantClient(":memory:")
    one_at_a_time = threading.Lock()
    app = FastAPI()

    @app.middleware("http")
    async def refuse(request: Request, answer: Any) -> Response:
        if switch.exists():
            return JSONResponse({"status": {"error": "refused on purpose"}}, 503)
        return await answer(request)

    @app.api_route("/{path:path}", methods=["GET", "PUT", "POST", "PATCH", "DELETE"])
    def call(request: Request, path: str, body: Annotated[Any, Body()] = None) -> Response:
        with one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that payload indexes do nothing in memory
            try:
                result = answer_to(engine, request.method, path.split("/"), body)
            except ValueError as error:
                code = 404 if "not found" in str(error) else 400
                return JSONResponse({"status": {"error": str(error)}}, code)
        made = TypeAdapter(type(result)).dump_json(result).decode() if result else "null"
        if isinstance(result, list):
            made = f"[{','.join(one.model_dump_json() for one in result)}]"
        elif result is True:
            made = "true"
        return Response(f'{{"result":{made},"status":"ok","time":0}}', 200)

    return app


def answer_to(engine: QdrantClient, method: str, path: list[str], body: Any) -> Any:
    """The ``result`` of one request; ValueError for what the engine refuses."""
    match method, path:
        case "GET", ["collections"]:
            return engine.get_collections()
        case "GET", ["aliases"]:
            return engine.get_aliases()
        case "POST", ["collections", "aliases"]:
            wanted = models.ChangeAliasesOperation.model_validate(body)
            return engine.update_collection_aliases(wanted.actions)
        case "GET", ["collections", name]:
            return engine.get_collection(name)
        case "DELETE", ["collections", name]:
            return engine.delete_collection(name)
        case "PUT", ["collections", name]:
            new = models.CreateCollection.model_validate(body)
            return engine.create_collection(
                name,
                vectors_config=new.vectors or {},
                sparse_vectors_config=new.sparse_vectors,
                metadata=new.metadata,
            )
        case "PATCH", ["collections", name]:
            changed = models.UpdateCollection.model_validate(body)
            return engine.update_collection(name, metadata=changed.metadata)
        case "PUT", ["collections", name, "index"]:
            index = models.CreateFieldIndex.model_validate(body)
            return engine.create_payload_index(name, index.field_name, index.field_schema)
        case _, ["collections", name, "points", *what]:
            return answer_of_points(engine, name, method, what, body)
    raise ValueError(f"the stand-in does not know {method} /{'/'.join(path)}")


def answer_of_points(
    engine: QdrantClient, name: str, method: str, what: list[str], body: Any
) -> Any:
    match method, what:
        case "PUT", []:
            return engine.upsert(name, models.PointsList.model_validate(body).points)
        case "POST", []:
            asked = models.PointRequest.model_validate(body)
            return engine.retrieve(name, asked.ids, asked.with_payload, asked.with_vector)
        case "POST", ["delete"]:
            return engine.delete(name, TypeAdapter(models.PointsSelector).validate_python(body))
        case "POST", ["payload"]:
            put = models.SetPayload.model_validate(body)
            return engine.set_payload(name, put.payload, put.points or put.filter)
        case "POST", ["scroll"]:
            page = models.ScrollRequest.model_validate(body)
            points, offset = engine.scroll(
                name,
                page.filter,
                page.limit or 10,
                offset=page.offset,
                with_payload=page.with_payload or False,
                with_vectors=page.with_vector or False,
            )
            return models.ScrollResult(points=points, next_page_offset=offset)
        case "POST", ["count"]:
            counted = models.CountRequest.model_validate(body)
            return engine.count(name, counted.filter, bool(counted.exact))
        case "POST", ["query", "batch"]:
            batch = models.QueryRequestBatch.model_validate(body)
            return engine.query_batch_points(name, batch.searches)
        case "POST", ["query"]:
            query = models.QueryRequest.model_validate(body)
            return engine.query_batch_points(name, [query])[0]
    raise ValueError(f"the stand-in does not know {method} points/{'/'.join(what)}")


if __name__ == "__main__":
    uvicorn.run(
        make_app(Path(sys.argv[2])), host="127.0.0.1", port=int(sys.argv[1]), log_level="error"
    )
