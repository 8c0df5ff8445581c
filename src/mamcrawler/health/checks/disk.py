"""There is room for the database and the logs."""

import shutil

from mamcrawler.health.findings import Finding, Look

_LEAST_BYTES = 10 * 2**30
_LEAST_SHARE = 0.05


def find(look: Look) -> list[Finding]:
    """The data folder's disk with less than 10 GiB and less than 5 % free, whichever is more."""
    disk = shutil.disk_usage(look.data_dir)
    if disk.free >= max(_LEAST_BYTES, disk.total * _LEAST_SHARE):
        return []
    return [
        Finding(
            "disk_low",
            "warning",
            f"The disk of {look.data_dir} has {disk.free / 2**30:.1f} GiB left; a full one stops everything.",
            "Free some room, or move the data folder (MAMCRAWLER_DATA_DIR).",
            subject="data",
        )
    ]
