"""Passes requests from the browser to the sidecar, under the rules of Jupyter's own API."""

import asyncio
import errno
import json
import os
import re
import socket
import struct
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import unquote_plus
from uuid import uuid4

import aiohttp
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import ensure_async
from tornado.web import HTTPError

from .failure import Failure, failure_for, too_many, unavailable
from .names import ROUTES
from .process import Sidecar
from .sidecar_client import SECRET_HEADER
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
# The caller's credentials for Jupyter. The sidecar must not be able to pass them on or log them. And
# the one for the sidecar, which is not the caller's to give.
CREDENTIAL_HEADERS = (
    "Authorization",
    "Cookie",
    "Referer",
    "X-XSRFToken",
    "X-CSRFToken",
    SECRET_HEADER,
)
# RFC 9110 7.6.1: they concern one connection. `Expect` was answered by Jupyter.
CONNECTION_HEADERS = (
    "Connection",
    "Expect",
    "Keep-Alive",
    "Proxy-Authenticate",
    "Proxy-Authorization",
    "Proxy-Connection",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
)
CREDENTIAL_ARGUMENTS = ("token", "_xsrf")
# Simultaneous requests. Each takes two of Jupyter's descriptors, of which there are at most 4,096 and
# which kernels and files need too, and one place in the backlog of a busy sidecar.
MAX_UNDER_WAY = 128
NOT_LISTENING = (errno.ECONNREFUSED, errno.ENOENT)
NO_DESCRIPTORS = (errno.EMFILE, errno.ENFILE)
# A `struct linger`: on, with no seconds.
RESET_ON_CLOSE = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
# Reserved for Jupyter itself if there are few descriptors.
RESERVED_DESCRIPTORS = 64
# An answer up to this length is sent on when it is whole, a longer one as it arrives.
MAX_SHORT_BYTES = 64 * 1024
WORK_PATH = re.compile(
    rf"({'|'.join(ROUTES)})/(connections/[^/]+/)?(queries|renders|vega-lite)(/|$)"
)
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


def _passed_on(headers, besides: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """
    Of the headers of a request or an answer, those for the other side: a name may come twice.
    `headers` are tornado's, whose `items()` joins such values, or aiohttp's.
    """
    named = [name.strip() for name in headers.get("Connection", "").split(",")]
    left = {name.lower() for name in (*CONNECTION_HEADERS, *besides, *named)}
    pairs = headers.get_all() if hasattr(headers, "get_all") else headers.items()
    return [(name, value) for name, value in pairs if name.lower() not in left]


class OmniSciProxyHandler(JupyterHandler):
    """Passes each request on, and the answer back as it arrives, chunk by chunk."""

    def initialize(self, sidecar: Sidecar, under_way: set, recorder: Recorder):
        self.sidecar = sidecar
        self.under_way = under_way
        self.recorder = recorder
        self._has_left = False
        self._passing: asyncio.Future | None = None
        self._request_id = uuid4().hex

    async def prepare(self):
        await ensure_async(super().prepare())
        await self._require_right()
        if (
            not self.check_origin()
            or self.request.headers.get("Upgrade", "").lower() == "websocket"
        ):
            raise failure_for(403)
        if self.request.method not in METHODS:
            raise failure_for(405)

    async def _require_right(self):
        """As Jupyter's decorator `authorized`, but whoever is refused is told that they are logged in."""
        if not self.current_user:
            raise failure_for(403)
        asked = self.authorizer.is_authorized(self, self.current_user, *RIGHT)
        if not await ensure_async(asked):
            raise Failure("forbidden", NO_RIGHT)

    def get_login_url(self):
        raise failure_for(403)

    async def get(self, _path):
        if len(self.under_way) >= _max_under_way():
            raise too_many()
        self.under_way.add(self)
        self._note_activity()
        try:
            await self._answer()
        finally:
            self.under_way.remove(self)
            self._note_activity()

    head = post = get

    def _note_activity(self):
        """
        For Jupyter's and JupyterHub's cullers. While a query runs or its rows are fetched, the
        browser makes a request at least every ten seconds; a browser that has left makes none. A
        picture is one request. Lab polls the status: that must not keep an idle server from being
        culled.
        """
        if WORK_PATH.match(self.request.path.removeprefix(self.base_url)):
            self.settings["omnisci_last_activity"] = datetime.now(timezone.utc)

    async def _answer(self):
        for last_try in (False, True):
            process = await self.sidecar.ensure()
            try:
                with self.sidecar.watching():
                    self._passing = asyncio.ensure_future(self._pass_on())
                    await self._passing
                self.sidecar.has_served(process)
                return
            except asyncio.CancelledError:
                if not self._has_left:
                    raise
                self.set_status(499, "Client Closed Request")
                return
            except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
                number = getattr(error, "errno", None)
                if number in NO_DESCRIPTORS:
                    raise too_many(
                        "The Jupyter server has too many files and connections open for one more "
                        "request. Try again in a moment; if it stays, raise its limit: ulimit -n."
                    ) from error
                safe = self.request.method in SAFE_METHODS
                arrived = number not in NOT_LISTENING
                if not arrived:
                    self.sidecar.discard(process)
                if last_try or (arrived and not (safe and await self.sidecar.has_ended(process))):
                    raise unavailable(
                        "The OmniSci sidecar ended or stopped answering. It is being restarted."
                    ) from error

    async def _pass_on(self):
        """Raises what the client raises, before anything has been sent to the browser."""
        sent = self.sidecar.client.request(
            self.request.method,
            self._target(),
            headers=_passed_on(self.request.headers, besides=CREDENTIAL_HEADERS),
            body=self.request.body or None,
        )
        async with sent as answer:
            # A short answer is awaited, so that its loss is an error and not half an answer.
            whole = answer.content_length is not None and answer.content_length <= MAX_SHORT_BYTES
            body = await answer.read() if whole else b""
            self._begin(answer)
            if whole:
                self.write(body)
                return
            try:
                async for chunk in answer.content.iter_any():
                    self.write(chunk)
                    await self.flush()
            except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
                self._break_off()

    def _target(self) -> str:
        """Below our route, as it was sent, without the caller's credentials for Jupyter."""
        _, _, path = self.request.path.removeprefix(self.base_url).partition("/")
        query = "&".join(
            argument
            for argument in self.request.query.split("&")
            if unquote_plus(argument.split("=")[0]) not in CREDENTIAL_ARGUMENTS
        )
        return f"/{path}{'?' if query else ''}{query}"

    def _begin(self, answer: aiohttp.ClientResponse):
        # Without the headers that Jupyter adds, such as those of `allow_origin`.
        self.clear()
        self.clear_header("Content-Type")
        self.set_status(answer.status, answer.reason)
        passed_on = _passed_on(answer.headers)
        for name, _ in passed_on:
            self.clear_header(name)
        for name, value in passed_on:
            self.add_header(name, value)

    def _break_off(self):
        """So that nobody takes the part that was sent for the whole."""
        self.log.warning("OmniSci request %s: the answer was cut short.", self._request_id)
        self._auto_finish = False
        connection = self.request.connection
        if self.request.version == "HTTP/1.0" and connection.stream.socket:
            # Such a client, often a proxy, takes the end of a connection for the end of the answer.
            connection.stream.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        connection.close()

    def on_connection_close(self):
        # Otherwise the sidecar would work for a caller that has gone.
        super().on_connection_close()
        self._has_left = True
        if self._passing:
            self._passing.cancel()

    def set_default_headers(self):
        # For answers of Jupyter, tornado and this class.
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
