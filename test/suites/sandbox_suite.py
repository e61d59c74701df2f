"""A pytest plugin for clients' own suites: leads their connections to the sandbox, and reports.

The suites connect to localhost, 6274 and 6278. SUITE_PORTS names the sandbox's ports instead, as
`6274:40001,6278:40002`. SUITE_REPORT is the file for the outcomes, one JSON object a line.
"""

import json
import os
import socket

import pytest

PORTS = dict(
    tuple(int(port) for port in pair.split(":")) for pair in os.environ["SUITE_PORTS"].split(",")
)
connect_socket = socket.socket.connect


def connect_to_sandbox(self, address):
    """Connects to the sandbox where a suite asks for HeavyDB's usual ports."""
    if isinstance(address, tuple) and address[1] in PORTS:
        address = ("127.0.0.1", PORTS[address[1]], *address[2:])
    return connect_socket(self, address)


socket.socket.connect = connect_to_sandbox


@pytest.fixture(scope="session")
def heavydb_server():
    """pyheavydb's suite starts a database by this name; the sandbox runs already."""


@pytest.fixture(scope="session")
def con(heavydb_server):
    """The connection that pyheavydb's suite shares; its source distribution has no conftest.py."""
    from heavydb import connect

    return connect(
        user="admin",
        password="HyperInteractive",
        host="localhost",
        port=6274,
        protocol="binary",
        dbname="heavyai",
    )


@pytest.fixture
def mock_client(mocker):
    """pyheavydb's Thrift client, mocked."""
    return mocker.patch("heavydb.connection.Client")


class Outcomes:
    """Collects one outcome for each test: the worst of its phases."""

    def __init__(self):
        self.outcomes = {}

    def pytest_runtest_logreport(self, report):
        """Keeps a failure of any phase, and a skip unless a phase fails."""
        self._keep(report.nodeid, report)

    def pytest_collectreport(self, report):
        """A file that can't be imported counts as one test."""
        if report.outcome != "passed":
            self._keep(report.nodeid, report)

    def pytest_sessionfinish(self):
        """Writes the outcomes, also those of a run that was cut short."""
        with open(os.environ["SUITE_REPORT"], "w", encoding="utf-8") as report:
            for name, (outcome, message) in self.outcomes.items():
                line = {"name": name, "outcome": outcome, "message": message}
                report.write(json.dumps(line) + "\n")

    def _keep(self, name, report):
        if report.outcome == "failed":
            self.outcomes[name] = ("failed", last_line(report.longreprtext))
        elif report.outcome == "skipped":
            self.outcomes.setdefault(name, ("skipped", ""))
        elif getattr(report, "when", "call") == "call":
            self.outcomes.setdefault(name, ("passed", ""))


def last_line(text):
    """The line of a traceback that says most: its last error, without values."""
    errors = [line[1:].strip() for line in text.splitlines() if line.startswith("E  ")]
    return (errors or text.splitlines() or [""])[-1].split(" where ")[0][:300]


def pytest_configure(config):
    """Registers the collector once."""
    config.pluginmanager.register(Outcomes(), "sandbox-outcomes")
