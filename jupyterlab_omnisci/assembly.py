"""Makes the sidecar's parts of the settings of a Jupyter server. Starts nothing."""

import json
from typing import NamedTuple

from .config import (
    OmniSciConfig,
    OmniSciConnections,
    OmniSciSessionManager,
    read_settings,
    session_manager_name,
    sidecar_settings,
)
from .node import NodeFinder
from .process import Sidecar
from .python_manager import PythonManager
from .telemetry.recorder import Recorder


class Parts(NamedTuple):
    settings: tuple[OmniSciSessionManager, OmniSciConfig, OmniSciConnections]
    node: NodeFinder
    sidecar: Sidecar


def assemble(serverapp, recorder: Recorder | None = None) -> Parts:
    """`recorder` gets the sidecar's events. Raises TraitError where a setting has a value that it cannot have."""
    manager, config, connections = settings = read_settings(serverapp)
    told = json.dumps(sidecar_settings(serverapp, manager, config, connections))
    name = session_manager_name(config)
    node = NodeFinder(config.node, serverapp.log)
    sidecar = Sidecar(
        node=node,
        environment={"JUPYTERLAB_OMNISCI_CONFIG": told},
        manager=PythonManager(name, parent=serverapp, config=config.config) if name else None,
        start_timeout=config.start_timeout,
        log=serverapp.log,
        recorder=recorder,
    )
    return Parts(settings, node, sidecar)
