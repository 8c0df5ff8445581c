#!/usr/bin/env bash
# The real programs that the tests run against. Installs what is missing as root on Debian; elsewhere
# it says what is missing, and the tests that need it skip (under CI=true they fail instead).
set -euo pipefail

missing=()
command -v qbittorrent-nox >/dev/null || missing+=(qbittorrent-nox)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
command -v chromium >/dev/null || missing+=(chromium)
[ "${#missing[@]}" -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "installing for the tests: ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    exit 0
fi

echo "NOT INSTALLED, so the tests that need them will be skipped: ${missing[*]}" >&2
[ "${CI:-}" = true ] && { echo "under CI nothing may be skipped" >&2; exit 1; }
exit 0
