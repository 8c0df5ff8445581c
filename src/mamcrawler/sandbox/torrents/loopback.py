"""A libtorrent session that never leaves this machine."""

from __future__ import annotations

from typing import cast

import libtorrent

_QUIET = {
    "enable_dht": False,
    "enable_lsd": False,
    "enable_upnp": False,
    "enable_natpmp": False,
    # uTP paces itself for slow lines; on the loopback it only costs time.
    "enable_incoming_utp": False,
    "enable_outgoing_utp": False,
    # All peers and the tracker share one address, which libtorrent would otherwise distrust.
    "allow_multiple_connections_per_ip": True,
    "ssrf_mitigation": False,
    "smooth_connects": False,
    "announce_to_all_trackers": True,
    "active_limit": -1,
    "active_downloads": -1,
    "active_seeds": -1,
    "unchoke_slots_limit": -1,
    "connection_speed": 100,
    "peer_connect_timeout": 3,
    "stop_tracker_timeout": 1,
    "torrent_connect_boost": 50,
    "min_announce_interval": 5,
    "max_concurrent_http_announces": 500,
    "alert_mask": 0,
}


def loopback_session(port: int = 0, **settings: object) -> libtorrent.session:
    """Returns a session that listens on 127.0.0.1 (port 0: any free one) and finds peers by trackers only."""
    pack = {**_QUIET, "listen_interfaces": f"127.0.0.1:{port}", **settings}
    return libtorrent.session(cast("libtorrent.settings_pack", pack))
