"""Files that come with the application."""

from pathlib import Path

PAGE = Path(__file__).parent / "page.html"
