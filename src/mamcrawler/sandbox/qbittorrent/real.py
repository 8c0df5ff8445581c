"""The real qbittorrent-nox with a throw-away profile, started and ended by its own process id."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from pathlib import Path

from mamcrawler.sandbox.qbittorrent.client import PASSWORD, PROGRAM, USERNAME, Client
from mamcrawler.sandbox.qbittorrent.profile import write_profile

START_SECONDS = 20.0
STOP_SECONDS = 5.0
_POLL_SECONDS = 0.02


class RealClient(Client):
    """Runs the installed program; everything it writes lies below `directory`."""

    name = "qBittorrent"

    def __init__(self, directory: Path, *, session_seconds: int = 3_600, ban_seconds: int = 3_600) -> None:
        """Raises RuntimeError when the program is not installed."""
        program = shutil.which(PROGRAM)
        if program is None:
            raise RuntimeError(f"{PROGRAM} is not installed")
        self._program = program
        self._port = free_port()
        self._profile = directory / "profile"
        self._log = directory / "client.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.username = USERNAME
        self.password = PASSWORD
        self.url = f"http://127.0.0.1:{self._port}"
        self.save_path = directory / "downloads"
        self.save_path.mkdir(parents=True, exist_ok=True)
        self.version = _version(program)
        write_profile(
            self._profile,
            web_port=self._port,
            peer_port=free_port(),
            username=self.username,
            password=self.password,
            save_path=self.save_path,
            session_seconds=session_seconds,
            ban_seconds=ban_seconds,
        )

    def start(self) -> None:
        """Starts the program and returns when its web interface accepts connections."""
        if self._process is not None and self._process.poll() is None:
            return
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  the program was found by its fixed name
                [self._program, f"--profile={self._profile}"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        give_up = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > give_up:
                self.kill()
                said = self._log.read_text("utf-8", "replace").strip()[-500:]
                raise RuntimeError(f"{PROGRAM} did not start: {said or 'it said nothing'}")
            time.sleep(_POLL_SECONDS)

    def stop(self) -> None:
        """Asks the program to end, waits until it has saved its state, and kills it if it does not end."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """Sends SIGKILL."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        self._process = None

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self._port), timeout=1).close()
        except OSError:
            return False
        return True


def free_port() -> int:
    """Returns a loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _version(program: str) -> str:
    """Reads `qBittorrent v4.5.2` from the program itself."""
    said = subprocess.run(  # noqa: S603  the program was found by its fixed name
        [program, "--version"], capture_output=True, text=True, check=True
    ).stdout
    return said.split()[-1].removeprefix("v")
