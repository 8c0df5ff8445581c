"""Finds what rooms declare in files of an agreed name, so that a new one needs no list to be kept."""

import importlib
import pkgutil
from importlib.util import find_spec
from types import ModuleType

import mamcrawler


def import_from_rooms(name: str) -> list[ModuleType]:
    """Imports the module `name` of every room that has one, such as each room's models.py."""
    rooms = sorted(room.name for room in pkgutil.iter_modules(mamcrawler.__path__) if room.ispkg)
    found = [f"mamcrawler.{room}.{name}" for room in rooms if room != "sandbox"]
    return [importlib.import_module(module) for module in found if find_spec(module) is not None]
