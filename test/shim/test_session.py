"""`current_session()`, as a notebook's first cell calls it: in the kernel's process, of the kernel's server."""

import json

import pytest
from world import Server, World

from jupyterlab_omnisci.proxy import NO_RIGHT

PRINT = (
    "import json; from jupyterlab_omnisci.session import current_session as s;"
    "found = s();"
    "print(found.pop('sessionid') == 'a' * 32, json.dumps(found))"
)
REPLY = {
    "session": "a" * 32,
    "connection": {"protocol": "binary", "host": "db.example", "port": "6274"},
    "environment": {},
    "query": "",
}


@pytest.fixture(scope="module")
def server():
    world = World()
    world.session_reply.write_text(json.dumps({"status": 200, "reply": REPLY}))
    server = Server(world, base_url="/user/me/")
    yield server
    server.stop()
    world.remove()


@pytest.fixture
def kernel(server):
    """Runs Python as a kernel of that server would be run."""

    def run(code=PRINT, reply=REPLY, status=200, **environment):
        server.world.session_reply.write_text(json.dumps({"status": status, "reply": reply}))
        return server.world.run("-c", code, **{"JPY_PARENT_PID": str(server.pid), **environment})

    return run


FOUND = 'True {"host": "db.example", "port": 6274, "protocol": "binary"}\n'


def test_asks_the_server_of_the_kernel(kernel):
    assert kernel().stdout == FOUND


def test_takes_a_protocol_in_capitals_as_the_sidecar_does(kernel):
    written = {**REPLY["connection"], "protocol": "BINARY"}
    assert kernel(reply={**REPLY, "connection": written}).stdout == FOUND


def test_finds_the_only_server_where_nothing_names_one(kernel):
    assert kernel(JPY_PARENT_PID="").stdout == FOUND


def test_goes_past_a_proxy_that_the_environment_names(kernel):
    assert kernel(http_proxy="http://127.0.0.1:9", HTTP_PROXY="http://127.0.0.1:9").stdout == FOUND


def test_uses_the_token_of_the_hub_where_the_server_has_none(server, kernel):
    written = server.info_file.read_text()
    server.info_file.write_text(json.dumps({**json.loads(written), "token": ""}))
    try:
        worked = kernel(JUPYTERHUB_API_TOKEN=server.token).stdout == FOUND
        refused = kernel().stderr
    finally:
        server.info_file.write_text(written)
    assert worked
    assert "has a password and no token" in refused


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            {"reply": {**REPLY, "session": "", "message": "Log in to Immerse."}},
            "Log in to Immerse.",
        ),
        ({"reply": {**REPLY, "session": ""}}, "expose_session_id"),
        ({"status": 503, "reply": {"code": "x", "message": "Nothing there."}}, "Nothing there."),
        ({"status": 403, "reply": {"code": "forbidden", "message": NO_RIGHT}}, NO_RIGHT),
        ({"status": 404, "reply": {}}, "jupyter serverextension enable"),
        ({"status": 302, "reply": {}}, "answered 302"),
        ({"status": 500, "reply": []}, "answered 500"),
        ({"reply": {**REPLY, "connection": {**REPLY["connection"], "port": ""}}}, "port"),
    ],
)
def test_says_what_is_wrong(kernel, answer, told):
    done = kernel(**answer)
    assert done.returncode == 1
    last_line = done.stderr.strip().splitlines()[-1]
    assert "OmniSciError: " in last_line
    assert told in last_line
    assert REPLY["session"] not in done.stderr


def test_says_when_there_is_no_server(kernel):
    done = kernel(JPY_PARENT_PID="", JUPYTER_RUNTIME_DIR="/nowhere")
    assert "was not found" in done.stderr


def test_needs_no_more_than_jupyter_core(kernel):
    done = kernel(
        "import sys, jupyterlab_omnisci.session;"
        "print(sorted({'jupyterlab', 'jupyter_server', 'tornado', 'traitlets'} & set(sys.modules)))"
    )
    assert done.stdout == "[]\n"
