"""How an answer of the sidecar comes to the browser: as it arrives, whole or not at all."""

import os
import signal
import socket
from http.client import IncompleteRead
from pathlib import Path

import pytest
from test_access import assert_failure
from world import eventually, is_running

MIB = 1024 * 1024


def peak_mib(pid):
    [line] = [
        line
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("VmHWM")
    ]
    return int(line.split()[1]) // 1024


def has_ended(pid):
    """With all its threads, so that its connections are closed."""
    return not is_running(pid) and len(os.listdir(f"/proc/{pid}/task")) == 1


def test_an_answer_comes_as_it_arrives(shared):
    with shared.asking("GET", "/halves", login=True) as answer:
        assert answer.read(100_000) == b"\1" * 100_000
        assert shared.get("/second-half").status == 200
        assert answer.read() == b"\2" * 100_000


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc")
def test_a_large_answer_takes_no_room_in_jupyter(shared):
    shared.get()
    before = peak_mib(shared.pid)
    assert len(shared.get(f"/large?bytes={200 * MIB}").body) == 200 * MIB
    assert peak_mib(shared.pid) - before < 40


@pytest.mark.parametrize("length", ["10000000", ""], ids=["of a known length", "of no length"])
def test_a_long_answer_that_is_cut_short_never_looks_whole(shared, length):
    with shared.asking("GET", f"/cut?bytes=300000&length={length}", login=True) as answer:
        assert answer.status == 200
        with pytest.raises(IncompleteRead):
            answer.read()
    assert "the answer was cut short" in shared.log
    assert shared.get().status == 200


def test_a_cut_answer_does_not_look_whole_to_a_client_of_http_1_0(shared):
    with socket.create_connection(("127.0.0.1", shared.port), timeout=60) as client:
        client.sendall(
            f"GET {shared.base_url.rstrip(chr(47))}/omnisci/cut?bytes=300000 HTTP/1.0\r\n"
            f"Host: localhost:{shared.port}\r\nAuthorization: token {shared.token}\r\n\r\n".encode()
        )
        with pytest.raises(ConnectionResetError):
            while client.recv(65536):
                pass


def test_a_short_answer_that_is_cut_short_is_an_error(shared):
    assert_failure(shared.get("/cut?bytes=10&length=20"), 503, "sidecar_unavailable")


def test_a_connection_to_a_sidecar_that_was_killed_is_not_used_again(world, start):
    server = start()
    for _ in range(3):
        pid = server.get().json["pid"]
        os.kill(pid, signal.SIGKILL)
        eventually(lambda pid=pid: has_ended(pid))
        posted = server.ask("POST", body=b"{}", login=True)
        assert (posted.status, posted.json["bodyLength"]) == (200, 2)


def test_headers_of_one_connection_stay_there(shared):
    headers = {"Connection": "X-Mine", "X-Mine": "1", "TE": "trailers", "X-Other": "2"}
    sent = shared.get(**headers).json["headers"]
    assert "x-mine" not in sent and "te" not in sent
    assert sent["x-other"] == "2"
