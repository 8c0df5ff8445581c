"""Simulator of Audiobookshelf: one book library on a real folder, one podcast library, one user."""
