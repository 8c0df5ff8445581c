"""What routes depend on: the runtime, a session that commits before the answer leaves, and the caller."""

from collections.abc import Callable, Iterator
from typing import Annotated

from fastapi import Depends, Path, Request
from sqlalchemy.orm import Session

from mamcrawler.foundation.callers import Caller, Scope
from mamcrawler.foundation.errors import Problem
from mamcrawler.foundation.runtime import Runtime


def runtime_of(request: Request) -> Runtime:
    """The runtime the application was made with."""
    runtime: Runtime = request.app.state.runtime
    return runtime


def open_session(request: Request) -> Iterator[Session]:
    """One request, one transaction; reading requests never wait for a writer."""
    reads_only = request.method in ("GET", "HEAD")
    with runtime_of(request).db.new_session(reads_only=reads_only) as session, session.begin():
        yield session


def caller_of(request: Request) -> Caller:
    """Who makes the request. Raises Problem `not_authenticated` where nobody was let in."""
    caller: Caller | None = getattr(request.state, "caller", None)
    if caller is None:
        raise Problem("not_authenticated", "Send an API key as X-Api-Key or as Bearer token.")
    return caller


def needs(scope: Scope) -> Callable[[Request], None]:
    """A dependency for routes that need more than others: `dependencies=[Depends(needs("admin"))]`."""

    def check(request: Request) -> None:
        caller = caller_of(request)
        if not caller.may(scope):
            raise Problem(
                "not_allowed", f"This needs a key with the scope {scope}; yours has {caller.scope}."
            )

    return check


RowId = Annotated[int, Path(ge=1, le=2**31 - 1)]
ContextDep = Annotated[Runtime, Depends(runtime_of)]
SessionDep = Annotated[Session, Depends(open_session, scope="function")]
CallerDep = Annotated[Caller, Depends(caller_of)]
