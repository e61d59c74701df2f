"""What Node is kept from: credentials of Jupyter's environment, debuggers, dumps of its memory."""

import resource
import secrets
from pathlib import Path

# As they stand in the environment of a server that JupyterHub, or an admin, started.
CREDENTIALS = (
    "JUPYTERHUB_API_TOKEN",
    "JPY_API_TOKEN",
    "JUPYTER_TOKEN",
    "JUPYTERHUB_CRYPT_KEY",
    "JUPYTER_GATEWAY_AUTH_TOKEN",
    "JUPYTER_GATEWAY_HTTP_PWD",
    "JUPYTERLAB_OMNISCI_SECRET",
    "CONFIGPROXY_AUTH_TOKEN",
)


def environment_of(pid):
    """What the system tells of a process, which is what it was started with."""
    entries = Path(f"/proc/{pid}/environ").read_text().split("\0")
    return dict(entry.split("=", 1) for entry in entries if entry)


def test_the_sidecar_is_started_without_the_credentials_of_jupyter(start):
    canary = secrets.token_hex(16)
    server = start(**{name: canary for name in CREDENTIALS})
    server.token = canary
    told = Path(f"/proc/{server.get().json['pid']}/environ").read_text()
    is_told = canary in told
    assert not is_told


def test_the_check_of_nodes_version_is_too(world, start):
    canary = secrets.token_hex(16)
    seen = world.folder / "seen"
    node = world.folder / "node"
    node.write_text(f'#!/bin/sh\nenv >> {seen}\nexec node "$@"\n')
    node.chmod(0o755)
    server = start(f"--OmniSciConfig.node={node}", JUPYTERHUB_API_TOKEN=canary)
    assert server.get().status == 200
    is_seen = canary in seen.read_text()
    assert not is_seen


def test_what_the_database_and_its_certificates_need_is_passed_on(start):
    wanted = {
        "OMNISCI_HOST": "db.example",
        "NODE_EXTRA_CA_CERTS": "",
        "NODE_PATH": "/opt/managers",
        "VAULT_TOKEN": "for a session manager of the admin's own",
    }
    server = start(**wanted)
    told = environment_of(server.get().json["pid"])
    assert {name: told.get(name) for name in wanted} == wanted


def test_authorities_that_python_is_told_of_are_told_node_by_its_name_for_them(start, monkeypatch):
    monkeypatch.delenv("NODE_EXTRA_CA_CERTS", raising=False)
    server = start(SSL_CERT_FILE="/etc/ssl/all.pem")
    told = environment_of(server.get().json["pid"])
    assert told.get("NODE_EXTRA_CA_CERTS") == "/etc/ssl/all.pem"


def test_options_that_open_node_to_others_are_left_out_and_it_is_said(world, start):
    reports = world.folder / "reports"
    server = start(
        NODE_OPTIONS=f"--inspect=127.0.0.1:0 --report-on-signal --report-directory={reports}",
        NODE_DEBUG="http",
        NODE_V8_COVERAGE=str(reports),
    )
    told = environment_of(server.get().json["pid"])
    assert {"NODE_OPTIONS", "NODE_DEBUG", "NODE_V8_COVERAGE"} & set(told) == set()
    assert "Debugger listening" not in server.log
    assert server.log.count("NODE_OPTIONS") == 1
    assert not reports.exists()


def test_no_crash_of_the_sidecar_leaves_its_memory_in_a_file(start):
    before, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    try:
        server = start()
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, (before, hard))
    pid = server.get().json["pid"]
    # Below a page no file is written, and 1 is what the kernel takes for "call no handler either".
    most = 1 if hard else 0
    assert resource.prlimit(pid, resource.RLIMIT_CORE) == (most, most)
    # Kernels and terminals keep what the user has.
    assert resource.prlimit(server.pid, resource.RLIMIT_CORE) == (hard, hard)
