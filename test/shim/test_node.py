"""A Node.js that is there and does not run: its own words are what the admin needs."""

import pytest
from test_access import assert_failure

GLIBC = "node: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.28' not found (required by node)"
LIBRARY = "node: error while loading shared libraries: libatomic.so.1: cannot open shared object"


def says(text, code):
    return f'#!/bin/sh\nprintf "%s\\n" "{text}" >&2\nexit {code}\n'.replace("`", "\\`")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (says(GLIBC, 1), f"{GLIBC} (exit code 1)"),
        (says(LIBRARY, 127), f"{LIBRARY} (exit code 127)"),
        (says("first\nsecond\x1b[31m", 1), "first second [31m (exit code 1)"),
        ("#!/bin/sh\nkill -9 $$\n", "signal 9"),
        ("#!/bin/sh\nexit 3\n", "exit code 3"),
        ("\x7fELF of another processor", "Exec format error"),
        ("#!/no/loader\n", "No such file or directory"),
    ],
)
def test_tells_why_it_does_not_run(world, start, content, words):
    node = world.folder / "node"
    node.write_text(content)
    node.chmod(0o755)
    server = start(JUPYTERLAB_OMNISCI_NODE=str(node))
    for _ in range(2):
        reply = server.get()
        assert_failure(reply, 503, "node_missing")
        assert f"does not run: {words}. Install Node.js" in reply.json["message"]
    logged = [line for line in server.log.splitlines() if "does not run" in line]
    assert len(logged) == 1
    assert words in logged[0]
    assert str(node) in logged[0]


def test_cuts_what_is_too_long_to_be_told(world, start):
    node = world.folder / "node"
    node.write_text(says("w" * 5000, 1))
    node.chmod(0o755)
    message = start(JUPYTERLAB_OMNISCI_NODE=str(node)).get().json["message"]
    assert 400 < len(message) < 700
