"""For notebooks: calls a route of the kernel's Jupyter server. Does not import Jupyter Server."""

import json
import os
import ssl
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from jupyter_core.paths import jupyter_runtime_dir

from .omnisci_error import OmniSciError

# The answer of the extension to a caller that Jupyter does not let in. Here the caller is a token.
NOT_LOGGED_IN = "You are not logged in to Jupyter, or this page is not allowed to send the request."
# Where a server listens, and where it is reached on its own machine. Its URL has the host's name
# instead, which a container may not resolve and no certificate contains.
LOCAL_HOSTS = {"localhost": "localhost", "0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104
NOT_FOUND = (
    "The Jupyter server of this kernel was not found on this machine. A kernel behind a Gateway or "
    "in a container of its own gets no session from JupyterLab. Connect with a user and a password, "
    "as docs/connections.md says."
)


def ask(path: str, body: dict | None = None, *, timeout: float = 30) -> dict:
    """
    Returns the answer of the extension's route to GET, or to POST if there is a body.

    Raises OmniSciError with a message for the user if there is no server or it refuses.
    """
    return ask_server(owning_server(), path, body, timeout=timeout, asker="kernel")


def ask_server(
    server: dict, path: str, body: dict | None = None, *, asker: str, timeout: float = 30
) -> dict:
    """Like `ask`, for the server of this runtime file. `asker` is for messages."""
    with open_route(server, path, body, asker=asker, timeout=timeout) as response:
        try:
            return json.load(response)
        except (HTTPException, OSError, ValueError) as error:
            raise _failed(error) from None


def open_route(
    server: dict, path: str, body: dict | None = None, *, asker: str, timeout: float = 30
):
    """
    Returns the response of the extension's route, to be closed by the caller; raises as `ask` does.
    """
    if urlsplit(server["url"]).scheme not in ("http", "https"):
        raise OmniSciError(
            "The Jupyter server listens on a Unix socket, which is not supported here."
        )
    url = _local_url(server)
    # JupyterHub's servers have no token of their own. They accept their initial one.
    token = server.get("token") or os.environ.get("JUPYTERHUB_API_TOKEN", "")
    request = urllib.request.Request(  # noqa: S310 (http or https, see above)
        url.rstrip("/") + "/omnisci" + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Authorization": f"token {token}",
            "Accept": "application/json",
            "Content-Type": "application/json",
        },
    )
    try:
        return _opener(request.host).open(request, timeout=timeout)
    except urllib.error.HTTPError as error:
        message, code = _explain(error, asker, has_token=token != "")
        raise OmniSciError(message, code) from None
    except (HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, ssl.SSLCertVerificationError):
            raise OmniSciError(
                f"The certificate of the Jupyter server at {urlsplit(url).hostname} was not "
                f"accepted: {reason.verify_message}. Name the file of its authority in "
                "SSL_CERT_FILE, where the Jupyter server gets its environment. On 127.0.0.1 and "
                "0.0.0.0 a kernel needs no certificate."
            ) from None
        raise _failed(error) from None


def _failed(error: Exception) -> OmniSciError:
    reason = getattr(error, "reason", error)
    return OmniSciError(f"The request to the Jupyter server failed: {reason}")


def owning_server() -> dict:
    """The runtime data of the Jupyter Server that started this kernel, or of the only one."""
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
        raise OmniSciError(NOT_FOUND)
    return servers[0]


def _local_url(server: dict) -> str:
    """
    The server's URL, on this machine where it listens there: a runtime file is only used where the
    server's process is.
    """
    host = LOCAL_HOSTS.get(server.get("hostname", ""))
    if host is None:
        return server["url"]
    return urlunsplit(urlsplit(server["url"])._replace(netloc=f"{host}:{server['port']}"))


def _explain(error: urllib.error.HTTPError, asker: str, *, has_token: bool) -> tuple[str, str]:
    """The extension's message and code; otherwise an explanation of Jupyter's status, and ""."""
    try:
        reply = json.load(error)
        said, code = reply["message"], reply.get("code", "")
    except (ValueError, KeyError, TypeError, AttributeError):
        said, code = "", ""
    if error.code == 403 and (not code or said == NOT_LOGGED_IN):
        if not has_token:
            return (
                f"The Jupyter server has a password and no token, so a {asker} cannot ask it. Set a "
                "token beside the password and restart Jupyter: c.IdentityProvider.token = '…'."
            ), ""
        return f"The Jupyter server does not accept this {asker}'s token. Restart the {asker}.", ""
    if error.code == 404 and not code:
        return (
            "The server extension is disabled. Enable it and restart Jupyter: "
            "jupyter serverextension enable --sys-prefix jupyterlab_omnisci.serverextension"
        ), ""
    return said or f"The Jupyter server answered {error.code}.", code


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Refuses redirects, which would carry the token to another server."""

    def redirect_request(self, *args):
        return None


def _opener(host: str) -> urllib.request.OpenerDirector:
    context = ssl.create_default_context()
    if host.rsplit(":", 1)[0] in ("localhost", "127.0.0.1", "[::1]"):
        # The server's certificate names its public host. On this machine, the runtime file, which
        # only its owner can write, proves that the port is the server's.
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    # No proxy: a proxy from the environment would see the token.
    return urllib.request.build_opener(
        urllib.request.ProxyHandler({}),
        urllib.request.HTTPSHandler(context=context),
        _NoRedirect,
    )
