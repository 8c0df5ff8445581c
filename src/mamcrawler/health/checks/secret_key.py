"""The key that encrypts the secrets is its owner's alone."""

import os
import stat

from mamcrawler.foundation.secrets import KEY_FILE
from mamcrawler.health.findings import Finding, Look


def find(look: Look) -> list[Finding]:
    """A generated key file that others on this machine can read."""
    path = look.data_dir / KEY_FILE
    if os.name != "posix" or not path.exists() or not stat.S_IMODE(path.stat().st_mode) & 0o077:
        return []
    return [
        Finding(
            "secret_key_readable",
            "critical",
            f"Others on this machine can read {path}, and with it decrypt the stored secrets.",
            f"Run `chmod 600 {path}`.",
        )
    ]
