"""Events and metrics of a real Jupyter server whose sidecar runs queries on the sandbox database."""

import json
import re
from uuid import uuid4

import pytest
from world import REPOSITORY, eventually

from sandbox import Sandbox

PAGE = (REPOSITORY / "docs" / "metrics.md").read_text("utf-8")
SQL = "SELECT origin, 'a-secret-literal' AS literal FROM flights LIMIT 7"
PASSWORD = "a-password-of-a-test"


@pytest.fixture(scope="module")
def sandbox():
    sandbox = Sandbox()
    yield sandbox
    sandbox.stop()


@pytest.fixture
def server(world, start, sandbox):
    """With the handler of the page's example."""
    world.use_real_sidecar()
    [example] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    log = world.folder / "events.log"
    config = example.replace("/var/log/jupyter-events.log", str(log))
    assert str(log) in config
    session_file = world.home / "session"
    session_file.write_text(sandbox.clone())
    session_file.chmod(0o600)
    url = "{protocol}://{host}:{port}".format(**sandbox.connection)
    (world.user_config / "jupyter_server_config.py").write_text(
        f"{config}\nc.OmniSciConnections.servers = [{{'id': 'prod', 'url': {url!r}}}]\n"
    )
    part = sandbox.connection
    server = start(
        f"--OmniSciSessionManager.session_file={session_file}",
        **{f"OMNISCI_{name.upper()}": value for name, value in part.items()},
    )
    server.events_log = log
    server.secrets = [session_file.read_text(), PASSWORD, "a-secret-literal", "HyperInteractive"]
    return server


def post(server, path, body):
    headers = {"Content-Type": "application/json"}
    return server.ask("POST", path, headers, json.dumps(body), login=True)


def query(server, sql, connection=""):
    body = {"id": str(uuid4()), "sql": sql, "rowLimit": None}
    return post(server, f"{connection}/queries", body)


def events(server, kind):
    lines = server.events_log.read_text().splitlines() if server.events_log.exists() else []
    return [
        event for event in map(json.loads, lines) if event["__schema__"].endswith(f"/{kind}/v1")
    ]


def metrics(server):
    page = server.ask("GET", "/metrics", login=True, path_is_ours=False).body.decode()
    lines = [line for line in page.splitlines() if line.startswith("omnisci_")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def assert_no_secret(server):
    page = server.ask("GET", "/metrics", login=True, path_is_ours=False).body.decode()
    told = page + server.events_log.read_text() + server.log
    assert sum(secret in told for secret in server.secrets) == 0
    assert "SELECT" not in told


def test_a_query_its_rows_and_its_time(server):
    reply = query(server, SQL)
    assert reply.status == 200
    [event] = eventually(lambda: events(server, "query"))
    told = {name: value for name, value in event.items() if not name.startswith("__")}
    assert told.pop("elapsed_ms") >= 0
    assert told.pop("execution_ms") >= 0
    assert told == {
        "connection": "handover",
        "outcome": "succeeded",
        "code": None,
        "rows": 7,
        "request_id": reply.headers["x-request-id"],
    }
    counted = metrics(server)
    assert counted['omnisci_queries_total{code="ok",outcome="succeeded"}'] == 1
    assert counted["omnisci_query_rows_total"] == 7
    assert counted['omnisci_query_duration_seconds_count{outcome="succeeded"}'] == 1
    assert_no_secret(server)


def test_a_query_that_the_database_refuses(server):
    reply = query(server, "SELECT a_secret_literal FROM nowhere")
    assert reply.json["code"] == "query_failed"
    [event] = eventually(lambda: events(server, "query"))
    assert (event["outcome"], event["code"], event["rows"]) == ("failed", "query_failed", None)
    [failure] = eventually(lambda: events(server, "request-failure"))
    assert failure["route"] == "POST /queries"
    assert (failure["code"], failure["status"]) == ("query_failed", 422)
    assert failure["request_id"] == reply.json["requestId"]
    counted = metrics(server)
    assert counted['omnisci_queries_total{code="query_failed",outcome="failed"}'] == 1
    assert counted['omnisci_request_failures_total{code="query_failed"}'] == 1
    assert_no_secret(server)


def test_a_picture_that_is_not_rendered(server):
    spec = {"width": 9, "height": 9, "data": [{"name": "t", "sql": f"DROP {SQL}"}]}
    reply = post(server, "/renders", {"vega": json.dumps(spec)})
    assert reply.json["code"] == "read_only"
    [event] = eventually(lambda: events(server, "render"))
    told = {name: value for name, value in event.items() if not name.startswith("__")}
    assert told.pop("elapsed_ms") >= 0
    assert told == {
        "connection": "handover",
        "outcome": "failed",
        "code": "read_only",
        "execution_ms": None,
        "render_ms": None,
        "request_id": reply.json["requestId"],
    }
    counted = metrics(server)
    assert counted['omnisci_renders_total{code="read_only",outcome="failed"}'] == 1
    assert counted['omnisci_render_duration_seconds_count{outcome="failed"}'] == 1
    assert_no_secret(server)


def test_sign_ins_and_sign_outs(server):
    who = {"server": "prod", "username": "admin", "database": "heavyai"}
    refused = post(server, "/connections/sign-in", {**who, "password": PASSWORD})
    assert refused.json["code"] == "sign_in_refused"
    assert (
        post(server, "/connections/sign-in", {**who, "password": "HyperInteractive"}).status == 200
    )
    assert query(server, SQL, "/connections/prod").status == 200
    assert post(server, "/connections/sign-out", {"server": "prod"}).json == {"ended": True}
    eventually(lambda: events(server, "sign-out"))
    assert [(e["connection"], e["outcome"], e["code"]) for e in events(server, "sign-in")] == [
        ("prod", "failed", "sign_in_refused"),
        ("prod", "succeeded", None),
    ]
    assert [e["connection"] for e in events(server, "query")] == ["prod"]
    counted = metrics(server)
    assert counted['omnisci_sign_ins_total{code="sign_in_refused",outcome="failed"}'] == 1
    assert counted['omnisci_sign_ins_total{code="ok",outcome="succeeded"}'] == 1
    assert counted['omnisci_sign_outs_total{code="ok",outcome="succeeded"}'] == 1
    assert_no_secret(server)


def test_what_jupyter_itself_refuses(server):
    assert server.ask("DELETE", login=True).status == 405
    [event] = eventually(lambda: events(server, "request-failure"))
    assert (event["code"], event["status"]) == ("method_not_allowed", 405)


def test_an_event_that_does_not_match_its_schema_is_not_passed_on(world, start):
    words = {"event": {"kind": "query", "sql": "SELECT secret"}}
    server = start(STAND_IN_WORDS=json.dumps(words, separators=(",", ":")) + "\n")
    server.get()
    [line] = eventually(
        lambda: [x for x in server.log.splitlines() if "event was not recorded" in x]
    )
    assert line.endswith("ValidationError")
    assert "SELECT" not in server.log


def test_the_page_names_every_metric_and_every_schema(server):
    query(server, SQL)
    eventually(lambda: events(server, "query"))
    page = server.ask("GET", "/metrics", login=True, path_is_ours=False).body.decode()
    families = set(re.findall(r"# TYPE (omnisci_\w+) (?:counter|histogram)", page))
    assert len(families) == 8
    assert {name for name in families if f"`{name}`" not in PAGE} == set()
    folder = REPOSITORY / "jupyterlab_omnisci" / "telemetry" / "schemas"
    kinds = {file.stem for file in folder.iterdir()}
    assert len(kinds) == 5
    assert {kind for kind in kinds if f"`{kind}`" not in PAGE} == set()
