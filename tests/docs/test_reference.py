"""The reference pages say what the program declares, and links between pages lead somewhere."""

import re
from pathlib import Path

import pytest
from reference_pages import PAGES, REFERENCE

ROOT = Path(__file__).parents[2]
LINKED = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_is_what_the_program_declares(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


@pytest.mark.parametrize("page", LINKED, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_setting_named_in_a_page_exists() -> None:
    known = PAGES["settings.md"]()
    for page in LINKED:
        for name in re.findall(r"MAMCRAWLER_[A-Z_]+[A-Z]", page.read_text(encoding="utf-8")):
            assert name in known, f"{page.name} names {name}"
