"""
What a notebook imports, and where JupyterLab and Jupyter Server find this package's extensions.
Imports neither of them.
"""

import sys
from importlib.metadata import version

from .connect import connect_session, heavyai_connect, omnisci_connect

__all__ = ["connect_session", "heavyai_connect", "omnisci_connect"]

__version__ = version("jupyterlab_omnisci")


def __getattr__(name: str):
    # As in 2020. It needs IPython, which the Jupyter server need not import.
    if name == "OmniSciSQLEditorRenderer":
        from .magics.sql_editor import OmniSciSQLEditorRenderer

        return OmniSciSQLEditorRenderer
    if name == "OmniSciVegaRenderer":
        from .magics.vega import OmniSciVegaRenderer

        return OmniSciVegaRenderer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load_ipython_extension(ipython):
    """
    For `%load_ext jupyterlab_omnisci`: adds the magics, and the functions that connect.

    The notebooks of HEAVY.AI's web server call these functions without importing them.
    """
    from .magics import register

    register(ipython)
    functions = {name: globals()[name] for name in __all__}
    ipython.push({name: value for name, value in functions.items() if name not in ipython.user_ns})


def _register_magics():
    # As the extension of 2020 did. IPython is there already if this is a notebook.
    get_ipython = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)
    if ipython := get_ipython():
        from .magics import register

        register(ipython)


_register_magics()


def _jupyter_labextension_paths():
    return [{"src": "labextension", "dest": "jupyterlab-omnisci"}]


def _jupyter_server_extension_points():
    return [{"module": "jupyterlab_omnisci.serverextension"}]


# notebook < 7 looks for this name if it gets `--py jupyterlab_omnisci`.
_jupyter_server_extension_paths = _jupyter_server_extension_points
