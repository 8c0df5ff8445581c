"""qBittorrent by its Web API, versions 4.5 to 5.2."""
