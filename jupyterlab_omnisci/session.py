"""For notebooks: asks the Jupyter server that owns this kernel for the database session. Keeps nothing."""

import json
import os
import ssl
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from jupyter_core.paths import jupyter_runtime_dir


def current_session(timeout: float = 30) -> dict:
    """
    What `heavydb.connect(**current_session())` takes: sessionid, host, port and protocol.

    Raises RuntimeError, saying what to do, where there is no session.
    """
    reply = _ask(_owning_server(), timeout)
    if not reply.get("session"):
        raise RuntimeError(
            reply.get("message")
            or "There is no session ID: OmniSciConfig.expose_session_id may be off."
        )
    connection = reply["connection"]
    try:
        port = int(connection["port"])
    except ValueError:
        raise RuntimeError("The port of the database is not set, or not a number.") from None
    return {
        "sessionid": reply["session"],
        "host": connection["host"],
        "port": port,
        "protocol": connection["protocol"].lower(),
    }


def _owning_server() -> dict:
    """What Jupyter Server writes about itself: the one that started this kernel, or the only one."""
    own = Path(jupyter_runtime_dir(), f"jpserver-{os.environ.get('JPY_PARENT_PID', '')}.json")
    if own.is_file():
        return json.loads(own.read_text("utf-8"))
    try:
        from jupyter_server.serverapp import list_running_servers
    except ImportError:
        servers = []
    else:
        servers = list(list_running_servers())
    if len(servers) != 1:
        raise RuntimeError("The Jupyter server that this kernel belongs to was not found.")
    return servers[0]


def _ask(server: dict, timeout: float) -> dict:
    if urlsplit(server["url"]).scheme not in ("http", "https"):
        raise RuntimeError("The Jupyter server listens on a Unix socket, which can't be asked.")
    # JupyterHub's servers have no token of their own, and accept the one they were started with.
    token = server.get("token") or os.environ.get("JUPYTERHUB_API_TOKEN", "")
    request = urllib.request.Request(  # noqa: S310 (http or https, see above)
        server["url"].rstrip("/") + "/omnisci/session",
        headers={"Authorization": f"token {token}", "Accept": "application/json"},
    )
    try:
        with _opener(request.host).open(request, timeout=timeout) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        raise RuntimeError(_explain(error)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise RuntimeError(f"The Jupyter server could not be asked: {reason}") from None


def _explain(error: urllib.error.HTTPError) -> str:
    if error.code == 404:
        return (
            "The server extension is off. Switch it on, and restart Jupyter: "
            "jupyter serverextension enable --sys-prefix jupyterlab_omnisci.serverextension"
        )
    if error.code == 403:
        return (
            "The Jupyter server does not accept this kernel's token. One that takes only a "
            "password has none: give it one with c.IdentityProvider.token."
        )
    try:
        return json.load(error)["message"]
    except (ValueError, KeyError, TypeError):
        return f"The Jupyter server answered {error.code}."


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the token to wherever it points."""

    def redirect_request(self, *args):
        return None


def _opener(host: str) -> urllib.request.OpenerDirector:
    context = ssl.create_default_context()
    if host.rsplit(":", 1)[0] in ("localhost", "127.0.0.1", "[::1]"):
        # The server's certificate names its public host. On this machine, that the port is
        # the server's stands in the runtime file, which only its owner can write.
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    # No proxy: one named in the environment would see the token.
    return urllib.request.build_opener(
        urllib.request.ProxyHandler({}),
        urllib.request.HTTPSHandler(context=context),
        _NoRedirect,
    )
