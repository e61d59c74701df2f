"""What Jupyter's log says at the start, before anybody has asked for anything."""

import json
import re

import pytest
from world import eventually

from jupyterlab_omnisci.names import choose_variables

SESSION = "a" * 32
VARIABLES = {"OMNISCI_PROTOCOL": "binary", "OMNISCI_HOST": "db.example", "OMNISCI_PORT": "6274"}


@pytest.fixture
def announced(world, start):
    """The lines of a server that has just started: the one about Node, and the warnings."""

    def announced(*arguments, settings=None, **environment):
        world.user_config.joinpath("jupyter_server_config.json").write_text(
            json.dumps(settings or {})
        )
        server = start(*arguments, **environment)

        def lines():
            return [line for line in server.log.splitlines() if " OmniSci: " in line]

        [node] = eventually(lambda: [line for line in lines() if "settings" in line])
        # The warnings come right after it, before any answer.
        server.get()
        assert SESSION not in server.log
        warnings = [line.split(" OmniSci: ")[1] for line in lines() if line.startswith("[W ")]
        return node.split(" OmniSci: ")[1], warnings, server

    return announced


@pytest.fixture
def session(world):
    file = world.home / "session"
    file.write_text(SESSION)
    file.chmod(0o600)
    return {"OmniSciSessionManager": {"session_file": str(file)}}


def test_one_line_where_all_is_there(world, announced, session):
    node, warnings, _server = announced(settings=session, **VARIABLES)
    file = world.user_config / "jupyter_server_config.json"
    assert re.fullmatch(rf"Node\.js \d+\.\d+\.\d+ \(/\S+\); settings from {file}\.", node)
    assert warnings == []


def test_starts_no_sidecar(world, start):
    server = start()
    eventually(lambda: "no settings, only defaults" in server.log)
    assert world.starts() == []


def test_no_node(world, announced, session):
    settings = {**session, "OmniSciConfig": {"node": "/nowhere"}}
    node, _warnings, server = announced(settings=settings, **VARIABLES)
    assert node.startswith("no Node.js; settings from ")
    assert server.log.count("Node.js was not found") == 1


def test_no_session_file_and_no_variables(announced):
    _node, warnings, _server = announced()
    assert len(warnings) == 2
    assert warnings[0].startswith("No session file is configured. Set OmniSciSessionManager.")
    assert "OMNISCI_PROTOCOL, OMNISCI_HOST, OMNISCI_PORT. " in warnings[1]


def test_a_session_file_that_is_not_there(announced):
    settings = {"OmniSciSessionManager": {"session_file": "/nowhere/session"}}
    _node, warnings, _server = announced(settings=settings, **VARIABLES)
    assert len(warnings) == 1
    assert warnings[0].startswith("The session file /nowhere/session does not exist.")


def test_variables_of_heavy_ai(announced, session):
    heavy = {f"HEAVYAI_{part}": VARIABLES[f"OMNISCI_{part}"] for part in ("PROTOCOL", "HOST")}
    _node, warnings, _server = announced(settings=session, **heavy)
    assert len(warnings) == 1
    assert "server: HEAVYAI_PORT. " in warnings[0]


@pytest.mark.parametrize(
    "settings",
    [
        {"OmniSciConnections": {"servers": [{"id": "prod", "host": "db.example"}]}},
        {"OmniSciConfig": {"session_manager": "a_module.Manager"}},
    ],
)
def test_nothing_is_missing_where_the_session_comes_from_elsewhere(announced, settings):
    _node, warnings, _server = announced(settings=settings)
    assert warnings == []


@pytest.mark.parametrize(
    ("environment", "product"),
    [
        ({}, "OMNISCI"),
        ({"HEAVYAI_HOST": "h"}, "HEAVYAI"),
        ({"HEAVYAI_HOST": "h", "OMNISCI_PORT": "1"}, "OMNISCI"),
        ({"HEAVYAI_HOST": "h", "OMNISCI_PORT": ""}, "HEAVYAI"),
    ],
)
def test_chooses_the_variables_that_the_sidecar_chooses(environment, product):
    # As test/unit/server/settings/product-names.test.ts has it.
    chosen = choose_variables(tuple(VARIABLES), environment)
    assert chosen == tuple(f"{product}_{part}" for part in ("PROTOCOL", "HOST", "PORT"))
