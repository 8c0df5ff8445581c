"""The dynamic seedbox address: which address the session is registered for, changed at most once an hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from mamcrawler.sandbox.mam.session import Session
from mamcrawler.sandbox.moment import Now, unix
from mamcrawler.sandbox.serving import Reply, json_reply


@dataclass
class Address:
    """Where the caller comes from, as the site sees it."""

    ip: str = "192.0.2.10"
    asn: int = 64500
    network: str = "Example Hosting"


@dataclass
class Seedbox:
    """The registered address and when it was changed last."""

    now: Now
    caller: Address
    registered: str = "192.0.2.10"
    locked_asn: int = 64500
    changed: datetime | None = None

    def update(self, session: Session, known: bool, had_cookie: bool) -> Reply:
        """Answers `dynamicSeedbox.php`; `known` says whether the cookie is the session's present value."""
        if not had_cookie:
            return self._say(403, False, "No Session Cookie")
        if not known:
            return self._say(403, False, "Invalid session - Invalid Cookie")
        if not session.api_session:
            return self._say(403, False, "Incorrect session type - non-API session")
        if not session.may_set_seedbox:
            return self._say(403, False, "Incorrect session type - not allowed this function")
        if self.caller.asn != self.locked_asn:
            return self._say(403, False, "Invalid session - ASN mismatch")
        if self.caller.ip == self.registered:
            return self._say(200, True, "No change")
        if self.changed is not None and self.now() - self.changed < timedelta(hours=1):
            return self._say(429, False, "Last change too recent")
        self.registered, self.changed = self.caller.ip, self.now()
        return self._say(200, True, "Completed")

    def whoami(self) -> Reply:
        """Answers `jsonIp.php`."""
        where = self.caller
        return json_reply({"ip": where.ip, "ASN": where.asn, "AS": where.network, "time": unix(self.now())})

    def _say(self, status: int, success: bool, message: str) -> Reply:
        where = self.caller
        body = {"Success": success, "msg": message, "ip": where.ip, "ASN": where.asn, "AS": where.network}
        return json_reply(body, status)
