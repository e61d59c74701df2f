"""Requests to one sidecar process, over connections that stay open between requests."""

import asyncio
import json
from contextlib import AbstractAsyncContextManager

import aiohttp
from yarl import URL

SECRET_HEADER = "X-OmniSci-Secret"  # noqa: S105 (its name only)
# Node closes an idle connection after five seconds. Ours are closed before, so that no request meets
# one that is just being closed.
IDLE_CONNECTION_S = 4
# A query may take an hour.
MAX_REQUEST_S = 3600
CONNECT_S = 20


class SidecarClient:
    """Belongs to the event loop that it was made in. `close` it."""

    def __init__(self, *, socket: str | None, port: int, secret: str):
        """`port` and `secret` are those of a sidecar without a socket."""
        # The handlers limit the number of requests.
        options = {"limit": 0, "keepalive_timeout": IDLE_CONNECTION_S}
        self._loop = asyncio.get_running_loop()
        self._connector = (
            aiohttp.UnixConnector(socket, **options) if socket else aiohttp.TCPConnector(**options)
        )
        self._session = aiohttp.ClientSession(
            connector=self._connector,
            # Whatever is sent comes from the caller, and whatever is received goes to it.
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={SECRET_HEADER: secret} if secret else {},
            skip_auto_headers=["Accept", "Accept-Encoding", "Content-Type", "User-Agent"],
            timeout=aiohttp.ClientTimeout(total=MAX_REQUEST_S, sock_connect=CONNECT_S),
        )
        self._origin = "http://localhost" if socket else f"http://127.0.0.1:{port}"
        self._closing: asyncio.Task | None = None

    def request(
        self, method: str, target: str, *, headers=None, body: bytes | None = None
    ) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        """
        `target` is the path and the query, sent as they are. Enter the answer to await its headers;
        its body is read as it arrives. Raises aiohttp.ClientError, and a TimeoutError after an hour.
        """
        return self._session.request(
            method,
            URL(self._origin + target, encoded=True),
            headers=headers,
            data=body,
            allow_redirects=False,
        )

    async def answers(self) -> bool:
        """True if the process takes requests. A refusal is an answer too."""
        try:
            async with self.request("GET", "/"):
                return True
        except aiohttp.ClientError:
            return False

    async def get_json(self, target: str, timeout: float = 60) -> dict:
        """Raises OSError if there is no answer in time, in seconds."""

        async def get() -> dict:
            async with self.request("GET", target) as answer:
                return json.loads(await answer.read())

        try:
            return await asyncio.wait_for(get(), timeout)
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise OSError(f"It does not answer: {error or 'in time'}.") from error

    def close(self) -> None:
        """Also at the end of the process, when the loop no longer runs."""
        if self._loop.is_closed():
            self._session.detach()
        elif self._loop.is_running():
            # Kept, because the loop itself does not keep its tasks.
            self._closing = self._loop.create_task(self._session.close())
        else:
            self._loop.run_until_complete(self._session.close())
