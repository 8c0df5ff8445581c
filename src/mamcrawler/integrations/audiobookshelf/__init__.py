"""Audiobookshelf by its REST API, before and after 2.26."""
