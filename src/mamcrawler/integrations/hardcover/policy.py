"""How Hardcover is treated: one call a second, five at once, and a reserve for the day (rules F3, M18)."""

from mamcrawler.integrations.remote import RemotePolicy

NAME = "hardcover"
URL = "https://api.hardcover.app/v1/graphql"
DAILY_RESERVE = 200

POLICY = RemotePolicy(name=NAME, timeout=35.0, per_second=1.0, burst=5)
