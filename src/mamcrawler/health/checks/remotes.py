"""The remotes answer."""

from datetime import timedelta

from sqlalchemy import select

from mamcrawler.foundation.models import RemoteState
from mamcrawler.health.findings import Finding, Look

_SAID_AFTER = timedelta(hours=1)


def find(look: Look) -> list[Finding]:
    """Remotes that refuse us, and those that have not answered for an hour."""
    found = []
    for row in look.session.scalars(select(RemoteState)):
        why = row.failure_detail or "it does not answer"
        if row.held:
            found.append(
                Finding(
                    "remote_refused",
                    "critical",
                    f"{row.remote} refuses us: {why}. Nothing is asked of it until somebody acts.",
                    "Correct its settings and start again; `mamcrawler doctor` says what it minds.",
                    subject=row.remote,
                )
            )
        elif row.failed_since is not None and look.at - row.failed_since >= _SAID_AFTER:
            found.append(
                Finding(
                    "remote_down",
                    "warning",
                    f"{row.remote} has failed since {row.failed_since:%Y-%m-%d %H:%M} UTC: {why}. "
                    "What depends on it waits.",
                    "See whether it runs and can be reached from here; it is tried again by itself.",
                    subject=row.remote,
                )
            )
    return found
