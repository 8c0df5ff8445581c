"""The demo's result, for people as lists and for programs as one JSON object."""

from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from mamcrawler.cli.demo.main_job import JobRuns
from mamcrawler.cli.demo.proof import ImportedBook, Proof, Refusal

# From this width on a line holds a folder beside its book, and a reason beside its release.
WIDE = 110


@dataclass(frozen=True, slots=True)
class Summary:
    """What the demo did and what a second run of the job did."""

    proof: Proof
    again: JobRuns
    imported_again: int
    client_name: str
    client_version: str
    seconds: float
    faults: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether everything expected is in the library, proven, and the second run did nothing."""
        proven = self.proof.rechecked == self.proof.transfers and not self.proof.lacking
        return proven and self.imported_again == 0 and self.again.quiet

    def as_json(self) -> dict[str, Any]:
        """The summary as plain values."""
        proof = self.proof
        return {
            "complete": self.complete,
            "imported": len(proof.books),
            "expected": len(proof.expected),
            "lacking": proof.lacking,
            "books": [asdict(book) for book in proof.books],
            "rejected": [asdict(one) for one in proof.rejected],
            "problems": [asdict(one) for one in proof.problems],
            "transfers": proof.transfers,
            "rechecked": proof.rechecked,
            "hard_links": proof.hard_links,
            "files": proof.files,
            "second_run": {
                "imported": self.imported_again,
                "nothing_to_do": self.again.quiet,
                "outcomes": self.again.outcomes,
            },
            "client": {"name": self.client_name, "version": self.client_version},
            "faults": list(self.faults),
            "seconds": round(self.seconds, 1),
        }

    def show(self, console: Console) -> None:
        """Prints what came in, what was refused and why, and what the run proves."""
        wide = console.width >= WIDE
        console.print()
        console.rule("[bold]Refused, and why", align="left")
        console.print(_refusals(self.proof.rejected, wide=wide))
        console.print()
        console.rule("[bold]Imported", align="left")
        console.print(_imports(self.proof.books, wide=wide))
        if self.proof.problems:
            console.print()
            console.rule("[bold]Told on the way", align="left")
            for one in self.proof.problems:
                after = "It is over." if one.over else one.remedy
                console.print(Text.assemble(one.text, (f" {after}", "dim")))
        console.print()
        console.rule("[bold]Proven", align="left")
        for good, text in self._proven():
            mark = Text("✓ ", "green") if good else Text("✗ ", "red")
            line = Table.grid(padding=0)
            line.add_row(mark, text)
            console.print(line)

    def _proven(self) -> list[tuple[bool, str]]:
        """What was claimed and checked, each with whether it holds."""
        proof = self.proof
        everything = (
            f"{len(proof.expected) - len(proof.lacking)} of {len(proof.expected)} expected books are in the "
            f"library, shown with the right author, series and position, after {proof.transfers} real "
            f"transfers with {self.client_name} {self.client_version} in {_span(self.seconds)}."
        )
        checked = (
            f"{proof.rechecked} of {proof.transfers} torrents were checked again in the client at 100 %: "
            "no seeding byte changed."
        )
        lines = [
            (not proof.lacking, everything),
            (proof.rechecked == proof.transfers, checked),
            (proof.files > 0, f"{proof.hard_links} of {proof.files} imported files are hard links."),
        ]
        if proof.lacking:
            lines.append((False, f"Not in the library: {', '.join(proof.lacking)}."))
        busy = ", ".join(self.again.busy)
        if self.imported_again:
            lines.append((False, f"A second run of the job imported {self.imported_again} more."))
        elif busy:
            lines.append((False, f"A second run of the job should have found nothing to do, but: {busy}."))
        else:
            lines.append((True, "A second run of the job found nothing to do."))
        return lines


def _imports(books: list[ImportedBook], *, wide: bool) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for book in books:
        place = f", {book.series} {book.position or ''}".rstrip() if book.series else ""
        facts = f"{book.author}{place}, from release {book.release or 'unknown'}"
        title = Text.assemble(book.title, "\n", (facts, "dim"))
        if wide:
            table.add_row(title, Text(book.folder))
        else:
            table.add_row(Text.assemble(title, "\n", (book.folder, "dim")))
    return table


def _refusals(refusals: list[Refusal], *, wide: bool) -> Table:
    """Grouped by the book for which the releases were judged."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=2)
    if wide:
        table.add_column(ratio=3)
    for book, group in groupby(refusals, key=lambda one: one.book):
        table.add_row("", Text(f"for {book}", "bold"), *([""] if wide else []))
        for one in group:
            why = Text.assemble(one.sentence, (f"  {one.reason}", "dim"))
            if wide:
                table.add_row(str(one.release), Text(one.title), why)
            else:
                table.add_row(str(one.release), Text.assemble(one.title, "\n", why))
    return table


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
