"""Puts the application together."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Protocol

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from mamcrawler import __version__
from mamcrawler.accounts.entrance import let_in
from mamcrawler.app import open_routes, problem_details
from mamcrawler.app.error_responses import describe_problems, error_responses
from mamcrawler.app.request_ids import RequestIds
from mamcrawler.app.rooms import routers
from mamcrawler.foundation.runtime import Runtime

API = "/api/v1"


class Background(Protocol):
    """What runs beside the application, such as a worker."""

    def start(self) -> None:
        """Begins, before the first request is taken."""
        ...

    def stop(self) -> object:
        """Ends, after the last request was answered."""
        ...


def create_app(
    runtime: Runtime, *, background: Background | None = None, readiness: Callable[[], bool] | None = None
) -> FastAPI:
    """The web application on this runtime, with what runs beside it.

    `readiness` is what /health/ready asks; by default it is whether the database answers.
    """

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if background is not None:
            await run_in_threadpool(background.start)
        yield
        if background is not None:
            await run_in_threadpool(background.stop)

    app = FastAPI(
        title="MAMcrawler",
        version=__version__,
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.runtime = runtime
    app.state.readiness = readiness or (lambda: _database_answers(runtime))
    app.add_middleware(RequestIds)
    problem_details.install(app)
    app.include_router(open_routes.router)
    app.include_router(open_routes.probes)
    app.include_router(open_routes.probes, prefix=API)
    app.include_router(_api(), prefix=API, dependencies=[Depends(let_in)], responses=error_responses())
    return app


def _api() -> APIRouter:
    api = APIRouter()
    for router in routers():
        api.include_router(router)

    @api.get("/openapi.json", include_in_schema=False)
    def schema(request: Request) -> JSONResponse:
        """The description of this API, for programs."""
        return JSONResponse(describe_problems(request.app.openapi()))

    return api


def _database_answers(runtime: Runtime) -> bool:
    try:
        with runtime.db.read() as session:
            session.execute(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return False
    return True
