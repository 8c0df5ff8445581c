"""Turns names and running numbers into the people and identifiers the remotes know."""

from __future__ import annotations

import hashlib

from mamcrawler.sandbox.world import Person


class Cast:
    """Hands out one `Person` per name; ids follow the order of first mention and so never change."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}

    def person(self, name: str) -> Person:
        """The person of this name, made on first mention."""
        if name not in self._people:
            number = len(self._people) + 1
            self._people[name] = Person(name, 5000 + number, 70000 + number, f"B0SBP{number:05d}")
        return self._people[name]

    def people(self, names: tuple[str, ...]) -> tuple[Person, ...]:
        """The persons of these names, in order."""
        return tuple(self.person(name) for name in names)


def asin_of(kind: str, key: str) -> str:
    """An ASIN of the right shape (`B` and nine of 0-9A-Z) that depends on nothing but `key`."""
    digits = int(hashlib.sha256(f"{kind}:{key}".encode()).hexdigest(), 16)
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    tail = ""
    for _ in range(7):
        digits, rest = divmod(digits, 36)
        tail += letters[rest]
    return f"B0{kind}{tail}"[:10]


def isbn13_of(number: int) -> str:
    """A valid ISBN-13 with a registration group nobody uses."""
    body = f"9780000{number:05d}"
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(body))
    return body + str(-total % 10)
