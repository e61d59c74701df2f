"""Asks a sidecar of one's own, without a Jupyter server in between."""

import asyncio
import json
import socket
from http.client import HTTPConnection

from ..process import Sidecar


class _UnixConnection(HTTPConnection):
    def __init__(self, path: str, timeout: float):
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class SidecarClient:
    def __init__(self, sidecar: Sidecar):
        self._sidecar = sidecar

    async def start(self) -> None:
        """Raises Failure where the sidecar does not start."""
        await self._sidecar.ensure(self._answers)

    async def get(self, path: str, timeout: float = 60) -> dict:
        """Raises OSError where there is no answer in time, a number of seconds."""
        return json.loads(await asyncio.to_thread(self._get, path, timeout))

    async def _answers(self) -> bool:
        try:
            await asyncio.to_thread(self._get, "/", 1)
        except OSError:
            return False
        return True

    def _get(self, path: str, timeout: float) -> bytes:
        connection = (
            _UnixConnection(self._sidecar.socket, timeout)
            if self._sidecar.socket
            else HTTPConnection("127.0.0.1", self._sidecar.port, timeout=timeout)
        )
        try:
            connection.request("GET", path, headers={"X-OmniSci-Secret": self._sidecar.secret})
            return connection.getresponse().read()
        finally:
            connection.close()
