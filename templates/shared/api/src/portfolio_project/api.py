"""The API: ``GET /health``, ``POST /predict`` and ``GET /metadata``.

    python -m portfolio_project.api --port 8000

It serves a model that ``evaluate`` measured and that passed every gate, and no other. Exit codes
of a start that is refused: 1 a gate failed, 2 there is nothing to serve, 3 the port is taken.
See :mod:`service` for what a record is and what is answered.
"""

import argparse
import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from threadpoolctl import threadpool_limits

from .reporting import leakage
from .reporting.card import about
from .reporting.project import InputError, Project, UnavailableError, read_record
from .reporting.run import models_sha256
from .service import MAX_BYTES, MAX_RECORDS, Service

try:
    import uvicorn
    from fastapi import FastAPI, HTTPException, Request
    from fastapi.responses import JSONResponse
except ModuleNotFoundError as error:
    print(f"error: {error.name} is not installed: run `pip install -e '.[api]'`", file=sys.stderr)
    sys.exit(2)

HOST, PORT = "127.0.0.1", 8000  # of this machine alone, unless --host says more


class GateError(InputError):
    """The model was measured, and a gate failed."""


def main(argv: list[str] | None = None, project: Project | None = None) -> int:
    """Serve until interrupted; the arguments are those of the command line's ``main``."""
    parser = argparse.ArgumentParser(prog=f"python -m {__package__}.api")
    parser.add_argument("--host", default=HOST, help="address to listen on (%(default)s)")
    parser.add_argument("--port", default=PORT, type=int, help="port (%(default)s)")
    args = parser.parse_args(argv)
    try:
        app = create_app(project or Project.here())
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1 if isinstance(error, GateError) else 2
    uvicorn.run(app, host=args.host, port=args.port)
    return 0


def create_app(project: Project) -> FastAPI:
    """Make the application for one project.

    Raises
    ------
    InputError
        When there is no model that was measured; ``GateError`` when one of its gates failed.
    """
    result = measured(project)
    # One prediction at a time, its sums in a fixed order: the same digits as the command line.
    worker = ThreadPoolExecutor(1, initializer=threadpool_limits, initargs=(1,))
    service, info = Service(project), about(project)
    example = read_record(project.root / "data" / "example.json")
    try:
        answer = worker.submit(service.predict, [example]).result()[0]
    except InputError as error:
        raise InputError(f"data/example.json: {error}") from None
    app = FastAPI(title=" ".join(info["title"].split()), version=info["version"])
    tier = result["models"][result["served"]]
    model = {"served": result["served"], "name": tier["name"], "sha256": models_sha256(project)}

    @app.exception_handler(InputError)
    async def refuse(_: Request, error: InputError) -> JSONResponse:
        faults = [{"type": "value_error", "loc": ["body"], "msg": str(error)}]
        return JSONResponse({"detail": faults}, 503 if isinstance(error, UnavailableError) else 422)

    @app.head("/health", include_in_schema=False)  # as those ask that only want to know whether
    @app.get("/health")
    async def health() -> dict[str, Any]:
        """Say that predictions can be asked for, and of which model."""
        return {"status": "ready", "model": model}

    @app.head("/metadata", include_in_schema=False)
    @app.get("/metadata")
    async def metadata() -> dict[str, Any]:
        """Say what the model is, how good it was on the test part, and what it takes."""
        facts = {key: result[key] for key in ("task", "primary_metric", "data", "split", "gates")}
        limits = {"records": MAX_RECORDS, "bytes": MAX_BYTES}
        return {"model": model, "metrics": tier["metrics"], "limits": limits} | facts

    @app.post("/predict", openapi_extra=request_body(service, example), responses=replies(answer))
    async def predict(request: Request) -> JSONResponse:
        """Predict one record, or a list of records: one answer, or a list in the same order."""
        payload = parse(await read(request))
        records = payload if isinstance(payload, list) else [payload]
        if not 1 <= len(records) <= MAX_RECORDS:
            raise InputError(f"{len(records)} records were given; 1 to {MAX_RECORDS} can be")
        for row, record in enumerate(records, 1):
            if not isinstance(record, dict):
                raise InputError(f"row {row} is not a JSON object: name each field")
        answers = await asyncio.wrap_future(worker.submit(service.predict, records))
        return JSONResponse(answers if isinstance(payload, list) else answers[0])

    return app


def measured(project: Project) -> dict[str, Any]:
    """Read ``metrics.json``, refusing a model that failed a gate or is not the one it describes."""
    advice, names = f"run `python -m {__package__} all` first", ("metrics.json", "run.json")
    try:
        result, run = (json.loads((project.reports / name).read_text("utf-8")) for name in names)
        gates, measured_sha256 = result["gates"], run["evaluate"]["models_sha256"]
    except (OSError, ValueError, LookupError, TypeError):
        raise InputError(f"reports/ holds no finished evaluation: {advice}") from None
    if measured_sha256 != models_sha256(project):
        raise InputError(f"models/ does not hold the model that reports/ measured: {advice}")
    if failed := [name for name, gate in gates.items() if leakage.fails(gate)]:
        raise GateError(f"the model is not served, because gates failed: {', '.join(failed)}")
    return dict(result)


async def read(request: Request) -> bytes:
    """Read the body, but no more of it than is allowed."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_BYTES:
            raise HTTPException(413, f"the body is larger than {MAX_BYTES} bytes")
    return body


def parse(body: bytes) -> Any:
    """Read JSON; half a surrogate pair is refused as well, since no answer could repeat it."""
    try:
        payload = json.loads(body)
        json.dumps(payload, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise InputError(f"the body is not JSON: {error}") from None
    return payload


def request_body(service: Service, example: dict[str, Any]) -> dict[str, Any]:
    """Describe a request for OpenAPI, where :func:`Service.predict` does the checking."""
    record = {"title": "Record", "type": "object", "additionalProperties": False} | service.record
    many = {"type": "array", "items": record, "minItems": 1, "maxItems": MAX_RECORDS}
    content = {"schema": {"anyOf": [record, many]}, "example": example}
    return {"requestBody": {"required": True, "content": {"application/json": content}}}


def replies(answer: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    """Describe the replies for OpenAPI."""
    fault = {"type": "value_error", "loc": ["body"], "msg": "row, field, value and reason"}
    refusal = {"application/json": {"example": {"detail": [fault]}}}
    return {
        200: {"content": {"application/json": {"example": answer}}},
        413: {"description": f"More than {MAX_BYTES} bytes"},
        422: {"description": "Refused: the first fault, in one sentence", "content": refusal},
        503: {"description": "What an answer needs cannot be reached now", "content": refusal},
    }


if __name__ == "__main__":
    sys.exit(main())
