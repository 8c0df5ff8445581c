"""qBittorrent for the sandbox: the real program where it is installed, else a simulator of its Web API."""
