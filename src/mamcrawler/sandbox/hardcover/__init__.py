"""Simulator of Hardcover's GraphQL API over the world's catalogue."""
