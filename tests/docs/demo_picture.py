"""Draws the README's picture from a real run of the demo: python tests/docs/demo_picture.py"""

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "demo.svg"
COLUMNS = 118


def draw() -> None:
    """Runs the demo once and writes what it printed as a picture; raises when the demo fails."""
    command = [sys.executable, "-c", "from mamcrawler.cli.main import main; main(prog_name='mamcrawler')"]
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "FORCE_COLOR": "1", "TTY_INTERACTIVE": "0"}
    ran = subprocess.run(
        [*command, "demo", "--once"], env=environment, capture_output=True, text=True, check=True
    )
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere)
        console.print(Text("$ make demo", style="bold"))
        for line in ran.stdout.splitlines():
            if "API key" not in line:
                console.print(Text.from_ansi(line))
        PICTURE.parent.mkdir(exist_ok=True)
        console.save_svg(str(PICTURE), title="MAMcrawler")


if __name__ == "__main__":
    draw()
