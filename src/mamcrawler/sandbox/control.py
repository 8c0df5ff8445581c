"""A door for other processes to switch faults: `GET /faults`, `POST` and `DELETE /faults/{name}`."""

from __future__ import annotations

from mamcrawler.sandbox.faults import KINDS, Faults, UnknownFaultError
from mamcrawler.sandbox.serving import Call, Reply, Rule, Server, json_reply


def control_server(faults: Faults) -> Server:
    """The server, not started. `POST /faults/{name}?times=3` lets a fault act three times."""

    def listed(call: Call) -> Reply:
        kinds = [{"name": kind.name, "description": kind.description} for kind in KINDS.values()]
        return json_reply({"kinds": kinds, "on": faults.on()})

    def switch_on(call: Call) -> Reply:
        times = call.arg("times")
        try:
            faults.switch_on(call.path["name"], int(times) if times else None)
        except (UnknownFaultError, ValueError) as error:
            return json_reply({"error": str(error)}, 404 if isinstance(error, UnknownFaultError) else 422)
        return json_reply({"on": faults.on()})

    def clear(call: Call) -> Reply:
        try:
            faults.clear(call.path["name"])
        except UnknownFaultError as error:
            return json_reply({"error": str(error)}, 404)
        return json_reply({"on": faults.on()})

    return Server(
        [
            Rule("GET", "/faults", listed),
            Rule("POST", "/faults/{name}", switch_on),
            Rule("DELETE", "/faults/{name}", clear),
        ]
    )
