"""Reads which server extensions are enabled, and at which level. Writes nothing."""

from jupyter_core.paths import jupyter_config_dir, jupyter_config_path
from jupyter_server.config_manager import BaseJSONConfigManager
from jupyter_server.extension.config import ExtensionConfigManager

OURS = "jupyterlab_omnisci.serverextension"
# `jupyter serverextension` of notebook < 7 writes its entries there.
CLASSIC_FILE = "jupyter_notebook_config"


def switches(*directories: str) -> dict[str, bool]:
    """The entries of these configuration directories; the first has priority."""
    return ExtensionConfigManager(read_config_path=list(directories)).get_jpserver_extensions()


def classic_switches(directory: str) -> dict[str, bool]:
    """The entries of notebook < 7 in this configuration directory. Jupyter Server ignores them."""
    config = BaseJSONConfigManager(config_dir=directory).get(CLASSIC_FILE)
    return config.get("NotebookApp", {}).get("nbserver_extensions", {})


def switched_off_in(name: str, directories: list[str]) -> str | None:
    """
    The directory where our extension is disabled although Jupyter Server loads it. In a virtual
    environment, Jupyter gives the environment's "on", written by the installation, priority over
    the user's "off", and it ignores a "disabled" of notebook < 7. We respect both.
    """
    if name != OURS:
        return None
    home = jupyter_config_dir()
    if home in directories and (
        switches(home).get(name) is False or classic_switches(home).get(name) is False
    ):
        return home
    classic = {folder: classic_switches(folder).get(name) for folder in directories}
    deciding = next((folder for folder, on in classic.items() if on is not None), None)
    return None if deciding is None or classic[deciding] else deciding


def is_on(name: str) -> bool:
    directories = jupyter_config_path()
    return switches(*directories).get(name, False) and not switched_off_in(name, directories)
