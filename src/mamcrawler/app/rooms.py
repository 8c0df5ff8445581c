"""The rooms' doors to the API, in the order the documentation shows them."""

from fastapi import APIRouter

from mamcrawler.app import system
from mamcrawler.foundation.rooms import import_from_rooms


def routers() -> list[APIRouter]:
    """The `router` of every room that has a router.py, and that of the system."""
    return [module.router for module in import_from_rooms("router")] + [system.router]
