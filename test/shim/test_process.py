"""The life of the sidecar's process: started late, once, and again; ended with Jupyter."""

import json
import os
import pty
import shutil
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from test_access import assert_failure
from world import REPOSITORY, eventually, is_running

from jupyterlab_omnisci.folders import PREFIX, SHORT

# Three seconds are promised; a busy machine has ten times that, for here a hang is looked for.
RECOVERY = 30


def ask_at_once(server, count, path=""):
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(lambda _: server.get(path), range(count)))


def test_starts_at_the_first_request_and_once_for_several(world, start):
    both_names = "{'jupyterlab_omnisci': True, 'jupyterlab_omnisci.serverextension': True}"
    server = start(f"--ServerApp.jpserver_extensions={both_names}")
    assert world.starts() == []
    replies = ask_at_once(server, 5)
    assert {reply.json["pid"] for reply in replies} == set(world.starts())
    assert len(world.starts()) == 1


def test_recovers_however_the_sidecar_ends(world, start):
    server = start()
    pid = server.get().json["pid"]

    for end in (
        lambda pid: os.kill(pid, signal.SIGKILL),
        lambda _: server.get("/exit?code=0"),
        lambda _: server.get("/exit?code=3"),
    ):
        end(pid)
        asked_at = time.monotonic()
        replies = ask_at_once(server, 5)
        assert [reply.status for reply in replies] == [200] * 5
        assert time.monotonic() - asked_at < RECOVERY
        [new] = {reply.json["pid"] for reply in replies}
        assert new != pid
        pid = new

    assert len(world.starts()) == 4
    assert len(world.socket_folders()) == 1
    eventually(lambda: [p for p in world.starts() if is_running(p)] == [pid])


def test_replaces_a_sidecar_whose_socket_is_gone_once_it_needs_another_connection(world, start):
    server = start()
    pid = server.get().json["pid"]
    shutil.rmtree(world.socket_folders()[0])
    replies = ask_at_once(server, 5, "/wait?ms=300")
    assert [reply.status for reply in replies] == [200] * 5
    new = server.get().json["pid"]
    assert new != pid
    eventually(lambda: [p for p in world.starts() if is_running(p)] == [new])


def test_is_back_at_once_however_often_one_that_serves_is_killed(world, start):
    server = start()
    for _ in range(8):
        os.kill(server.get().json["pid"], signal.SIGKILL)
        asked_at = time.monotonic()
        assert server.get().status == 200
        assert time.monotonic() - asked_at < RECOVERY
    assert len(world.starts()) == 9


def test_says_so_when_the_sidecar_ends_in_the_middle_of_a_request(start):
    server = start()
    posted = server.ask("POST", f"/die?token={server.token}")
    assert_failure(posted, 503, "sidecar_unavailable")

    asked = server.ask("GET", f"/die?token={server.token}")
    assert_failure(asked, 503, "sidecar_unavailable")

    logged = server.token in server.log_file.read_text()
    assert not logged


@pytest.mark.parametrize("sockets", [True, False])
def test_lets_the_sidecar_know_when_the_browser_has_left(world, start, sockets):
    world.tweak("process", "UNIX_SOCKETS", str(sockets))
    server = start()
    waiting = world.starts_file.with_name(f"{world.starts_file.name}-waiting")
    for request in (b"GET /omnisci/wait", b"POST /omnisci/wait"):
        waiting.unlink(missing_ok=True)
        with socket.create_connection(("127.0.0.1", server.port)) as browser:
            browser.sendall(
                request
                + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n"
                + f"Authorization: token {server.token}\r\n\r\n".encode()
            )
            eventually(waiting.exists)
            assert "left" not in waiting.read_text()
        eventually(lambda: "left" in waiting.read_text())
    # It was the browser that left: neither the sidecar nor its request is at fault.
    assert server.get().status == 200
    assert len(world.starts()) == 1
    assert "failed" not in server.log and "Traceback" not in server.log


def test_refuses_more_requests_than_it_has_room_for_and_makes_room_again(world, start):
    world.tweak("proxy", "MAX_UNDER_WAY", "2")
    server = start()
    waiting = world.starts_file.with_name(f"{world.starts_file.name}-waiting")
    browsers = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(2)]
    for browser in browsers:
        browser.sendall(
            b"GET /omnisci/wait HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + f"Authorization: token {server.token}\r\n\r\n".encode()
        )
    eventually(lambda: waiting.exists() and waiting.read_text().count("began") == 2)
    refused = server.get()
    assert_failure(refused, 429, "too_many_requests")
    assert int(refused.headers["retry-after"]) > 0
    browsers[0].close()
    eventually(lambda: server.get().status == 200)
    browsers[1].close()


@pytest.mark.parametrize("way", ["crash", "exit-0", "vain"])
def test_starts_a_sidecar_that_ends_before_it_serves_only_a_few_times(world, start, way):
    server = start(STAND_IN=way)
    until = time.monotonic() + 1.5
    while time.monotonic() < until:
        reply = server.get()
        assert_failure(reply, 503, "sidecar_unavailable")
    assert len(world.starts()) <= 4


def test_gives_up_a_sidecar_that_hangs_and_keeps_nobody_waiting_in_line(world, start):
    server = start("--OmniSciConfig.start_timeout=1", STAND_IN="hang")
    for reply in ask_at_once(server, 3):
        assert_failure(reply, 503, "sidecar_unavailable")
    # One after the other, each would have waited for a start of its own.
    assert len(world.starts()) == 1
    assert [pid for pid in world.starts() if is_running(pid)] == []
    assert world.socket_folders() == []


def end_by_sigterm(server):
    os.kill(server.pid, signal.SIGTERM)


def end_by_two_ctrl_c(server):
    os.kill(server.pid, signal.SIGINT)
    eventually(lambda: "y/[n]" in server.log)
    assert server.get().status == 200
    os.kill(server.pid, signal.SIGINT)


def end_by_the_menu(server):
    server.ask("POST", "/api/shutdown", login=True, path_is_ours=False)


@pytest.mark.parametrize("end", [end_by_sigterm, end_by_two_ctrl_c, end_by_the_menu])
def test_ends_with_jupyter_and_lets_it_clean_up(world, start, end):
    # At a terminal, where Jupyter asks before Ctrl-C ends it.
    terminal, stdin = pty.openpty()
    server = start(stdin=stdin)
    pid = server.get().json["pid"]
    end(server)
    server.process.wait(20)
    os.close(terminal)
    os.close(stdin)
    eventually(lambda: not is_running(pid))
    assert not server.info_file.exists()
    assert world.socket_folders() == []


def test_ends_when_jupyter_is_killed(world, start):
    server = start()
    pid = server.get().json["pid"]
    os.kill(server.pid, signal.SIGKILL)
    server.process.wait(5)
    eventually(lambda: not is_running(pid))
    assert world.socket_folders() == []


def test_ends_with_jupyter_also_where_it_is_stopped(world, start):
    server = start()
    pid = server.get().json["pid"]
    os.kill(pid, signal.SIGSTOP)
    end_by_sigterm(server)
    server.process.wait(20)
    eventually(lambda: not is_running(pid))
    assert world.socket_folders() == []


def test_clears_away_what_was_left_where_jupyter_and_sidecar_were_killed(world, start):
    def folder(name, *, age=3600):
        made = world.runtime / f"{PREFIX}{name}"
        made.mkdir(mode=0o700)
        if name in ("dead", "young", "alive"):
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(str(made / "socket"))
            if name == "alive":
                listener.listen()
                listeners.append(listener)
            else:
                listener.close()
        if name == "foreign":
            (made / "thesis.txt").write_text("")
        then = time.time() - age
        os.utime(made, (then, then))
        return made

    listeners = []
    stale = [folder("dead"), folder("hollow")]
    kept = [folder("alive"), folder("young", age=0), folder("foreign")]
    # Where computers share a home, nobody sees here who listens on another one.
    elsewhere = world.runtime / "jupyterlab-omnisci-ffffff-empty"
    folder("empty").rename(elsewhere)
    (world.runtime / f"{PREFIX}link").symlink_to(world.home)
    server = start()
    assert server.get().status == 200
    assert [path.exists() for path in stale] == [False, False]
    assert [path.exists() for path in (*kept, elsewhere)] == [True] * 4
    assert world.home.exists()


@pytest.mark.parametrize("long", [("runtime",), ("runtime", "temp")])
def test_finds_a_folder_whose_path_is_short_enough_for_a_socket(world, start, long):
    for name in long:
        folder = world.folder / (name * 30)
        folder.mkdir()
        setattr(world, name, folder)
    server = start()
    [_, socket, *_] = server.get().json["arguments"]
    assert len(os.fsencode(socket)) <= 103
    assert socket.startswith(f"{world.temp if long == ('runtime',) else SHORT}/")
    server.stop()
    assert not os.path.exists(os.path.dirname(socket))


def test_uses_a_port_and_a_secret_where_there_are_no_sockets(world, start):
    world.tweak("process", "UNIX_SOCKETS", "False")
    server = start()
    asked = server.get(**{"X-OmniSci-Secret": "guessed"}).json
    assert asked["arguments"][0] == "--port"
    assert "JUPYTERLAB_OMNISCI_SECRET" in asked["variables"]
    os.kill(asked["pid"], signal.SIGKILL)
    assert server.get().status == 200


def test_heals_once_a_node_is_there(world, start):
    world.tweak("node", "RECHECK_AFTER", "0.5")
    node = world.folder / "bin with {braces}" / "node"
    server = start(JUPYTERLAB_OMNISCI_NODE=str(node))
    assert_failure(server.get(), 503, "node_missing")
    assert_failure(server.get(), 503, "node_missing")
    assert str(node) not in server.get().body.decode()
    assert server.log.count("Node.js was not found") == 1

    def install(script):
        node.parent.mkdir(exist_ok=True)
        node.write_text(script)
        node.chmod(0o755)

    def asked_until(status, code):
        reply = server.get()
        return (reply.status, reply.json.get("code")) == (status, code) and reply

    install("#!/bin/sh\necho v18.20.4\n")
    too_old = eventually(lambda: asked_until(503, "node_too_old"))
    assert "18.20.4" in too_old.json["message"]
    assert world.starts() == []

    install(f'#!/bin/sh\nexec {shutil.which("node")} "$@"\n')
    working = eventually(lambda: asked_until(200, None))

    # As when Node is updated while Jupyter runs.
    node.unlink()
    os.kill(working.json["pid"], signal.SIGKILL)
    assert_failure(server.get(), 503, "node_missing")


def test_starts_the_real_sidecar(world, start):
    script = REPOSITORY / "jupyterlab_omnisci" / "sidecar" / "main.cjs"
    if not script.exists():
        pytest.skip("not built yet: npm run build")
    world.tweak("process", "SCRIPT", f"pathlib.Path({str(script)!r})")
    server = start()
    assert server.get("/").status == 200
    assert set(server.get("/session").json) >= {"session", "connection", "environment", "query"}
    assert server.ask("GET", "/session").status == 403
    body = {"Content-Type": "application/json", "Authorization": f"token {server.token}"}
    query = {"id": str(uuid4()), "sql": "SELECT 1", "rowLimit": 1}
    posted = server.ask("POST", "/queries", body, json.dumps(query))
    assert posted.json["code"] == "session_file_not_configured"

    os.kill(server.pid, signal.SIGKILL)
    server.process.wait(5)
    eventually(lambda: world.socket_folders() == [])
