"""Removes credentials, debuggers and core dumps from Node's environment. Starts nothing itself."""

import os
import re

try:
    # Only Linux can set the limits of another process. Setting them between fork and exec could
    # hang, because Jupyter has threads. macOS writes no core dump by default.
    from resource import RLIMIT_CORE, prlimit
except ImportError:
    prlimit = None

# Of Jupyter, of JupyterHub and of a gateway. /proc shows the initial environment of a process as
# long as it lives, even what it deletes.
CREDENTIAL = re.compile(r"(JUPYTER|JPY|CONFIGPROXY)\w*(TOKEN|SECRET|PASSWORD|PWD|KEY)")
# These open a port, write memory or environment into files, log what is sent, or load code:
# docs/decisions/0021-secrets.md.
OPENS_NODE = ("NODE_OPTIONS", "NODE_DEBUG", "NODE_DEBUG_NATIVE", "NODE_V8_COVERAGE")


def environment_for_node() -> dict[str, str]:
    """Jupyter's environment without what Node must not have; everything else may be needed."""
    environment = {
        k: v for k, v in os.environ.items() if not CREDENTIAL.fullmatch(k) and k not in OPENS_NODE
    }
    # Python, and so the notebook, has this name for the authorities; Node has another.
    if authorities := environment.get("SSL_CERT_FILE"):
        environment.setdefault("NODE_EXTRA_CA_CERTS", authorities)
    return environment


def left_out() -> list[str]:
    """Those of the variables above that somebody set to change how Node works."""
    return [name for name in OPENS_NODE if os.environ.get(name)]


def forbid_core_dump(pid: int, log) -> None:
    """Its memory holds session IDs and rows. Set before the process has read either."""
    if prlimit is None:
        return
    try:
        _, hard = prlimit(pid, RLIMIT_CORE)
        # 1 also prevents a handler; with 0 the kernel would still call that of core_pattern.
        most = 0 if hard == 0 else 1
        prlimit(pid, RLIMIT_CORE, (most, most))
    except (OSError, ValueError) as error:
        log.warning("Core dumps of the OmniSci sidecar could not be forbidden: %s", error)
