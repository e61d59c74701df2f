"""For notebooks: has the sidecar draw Vega. Needs no driver."""

from typing import NamedTuple
from urllib.parse import quote

from .omnisci_error import OmniSciError
from .owning_server import ask

# A picture of many rows takes a while; the sidecar has limits of its own.
TIMEOUT_S = 600


class Picture(NamedTuple):
    """`png` is in base64."""

    png: str
    # By the database's own clock.
    render_time_ms: int


def render(vega: str, connection: str, *, is_lite: bool = False) -> Picture:
    """
    Draws HeavyDB's Vega, or Vega-Lite if `is_lite`, given as JSON text.

    `connection` is a key as in `connect_session`. Raises OmniSciError: "rendering_unavailable" if
    the database does not draw, "vega_invalid" with a JSON path of what is wrong in the spec, and
    "query_cancelled" after an interrupt (Ctrl-C), which also interrupts the database.
    """
    path = f"/connections/{quote(connection, safe='')}"
    try:
        if not ask(f"{path}/renders", timeout=TIMEOUT_S)["renders"]:
            raise OmniSciError("The database does not draw pictures.", "rendering_unavailable")
        if is_lite:
            vega = ask(f"{path}/vega-lite", {"vegaLite": vega}, timeout=TIMEOUT_S)["vega"]
        reply = ask(f"{path}/renders", {"vega": vega}, timeout=TIMEOUT_S)
    except KeyboardInterrupt:
        raise OmniSciError("The picture was cancelled.", "query_cancelled") from None
    return Picture(reply["image"], reply["renderTimeMs"])


def key_at(address: dict[str, str]) -> str | None:
    """
    The key of the connection to an address with `host`, of those that JupyterLab lists.

    None if it lists no such server. src/output/named-connection.ts decides likewise in JupyterLab.
    Raises OmniSciError as `render` does.
    """
    database = address.get("database", "")
    for server in ask("/connections")["servers"]:
        known = {name: str(part).lower() for name, part in server["connection"].items()}
        if all(
            known[name] == address[name].lower()
            for name in ("protocol", "host", "port")
            if name in address
        ):
            named = server["id"]
            # The session's own database needs no name.
            is_other = database not in ("", server["database"]) and ";" not in named
            return f"{named};{database}" if is_other else named
    return None
