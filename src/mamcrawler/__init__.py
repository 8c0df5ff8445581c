"""MAMcrawler: keeps an Audiobookshelf library complete, correct and well described."""

from importlib.metadata import version

__version__ = version("mamcrawler")
