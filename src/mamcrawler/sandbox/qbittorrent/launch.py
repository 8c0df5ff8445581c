"""Starts the sandbox's torrent client, whichever there is."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Literal

from mamcrawler.sandbox.qbittorrent.client import PROGRAM, Client, Version
from mamcrawler.sandbox.qbittorrent.real import RealClient
from mamcrawler.sandbox.qbittorrent.simulated import SimulatedClient

Kind = Literal["auto", "real", "simulated"]


def start_client(directory: Path, kind: Kind = "auto", version: Version = "4.5.2") -> Client:
    """Starts a client that keeps everything below `directory` and returns it running.

    `auto` takes the real program where it is installed. `version` chooses the generation a simulated client
    acts; the real one is the version it is. Raises RuntimeError when the client does not come up.
    """
    real = kind == "real" or (kind == "auto" and shutil.which(PROGRAM) is not None)
    client: Client = RealClient(directory) if real else SimulatedClient(directory, version)
    client.start()
    return client
