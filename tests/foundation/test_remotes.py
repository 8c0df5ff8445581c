"""Clients are made from the settings when first asked for; what is not connected says what to set."""

import pytest
from pydantic import SecretStr

from fixture_types import MakeRuntime
from mamcrawler.foundation.errors import NotConfigured
from mamcrawler.foundation.models import Setting
from mamcrawler.foundation.runtime import Runtime

CONNECTED = {
    "mam": {"cookie": SecretStr("a-session-value-as-typed-in-the-settings")},
    "qbittorrent": {
        "url": "http://client.example:8080",
        "username": "me",
        "password": SecretStr("a-password-of-the-test"),
    },
    "audiobookshelf": {"url": "http://books.example", "api_key": SecretStr("a-key-of-the-test")},
    "hardcover": {"token": SecretStr("a-token-of-the-test")},
}


@pytest.mark.parametrize(
    ("remote", "missing"),
    [
        ("mam", "MAMCRAWLER_MAM__COOKIE"),
        ("qbittorrent", "MAMCRAWLER_QBITTORRENT__URL"),
        ("audiobookshelf", "MAMCRAWLER_AUDIOBOOKSHELF__URL and MAMCRAWLER_AUDIOBOOKSHELF__API_KEY"),
        ("hardcover", "MAMCRAWLER_HARDCOVER__TOKEN"),
    ],
)
def test_a_remote_that_is_not_connected_says_what_to_set(runtime: Runtime, remote: str, missing: str) -> None:
    with pytest.raises(NotConfigured) as refused:
        getattr(runtime.remotes, remote)

    assert (refused.value.remote, refused.value.missing) == (remote, missing)


def test_a_library_server_may_be_entered_by_password(make_runtime: MakeRuntime) -> None:
    given = {"url": "http://books.example", "username": "me", "password": SecretStr("a-password-of-the-test")}

    assert make_runtime(audiobookshelf=given).remotes.audiobookshelf is not None


def test_every_connected_remote_has_one_client(make_runtime: MakeRuntime) -> None:
    remotes = make_runtime(**CONNECTED).remotes

    for name in ("mam", "qbittorrent", "audiobookshelf", "hardcover", "audnexus"):
        assert getattr(remotes, name) is getattr(remotes, name)


def test_stored_preferences_are_taken_up_while_the_program_runs(make_runtime: MakeRuntime) -> None:
    runtime = make_runtime(**CONNECTED)
    assert runtime.settings.downloads.mode == "propose"
    with runtime.db.session() as session:
        session.add(Setting(key="downloads.mode", value="auto", updated_at=runtime.clock.now()))

    runtime.load_preferences()

    assert runtime.settings.downloads.mode == "auto"
    assert runtime.settings.hardcover.token == CONNECTED["hardcover"]["token"]
