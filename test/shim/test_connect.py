"""`connect_session()`, as a notebook calls it: on a real Jupyter server and the sandbox database."""

import json

import pytest
from jupyter_client.manager import KernelManager
from world import REPOSITORY, Server, World

from notebook import Lab
from sandbox import Sandbox

READ = "print(con.execute('SELECT COUNT(*) FROM flights').fetchone()[0] > 0);"


@pytest.fixture(scope="module")
def sandbox():
    sandbox = Sandbox()
    yield sandbox
    sandbox.stop()


@pytest.fixture(scope="module")
def server():
    world = World()
    world.session_reply.write_text("{}")
    server = Server(world, base_url="/user/me/")
    yield server
    server.stop()
    world.remove()


@pytest.fixture
def kernel(server):
    """Runs Python as a kernel of that server would be run, where the sidecar answers `reply`."""

    def run(code, reply, status=200):
        server.world.session_reply.write_text(json.dumps({"status": status, "reply": reply}))
        return server.world.run(
            "-c",
            "from jupyterlab_omnisci import connect_session;" + code,
            JPY_PARENT_PID=str(server.pid),
        )

    return run


def asked(server):
    return server.world.starts_file.with_name("starts-asked").read_text().splitlines()


@pytest.mark.parametrize("driver", ["heavyai", "heavydb"])
def test_close_logs_out_the_clone_and_nobody_else(server, kernel, sandbox, driver):
    session, other = sandbox.clone(), sandbox.clone()
    without = "" if driver == "heavyai" else "import sys; sys.modules['heavyai'] = None;"
    done = kernel(
        f"{without} con = connect_session(); {READ}"
        "print(type(con).__bases__[0].__module__.split('.')[0]);"
        "con.close(); con.close(); print(con.closed)",
        {"session": session, "connection": sandbox.connection, "database": "heavyai"},
    )
    assert done.stdout.split() == ["True", driver, "1"], done.stderr.replace(session, "[session]")
    assert asked(server)[-1] == "POST /sessions {}"
    assert not sandbox.knows(session)
    assert sandbox.knows(other)
    assert sandbox.owner_works()


@pytest.mark.parametrize(
    "end",
    ["", "del con", "raise SystemExit(3)", "con.__enter__(); con.__exit__(None, None, None)"],
    ids=["the kernel ends", "it is forgotten", "the kernel is ended", "with"],
)
def test_the_clone_is_logged_out_when(kernel, sandbox, end):
    session = sandbox.clone()
    kernel(
        f"con = connect_session(); {READ} {end}",
        {"session": session, "connection": sandbox.connection, "database": "heavyai"},
    )
    assert not sandbox.knows(session)


def test_the_connection_is_named_by_its_key(server, kernel, sandbox):
    reply = {"session": sandbox.clone(), "connection": sandbox.connection, "database": "flights"}
    kernel("connect_session('prod;a b')", reply)
    assert asked(server)[-1] == "POST /connections/prod%3Ba%20b/sessions {}"


@pytest.mark.parametrize(
    ("status", "reply", "says"),
    [
        (409, {"code": "sign_in_needed", "message": "Sign in to prod."}, "Sign in to prod."),
        (404, {"code": "connection_unknown", "message": "There is none."}, "There is none."),
        (403, {"code": "forbidden", "message": "Switched off."}, "Switched off."),
        (404, {}, "jupyter serverextension enable"),
    ],
)
def test_says_why_there_is_no_session(kernel, status, reply, says):
    done = kernel("connect_session('prod')", reply, status)
    last_line = done.stderr.strip().splitlines()[-1]
    assert "OmniSciError: " in last_line
    assert says in last_line


def test_says_what_to_install_and_opens_no_session(server, kernel):
    before = len(asked(server))
    done = kernel(
        "import sys; sys.modules.update(heavyai=None, heavydb=None); connect_session()", {}
    )
    assert done.stderr.strip().splitlines()[-1] == (
        "ImportError: No driver for the database is installed. "
        "Run: %pip install pyheavydb importlib_metadata pandas pyarrow"
    )
    assert len(asked(server)) == before


def test_an_expired_clone_is_replaced_once_the_session_is_renewed(server, kernel, sandbox):
    first, second = sandbox.clone(), sandbox.clone()
    reply = {"session": first, "connection": sandbox.connection, "database": "heavyai"}
    renewed = server.world.folder / "renewed.json"
    renewed.write_text(json.dumps({"status": 200, "reply": {**reply, "session": second}}))
    done = kernel(
        "con = connect_session();"
        "con._client._client.disconnect(con._session);"
        "from pathlib import Path; import shutil;"
        f"shutil.copy({str(renewed)!r}, {str(server.world.session_reply)!r});"
        "print(con.list_tables()[0]);"
        f"{READ} print(con.sql('SELECT 7 AS n').execute().n[0]); con.close()",
        reply,
    )
    assert done.stdout.split() == ["flights", "True", "7"]
    assert (sandbox.knows(first), sandbox.knows(second)) == (False, False)
    assert (first in done.stderr, second in done.stderr) == (False, False)


def test_the_address_may_come_from_variables_of_the_kernel(kernel, sandbox):
    elsewhere = {"protocol": "http", "host": "nowhere.invalid", "port": "1"}
    reply = {"session": sandbox.clone(), "connection": elsewhere, "database": "heavyai"}
    part = sandbox.connection
    names = {"protocol": "MY_PROTOCOL", "host": "MY_HOST", "port": "MY_PORT"}
    done = kernel(
        "import os;"
        f"os.environ.update(MY_PROTOCOL=' BINARY ', MY_HOST=' {part['host']} ', MY_PORT='{part['port']}');"
        f"con = connect_session(environment={names}); {READ}",
        reply,
    )
    assert done.stdout == "True\n"


@pytest.mark.parametrize(
    ("environment", "says"),
    [({"host": "NO_SUCH_NAME"}, "NO_SUCH_NAME"), ({"user": "HOME"}, "environment names")],
)
def test_a_wrong_environment_is_refused(kernel, sandbox, environment, says):
    reply = {"session": sandbox.clone(), "connection": sandbox.connection, "database": "heavyai"}
    done = kernel(f"connect_session(environment={environment})", reply)
    assert says in done.stderr.strip().splitlines()[-1]


def test_a_million_rows_are_read_whichever_way(kernel, sandbox):
    sql = "SELECT * FROM flights LIMIT 1000000"
    part = sandbox.connection
    done = kernel(
        f"con = connect_session(); print(len(con.sql({sql!r}).execute()));"
        "from jupyterlab_omnisci.dataframe import read_sql; import heavydb;"
        f"own = heavydb.connect(user='admin', password='HyperInteractive', dbname='heavyai',"
        f"host={part['host']!r}, port={part['port']});"
        f"print(len(read_sql({sql!r}, own)))",
        {"session": sandbox.clone(), "connection": part, "database": "heavyai"},
    )
    assert done.stdout.split() == ["1000000", "1000000"], done.stderr[-300:]


def test_where_jupyter_gives_no_session_away_the_kernel_reads_the_file(sandbox):
    lab = Lab(expose_session_id=False)
    try:
        done = lab.world.run(
            "-c",
            "from jupyterlab_omnisci import connect_session;"
            f"con = connect_session(); {READ} con.close()",
            JPY_PARENT_PID=str(lab.server.pid),
        )
        assert done.stdout == "True\n"
        # It is not the kernel's own: nobody was logged out.
        assert lab.sandbox.knows(lab.session)
        lab.session_file.unlink()
        done = lab.world.run(
            "-c",
            "from jupyterlab_omnisci import connect_session; connect_session()",
            JPY_PARENT_PID=str(lab.server.pid),
        )
        assert "The kernel cannot read the session file." in done.stderr
    finally:
        lab.stop()


def test_what_the_database_refuses_for_another_reason_is_not_tried_again(server, kernel, sandbox):
    before = len(asked(server))
    reply = {"session": sandbox.clone(), "connection": sandbox.connection, "database": "heavyai"}
    done = kernel("con = connect_session(); con.execute('SELECT nothing FROM flights')", reply)
    assert done.returncode == 1
    assert asked(server)[before:] == ["POST /sessions {}"]


def test_importing_it_imports_no_driver_and_no_traitlets(kernel):
    done = kernel(
        "import sys; print(sorted({'heavyai', 'heavydb', 'pandas', 'jupyter_server', 'tornado',"
        " 'traitlets'} & set(sys.modules)))",
        {},
    )
    assert done.stdout == "[]\n"


def test_the_clone_is_logged_out_when_a_real_kernel_is_shut_down(server, sandbox):
    session = sandbox.clone()
    reply = {"session": session, "connection": sandbox.connection, "database": "heavyai"}
    server.world.session_reply.write_text(json.dumps({"status": 200, "reply": reply}))
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(
        env={**server.world.environment, "PYTHONPATH": str(REPOSITORY)}, cwd=server.world.home
    )
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=120)
        # The one that starts a kernel is its parent: here this test, else Jupyter.
        answer = client.execute_interactive(
            f"import os; os.environ['JPY_PARENT_PID'] = '{server.pid}'\n"
            f"from jupyterlab_omnisci import connect_session\ncon = connect_session(); {READ}",
            timeout=120,
        )
        assert answer["content"]["status"] == "ok"
        assert sandbox.knows(session)
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    assert not sandbox.knows(session)
