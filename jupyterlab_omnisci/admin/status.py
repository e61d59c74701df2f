"""What the sidecar's own replies mean for whoever set it up: `/status` and `/connections`."""

import asyncio
import os
import socket
from collections.abc import Iterator
from datetime import datetime

from .findings import Finding

PROBE_TIMEOUT_S = 5
SOON_S = 600
SOON = "It ends soon: log in to the database again."
PAST = (
    "This time is past, but the database still accepts the session. Log in again, or correct "
    '"expires" where the session comes from.'
)
OF_VARIABLES = ("environment_missing", "config_invalid")
OF_SESSION = ("session_", "credential_", "sign_in_")
OF_DATABASE = ("database_", "bad_upstream_answer", "query_failed")
# For what the sidecar's message, made for a user, leaves open.
USUAL_PORTS = "Usual are binary with port 6274, and http or https with 6273, 6276 or 6278."
REMEDIES = {
    "session_expired": "See that the new session is written to the same place.",
    "session_manager_not_found": "See docs/session-managers.md.",
    "session_manager_failed": "Correct the session manager; see docs/session-managers.md.",
    "session_manager_timeout": "See docs/session-managers.md.",
    "environment_missing": "This command sees the variables of this terminal. Set them where the "
    "Jupyter server gets its own: a unit of systemd, an image, a spawner.",
    # A port of HTTP waits for the rest of what the protocol binary sends.
    "database_timeout": "Check that the port belongs to the protocol, and that no firewall is in "
    f"between. {USUAL_PORTS}",
    "bad_upstream_answer": USUAL_PORTS,
}
NO_CONNECTION = "Check that the database runs, that host and port are right, and that no firewall is in between."


async def findings_of_status(status: dict, connections: dict) -> list[Finding]:
    code = status.get("state") or status.get("code", "internal_error")
    if not code.startswith(("connected", *OF_SESSION, *OF_VARIABLES, *OF_DATABASE)):
        return [_problem("Sidecar", code, status)]
    without = without_handover(status, connections)
    if without:
        return [Finding("Session", "ok", f"none is handed over; {without}")]
    return [
        _session(code, status),
        *_warning(status),
        _variables(code, status),
        await _database(code, status),
    ]


async def findings_of_connections(connections: dict) -> list[Finding]:
    """Of the servers that the admin lists; that of the session is the affair of `/status`."""
    message = connections.get("message")
    listed = [s for s in connections.get("servers", []) if s["origin"] == "admin"]
    return [
        *([Finding("Servers", "problem", message)] if message else []),
        *await asyncio.gather(*map(_server, listed)),
    ]


def without_handover(status: dict, connections: dict) -> str:
    """How users connect where no session is meant to be handed over; empty where one is."""
    if status.get("state") != "session_file_not_configured":
        return ""
    if any(server["origin"] == "admin" for server in connections.get("servers", [])):
        return "users sign in to a server of the list"
    is_half_configured = any(status["connection"].values())
    if connections.get("allow") == "any" and not is_half_configured:
        return "users sign in to a server that they name"
    return ""


def _problem(name: str, code: str, status: dict) -> Finding:
    return Finding(name, "problem", f"{status.get('message')} ({code})", REMEDIES.get(code, ""))


def _session(code: str, status: dict) -> Finding:
    if code.startswith(OF_SESSION):
        return _problem("Session", code, status)
    where = _origin(status)
    if code != "connected":
        return Finding("Session", "ok", f"found{where}, but not tried at the database")
    until, remedy = _expiry(status.get("expiresAt"))
    message = f"{status['user']}, database {status['database']}{until}, found{where}"
    return Finding("Session", "warning" if remedy else "ok", message, remedy)


def _origin(status: dict) -> str:
    source = status["source"]
    if "path" not in source:
        return f" by {source['name']}" if "name" in source else ""
    # Windows has no such rule, and elsewhere there would be a warning.
    private = "" if status.get("warning") or os.name == "nt" else " (private)"
    return f" in {source['path']}{private}"


def _expiry(expires_at: float | None) -> tuple[str, str]:
    """When the session ends, and what to do if that is soon. `expires_at` in ms since 1970."""
    if expires_at is None:
        return "", ""
    end = datetime.fromtimestamp(expires_at / 1000).astimezone()
    left = (end - datetime.now().astimezone()).total_seconds()
    until = f", until {end.isoformat(' ', 'minutes')}"
    return until, PAST if left < 0 else SOON if left < SOON_S else ""


def _warning(status: dict) -> Iterator[Finding]:
    if status.get("warning"):
        yield Finding("Session", "warning", status["warning"])


def _variables(code: str, status: dict) -> Finding:
    if code.startswith(OF_VARIABLES):
        return _problem("Variables", code, status)
    connection, names = status["connection"], status["environment"]
    unset = [names[part] for part in names if not connection[part]]
    if unset and code.startswith("session_manager_"):
        return Finding(
            "Variables", "skipped", "not needed if the session manager names the database"
        )
    if unset:
        message = f"No value: {', '.join(unset)}. (environment_missing)"
        return Finding("Variables", "problem", message, REMEDIES["environment_missing"])
    parts = [
        f"{name}={value}" if os.environ.get(name := names[part]) == value else f"{part} {value}"
        for part, value in connection.items()
    ]
    return Finding("Variables", "ok", ", ".join(parts))


async def _database(code: str, status: dict) -> Finding:
    if code == "connected":
        version = status.get("serverVersion")
        return Finding("Database", "ok", f"answers{f', version {version}' if version else ''}")
    if code == "session_expired":
        return Finding("Database", "ok", "answers")
    if code.startswith(OF_DATABASE):
        return _problem("Database", code, status)
    if code.startswith(OF_VARIABLES) or not all(status["connection"].values()):
        return Finding("Database", "skipped", "not asked: its address is not known")
    return await _probe("Database", status["connection"], "not asked more without a session")


async def _server(server: dict) -> Finding:
    how = {
        "automatic": "passwords are found without typing",
        "single-sign-on": "users log in elsewhere",
    }.get(server["auth"], "users sign in")
    return await _probe(f"Server {server['id']}", server["connection"], how)


async def _probe(name: str, connection: dict, detail: str) -> Finding:
    address = f"{connection['protocol']}, {connection['host']}, port {connection['port']}"
    try:
        await asyncio.to_thread(_connect, connection["host"], int(connection["port"]))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{address}: no connection ({reason})"
        return Finding(name, "problem", message, NO_CONNECTION)
    return Finding(name, "ok", f"{address} accepts connections; {detail}")


def _connect(host: str, port: int) -> None:
    socket.create_connection((host, port), PROBE_TIMEOUT_S).close()
