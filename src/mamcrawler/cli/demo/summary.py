"""The demo's result, for people as a table and for programs as one JSON object."""

from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from mamcrawler.cli.demo.main_job import JobRuns
from mamcrawler.cli.demo.proof import Proof


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
        """Prints the tables and what they add up to."""
        proof = self.proof
        books = Table("book", "author", "series", "release", "in the library as", title="Imported")
        for book in proof.books:
            place = f"{book.series} {book.position or ''}".strip() if book.series else "–"
            books.add_row(book.title, book.author, place, str(book.release or "–"), book.folder)
        console.print(books)
        refused = Table("release", "for", "refused because", title="Refused")
        for one in proof.rejected:
            refused.add_row(f"{one.title} ({one.release})", one.book, f"{one.reason}: {one.sentence}")
        console.print(refused)
        console.print(
            f"{len(proof.books)} of {len(proof.expected)} expected books imported over {proof.transfers} "
            f"transfers with {self.client_name} {self.client_version} in {self.seconds:.0f} s."
        )
        console.print(
            f"{proof.rechecked} of {proof.transfers} torrents checked again at 100 %: no seeding byte "
            f"changed. {proof.hard_links} of {proof.files} imported files are hard links."
        )
        if proof.lacking:
            console.print(f"[red]Not there:[/] {', '.join(proof.lacking)}")
        if self.imported_again == 0:
            console.print("A second run of the job found nothing to do.")
        else:
            console.print(f"[red]A second run of the job imported {self.imported_again} more.[/]")
