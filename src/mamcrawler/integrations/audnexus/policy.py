"""How Audnexus is treated: well below its 100 calls a minute (rules F3, M18)."""

from mamcrawler.integrations.remote import RemotePolicy

NAME = "audnexus"
URL = "https://api.audnex.us"
REGIONS = ("us", "uk", "ca", "au", "de", "es", "fr", "in", "it", "jp")

POLICY = RemotePolicy(name=NAME, timeout=20.0, per_second=0.9, burst=5)
