"""Where the server extension is switched off, and the option of `jupyter serverextension` for there."""

from jupyter_core.paths import SYSTEM_CONFIG_PATH, jupyter_config_dir
from jupyter_server.serverapp import ServerApp

from ..switches import OURS, switched_off_in, switches


def disabled_in(serverapp: ServerApp) -> str | None:
    """The configuration directory; empty where none says so; None where it is enabled."""
    folders = serverapp.config_file_paths
    classic = switched_off_in(OURS, folders)
    if classic is not None or serverapp.jpserver_extensions.get(OURS):
        return classic
    return next((folder for folder in folders if switches(folder).get(OURS) is False), "")


def level_of(folder: str) -> str:
    if folder == jupyter_config_dir():
        return "--user"
    return "--system" if folder in SYSTEM_CONFIG_PATH else "--sys-prefix"
