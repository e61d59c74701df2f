"""Reads which server extensions are switched on, and at which level. Writes nothing."""

from jupyter_core.paths import jupyter_config_dir, jupyter_config_path
from jupyter_server.extension.config import ExtensionConfigManager

OURS = "jupyterlab_omnisci.serverextension"


def switches(*directories: str) -> dict[str, bool]:
    """The entries of these configuration directories, the first being the strongest."""
    return ExtensionConfigManager(read_config_path=list(directories)).get_jpserver_extensions()


def disabled_by_user(name: str, directories: list[str]) -> bool:
    """
    Whether the user switched our extension off. In a virtual environment Jupyter lets the
    environment's "on", which installing wrote, win over that; we don't.
    """
    home = jupyter_config_dir()
    return name == OURS and home in directories and switches(home).get(name) is False


def is_on(name: str) -> bool:
    directories = jupyter_config_path()
    return switches(*directories).get(name, False) and not disabled_by_user(name, directories)
