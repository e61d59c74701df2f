"""For notebooks: asks the kernel's Jupyter server for the database session. Keeps nothing."""

from .omnisci_error import OmniSciError
from .owning_server import ask


def current_session(timeout: float = 30) -> dict:
    """
    Returns the arguments of `heavydb.connect(**current_session())`: sessionid, host, port, protocol.

    Raises OmniSciError with advice if there is no session.
    """
    reply = ask("/session", timeout=timeout)
    if not reply.get("session"):
        raise OmniSciError(
            reply.get("message")
            or "There is no session ID: OmniSciConfig.expose_session_id may be off."
        )
    return driver_arguments(reply)


def driver_arguments(reply: dict) -> dict:
    """The arguments of heavydb's or heavyai's `connect`, from a reply of the sidecar."""
    connection = reply["connection"]
    try:
        port = int(connection["port"])
    except ValueError:
        raise OmniSciError("The port of the database is not set or is not a number.") from None
    return {
        "sessionid": reply["session"],
        "host": connection["host"],
        "port": port,
        "protocol": connection["protocol"].lower(),
    }
