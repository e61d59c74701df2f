"""What the log says once Jupyter has started: Node, the settings' files, and what is missing. Changes nothing."""

import asyncio
import os
from collections.abc import Iterator

from .assembly import Parts
from .config import OmniSciSessionManager, session_files, session_manager_name
from .failure import Failure
from .names import choose_variables
from .sources import COMMAND_LINE, are_on_command_line, settings_files


async def announce(serverapp, parts: Parts) -> None:
    """In threads, where files are looked at and Node is asked: Jupyter serves meanwhile."""
    try:
        path = await parts.node.find()
        node = f"Node.js {parts.node.version} ({path})"
    except (Failure, OSError):
        # Which NodeFinder has logged.
        node = "no Node.js"
    files = await asyncio.to_thread(settings_files, serverapp)
    sources = [COMMAND_LINE] if are_on_command_line(serverapp) else []
    sources += reversed(files)
    written = f"settings from {', '.join(sources)}" if sources else "no settings, only defaults"
    missing = await asyncio.to_thread(lambda: list(_missing(serverapp, parts)))
    serverapp.log.info("OmniSci: %s; %s.", node, written)
    for warning in missing:
        serverapp.log.warning("OmniSci: %s", warning)


def _missing(serverapp, parts: Parts) -> Iterator[str]:
    """What is not there of what a session needs; a session manager finds all of it by itself."""
    manager, config, connections = parts.settings
    if session_manager_name(config):
        return
    problem = "" if manager.session_command else _no_session(serverapp, manager)
    if problem and not manager.session_file and (connections.servers or connections.servers_file):
        # Users sign in.
        return
    if problem:
        yield problem
    names = choose_variables((manager.protocol, manager.host, manager.port), os.environ)
    unset = [name for name in names if not os.environ.get(name)]
    if unset:
        yield (
            f"No value in the environment of the Jupyter server: {', '.join(unset)}. "
            "These variables say where the database is. Set them, and restart Jupyter."
        )


def _no_session(serverapp, manager: OmniSciSessionManager) -> str:
    files = session_files(serverapp, manager)
    if any(map(os.path.exists, files)):
        return ""
    if manager.session_file:
        return (
            f"The session file {files[0]} does not exist. It is written when the user logs in to "
            "the database; if not, correct OmniSciSessionManager.session_file."
        )
    return (
        "No session file is configured. Set OmniSciSessionManager.session_file, or list servers in "
        "OmniSciConnections.servers. `jupyter omnisci check` says more."
    )
