"""The settings with their documentation, as Jupyter's own commands show those of its applications."""

from pathlib import Path

from jupyter_core.paths import jupyter_config_dir
from jupyter_core.utils import ensure_dir_exists

from ..config import CLASSES

HEADING = "# The OmniSci settings: jupyter omnisci --generate-config"


def settings_help() -> str:
    return "\n\n".join(section.class_get_help() for section in CLASSES.values())


def generate_config(path: str = "") -> str:
    """
    Adds every setting, commented out, to this configuration file; by default the user's own. Nothing
    in it changes. Answers what was done, or raises RuntimeError.
    """
    file = (
        Path(path).expanduser() if path else Path(jupyter_config_dir(), "jupyter_server_config.py")
    )
    if file.suffix != ".py":
        raise RuntimeError(
            f"{file} must be a configuration file in Python, such as jupyter_server_config.py."
        )
    try:
        if file.exists() and HEADING in file.read_text("utf-8"):
            return f"{file} has the OmniSci settings already."
        ensure_dir_exists(file.parent, 0o700)
        with file.open("a", encoding="utf-8") as opened:
            opened.write(_sections())
    except OSError as error:
        raise RuntimeError(f"{file} cannot be written: {error.strerror or error}") from error
    return f"Added the OmniSci settings, all commented out, to {file}"


def _sections() -> str:
    classes = list(CLASSES.values())
    sections = [section.class_config_section(classes) for section in classes]
    return "\n".join(["", HEADING, "c = get_config()  # noqa", "", *sections])
