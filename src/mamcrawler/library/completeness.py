"""How much of a book's description is filled (rule L8)."""

from mamcrawler.library.facts import ItemFacts


def completeness(one: ItemFacts) -> int:
    """Filled fields of ten, in whole percent: 0, 10, … 100."""
    fields = (
        one.title,
        one.authors,
        one.series,
        any(position for _, position in one.series),
        one.isbn,
        one.asin,
        one.publisher,
        one.published_year,
        one.duration,
        one.description,
    )
    return sum(bool(value) for value in fields) * 10
