"""`jupyter omnisci check`, with each thing missing in turn: a real sidecar, and the sandbox database."""

import json
import re
import socket
from datetime import datetime, timedelta, timezone

import pytest
from world import EXTENSION, World

from jupyterlab_omnisci.admin.shown import shown
from sandbox import Sandbox

SECRET = "a-secret-of-a-test"


@pytest.fixture(scope="module")
def sandbox():
    sandbox = Sandbox()
    yield sandbox
    sandbox.stop()


class Setup:
    """An installation in which all is well, until a test spoils it."""

    def __init__(self, world: World, sandbox: Sandbox):
        self.world = world
        world.use_real_sidecar()
        self.session = sandbox.clone()
        self.file = world.home / "session"
        self.file.write_text(self.session)
        self.file.chmod(0o600)
        self.config_file = world.user_config / "jupyter_server_config.json"
        self.settings = {"OmniSciSessionManager": {"session_file": str(self.file)}}
        part = sandbox.connection
        self.environment = {f"OMNISCI_{name.upper()}": value for name, value in part.items()}

    def run(self, *options):
        self.config_file.write_text(json.dumps(self.settings))
        done = self.world.run("-m", "jupyter", "omnisci", "check", *options, **self.environment)
        leaked = [word for word in (self.session, SECRET) if word in done.stdout + done.stderr]
        assert len(leaked) == 0
        assert "Traceback" not in done.stderr
        return done

    def check(self, *options):
        """The exit code, and of each name what was found, joined where it was more than one thing."""
        done = self.run("--json", *options)
        reply = json.loads(done.stdout)
        assert reply["ok"] is (done.returncode == 0)
        found = {}
        for finding in reply["findings"]:
            text = " ".join([finding["state"], finding["message"], finding["remedy"]]).strip()
            found.setdefault(finding["name"], []).append(text)
        return done.returncode, {name: "\n".join(texts) for name, texts in found.items()}


@pytest.fixture
def setup(world, sandbox):
    return Setup(world, sandbox)


def test_says_that_all_is_well(setup):
    done = setup.run()
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert lines[-1] == "Everything that was checked works."
    assert [line.split(maxsplit=2)[:2] for line in lines[:-2]] == [
        ["ok", name]
        for name in (
            "Extension",
            "Settings",
            "Node.js",
            "Sidecar",
            "Session",
            "Variables",
            "Database",
        )
    ]
    assert f"session_file = {setup.file} ({setup.config_file})" in lines[1]
    assert re.search(r" \d+\.\d+\.\d+, /\S*node$", lines[2])
    assert lines[4].endswith(f"admin, database heavyai, found in {setup.file} (private)")
    assert "OMNISCI_HOST=127.0.0.1" in lines[5]
    assert setup.world.socket_folders() == []


def test_takes_the_options_of_jupyter_lab(setup):
    code, found = setup.check("--OmniSciSessionManager.session_file=/nowhere", "--port=9999")
    assert code == 1
    assert "session_file = /nowhere (the command line)" in found["Settings"]
    assert "The session file /nowhere does not exist" in found["Session"]


def test_no_node(setup):
    setup.settings["OmniSciConfig"] = {"node": "/nowhere/node"}
    code, found = setup.check()
    assert code == 1
    assert found["Node.js"].startswith(
        "problem Node.js was not found at the configured path. Install Node.js 20"
    )
    assert found["Sidecar"].startswith("skipped")
    assert found["Session"].startswith(f"ok {setup.file} can be read;")
    assert "OMNISCI_HOST=127.0.0.1" in found["Variables"]


def test_no_node_and_what_is_missing_besides(setup):
    setup.settings["OmniSciConfig"] = {"node": "/nowhere/node"}
    del setup.environment["OMNISCI_PORT"]
    setup.file.write_text(" \n")
    found = setup.check()[1]
    assert found["Session"].startswith(f"problem The session file {setup.file} holds no session.")
    assert found["Variables"].startswith("problem No value: OMNISCI_PORT. (environment_missing)")
    setup.file.unlink()
    assert f"{setup.file} does not exist" in setup.check()[1]["Session"]
    setup.file.mkdir()
    assert "cannot be read: Is a directory." in setup.check()[1]["Session"]
    setup.settings["OmniSciSessionManager"] = {"session_command": ["/opt/find", SECRET]}
    found = setup.check()[1]
    assert (found["Session"], "Variables" in found) == (
        "skipped not tried: it needs the sidecar",
        False,
    )
    setup.settings.pop("OmniSciSessionManager")
    assert setup.check()[1]["Session"].startswith("skipped no session file is configured")


def test_a_node_that_is_too_old(setup):
    node = setup.world.folder / "node"
    node.write_text("#!/bin/sh\necho v18.19.0\n")
    node.chmod(0o755)
    setup.environment["JUPYTERLAB_OMNISCI_NODE"] = str(node)
    code, found = setup.check()
    assert code == 1
    assert "Node.js 18.19.0 is too old. Install Node.js 20" in found["Node.js"]
    assert str(node) in found["Node.js"]


def test_a_port_of_another_protocol_that_waits_for_more(setup):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        setup.environment["OMNISCI_PORT"] = str(silent.getsockname()[1])
        code, found = setup.check("--OmniSciConfig.answer_timeout=0.5")
    assert code == 1
    assert "(database_timeout)" in found["Database"]
    assert "the port belongs to the protocol" in found["Database"]
    assert "binary with port 6274" in found["Database"]


def test_a_sidecar_that_does_not_start(setup):
    setup.world.tweak("process", "SCRIPT", "pathlib.Path('/nowhere/main.cjs')")
    code, found = setup.check("--OmniSciConfig.start_timeout=5")
    assert code == 1
    assert found["Sidecar"].startswith("problem The OmniSci sidecar does not start")


def test_no_session_file_is_configured(setup):
    setup.settings = {}
    code, found = setup.check()
    assert code == 1
    assert "Set c.OmniSciSessionManager.session_file" in found["Session"]
    assert found["Variables"].startswith("ok ")
    assert "accepts connections" in found["Database"]


def test_a_laptop_without_any_hand_over(setup, start):
    setup.settings = {}
    setup.environment = {}
    code, found = setup.check()
    assert (code, found["Session"]) == (
        0,
        "ok none is handed over; users sign in to a server that they name",
    )
    assert {"Variables", "Database"} & set(found) == set()
    server = start()
    code, found = setup.check()
    assert (code, found["Running"]) == (
        0,
        f"ok http://127.0.0.1:{server.port}/: no session is handed over; "
        "users sign in to a server that they name",
    )
    setup.settings = {"OmniSciConnections": {"allow": "listed"}}
    code, found = setup.check()
    assert (code, found["Session"].split()[0]) == (1, "problem")


def test_no_session_file_where_users_sign_in(setup, sandbox):
    url = "{protocol}://{host}:{port}".format(**sandbox.connection)
    servers = [{"id": "prod", "url": url, "username": "ada", "password": SECRET}]
    setup.settings = {
        "OmniSciConnections": {
            "servers": servers,
            "credential_command": ["/opt/find", SECRET],
        }
    }
    setup.environment = {}
    code, found = setup.check()
    assert (code, found["Session"].split()[0]) == (0, "ok")
    assert "servers = 1 server" in found["Settings"]
    assert "credential_command = /opt/find …" in found["Settings"]
    assert "The passwords in OmniSciConnections.servers are ignored" in found["Settings"]
    assert "accepts connections; passwords are found without typing" in found["Server prod"]
    assert "Variables" not in found


def test_a_session_file_that_is_not_there(setup):
    setup.file.unlink()
    code, found = setup.check()
    assert code == 1
    assert "problem The session file" in found["Session"]
    assert "Log in to the database" in found["Session"]
    assert "ok binary, 127.0.0.1, port" in found["Database"]


def test_a_session_file_that_is_open_to_others(setup):
    setup.file.chmod(0o644)
    code, found = setup.check()
    assert code == 0
    assert "ok admin" in found["Session"]
    assert f"run: chmod 600 {setup.file}" in found["Session"]
    setup.settings["OmniSciSessionManager"]["require_private_file"] = True
    code, found = setup.check()
    assert code == 1
    assert found["Session"].startswith("problem The session file is open to other users")


@pytest.mark.parametrize("spoil", [lambda setup: None, lambda setup: setup.file.unlink()])
def test_no_variables(setup, spoil):
    spoil(setup)
    setup.environment = {}
    code, found = setup.check()
    assert code == 1
    assert "problem" in found["Variables"]
    assert "OMNISCI_PROTOCOL" in found["Variables"]
    assert "This command sees the variables of this terminal" in found["Variables"]
    assert found["Database"] == "skipped not asked: its address is not known"


@pytest.mark.parametrize("spoil", [lambda setup: None, lambda setup: setup.file.unlink()])
def test_no_database(setup, spoil):
    spoil(setup)
    setup.environment["OMNISCI_PORT"] = "1"
    code, found = setup.check()
    assert code == 1
    assert found["Database"].startswith("problem ")
    assert "Check that " in found["Database"]
    assert found["Variables"].startswith("ok ")


def test_an_expired_session(setup):
    setup.file.write_text("e" * 32)
    code, found = setup.check()
    assert code == 1
    assert "Log in to the database again. (session_expired)" in found["Session"]
    assert found["Database"] == "ok answers"


def test_until_when_a_session_is_good(setup):
    def expiring(in_seconds):
        expires = datetime.now(timezone.utc) + timedelta(seconds=in_seconds)
        setup.file.write_text(
            json.dumps({"session": setup.session, "expires": expires.isoformat()})
        )
        local = expires.astimezone().isoformat(" ", "minutes")
        return setup.check(), f"admin, database heavyai, until {local}, found in"

    (code, found), message = expiring(3600)
    assert (code, found["Session"].startswith(f"ok {message}")) == (0, True)
    (code, found), message = expiring(300)
    assert (code, found["Session"].startswith(f"warning {message}")) == (0, True)
    assert "It ends soon" in found["Session"]
    (code, found), message = expiring(-300)
    assert (code, found["Session"].startswith(f"warning {message}")) == (0, True)
    assert "This time is past" in found["Session"]


def test_a_session_command(setup):
    setup.settings = {"OmniSciSessionManager": {"session_command": ["cat", str(setup.file)]}}
    code, found = setup.check()
    assert (code, found["Session"]) == (0, "ok admin, database heavyai, found by session_command")
    setup.settings["OmniSciSessionManager"]["session_command"] = ["/nowhere/tool", SECRET]
    code, found = setup.check()
    assert code == 1
    assert found["Session"].startswith("problem ")
    assert "session_command = /nowhere/tool …" in found["Settings"]


def test_a_session_manager_in_python(setup):
    module = setup.world.home / "managers.py"
    module.write_text(
        f"class Good:\n    def get_session(self):\n        return {{'session': '{setup.session}'}}\n"
        "class Bad:\n    def get_session(self):\n        raise OSError('The vault is shut.')\n"
    )
    setup.settings = {"OmniSciConfig": {"session_manager": "managers.Good"}}
    code, found = setup.check()
    assert (code, found["Session"]) == (0, "ok admin, database heavyai, found by managers.Good")
    setup.settings["OmniSciConfig"]["session_manager"] = "managers.Bad"
    code, found = setup.check()
    assert (code, "The vault is shut." in found["Session"]) == (1, True)
    setup.environment = {}
    code, found = setup.check()
    assert found["Variables"].startswith("skipped not needed if")


def test_a_server_of_the_admin_that_is_down(setup):
    setup.settings["OmniSciConnections"] = {"servers": [{"id": "lab", "url": "http://127.0.0.1:1"}]}
    code, found = setup.check()
    assert code == 1
    assert "problem http, 127.0.0.1, port 1: no connection" in found["Server lab"]


def test_the_browser_is_told_the_same(setup, start):
    setup.settings["OmniSciConfig"] = {"login_url": f"https://a:{SECRET}@immerse.example/"}
    text = setup.run().stdout
    server = start(**setup.environment)
    for _ in range(2):
        # A second time, since the sidecar goes on.
        reply = server.get("/check")
        assert reply.status == 200
        assert reply.json["ok"] is True
        for finding in reply.json["findings"]:
            assert f"{finding['name']} " in text
            assert finding["message"] in text
        assert len(reply.json["findings"]) == len(text.splitlines()) - 2
    assert sum(word.encode() in reply.body for word in (setup.session, SECRET)) == 0
    assert server.get("/status").json["state"] == "connected"
    setup.file.unlink()
    found = {f["name"]: f for f in server.get("/check").json["findings"]}
    assert found["Session"]["state"] == "problem"
    assert "does not exist" in found["Session"]["message"]


def test_the_browser_is_told_under_the_rules_of_the_other_routes(setup, start):
    setup.run()
    server = start(**setup.environment)
    assert server.ask("GET", "/check").status == 403
    assert server.ask("POST", "/check", login=True, body="{}").status == 405
    wrong = start("--OmniSciConfig.query_timeout=-1")
    assert wrong.get("/check").json["code"] == "config_invalid"


def test_a_running_server_with_other_variables(setup, start):
    setup.run()
    server = start()
    url = f"http://127.0.0.1:{server.port}/"
    code, found = setup.check()
    assert (code, found["Session"].split()[0], found["Database"].split()[0]) == (1, "ok", "ok")
    assert found["Running"].startswith(
        f"problem {url}: The environment variables OMNISCI_PROTOCOL, "
    )
    assert "It has the settings and the variables that it was started with." in found["Running"]
    server.stop()
    assert "Running" not in setup.check()[1]


def test_a_running_server_that_works_and_one_without_the_extension(setup, start):
    setup.run()
    off = setup.world.folder / "off"
    off.mkdir()
    (off / "jupyter_server_config.json").write_text(
        json.dumps({"ServerApp": {"jpserver_extensions": {EXTENSION: False}}})
    )
    working, other = start(**setup.environment), start(JUPYTER_CONFIG_DIR=str(off))
    code, found = setup.check()
    assert code == 0
    assert f"ok http://127.0.0.1:{working.port}/: admin, database heavyai" in found["Running"]
    assert f"warning http://127.0.0.1:{other.port}/ could not be asked" in found["Running"]
    assert "jupyter serverextension enable" in found["Running"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (
            f"https://ada:{SECRET}@immerse.example/log-in?key={SECRET}",
            "https://immerse.example/log-in",
        ),
        (["*.example:6274", "db:1"], "*.example:6274, db:1"),
        ([{"password": SECRET}, {}], "2 servers"),
        (False, "False"),
    ],
)
def test_shows_settings_without_what_could_be_a_secret(value, text):
    assert shown(value) == text


def test_the_extension_is_disabled(setup):
    setup.world.run("-m", "jupyter", "serverextension", "disable", "--sys-prefix", EXTENSION)
    code, found = setup.check()
    assert code == 1
    assert f"disabled in {setup.world.env_config}" in found["Extension"]
    assert f"jupyter serverextension enable --sys-prefix {EXTENSION}" in found["Extension"]
    assert found["Database"].startswith("ok")


def test_a_hub_that_does_not_read_what_the_user_configures(setup):
    users = setup.world.home / ".jupyter"
    users.mkdir()
    (users / "jupyter_server_config.json").write_text(
        json.dumps(
            {
                "OmniSciConfig": {"login_url": "https://elsewhere.example/"},
                "ServerApp": {"jpserver_extensions": {EXTENSION: False}},
            }
        )
    )
    (users / "jupyter_lab_config.py").write_text("c.OmniSciConfig.max_rows = 7\n")
    setup.environment["JUPYTER_CONFIG_DIR"] = str(users)
    setup.environment["JUPYTER_CONFIG_PATH"] = str(setup.world.user_config)
    code, found = setup.check()
    assert (code, "login_url" in found["Settings"]) == (1, True)
    setup.environment["JUPYTERHUB_DISABLE_USER_CONFIG"] = "1"
    code, found = setup.check()
    assert (code, found["Extension"].split()[0]) == (0, "ok")
    assert found["Settings"].splitlines() == [
        f"ok OmniSciSessionManager.session_file = {setup.file} ({setup.config_file})"
    ]


def test_settings_that_are_misspelt_or_wrong(setup):
    setup.settings["OmniSciSessionManager"]["sesion_file"] = "/x"
    setup.settings["OmniSciSessionManagr"] = {"host": "X"}
    code, found = setup.check()
    assert (code, found["Settings"].count("warning ")) == (0, 2)
    assert "Did you mean `session_file`?" in found["Settings"]
    assert "Did you mean `OmniSciSessionManager`?" in found["Settings"]
    setup.settings["OmniSciConfig"] = {"query_timeout": -1}
    code, found = setup.check()
    assert code == 1
    assert "query_timeout" in found["Settings"]


def test_a_file_that_cannot_be_read_as_python(setup):
    file = setup.world.user_config / "jupyter_server_config.py"
    file.write_text(f"c.OmniSciConfig.node = '{SECRET}\n")
    code, found = setup.check()
    assert code == 1
    assert f"{file} (SyntaxError) Correct this file" in found["Settings"]


def test_options_that_jupyter_refuses(setup):
    code, found = setup.check("--ServerApp.port_retries=many")
    assert code == 1
    assert "Jupyter does not start with" in found["Settings"]


def test_shows_no_value_of_a_setting_of_anybody_else(setup):
    setup.settings["IdentityProvider"] = {"token": SECRET}
    (setup.world.user_config / "jupyter_server_config.py").write_text(
        f"c.IdentityProvider.token = '{SECRET}2'\nc.OmniSciConnections.servers_file = '/s'\n"
    )
    _code, found = setup.check()
    assert "Collisions detected" in found["Settings"]
