"""Hardcover by its GraphQL API."""
