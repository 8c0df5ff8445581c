"""What the description of the API says of errors: every operation may answer with problem details."""

from typing import Any

from pydantic import BaseModel, Field

from mamcrawler.app.problem_details import MEDIA_TYPE


class FieldError(BaseModel):
    """One value that is not valid."""

    field: str
    message: str


class ProblemOut(BaseModel):
    """Why a request was not fulfilled (RFC 9457); `code` is documented and stable."""

    type: str = Field(examples=["urn:mamcrawler:problem:book_not_found"])
    title: str
    status: int
    detail: str
    instance: str
    code: str = Field(examples=["book_not_found"])
    request_id: str | None
    errors: list[FieldError] = Field(default_factory=list)


_MEANINGS = {
    400: "The request cannot be read",
    401: "No valid API key",
    403: "The key may not do that",
    404: "No such thing",
    405: "Another method is needed",
    409: "The present state does not allow it",
    422: "Some values are not valid",
    429: "Too many requests",
    500: "Something went wrong in the program",
    502: "A remote refused us or was not understood",
    503: "A remote is down or not connected",
    504: "A remote took too long",
}


def error_responses() -> dict[int | str, dict[str, Any]]:
    """The error answers of every operation, as FastAPI takes them."""
    schema = {"$ref": "#/components/schemas/ProblemOut"}
    return {
        status: {"description": meaning, "content": {MEDIA_TYPE: {"schema": schema}}}
        for status, meaning in _MEANINGS.items()
    }


def describe_problems(document: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI document with the shape of problem details in it, and none of the framework's own."""
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    made = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(made.pop("$defs", {}))
    schemas["ProblemOut"] = made
    return document
