"""What anybody may ask: whether the server answers, lives, and is ready; nothing else is said (rule A1)."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse

from mamcrawler.app.files import PAGE

router = APIRouter(include_in_schema=False)
probes = APIRouter(tags=["health"])


@router.get("/")
def page() -> Response:
    """The one page; what it shows it asks the API for, with the key its user gives it."""
    return FileResponse(
        PAGE,
        media_type="text/html",
        headers={
            "Cache-Control": "no-cache",
            "Content-Security-Policy": (
                "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
                "connect-src 'self'; img-src data:; form-action 'none'; frame-ancestors 'none'; "
                "base-uri 'none'"
            ),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        },
    )


@probes.get("/ping")
@probes.get("/health/live")
def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@probes.get("/health/ready", responses={503: {"description": "Not ready yet."}})
def ready(request: Request) -> Response:
    """The database is there and has the right shape, so that requests can be served."""
    if request.app.state.readiness():
        return JSONResponse({"status": "ok"})
    return JSONResponse({"status": "not ready"}, status_code=503)
