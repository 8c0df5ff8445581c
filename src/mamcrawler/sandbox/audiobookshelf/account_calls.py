"""Login, refresh, logout, who-am-I and API keys."""

from __future__ import annotations

from dataclasses import dataclass

from mamcrawler.sandbox.audiobookshelf.access import Access
from mamcrawler.sandbox.serving import Call, Reply, Rule, json_reply, text_reply

TEXT = "text/plain; charset=utf-8"
SETTINGS = {
    "id": "server-settings",
    "scannerFindCovers": False,
    "scannerCoverProvider": "google",
    "scannerParseSubtitle": False,
    "scannerPreferMatchedMetadata": False,
    "scannerDisableWatcher": True,
    "storeCoverWithItem": False,
    "storeMetadataWithItem": False,
    "metadataFileFormat": "json",
    "rateLimitLoginRequests": 10,
    "backupSchedule": "30 1 * * *",
    "sortingIgnorePrefix": True,
    "sortingPrefixes": ["the", "a"],
    "language": "en-us",
}


@dataclass
class AccountCalls:
    """The auth routes and what tells whether a key works."""

    access: Access
    version: str
    default_library: str

    def rules(self) -> list[Rule]:
        """The routes of this part; an old server has neither refresh nor API keys."""
        common = [
            Rule("POST", "/login", self.login),
            Rule("POST", "/logout", self.logout),
            Rule("POST", "/api/authorize", self.authorize),
            Rule("GET", "/api/me", lambda call: json_reply(self.access.user())),
        ]
        if self.access.generation == 1:
            return common
        return [
            *common,
            Rule("POST", "/auth/refresh", self.refresh),
            Rule("GET", "/api/api-keys", lambda call: json_reply({"apiKeys": self.access.keys})),
            Rule("POST", "/api/api-keys", self.create_key),
        ]

    def login(self, call: Call) -> Reply:
        """Name and password for tokens; the refresh token comes in the body only when asked for there."""
        if self.access.too_many_logins():
            return json_reply({"error": "Too many authentication requests"}, 429)
        try:
            given = call.json()
        except ValueError:
            given = None
        if not isinstance(given, dict) or not self.access.knows(given.get("username"), given.get("password")):
            return text_reply("Unauthorized", 401, TEXT)
        return self._tokens(call, *self.access.login())

    def refresh(self, call: Call) -> Reply:
        """A new pair for a refresh token, from the header or the cookie."""
        if self.access.too_many_logins():
            return json_reply({"error": "Too many authentication requests"}, 429)
        outcome = self.access.refresh(
            call.headers.get("x-refresh-token") or call.cookies.get("refresh_token")
        )
        if isinstance(outcome, str):
            return json_reply({"error": outcome}, 401)
        return self._tokens(call, *outcome)

    def logout(self, call: Call) -> Reply:
        """Ends the refresh token."""
        self.access.logout(call.headers.get("x-refresh-token") or call.cookies.get("refresh_token"))
        return json_reply({"redirect_url": None})

    def authorize(self, call: Call) -> Reply:
        """The login payload without new tokens."""
        return json_reply(self._payload(self.access.user()))

    def create_key(self, call: Call) -> Reply:
        """A new API key, inactive unless told otherwise."""
        given = call.json()
        name, seconds = given.get("name"), given.get("expiresIn")
        if (
            not isinstance(name, str)
            or not name
            or (seconds is not None and (not isinstance(seconds, int) or seconds < 1))
        ):
            return text_reply("Invalid request", 400, TEXT)
        if given.get("userId") != self.access.user_id:
            return text_reply("Invalid userId", 400, TEXT)
        return json_reply({"apiKey": self.access.create_key(name, given.get("isActive") is True, seconds)})

    def _tokens(self, call: Call, access: str | None, refresh: str | None) -> Reply:
        in_body = call.headers.get("x-return-tokens") == "true" or "x-refresh-token" in call.headers
        user = self.access.user(access, refresh if in_body else None, tokens=True)
        reply = json_reply(self._payload(user))
        if in_body or refresh is None:
            return reply
        return reply.with_headers(("set-cookie", f"refresh_token={refresh}; Path=/; HttpOnly; SameSite=Lax"))

    def _payload(self, user: dict[str, object]) -> dict[str, object]:
        return {
            "user": user,
            "userDefaultLibraryId": self.default_library,
            "serverSettings": {**SETTINGS, "version": self.version},
            "ereaderDevices": [],
            "Source": "docker",
        }
