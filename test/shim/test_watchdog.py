"""A sidecar that runs but does not answer: noticed while somebody waits, and replaced; and who is left in peace."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from test_access import assert_failure
from world import eventually, is_running


@pytest.fixture
def patient(world):
    """A shorter patience, so that the tests need not be as patient as the product."""
    world.tweak("watchdog", "QUIET", "0.5")
    world.tweak("watchdog", "MAX_PROBE_S", "2")


def test_replaces_a_sidecar_that_is_stopped_and_answers_who_waited(world, patient, start):
    server = start()
    stopped = server.get().json["pid"]
    os.kill(stopped, signal.SIGSTOP)
    reply = server.get()
    assert reply.status == 200 and reply.json["pid"] != stopped
    assert not is_running(stopped)
    assert len(world.socket_folders()) == 1
    assert f"process {stopped}, runs but does not answer" in server.log


def test_replaces_one_that_turns_in_a_loop_and_says_so_to_who_asked_it_to(world, patient, start):
    server = start()
    assert server.get().status == 200
    spinning = world.starts_file.with_name(f"{world.starts_file.name}-spinning")
    with ThreadPoolExecutor() as pool:
        # A GET would set the next one spinning, too.
        spun = pool.submit(server.ask, "POST", "/spin", login=True)
        eventually(spinning.exists)
        other = pool.submit(server.get)
        assert_failure(spun.result(), 503, "sidecar_unavailable")
        assert other.result().status == 200
    assert len(world.starts()) == 2


def test_leaves_alone_one_that_works_long_on_an_answer(world, patient, start):
    server = start()
    pid = server.get().json["pid"]
    with ThreadPoolExecutor() as pool:
        waiting = world.starts_file.with_name(f"{world.starts_file.name}-waiting")
        pool.submit(server.ask, "POST", "/wait?ms=5000", login=True)
        eventually(waiting.exists)
        eventually(lambda: "answered" in waiting.read_text())
    assert server.get().json["pid"] == pid


def test_leaves_alone_one_that_slept_as_the_whole_computer_did(world, patient, start):
    server = start()
    pid = server.get().json["pid"]
    with ThreadPoolExecutor() as pool:
        waiting = world.starts_file.with_name(f"{world.starts_file.name}-waiting")
        answer = pool.submit(server.ask, "POST", "/wait?ms=1000", login=True)
        eventually(waiting.exists)
        asleep = (server.pid, pid)
        for process in asleep:
            os.kill(process, signal.SIGSTOP)
        # Longer than the watchdog's patience; nothing else tells that time has passed.
        time.sleep(4)
        for process in asleep:
            os.kill(process, signal.SIGCONT)
        assert answer.result().status == 200
    assert server.get().json["pid"] == pid
    assert "does not answer" not in server.log


def test_leaves_alone_one_that_is_stopped_while_nobody_asks(world, patient, start):
    server = start()
    pid = server.get().json["pid"]
    os.kill(pid, signal.SIGSTOP)
    time.sleep(4)
    os.kill(pid, signal.SIGCONT)
    assert server.get().json["pid"] == pid
