"""The installed command `mamcrawler serve` as a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its address, the seconds to its first answer, its process, its API key."""

    url: str
    cold_start: float
    pid: int
    key: str

    def resident(self) -> float:
        """Memory in use, in MB."""
        for line in Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / 1e6
        raise RuntimeError("the system does not tell the memory of a process")


@contextmanager
def served(data_dir: Path, *options: str) -> Iterator[Served]:
    """The server on this data folder while the block runs; without remotes, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MAMCRAWLER_")}
    ours |= {"MAMCRAWLER_DATA_DIR": str(data_dir), "MAMCRAWLER_PORT": str(port)}
    command = [str(Path(sys.executable).with_name("mamcrawler")), "serve", *options]
    began = time.perf_counter()
    with subprocess.Popen(command, env=ours, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            _first_answer(url, process)
            taken = time.perf_counter() - began
            key = (data_dir / "first-api-key").read_text(encoding="utf-8").strip()
            yield Served(url, taken, process.pid, key)
        finally:
            process.terminate()


def _first_answer(url: str, process: "subprocess.Popen[bytes]") -> None:
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"{url}/ping", timeout=5) as answer:
                answer.read()
                return
        except (urllib.error.URLError, ConnectionError):
            if process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError("the server did not start") from None
            time.sleep(0.01)
