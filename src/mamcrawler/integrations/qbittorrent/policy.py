"""How qBittorrent is treated: a local program without limits of its own (rules D9, F3)."""

from mamcrawler.integrations.remote import RemotePolicy

NAME = "qbittorrent"
CONNECT_TIMEOUT = 5.0
TIMEOUT = 10.0
ADD_TIMEOUT = 30.0
# qBittorrent bans for an hour; five minutes more, so that we never meet the last minute of the ban.
BAN_SECONDS = 65 * 60.0

POLICY = RemotePolicy(name=NAME, timeout=TIMEOUT)
