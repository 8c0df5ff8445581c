"""Every error leaves as problem details (RFC 9457) with a documented code and the request's id (rule A7)."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from mamcrawler.foundation.errors import CODES, NotConfigured, Problem
from mamcrawler.foundation.log import logger
from mamcrawler.foundation.redaction import redact
from mamcrawler.integrations.remote import (
    Misunderstood,
    NotThere,
    RateLimited,
    RejectedUs,
    RemoteFailure,
    Unavailable,
)

MEDIA_TYPE = "application/problem+json"
_BY_STATUS = {401: "not_authenticated", 403: "not_allowed", 404: "route_not_found", 405: "method_not_allowed"}
_BY_FAILURE: dict[type[RemoteFailure], str] = {
    Unavailable: "remote_down",
    RateLimited: "remote_down",
    RejectedUs: "remote_refused",
    NotThere: "remote_misunderstood",
    Misunderstood: "remote_misunderstood",
}
_log = logger("app")


def install(app: FastAPI) -> None:
    """Makes the application answer every kind of failure in this form."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(NotConfigured, _on_not_configured)
    app.add_exception_handler(RemoteFailure, _on_remote_failure)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_bug)


def answer(request: Request, problem: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The answer for one problem."""
    body: dict[str, Any] = {
        "type": f"urn:mamcrawler:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": redact(problem.detail),
        "instance": request.url.path,
        "code": problem.code,
        "request_id": getattr(request.state, "request_id", None),
        **problem.more,
    }
    if problem.errors:
        body["errors"] = [{"field": field, "message": message} for field, message in problem.errors]
    return JSONResponse(body, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)


def _on_problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
    return answer(request, error, headers)


def _on_not_configured(request: Request, error: Exception) -> JSONResponse:
    return answer(request, Problem("not_configured", f"{error}."))


def _on_remote_failure(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RemoteFailure)
    wait = getattr(error, "retry_after", None)
    headers = {"Retry-After": str(max(1, round(wait)))} if wait else None
    return answer(request, Problem(_BY_FAILURE[type_of(error)], f"{error}."), headers)


def type_of(error: RemoteFailure) -> type[RemoteFailure]:
    """Which of the five kinds a failure is; clients may refine them."""
    return next(kind for kind in _BY_FAILURE if isinstance(error, kind))


def _on_invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = [(_field(item["loc"]), str(item["msg"])) for item in error.errors()]
    if any(item["type"] == "json_invalid" for item in error.errors()):
        return answer(request, Problem("bad_request", "The body is not valid JSON."))
    named = ", ".join(sorted({field for field, _ in found}))
    return answer(request, Problem("invalid_input", f"Not valid: {named}.", errors=found))


def _on_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = _BY_STATUS.get(error.status_code, "bad_request" if error.status_code < 500 else "internal")
    detail = {
        "route_not_found": f"There is nothing at {request.url.path}.",
        "method_not_allowed": f"{request.method} is not possible at {request.url.path}.",
    }.get(code, str(error.detail))
    headers = error.headers
    if error.status_code == 405 and (methods := _methods_at(request)):
        headers = {"Allow": methods}
    return answer(request, Problem(code, detail, status=error.status_code), headers)


def _methods_at(request: Request) -> str:
    """Every documented method of this path; the framework names only those of the first route that fits."""
    found: set[str] = set()
    for template, operations in request.app.openapi()["paths"].items():
        if compile_path(template)[0].match(request.url.path):
            found.update(method.upper() for method in operations)
    return ", ".join(sorted(found))


def _on_bug(request: Request, error: Exception) -> JSONResponse:
    # This answer is made outside the middleware that gives ids, so it carries the id by itself.
    request_id = getattr(request.state, "request_id", "")
    _log.error("request failed", exc_info=error, path=request.url.path, request_id=request_id)
    detail = f"{CODES['internal'][1]}; the log says more under this id."
    return answer(request, Problem("internal", detail), {"X-Request-Id": request_id})


def _field(place: tuple[int | str, ...]) -> str:
    # The first part says where it came from (query, body, path); people want the name.
    return ".".join(str(part) for part in place[1:]) or str(place[0])
