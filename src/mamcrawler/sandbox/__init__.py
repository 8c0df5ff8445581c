"""A whole world to try the product in: simulators of every remote, real torrents, a small library with gaps.

Nothing here imports the rest of the product; only the command line and the tests import the sandbox.
"""
