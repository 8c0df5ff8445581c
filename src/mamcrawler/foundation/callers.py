"""Who asks for something, and how much they may do (rule A4)."""

from dataclasses import dataclass
from typing import Literal

Scope = Literal["read", "member", "admin"]
SCOPES: tuple[Scope, ...] = ("read", "member", "admin")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who makes the request, and how much they may do; each scope includes those before it."""

    name: str
    scope: Scope

    def may(self, scope: Scope) -> bool:
        """Whether this caller's scope includes `scope`."""
        return SCOPES.index(self.scope) >= SCOPES.index(scope)
