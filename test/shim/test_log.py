"""What the sidecar says stands in Jupyter's own log: its format, its level, its handlers, one line each."""

import re

import pytest
from world import eventually

LOGGING = """
c.ServerApp.logging_config = {{
    "formatters": {{"brief": {{"format": "%(levelname)s|%(name)s|%(message)s"}}}},
    "handlers": {{
        "file": {{
            "class": "logging.FileHandler",
            "level": "{level}",
            "formatter": "brief",
            "filename": {file!r},
        }}
    }},
    "loggers": {{"ServerApp": {{"level": "DEBUG", "handlers": ["console", "file"]}}}},
}}
"""


@pytest.fixture
def logged(world):
    """Sets a handler of an admin's own up, and answers what it has written."""

    def logged(level="INFO"):
        file = world.folder / f"{level}.log"
        config = LOGGING.format(level=level, file=str(file))
        (world.user_config / "jupyter_server_config.py").write_text(config)
        return lambda: file.read_text().splitlines()

    return logged


def test_goes_to_the_handlers_of_jupyter_with_their_format(world, start, logged):
    lines = logged()
    world.use_real_sidecar()
    server = start()
    reply = server.get("/connections/nobody/status")
    assert reply.json["code"] == "connection_unknown"
    [listening] = [line for line in lines() if "Listening on" in line]
    assert listening.startswith("INFO|ServerApp.omnisci|Listening on /")
    failed = eventually(lambda: [line for line in lines() if reply.json["requestId"] in line])
    assert len(failed) == 1
    assert re.match(r"INFO\|ServerApp\.omnisci\|Request \w+ \(.*\): connection_unknown$", failed[0])


def test_has_the_time_and_the_form_of_the_lines_around_it(world, start):
    world.use_real_sidecar()
    server = start()
    server.get("/status")
    [line] = eventually(lambda: [x for x in server.log.splitlines() if "Listening on" in x])
    form = re.compile(r"\[I (\d{4}-\d\d-\d\d \d\d:\d\d):\d\d\.\d{3} ServerApp(\.omnisci)?\] ")
    started = next(x for x in server.log.splitlines() if "Started the OmniSci sidecar" in x)
    assert form.match(line)
    # In UTC it could be hours away.
    assert form.match(line)[1][:13] == form.match(started)[1][:13]


def test_has_the_level_of_jupyter(world, start, logged):
    lines = logged("WARNING")
    world.use_real_sidecar()
    server = start()
    reply = server.get("/connections/nobody/status")
    # The next request's failure is logged after the first one's.
    server.ask("DELETE", login=True)
    eventually(lambda: any("method_not_allowed" in line for line in lines()))
    assert reply.json["requestId"] not in "".join(lines())
    assert "Listening on" not in "".join(lines())


def test_tells_what_node_itself_says_at_its_end(world, start, logged):
    lines = logged()
    world.tweak("process", "SCRIPT", "pathlib.Path('/nowhere/main.cjs')")
    server = start("--OmniSciConfig.start_timeout=10")
    assert server.get().json["code"] == "sidecar_unavailable"
    said = [line for line in lines() if line.startswith("WARNING|ServerApp.omnisci|")]
    assert any("Cannot find module '/nowhere/main.cjs'" in line for line in said)
    # The cause before the effect.
    end = next(line for line in lines() if "did not start (1)" in line)
    assert lines().index(said[-1]) < lines().index(end)


def test_lets_nobody_forge_a_line(world, start, logged):
    lines = logged()
    # The stand-in writes what it is told to.
    server = start(STAND_IN_WORDS='{"level": "ERROR", "message": 7}\n\x1b[31mred\rforged\n\n[1]\n')
    server.get()
    said = eventually(lambda: [x for x in lines() if x.startswith("WARNING|ServerApp.omnisci|")])
    assert [line.split("|")[2] for line in said] == [
        '{"level": "ERROR", "message": 7}',
        " [31mred forged",
        "[1]",
    ]
