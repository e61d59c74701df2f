"""`jupyter omnisci connections` and `sign-out`, of a running server with a real sidecar."""

import json

import pytest
from world import Server, World

from sandbox import Sandbox

PASSWORD = "HyperInteractive"


@pytest.fixture(scope="module")
def server():
    sandbox = Sandbox()
    world = World()
    world.use_real_sidecar()
    session = world.home / "session"
    session.write_text(sandbox.clone())
    session.chmod(0o600)
    part = sandbox.connection
    config = {
        "OmniSciSessionManager": {"session_file": str(session)},
        "OmniSciConnections": {
            "servers": [{"id": name, "username": "admin", **part} for name in ("lab", "prod")]
        },
    }
    (world.user_config / "jupyter_server_config.json").write_text(json.dumps(config))
    server = Server(
        world,
        base_url="/user/me/",
        **{f"OMNISCI_{name.upper()}": value for name, value in part.items()},
    )
    yield server
    server.stop()
    world.remove()
    sandbox.stop()


@pytest.fixture
def omnisci(server):
    def run(*arguments, **environment):
        done = server.world.run("-m", "jupyter", "omnisci", *arguments, **environment)
        leaked = [s for s in (server.token, PASSWORD) if s in done.stdout + done.stderr]
        assert (len(leaked), "Traceback" in done.stderr) == (0, False)
        return done

    return run


@pytest.fixture
def sign_in(server):
    def sign_in(name):
        body = {"server": name, "username": "admin", "database": "", "password": PASSWORD}
        reply = server.ask(
            "POST",
            "/connections/sign-in",
            {"Content-Type": "application/json"},
            json.dumps(body),
            login=True,
        )
        assert reply.status == 200

    return sign_in


def states(done):
    """The last column by the first, below the headings."""
    return {line.split()[0]: line.split()[-1] for line in done.stdout.splitlines()[1:]}


def test_lists_them_and_signs_out_of_all_but_the_handed_over_one(omnisci, sign_in):
    signed_out = {"handover": "connected", "lab": "sign_in_needed", "prod": "sign_in_needed"}
    listed = omnisci("connections")
    assert listed.returncode == 0
    assert listed.stdout.startswith("SERVER    ADDRESS")
    assert states(listed) == signed_out
    for name in ("lab", "prod"):
        sign_in(name)
    assert states(omnisci("connections"))["lab"] == "connected"
    assert omnisci("sign-out").stdout == "lab: signed out\nprod: signed out\n"
    assert states(omnisci("connections")) == signed_out
    assert omnisci("sign-out").stdout == "JupyterLab is signed in to no server.\n"


def test_signs_out_of_the_one_that_is_named(omnisci, sign_in):
    for name in ("lab", "prod"):
        sign_in(name)
    assert omnisci("sign-out", "lab").stdout == "lab: signed out\n"
    assert states(omnisci("connections"))["prod"] == "connected"
    assert omnisci("sign-out", "lab", "prod").stdout == "lab: was not signed in\nprod: signed out\n"


def test_says_that_a_session_that_was_handed_over_goes_on(omnisci):
    done = omnisci("sign-out", "handover")
    assert "handover: not ended, since this session was handed over" in done.stdout
    assert states(omnisci("connections"))["handover"] == "connected"


def test_knows_the_servers_that_there_are(omnisci):
    done = omnisci("sign-out", "prd")
    assert done.returncode == 1
    assert done.stderr == "There is no server prd. There are: handover, lab, prod.\n"


def test_asks_the_server_at_the_url_that_is_named(server, omnisci):
    url = f"http://127.0.0.1:{server.port}/user/me/"
    assert "handover" in omnisci("connections", f"--url={url}").stdout
    assert "handover" in omnisci("connections", JUPYTER_SERVER_URL=url).stdout
    wrong = omnisci("connections", "--url=http://127.0.0.1:1/")
    assert (wrong.returncode, url in wrong.stderr) == (1, True)


def test_has_the_user_choose_among_several(server, omnisci):
    other = Server(server.world)
    try:
        done = omnisci("connections")
    finally:
        other.stop()
    assert done.returncode == 1
    assert "Name one with --url: http://127.0.0.1:" in done.stderr


def test_says_that_there_is_none(omnisci):
    done = omnisci("connections", JUPYTER_RUNTIME_DIR="/nowhere")
    assert (done.returncode, done.stderr) == (1, "You run no Jupyter server on this machine.\n")
