"""Which filters of the list show a torrent of which state."""

import pytest

from mamcrawler.sandbox.qbittorrent.states import groups_of


@pytest.mark.parametrize(
    ("state", "speed", "groups"),
    [
        ("downloading", 5, {"active", "running", "resumed", "downloading"}),
        ("stalledDL", 0, {"inactive", "running", "resumed", "downloading", "stalled", "stalled_downloading"}),
        ("forcedDL", 0, {"inactive", "running", "resumed", "downloading"}),
        ("pausedDL", 0, {"inactive", "paused", "stopped", "downloading"}),
        ("stoppedUP", 0, {"inactive", "paused", "stopped", "completed"}),
        ("uploading", 9, {"active", "running", "resumed", "completed", "seeding"}),
        (
            "stalledUP",
            0,
            {"inactive", "running", "resumed", "completed", "seeding", "stalled", "stalled_uploading"},
        ),
        ("checkingUP", 0, {"inactive", "running", "resumed", "completed", "seeding", "checking"}),
        ("checkingDL", 0, {"inactive", "running", "resumed", "downloading", "checking"}),
        ("checkingResumeData", 0, {"inactive", "running", "resumed", "checking"}),
        ("moving", 0, {"inactive", "running", "resumed", "moving"}),
        ("error", 0, {"inactive", "running", "resumed", "errored"}),
        ("missingFiles", 0, {"inactive", "running", "resumed", "errored"}),
    ],
)
def test_a_state_is_listed_under_its_filters(state, speed, groups):
    assert groups_of(state, speed) == groups
