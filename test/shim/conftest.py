"""Fixtures: a world to change, and one server that tests share so long as they only ask."""

import os

import pytest
from world import Server, World

from notebook import Lab


@pytest.fixture
def world():
    world = World()
    yield world
    world.remove()


@pytest.fixture
def start(world):
    """Starts servers in the test's world, and stops them at its end."""
    servers = []

    def start(*arguments, **options):
        servers.append(Server(world, *arguments, **options))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def shared():
    """In a folder and at an address with characters that mean something to str.format and to re."""
    server = Server(
        World("with {braces}"),
        base_url="/user/a.b/",
        JUPYTERHUB_API_TOKEN="canary",
        JPY_API_TOKEN="canary",
    )
    yield server
    server.stop()
    server.world.remove()


@pytest.fixture(scope="session", autouse=True)
def _no_proxy():
    """A proxy in the tester's environment is none of these tests' business."""
    for name in ("http_proxy", "HTTP_PROXY"):
        os.environ.pop(name, None)


@pytest.fixture(scope="module")
def lab():
    """A server with a real sidecar on a sandbox of its own."""
    lab = Lab()
    yield lab
    lab.stop()


@pytest.fixture(scope="module")
def kernel(lab):
    """A kernel of that server, with our magics."""
    with lab.kernel() as kernel:
        kernel.run("%load_ext jupyterlab_omnisci")
        yield kernel
