"""How Audiobookshelf is treated: no limit of its own but on logins, so only time limits matter (rule F3)."""

from mamcrawler.integrations.remote import RemotePolicy

NAME = "audiobookshelf"
READ_TIMEOUT = 60.0
WRITE_TIMEOUT = 20.0
BATCH_SPACING = 0.1

POLICY = RemotePolicy(name=NAME, timeout=READ_TIMEOUT)
