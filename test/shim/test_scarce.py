"""What a Jupyter server runs out of: descriptors, and folders that it can write to."""

import os
import resource
from concurrent.futures import ThreadPoolExecutor

import pytest
from test_access import assert_failure
from world import eventually

linux = pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs Linux's prlimit")


def limit_descriptors(server, most):
    resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (most, 4096))


def ask_with_one_descriptor(server):
    """One is left for the browser's connection, none for the sidecar's; None where one came free."""
    used = {int(name) for name in os.listdir(f"/proc/{server.pid}/fd")}
    limit_descriptors(server, min(set(range(len(used) + 1)) - used) + 1)
    reply = server.get()
    return None if reply.status == 200 else reply


@linux
def test_says_that_there_are_too_many_open_files(world, start):
    world.tweak("proxy", "RESERVED_DESCRIPTORS", "-1000")
    # A connection that is still open would need no descriptor.
    world.tweak("sidecar_client", "IDLE_CONNECTION_S", "0")
    server = start()
    pid = server.get().json["pid"]
    for _ in range(3):
        reply = eventually(lambda: ask_with_one_descriptor(server))
        assert_failure(reply, 429, "too_many_requests")
        assert "ulimit -n" in reply.json["message"]
        assert reply.headers["retry-after"] == "1"
    limit_descriptors(server, 1024)
    assert eventually(lambda: server.get().status == 200)
    # It was not the sidecar's fault.
    assert world.starts() == [pid]


@linux
def test_ninety_requests_at_128_descriptors_are_answered_or_told_to_come_again(world, start):
    server = start()
    pid = server.get().json["pid"]
    limit_descriptors(server, 128)
    with ThreadPoolExecutor(90) as pool:
        replies = list(pool.map(lambda _: server.get("/wait?ms=500"), range(90)))
    refused = [reply for reply in replies if reply.status != 200]
    assert len(refused) < 90
    for reply in refused:
        assert_failure(reply, 429, "too_many_requests")
    assert world.starts() == [pid]


def test_uses_a_temporary_folder_where_the_runtime_folder_takes_no_socket(world, start):
    server = start()
    moved = world.folder / "moved"
    world.runtime.rename(moved)
    assert server.get().status == 200
    [folder] = world.socket_folders()
    assert folder.parent == world.temp
    moved.rename(world.runtime)


def test_names_tmpdir_where_no_folder_takes_a_socket(world, start):
    world.tweak("folders", "MAX_BYTES", "1")
    server = start()
    reply = server.get()
    assert_failure(reply, 503, "sidecar_unavailable")
    assert "Set TMPDIR" in reply.json["message"]
    assert str(world.runtime) in reply.json["message"]
    assert str(world.temp) in reply.json["message"]
    assert world.socket_folders() == []
    assert "TMPDIR" in server.log
