"""Who may ask, and what of the request reaches the sidecar: the rules of Jupyter's own API."""

import json
import os
import re

import pytest
from world import REPOSITORY

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
SECURITY_HEADERS = json.loads((REPOSITORY / "server/http/security-headers.json").read_text())
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
}


def assert_failure(reply, status, code):
    assert (reply.status, reply.json["code"]) == (status, code)
    assert set(reply.json) == {"code", "message", "requestId"}
    assert reply.headers["content-type"] == "application/json"
    assert {name: reply.headers.get(name.lower()) for name in SECURITY_HEADERS} == SECURITY_HEADERS


def assert_logged(server, reply):
    """Who reads the request ID in a message finds it in the log, once."""
    lines = [line for line in server.log.splitlines() if reply.json["requestId"] in line]
    assert len(lines) == 1
    assert reply.json["code"] in lines[0]


@pytest.fixture(scope="module")
def browser(shared):
    """Asks with the login cookie, as a page in the user's browser would."""
    cookies, token = shared.login_cookies()

    def ask(method, path="/echo", xsrf=False, **headers):
        sent = {"Cookie": cookies, **headers}
        if xsrf:
            sent["X-XSRFToken"] = token
        return shared.ask(method, path, sent)

    return ask


@pytest.mark.parametrize("method", METHODS)
def test_refuses_every_method_without_login(shared, method):
    reply = shared.ask(method)
    assert reply.status == 403
    assert "location" not in reply.headers
    if method != "HEAD":
        assert_failure(reply, 403, "forbidden")
        assert_logged(shared, reply)


@pytest.mark.parametrize("path", ["", "/", "/session", "/a/../b", "/%2e%2e/api", "/login"])
def test_refuses_every_path_without_login(shared, path):
    assert_failure(shared.ask("GET", path), 403, "forbidden")


def test_refuses_a_wrong_token(shared):
    assert shared.ask("GET", "/echo?token=wrong").status == 403
    assert shared.ask("GET", "/echo", {"Authorization": "token wrong"}).status == 403


def test_refuses_a_websocket_with_and_without_login(shared):
    assert_failure(shared.ask("GET", "/echo", UPGRADE), 403, "forbidden")
    assert_failure(shared.get(**UPGRADE), 403, "forbidden")


def test_answers_a_logged_in_browser(browser):
    assert browser("GET").json["method"] == "GET"
    assert browser("POST", xsrf=True).json["method"] == "POST"
    assert browser("HEAD").status == 200


def test_refuses_a_post_without_the_xsrf_token(browser):
    assert_failure(browser("POST"), 403, "forbidden")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_refuses_a_foreign_origin_that_has_the_cookie(browser, method):
    reply = browser(method, xsrf=True, Origin="http://evil.example")
    assert_failure(reply, 403, "forbidden")


def test_refuses_a_foreign_host(shared, browser):
    assert_failure(browser("GET", Host="evil.example"), 403, "forbidden")
    assert_failure(shared.get(Host="evil.example"), 403, "forbidden")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_answers_no_method_but_get_head_and_post(shared, method):
    reply = shared.ask(method, login=True)
    assert_failure(reply, 405, "method_not_allowed")
    assert reply.headers["allow"] == "GET, HEAD, POST"


def test_refuses_a_method_that_nobody_knows(shared):
    assert_failure(shared.ask("PROPFIND", login=True), 405, "method_not_allowed")


def test_never_reflects_what_was_sent(shared):
    marker = "<script>marker"
    for path in (f"/{marker}", f"/x?q={marker}"):
        for method in ("GET", "DELETE"):
            reply = shared.ask(
                method, path.replace("<", "%3C"), {"X-Marker": marker, "Origin": marker}
            )
            assert "marker" not in str(reply.headers) + reply.body.decode()


def test_passes_no_credential_to_the_sidecar(shared, browser):
    replies = [
        browser("POST", xsrf=True, Referer="http://x/?token=canary", **{"X-CSRFToken": "canary"}),
        shared.ask("GET", f"/echo?a=1&token={shared.token}&b=%20%26&token={shared.token}"),
        shared.ask("GET", f"/echo?%74oken={shared.token}&_xsrf=canary&a=1&b=%20%26"),
        shared.get(),
    ]
    for reply in replies:
        leaks = [secret for secret in ("canary", shared.token) if secret in reply.body.decode()]
        assert (reply.status, len(leaks)) == (200, 0)
        names = {"cookie", "authorization", "x-xsrftoken", "referer"} & set(reply.json["headers"])
        assert names == set()
    assert replies[1].json["url"] == replies[2].json["url"] == "/echo?a=1&b=%20%26"


def test_gives_the_sidecar_no_credential_of_jupyter(shared):
    asked = shared.get().json
    names = {"JUPYTERHUB_API_TOKEN", "JPY_API_TOKEN", "JUPYTER_TOKEN"} & set(asked["variables"])
    assert names == set()
    in_arguments = shared.token in str(asked["arguments"])
    assert not in_arguments


def test_answers_without_the_trailing_slash_and_nowhere_else(shared):
    assert shared.get("").json["url"] == "/"
    assert shared.get("/").json["url"] == "/"
    assert shared.ask("GET", "/omniscience", login=True, path_is_ours=False).status == 404


def test_tells_the_sidecar_where_it_is_mounted(shared):
    assert shared.get().json["config"]["baseUrl"] == "/user/a.b/"


def test_keeps_paths_and_queries_as_they_were_sent(shared):
    assert (
        shared.get("/a%20b/{x}?q={y}&z=%7B&empty=").json["url"] == "/a%20b/{x}?q={y}&z=%7B&empty="
    )


def test_passes_a_large_body_each_way(shared):
    size = 100 * 1024 * 1024
    assert len(shared.get(f"/large?bytes={size}").body) == size
    posted = shared.ask("POST", body=b"x" * 10_000_000, login=True)
    assert posted.json["bodyLength"] == 10_000_000


def test_adds_no_digest_of_the_body(shared):
    assert "etag" not in shared.get().headers


def test_streams_nothing_that_could_be_cut_unnoticed(shared):
    assert "content-length" in shared.get(Accept="text/event-stream").headers


def test_follows_no_redirect(world, start):
    world.session_reply.write_text(json.dumps({"status": 302, "reply": {}}))
    reply = start().get("/session")
    assert (reply.status, reply.json) == (302, {})


def test_marks_what_it_answers_without_a_sidecar(world, start):
    (world.user_config / "jupyter_server_config.py").write_text("c.OmniSciConfig.node = '/nowhere'")
    assert_failure(start().get(), 503, "node_missing")


def test_does_not_count_as_activity(shared):
    def last_activity():
        status = shared.ask(
            "GET", "/api/status?no_track_activity=1", login=True, path_is_ours=False
        )
        return status.json["last_activity"]

    before = last_activity()
    shared.get()
    assert last_activity() == before


def test_does_not_hear_the_ctrl_c_of_a_terminal(shared):
    assert os.getpgid(shared.get().json["pid"]) != os.getpgid(shared.pid)


def test_keeps_the_socket_from_other_users(shared):
    [folder] = shared.world.socket_folders()
    assert folder.stat().st_mode & 0o777 == 0o700


AUTHORIZER = re.search(
    r"```python\n(# jupyter_server_config.py\nfrom jupyter_server.auth .*?)```",
    (REPOSITORY / "docs" / "admin.md").read_text("utf-8"),
    re.DOTALL,
)[1]
# In place of Jupyter's own, which knows one user without a name.
NAMED_USERS = """
from jupyter_server.auth import IdentityProvider, User

class Named(IdentityProvider):
    def get_user(self, handler):
        return User(username=handler.request.headers["X-User"])

c.ServerApp.identity_provider_class = Named
"""


def test_the_authorizer_of_the_documents_refuses_one_user_and_no_other(world, start):
    (world.user_config / "jupyter_server_config.py").write_text(AUTHORIZER + NAMED_USERS)
    server = start()
    assert server.ask("GET", "/echo", {"X-User": "ada"}).status == 200
    refused = server.ask("GET", "/echo", {"X-User": "guest"})
    assert_failure(refused, 403, "forbidden")
    assert "You are logged in to Jupyter" in refused.json["message"]
    status = server.ask("GET", "/api/status", {"X-User": "guest"}, path_is_ours=False)
    assert status.status == 200


def test_asks_the_authorizer_of_jupyter(world, start):
    (world.user_config / "jupyter_server_config.py").write_text(
        "from jupyter_server.auth import Authorizer\n"
        "class ReadOnly(Authorizer):\n"
        "    def is_authorized(self, handler, user, action, resource):\n"
        "        assert 'X-Break' not in handler.request.headers\n"
        "        return action == 'read'\n"
        "c.ServerApp.authorizer_class = ReadOnly\n"
    )
    server = start()
    refused = server.get()
    assert_failure(refused, 403, "forbidden")
    assert 'the right "execute" on "omnisci"' in refused.json["message"]
    assert "not logged in" not in refused.json["message"]
    assert_logged(server, refused)
    assert world.starts() == []
    stranger = server.ask("GET")
    assert_failure(stranger, 403, "forbidden")
    assert stranger.json["message"].startswith("You are not logged in")

    broken = server.ask("GET", f"/echo?token={server.token}", {"X-Break": "yes"})
    assert_failure(broken, 500, "internal_error")
    assert "AssertionError" in server.log
    assert f"OmniSci request {broken.json['requestId']} failed in the proxy." in server.log
    logged = server.token in server.log_file.read_text()
    assert not logged
