"""Secrets at rest, in logs and in messages."""

import io
import json
import logging
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import select

from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.log import bind, configure_logging, logger
from mamcrawler.foundation.models import Secret
from mamcrawler.foundation.redaction import HIDDEN, keep_secret, redact, redact_value
from mamcrawler.foundation.secrets import (
    KEY_FILE,
    SecretBox,
    SecretUnreadable,
    forget_secret,
    installation_key,
    load_secret,
    save_secret,
)

KEY = "a key that is long enough for the tests"
VALUE = "a value nobody may see"


def test_a_secret_rests_encrypted_and_comes_back(database: Database, clock: ManualClock) -> None:
    box = SecretBox(KEY)
    with database.session() as session:
        save_secret(session, box, "mam.session", VALUE, at=clock.now())

    with database.read() as session:
        row = session.scalars(select(Secret)).one()
        assert load_secret(session, box, "mam.session") == VALUE
    assert VALUE not in row.ciphertext
    assert row.updated_at == clock.now()


def test_saving_again_replaces_and_forgetting_removes(database: Database, clock: ManualClock) -> None:
    box = SecretBox(KEY)
    with database.session() as session:
        save_secret(session, box, "one", "first value", at=clock.now())
        save_secret(session, box, "one", "second value", at=clock.now())
    with database.session() as session:
        assert load_secret(session, box, "one") == "second value"
        forget_secret(session, "one")
        assert load_secret(session, box, "one") is None


def test_another_key_reads_nothing_and_says_so(database: Database, clock: ManualClock) -> None:
    with database.session() as session:
        save_secret(session, SecretBox(KEY), "one", VALUE, at=clock.now())

    with database.read() as session, pytest.raises(SecretUnreadable, match="the stored secret one"):
        load_secret(session, SecretBox("another key, also long enough for it"), "one")


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    made = installation_key(None, tmp_path / "data")

    assert installation_key(None, tmp_path / "data") == made
    assert len(made.encode()) >= 32
    assert stat.S_IMODE((tmp_path / "data" / KEY_FILE).stat().st_mode) == 0o600


def test_a_given_key_is_used_and_not_written_down(tmp_path: Path) -> None:
    assert installation_key(KEY, tmp_path) == KEY
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Cookie: mam_id=abc%2Bdef; path=/", "Cookie: [hidden]; path=/"),
        ("set mam_id=abcdef", "set mam_id=[hidden]"),
        ('{"mam_id": "ab\\"c", "page": 1}', '{"mam_id": "[hidden]", "page": 1}'),
        ("Authorization: Bearer abc.def", "Authorization: [hidden]"),
        ("sent Bearer abcdefgh1234", "sent Bearer [hidden]"),
        ("X-Api-Key: abc", "X-Api-Key: [hidden]"),
        ("SID=abcdef", "SID=[hidden]"),
        ("https://t.example/tracker.php/0123abcd/announce", "https://t.example/[hidden]/announce"),
        (
            "https://www.example/tor/download.php/0a1b2c?tid=9",
            "https://www.example/tor/download.php/[hidden]?tid=9",
        ),
        ("https://www.example/rss.php?uid=1&passkey=2", "https://www.example/rss.php?[hidden]"),
        ("{'dl': '0a1b2c', 'id': 7}", "{'dl': '[hidden]', 'id': 7}"),
        ("postgresql://me:pw@db.example/books", "postgresql://[hidden]@db.example/books"),
        ("key mc_12345678_abcdefghijklmnopqrstuvwxyz", "key [hidden]"),
        ("the session: refused", "the session: refused"),
        ("model=7, idl=3, valid: yes", "model=7, idl=3, valid: yes"),
    ],
)
def test_secrets_are_known_by_their_pattern(text: str, shown: str) -> None:
    assert redact(text) == shown


letters = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])


@given(secret=st.text(letters, min_size=8, max_size=60).filter(lambda text: text not in f" {HIDDEN} "))
def test_a_known_secret_never_comes_through(secret: str) -> None:
    keep_secret(SecretStr(secret))

    assert secret not in redact(f"before {secret} after")
    assert secret not in json.dumps(redact_value({"where": [secret, {"deep": secret}]}), ensure_ascii=False)


def test_hiding_twice_changes_nothing() -> None:
    once = redact("Cookie: mam_id=abc; Bearer abcdefgh1 https://t.example/x/announce password='a b'")

    assert redact(once) == once


def test_no_secret_gets_into_the_log_not_even_by_a_traceback() -> None:
    keep_secret(VALUE)
    stream = io.StringIO()
    configure_logging("info", "json", stream=stream)
    try:
        with bind(run_id=7):
            try:
                raise RuntimeError(f"failed with {VALUE}")
            except RuntimeError:
                logger("test").exception("it failed", url="http://x/?passkey=abc", token="abc")
            logging.getLogger("some.library").warning("said %s", VALUE)
    finally:
        configure_logging("info", "json")

    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["run_id"], first["url"], first["token"]) == (7, "http://x/?passkey=[hidden]", "[hidden]")
    assert "RuntimeError: failed with [hidden]" in first["exception"]
    assert second["event"] == "said [hidden]"
    assert VALUE not in stream.getvalue()
