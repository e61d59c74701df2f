"""For notebooks: asks the Jupyter server that owns this kernel for the database session. Keeps nothing."""

from .owning_server import ask


def current_session(timeout: float = 30) -> dict:
    """
    What `heavydb.connect(**current_session())` takes: sessionid, host, port and protocol.

    Raises RuntimeError, saying what to do, where there is no session.
    """
    reply = ask("/session", timeout=timeout)
    if not reply.get("session"):
        raise RuntimeError(
            reply.get("message")
            or "There is no session ID: OmniSciConfig.expose_session_id may be off."
        )
    return driver_arguments(reply)


def driver_arguments(reply: dict) -> dict:
    """What `connect` of heavydb or heavyai takes for a session and a connection of the sidecar's."""
    connection = reply["connection"]
    try:
        port = int(connection["port"])
    except ValueError:
        raise RuntimeError("The port of the database is not set or is not a number.") from None
    return {
        "sessionid": reply["session"],
        "host": connection["host"],
        "port": port,
        "protocol": connection["protocol"].lower(),
    }
