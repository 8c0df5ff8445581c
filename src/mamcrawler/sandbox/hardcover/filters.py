"""Hasura's `where`, `order_by`, `distinct_on`, `limit` and `offset` over records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mamcrawler.sandbox.hardcover.records import TYPES, Record

DISABLED = {
    f"_{negated}{operator}"
    for negated in ("", "n")
    for operator in ("like", "ilike", "regex", "iregex", "similar")
}


class QueryError(Exception):
    """The query names something that does not exist; `path` is Hasura's way of saying where."""

    def __init__(self, message: str, path: str) -> None:
        super().__init__(message)
        self.message, self.path = message, path


class UnsupportedError(Exception):
    """The query uses an operator the service has switched off."""


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "_eq": lambda value, given: bool(value == given),
    "_neq": lambda value, given: value is not None and value != given,
    "_in": lambda value, given: value in given,
    "_nin": lambda value, given: value is not None and value not in given,
    "_gt": lambda value, given: value is not None and value > given,
    "_gte": lambda value, given: value is not None and value >= given,
    "_lt": lambda value, given: value is not None and value < given,
    "_lte": lambda value, given: value is not None and value <= given,
    "_is_null": lambda value, given: (value is None) == given,
}


def select(rows: Sequence[Record], table: str, arguments: Mapping[str, Any], path: str) -> list[Record]:
    """The rows a to-many field with these arguments gives, in order."""
    found = [row for row in rows if holds(row, table, arguments.get("where") or {}, f"{path}.args.where")]
    for clause in reversed(_clauses(arguments.get("order_by"))):
        for name, direction in clause.items():
            found = _ordered(found, table, name, direction, path)
    distinct = arguments.get("distinct_on")
    if distinct is not None:
        names = distinct if isinstance(distinct, list) else [distinct]
        found = list({tuple(row.get(name) for name in names): row for row in reversed(found)}.values())[::-1]
    offset = int(arguments.get("offset") or 0)
    limit = arguments.get("limit")
    return found[offset:] if limit is None else found[offset : offset + int(limit)]


def holds(row: Record, table: str, where: Mapping[str, Any], path: str) -> bool:
    """Whether the row satisfies the condition."""
    return all(_condition(row, table, name, given, f"{path}.{name}") for name, given in where.items())


def _condition(row: Record, table: str, name: str, given: Any, path: str) -> bool:
    if name == "_and":
        return all(holds(row, table, each, path) for each in given)
    if name == "_or":
        return any(holds(row, table, each, path) for each in given)
    if name == "_not":
        return not holds(row, table, given, path)
    target = _field(table, name, path)
    value = row.get(name)
    if target is None:
        return all(_compare(value, operator, operand, path) for operator, operand in given.items())
    related = value if isinstance(value, list) else [value] if value is not None else []
    return any(holds(each, target, given, path) for each in related)


def _compare(value: Any, operator: str, operand: Any, path: str) -> bool:
    if operator in DISABLED:
        raise UnsupportedError(operator)
    if operator not in _OPERATORS:
        raise QueryError(f"field '{operator}' not found in comparison expression", f"{path}.{operator}")
    return _OPERATORS[operator](value, operand)


def _field(table: str, name: str, path: str) -> str | None:
    if name not in TYPES[table]:
        raise QueryError(f"field '{name}' not found in type: '{table}_bool_exp'", path)
    return TYPES[table][name]


def _clauses(order_by: Any) -> list[Mapping[str, Any]]:
    return order_by if isinstance(order_by, list) else [order_by] if order_by else []


def _ordered(rows: list[Record], table: str, name: str, direction: Any, path: str) -> list[Record]:
    target = _field(table, name, f"{path}.args.order_by")
    if target is not None:
        inner, way = next(iter(direction.items()))
        values = {id(row): _related(row, name, inner) for row in rows}
    else:
        way, values = direction, {id(row): row.get(name) for row in rows}
    descending = str(way).startswith("desc")
    nulls_last = not descending if "nulls" not in str(way) else "last" in str(way)
    known = sorted(
        (r for r in rows if values[id(r)] is not None), key=lambda r: values[id(r)], reverse=descending
    )
    unknown = [row for row in rows if values[id(row)] is None]
    return known + unknown if nulls_last else unknown + known


def _related(row: Record, name: str, inner: str) -> Any:
    related = row.get(name)
    return related.get(inner) if isinstance(related, Record) else None
