"""Passes requests from the browser to the sidecar, under the rules of Jupyter's own API."""

import errno
import json
import re
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import unquote_plus
from uuid import uuid4

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import ensure_async
from jupyter_server_proxy.handlers import SuperviseAndProxyHandler
from tornado.web import HTTPError

from .failure import Failure, failure_for, too_many, unavailable
from .names import ROUTES
from .process import Sidecar
from .telemetry.recorder import Recorder

try:
    import resource
except ImportError:
    # Windows has no such limit.
    resource = None

# Action and resource, for ServerApp.authorizer_class.
RIGHT = ("execute", "omnisci")
NO_RIGHT = (
    "You are logged in to Jupyter, but may not use the database here. Ask the administrator of the "
    'Jupyter server for the right "execute" on "omnisci".'
)
METHODS = ("GET", "HEAD", "POST")
SAFE_METHODS = METHODS[:2]
# The caller's credentials for Jupyter. The sidecar must not be able to pass them on or log them.
CREDENTIAL_HEADERS = ("Authorization", "Cookie", "Referer", "X-XSRFToken", "X-CSRFToken")
CREDENTIAL_ARGUMENTS = ("token", "_xsrf")
# Simultaneous requests. Each takes two of Jupyter's descriptors, of which there are at most 4,096 and
# which kernels and files need too, and one place in the backlog of a busy sidecar.
MAX_UNDER_WAY = 128
NO_DESCRIPTORS = (errno.EMFILE, errno.ENFILE)
# Reserved for Jupyter itself if there are few descriptors.
RESERVED_DESCRIPTORS = 64
WORK_PATH = re.compile(rf"({'|'.join(ROUTES)})/(connections/[^/]+/)?(queries|renders)(/|$)")
# The headers of the sidecar's answers, for answers that it does not make.
SECURITY_HEADERS = json.loads(
    (Path(__file__).parent / "sidecar" / "security-headers.json").read_text("utf-8")
)


def _max_under_way() -> int:
    if resource is None:
        return MAX_UNDER_WAY
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if limit == resource.RLIM_INFINITY:
        return MAX_UNDER_WAY
    return max(1, min(MAX_UNDER_WAY, (limit - RESERVED_DESCRIPTORS) // 3))


class OmniSciProxyHandler(SuperviseAndProxyHandler):
    """
    JSP's handler, with what it leaves to the proxied application: XSRF and Origin checks, 403
    instead of a login page, no credentials for the sidecar, errors as JSON.
    """

    def initialize(self, sidecar: Sidecar, under_way: set, recorder: Recorder):
        super().initialize(state={})
        self.sidecar = sidecar
        self.under_way = under_way
        self.recorder = recorder
        self.proxy_base = "omnisci"
        # Lab polls the status: that must not keep an idle server from being culled.
        self.update_last_activity = False
        self._has_left = False
        self._upstream = None
        self._request_id = uuid4().hex

    @property
    def port(self):
        return self.sidecar.port

    @property
    def unix_socket(self):
        return self.sidecar.socket

    async def prepare(self):
        await super().prepare()
        await self._require_right()
        if (
            not self.check_origin()
            or self.request.headers.get("Upgrade", "").lower() == "websocket"
        ):
            raise failure_for(403)
        if self.request.method not in METHODS:
            raise failure_for(405)
        if self.request.headers.get("Accept") == "text/event-stream":
            # JSP would stream the reply, and a reply cut short would look complete.
            del self.request.headers["Accept"]
        arguments = self.request.query.split("&")
        self.request.query = "&".join(
            a for a in arguments if unquote_plus(a.split("=")[0]) not in CREDENTIAL_ARGUMENTS
        )

    async def _require_right(self):
        """As Jupyter's decorator `authorized`, but whoever is refused is told that they are logged in."""
        if not self.current_user:
            raise failure_for(403)
        asked = self.authorizer.is_authorized(self, self.current_user, *RIGHT)
        if not await ensure_async(asked):
            raise Failure("forbidden", NO_RIGHT)

    def check_xsrf_cookie(self):
        # Looked up at each call, because JupyterHub replaces the method on this class.
        JupyterHandler.check_xsrf_cookie(self)

    def get_login_url(self):
        raise failure_for(403)

    def _note_activity(self):
        """
        For Jupyter's and JupyterHub's cullers. While a query runs or its rows are fetched, the
        browser makes a request at least every ten seconds; a browser that has left makes none. A
        picture is one request.
        """
        if WORK_PATH.match(self.request.path.removeprefix(self.base_url)):
            self.settings["omnisci_last_activity"] = datetime.now(timezone.utc)

    async def ensure_process(self):
        return await self.sidecar.ensure(self._answers)

    async def _answers(self):
        return await self._http_ready_func(None)

    async def proxy(self, port, path):
        if len(self.under_way) >= _max_under_way():
            raise too_many()
        self.under_way.add(self)
        self._note_activity()
        try:
            return await self._proxy(path)
        finally:
            self.under_way.remove(self)
            self._note_activity()

    async def _proxy(self, path):
        for last_try in (False, True):
            process = await self.ensure_process()
            try:
                with self.sidecar.watching(self._answers):
                    answer = await super().proxy(self.port, path or "/")
                self.sidecar.has_served(process)
                return answer
            except Failure:
                raise
            except (OSError, HTTPError) as error:
                if self._has_left:
                    self.set_status(499, "Client Closed Request")
                    return None
                if getattr(error, "errno", None) in NO_DESCRIPTORS:
                    raise too_many(
                        "The Jupyter server has too many files and connections open for one more "
                        "request. Try again in a moment; if it stays, raise its limit: ulimit -n."
                    ) from error
                safe = self.request.method in SAFE_METHODS
                arrived = not isinstance(error, (ConnectionRefusedError, FileNotFoundError))
                if not arrived:
                    self.sidecar.discard(process)
                if last_try or (arrived and not (safe and await self.sidecar.has_ended(process))):
                    raise unavailable(
                        "The OmniSci sidecar ended or stopped answering. It is being restarted."
                    ) from error

    def on_connection_close(self):
        # Otherwise JSP waits for an answer that nobody reads, and the sidecar for a gone caller.
        super().on_connection_close()
        self._has_left = True
        if self._upstream:
            self._upstream.close()

    async def _proxy_buffered(self, host, port, proxied_path, body, client):
        # JSP's client can abort a request only by its connection, which is internal.
        tcp_client = getattr(client, "tcp_client", None)
        if tcp_client:
            connect = tcp_client.connect

            async def connect_and_remember(*args, **kwargs):
                self._upstream = await connect(*args, **kwargs)
                if self._has_left:
                    self._upstream.close()
                return self._upstream

            tcp_client.connect = connect_and_remember
        return await super()._proxy_buffered(host, port, proxied_path, body, client)

    def proxy_request_headers(self):
        headers = super().proxy_request_headers()
        for name in CREDENTIAL_HEADERS:
            headers.pop(name, None)
        if self.sidecar.secret:
            headers["X-OmniSci-Secret"] = self.sidecar.secret
        return headers

    def proxy_request_options(self):
        # A query may take an hour; JSP's 300 s would cut it.
        options = {"connect_timeout": 20, "request_timeout": 3600, "follow_redirects": False}
        return {**super().proxy_request_options(), **options}

    def set_default_headers(self):
        # For answers of Jupyter, tornado and this class; JSP replaces them by the sidecar's.
        super().set_default_headers()
        for name, value in SECURITY_HEADERS.items():
            self.set_header(name, value)

    def compute_etag(self):
        # Tornado's own is a digest of the body, and the body may be a session ID.
        return None

    def write_error(self, status_code, exc_info=(None, None, None), **kwargs):
        failure = exc_info[1] if isinstance(exc_info[1], Failure) else failure_for(status_code)
        self.set_status(failure.status_code)
        if failure.status_code == 405:
            self.set_header("Allow", ", ".join(METHODS))
        if failure.status_code == 429:
            self.set_header("Retry-After", "1")
        self.log.warning("OmniSci request %s failed: %s", self._request_id, failure.code)
        self.recorder.record(
            {
                "kind": "request-failure",
                "route": f"{self.request.method} (answered by Jupyter)",
                "code": failure.code,
                "status": failure.status_code,
                "request_id": self._request_id,
            }
        )
        self.set_header("Content-Type", "application/json")
        self.finish(
            json.dumps(
                {
                    "code": failure.code,
                    "message": failure.message,
                    "requestId": self._request_id,
                }
            )
        )

    def log_exception(self, typ, value, tb):
        # Tornado's would log the address with its query, and with it a token.
        if not isinstance(value, HTTPError):
            message = "OmniSci request %s failed in the proxy."
            self.log.error(message, self._request_id, exc_info=(typ, value, tb))
