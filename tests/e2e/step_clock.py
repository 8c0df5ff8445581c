"""A clock for tests with real programs: virtual time moves by steps, however slow the machine is."""

from __future__ import annotations

import time

from mamcrawler.foundation.clock import ManualClock


class StepClock(ManualClock):
    """Stands still between steps, so that no deadline can pass while a real program takes its time.

    A sleep moves virtual time on at once and then really waits only what real programs must be given.
    """

    def sleep(self, seconds: float, at_least: float = 0.0) -> None:
        self.advance(max(seconds, at_least, 0.0))
        time.sleep(at_least)
