"""The Jupyter server of this user that runs, and what the extension in it says of its connections."""

import os

from jupyter_server.serverapp import list_running_servers

from ..owning_server import ask_server
from .findings import Finding
from .status import without_handover

# In terminals of JupyterLab.
URL_VARIABLE = "JUPYTER_SERVER_URL"


def find_server(url: str = "") -> dict:
    """
    The one at this URL; else the one whose terminal this is; else the only one.

    Raises RuntimeError, with the URLs to choose from, where that is none or several.
    """
    servers = list(list_running_servers())
    urls = ", ".join(server["url"] for server in servers) or "none"
    for wanted in filter(None, (url, os.environ.get(URL_VARIABLE))):
        found = [s for s in servers if s["url"].rstrip("/") == wanted.rstrip("/")]
        if found:
            return found[0]
        if url:
            raise RuntimeError(f"You run no Jupyter server at {url}. Running: {urls}.")
    if not servers:
        raise RuntimeError("You run no Jupyter server on this machine.")
    if len(servers) > 1:
        raise RuntimeError(f"You run several Jupyter servers. Name one with --url: {urls}.")
    return servers[0]


def findings_of_running() -> list[Finding]:
    """What each running server of this user says of its session: it has an environment of its own."""
    return [_running(server) for server in list_running_servers()]


def _running(server: dict) -> Finding:
    name, url = "Running", server["url"]
    try:
        status = ask_server(server, "/status", asker="command")
    except RuntimeError as error:
        return Finding(name, "warning", f"{url} could not be asked: {error}")
    code = status["state"]
    if code == "connected":
        message = f"{url}: {status['user']}, database {status['database']}"
        return Finding(name, "ok", message)
    without = without_handover(status, ask_server(server, "/connections", asker="command"))
    if without:
        return Finding(name, "ok", f"{url}: no session is handed over; {without}")
    remedy = "It has the settings and the variables that it was started with."
    return Finding(name, "problem", f"{url}: {status.get('message')} ({code})", remedy)


def connections(server: dict) -> list[dict]:
    """The servers as `GET /connections` describes them. Raises RuntimeError, as `ask_server`."""
    return ask_server(server, "/connections", asker="command")["servers"]


def sign_out(server: dict, names: list[str]) -> list[str]:
    """
    Ends the sessions that JupyterLab opened with these servers, or with all. Answers a line for
    each. Raises RuntimeError, as `ask_server`.
    """
    known = connections(server)
    unknown = [name for name in names if name not in [s["id"] for s in known]]
    if unknown:
        raise RuntimeError(
            f"There is no server {unknown[0]}. There are: {', '.join(s['id'] for s in known)}."
        )
    chosen = [s for s in known if s["id"] in names] or [
        s for s in known if s["auth"] != "handover" and s["state"] == "connected"
    ]
    return [_sign_out_of(server, s) for s in chosen] or ["JupyterLab is signed in to no server."]


def _sign_out_of(server: dict, known: dict) -> str:
    if known["auth"] == "handover":
        return (
            f"{known['id']}: not ended, since this session was handed over. "
            "Log out where you logged in."
        )
    reply = ask_server(
        server, "/connections/sign-out", {"server": known["id"]}, asker="command", timeout=60
    )
    return f"{known['id']}: {'signed out' if reply['ended'] else 'was not signed in'}"


def as_table(known: list[dict]) -> str:
    if not known:
        return "There are none: no session was handed over, and no server is listed."
    rows = [("SERVER", "ADDRESS", "USER", "DATABASE", "STATE"), *map(_row, known)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _row(known: dict) -> tuple[str, ...]:
    address = "{protocol}://{host}:{port}".format(**known["connection"])
    return (
        known["id"],
        address if known["connection"]["host"] else "-",
        known["username"] or "-",
        known["database"] or "-",
        known["state"],
    )
