"""The settings a throw-away qBittorrent starts with."""

from __future__ import annotations

import base64
import hashlib
import secrets
from pathlib import Path

# qBittorrent's own parameters for the password of its web interface.
_ITERATIONS = 100_000
_KEY_BYTES = 64
_SALT_BYTES = 16


def write_profile(
    profile: Path,
    *,
    web_port: int,
    peer_port: int,
    username: str,
    password: str,
    save_path: Path,
    session_seconds: int,
    ban_seconds: int,
) -> None:
    """Writes the configuration that `qbittorrent-nox --profile=…` reads.

    It listens on the loopback address only, finds peers by trackers only, starts what is added at once, and
    lets several peers and the tracker share one address. Login is required from this machine too.
    """
    sections = {
        "LegalNotice": {"Accepted": "true"},
        "Network": {"PortForwardingEnabled": "false"},
        "BitTorrent": {
            r"Session\Interface": "lo",
            r"Session\InterfaceName": "lo",
            r"Session\InterfaceAddress": "127.0.0.1",
            r"Session\Port": str(peer_port),
            r"Session\UseRandomPort": "false",
            r"Session\BTProtocol": "TCP",
            r"Session\DHTEnabled": "false",
            r"Session\PeXEnabled": "false",
            r"Session\LSDEnabled": "false",
            r"Session\AnonymousModeEnabled": "false",
            r"Session\MultiConnectionsPerIp": "true",
            r"Session\SSRFMitigation": "false",
            r"Session\ConnectionSpeed": "100",
            r"Session\QueueingSystemEnabled": "false",
            r"Session\AddTorrentPaused": "false",
            r"Session\AddTorrentStopped": "false",
            r"Session\DisableAutoTMMByDefault": "true",
            r"Session\DefaultSavePath": str(save_path),
            r"Session\Preallocation": "false",
            r"Session\SaveResumeDataInterval": "1",
            r"Session\StopTrackerTimeout": "1",
            # Milliseconds until a change is seen in the web interface; the default is 1500.
            r"Session\RefreshInterval": "200",
        },
        "Preferences": {
            r"General\Locale": "en",
            # Or it would fetch a table of countries from the internet.
            r"Connection\ResolvePeerCountries": "false",
            r"WebUI\Enabled": "true",
            r"WebUI\Address": "127.0.0.1",
            r"WebUI\Port": str(web_port),
            r"WebUI\UseUPnP": "false",
            r"WebUI\LocalHostAuth": "true",
            r"WebUI\Username": username,
            r"WebUI\Password_PBKDF2": f'"@ByteArray({_password_record(password)})"',
            r"WebUI\SessionTimeout": str(session_seconds),
            r"WebUI\BanDuration": str(ban_seconds),
            r"WebUI\MaxAuthenticationFailCount": "5",
        },
    }
    lines: list[str] = []
    for section, values in sections.items():
        lines += [f"[{section}]", *(f"{name}={value}" for name, value in values.items()), ""]
    target = profile / "qBittorrent" / "config" / "qBittorrent.conf"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(lines), encoding="utf-8")


def _password_record(password: str) -> str:
    salt = secrets.token_bytes(_SALT_BYTES)
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, _ITERATIONS, _KEY_BYTES)
    return f"{base64.b64encode(salt).decode()}:{base64.b64encode(key).decode()}"
