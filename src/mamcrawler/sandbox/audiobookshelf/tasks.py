"""Library scans as the server runs them: in the background, one at a time, visible while they last."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from mamcrawler.sandbox.audiobookshelf.scanner import ScanResults
from mamcrawler.sandbox.audiobookshelf.shelf import stable_id
from mamcrawler.sandbox.moment import Now, unix_ms


@dataclass
class Tasks:
    """At most one running scan. `at_least` real seconds pass before a scan is done, as on a real server."""

    now: Now
    at_least: float = 0.2
    _running: dict[str, object] | None = None
    _thread: threading.Thread | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _count: int = 0

    def start_scan(self, library_id: str, library_name: str, scan: Callable[[], ScanResults]) -> bool:
        """Begins a scan; False when one is running already and the request is ignored."""
        with self._lock:
            if self._running is not None:
                return False
            self._count += 1
            self._running = {
                "id": stable_id("task", str(self._count)),
                "action": "library-scan",
                "data": {"libraryId": library_id, "libraryName": library_name, "libraryMediaType": "book"},
                "title": f'Scanning "{library_name}" library',
                "titleKey": "MessageTaskScanningLibrary",
                "titleSubs": [library_name],
                "description": None,
                "descriptionKey": None,
                "descriptionSubs": [],
                "error": None,
                "errorKey": None,
                "errorSubs": [],
                "showSuccess": True,
                "isFailed": False,
                "isFinished": False,
                "startedAt": unix_ms(self.now()),
                "finishedAt": None,
            }
            self._thread = threading.Thread(target=self._run, args=(scan,), name="sandbox-scan", daemon=True)
            self._thread.start()
            return True

    def listed(self) -> list[dict[str, object]]:
        """The running tasks; a finished one is no longer listed."""
        with self._lock:
            return [] if self._running is None else [self._running]

    def join(self) -> None:
        """Waits for the running scan to end."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self, scan: Callable[[], ScanResults]) -> None:
        begun = time.monotonic()
        try:
            scan()
            time.sleep(max(0.0, self.at_least - (time.monotonic() - begun)))
        finally:
            with self._lock:
                self._running = None
