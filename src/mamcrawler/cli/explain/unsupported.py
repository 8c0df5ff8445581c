"""The answer to a question that MAMcrawler does not ask itself."""


class Unsupported(Exception):  # noqa: N818  it is an answer, not a failure
    """The product never asks this question, so it has no answer of its own to give."""
