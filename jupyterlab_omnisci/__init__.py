"""Tells JupyterLab and Jupyter Server where this package's two extensions are; imports neither."""

from importlib.metadata import version

from .connect import connect_session

__all__ = ["connect_session"]

__version__ = version("jupyterlab_omnisci")


def _jupyter_labextension_paths():
    return [{"src": "labextension", "dest": "jupyterlab-omnisci"}]


def _jupyter_server_extension_points():
    return [{"module": "jupyterlab_omnisci.serverextension"}]


# notebook < 7 looks for this name if it gets `--py jupyterlab_omnisci`.
_jupyter_server_extension_paths = _jupyter_server_extension_points
