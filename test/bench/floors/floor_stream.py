"""A Jupyter server extension for the bench: passes one stream of bytes on, and does nothing else."""

import os

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.tcpclient import TCPClient
from tornado.web import authenticated

CHUNK_BYTES = 256 * 1024
PORT = int(os.environ["FLOOR_PORT"])


class StreamHandler(JupyterHandler):
    @authenticated
    async def get(self):
        stream = await TCPClient().connect("127.0.0.1", PORT)
        try:
            await stream.write(b"GET /whole HTTP/1.1\r\nHost: localhost\r\n\r\n")
            head = (await stream.read_until(b"\r\n\r\n")).decode("latin-1").lower()
            missing = int(head.partition("content-length:")[2].split("\r\n")[0])
            self.set_header("Content-Length", str(missing))
            self.set_header("Content-Type", "application/octet-stream")
            while missing > 0:
                chunk = await stream.read_bytes(min(missing, CHUNK_BYTES), partial=True)
                missing -= len(chunk)
                self.write(chunk)
                await self.flush()
        finally:
            stream.close()


def _jupyter_server_extension_points():
    return [{"module": "floor_stream"}]


def _load_jupyter_server_extension(serverapp):
    route = url_path_join(serverapp.base_url, "floor/stream")
    serverapp.web_app.add_handlers(".*$", [(route, StreamHandler)])
