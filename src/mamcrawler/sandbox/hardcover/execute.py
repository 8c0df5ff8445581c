"""Runs a parsed query over the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    value_from_ast_untyped,
)

from mamcrawler.sandbox.hardcover.filters import QueryError, select
from mamcrawler.sandbox.hardcover.records import TYPES, Catalogue, Record

Search = Callable[[Mapping[str, Any]], dict[str, Any]]
_SEARCH_FIELDS = {"error", "ids", "page", "per_page", "query", "query_type", "results"}


@dataclass
class Execution:
    """One query with its variables. `search` answers the search field."""

    catalogue: Catalogue
    document: DocumentNode
    variables: Mapping[str, Any]
    search: Search

    def operation(self) -> OperationDefinitionNode:
        """The operation to run: the first one."""
        return next(node for node in self.document.definitions if isinstance(node, OperationDefinitionNode))

    def top_level(self) -> list[FieldNode]:
        """The root fields, each of which counts as one request."""
        return self._fields(self.operation().selection_set)

    def run(self) -> dict[str, Any]:
        """The `data` of the answer; raises QueryError or UnsupportedError."""
        return {self._key(node): self._root(node) for node in self.top_level()}

    def _root(self, node: FieldNode) -> Any:
        name, arguments = node.name.value, self._arguments(node)
        path = f"$.selectionSet.{name}"
        if name == "search":
            return self._plain(node, self.search(arguments), _SEARCH_FIELDS)
        if name == "me":
            return self._rows(node, "users", self.catalogue.tables["users"], path)
        table = name.removesuffix("_by_pk")
        if table not in self.catalogue.tables or table == "users":
            raise QueryError(f"field '{name}' not found in type: 'query_root'", path)
        if name.endswith("_by_pk"):
            row = self.catalogue.by_id(table, arguments.get("id"))
            return self._row(node, row, path) if row is not None else None
        return self._rows(node, table, select(self.catalogue.tables[table], table, arguments, path), path)

    def _rows(self, node: FieldNode, table: str, rows: list[Record], path: str) -> list[dict[str, Any]]:
        self._check(node, table, path)
        return [self._row(node, row, path) for row in rows]

    def _row(self, node: FieldNode, row: Record, path: str) -> dict[str, Any]:
        self._check(node, row.type, path)
        answer: dict[str, Any] = {}
        for child in self._fields(node.selection_set):
            name = child.name.value
            target = TYPES[row.type].get(name)
            value = row.get(name)
            if name == "__typename":
                answer[self._key(child)] = row.type
            elif target is None:
                answer[self._key(child)] = value
            elif isinstance(value, Record):
                answer[self._key(child)] = self._row(child, value, f"{path}.selectionSet.{name}")
            elif isinstance(value, list):
                inside = f"{path}.selectionSet.{name}"
                chosen = select(value, target, self._arguments(child), inside)
                answer[self._key(child)] = self._rows(child, target, chosen, inside)
            else:
                self._check(child, target, f"{path}.selectionSet.{name}")
                answer[self._key(child)] = None
        return answer

    def _plain(self, node: FieldNode, value: dict[str, Any], known: set[str]) -> dict[str, Any]:
        fields = self._fields(node.selection_set)
        for child in fields:
            if child.name.value not in known:
                path = f"$.selectionSet.search.selectionSet.{child.name.value}"
                raise QueryError(f"field '{child.name.value}' not found in type: 'SearchOutput'", path)
        return {self._key(child): value.get(child.name.value) for child in fields}

    def _check(self, node: FieldNode, table: str, path: str) -> None:
        """Every selected field must exist, even when there is no row to show it on."""
        if node.selection_set is None:
            raise QueryError(f"missing selection set for '{node.name.value}'", path)
        for child in self._fields(node.selection_set):
            name = child.name.value
            if name != "__typename" and name not in TYPES[table]:
                raise QueryError(
                    f"field '{name}' not found in type: '{table}'", f"{path}.selectionSet.{name}"
                )

    def _fields(self, selection: SelectionSetNode | None) -> list[FieldNode]:
        fields: list[FieldNode] = []
        for node in selection.selections if selection else ():
            if isinstance(node, FieldNode):
                fields.append(node)
            elif isinstance(node, InlineFragmentNode):
                fields += self._fields(node.selection_set)
            elif isinstance(node, FragmentSpreadNode):
                fields += self._fields(self._fragment(node.name.value).selection_set)
        return fields

    def _fragment(self, name: str) -> FragmentDefinitionNode:
        for node in self.document.definitions:
            if isinstance(node, FragmentDefinitionNode) and node.name.value == name:
                return node
        raise QueryError(f"fragment '{name}' not found", f"$.fragments.{name}")

    def _arguments(self, node: FieldNode) -> dict[str, Any]:
        given = dict(self.variables)
        return {
            argument.name.value: value_from_ast_untyped(argument.value, given)
            for argument in node.arguments or ()
        }

    def _key(self, node: FieldNode) -> str:
        return node.alias.value if node.alias else node.name.value
