"""Which files the OmniSci settings of a Jupyter server came from. Reads the files, and runs none."""

import json
import os
import re

from .names import SECTIONS

NAMES = [*SECTIONS, *SECTIONS.values()]
COMMAND_LINE = "the command line"


def settings_files(serverapp) -> list[str]:
    """The files that name a section of ours, the strongest last."""
    own = serverapp.loaded_config_files
    apps = [app for apps in serverapp.extension_manager.extension_apps.values() for app in apps]
    others = [*_notebook_files(serverapp), *(f for app in apps for f in app.loaded_config_files)]
    files = [*dict.fromkeys(file for file in others if file not in own), *own]
    return [file for file in files if re.search(rf"\b({'|'.join(NAMES)})\b", _written(file))]


def are_on_command_line(serverapp) -> bool:
    return any(name in serverapp.cli_config for name in NAMES)


def source_of(serverapp, section: str, setting: str) -> str:
    """The file that this setting came from, or COMMAND_LINE; empty where a file loads another."""
    names = [section, *(other for other, ours in SECTIONS.items() if ours == section)]
    if any(setting in serverapp.cli_config.get(name, {}) for name in names):
        return COMMAND_LINE
    files = reversed(settings_files(serverapp))
    return next((file for file in files if _sets(file, names, setting)), "")


def _sets(file: str, names: list[str], setting: str) -> bool:
    text = _written(file)
    if not file.endswith(".json"):
        return bool(re.search(rf"\b({'|'.join(names)})\b[\s\S]*\b{setting}\b", text))
    written = json.loads(text)
    return any(setting in written.get(name, {}) for name in names)


def _written(file: str) -> str:
    """Without comments, as which a generated file has every setting."""
    try:
        with open(file, encoding="utf-8", errors="replace") as opened:
            return "".join(line for line in opened if not line.lstrip().startswith("#"))
    except OSError:
        # Gone since it was loaded.
        return ""


def _notebook_files(serverapp) -> list[str]:
    """Those of notebook < 7, which Jupyter Server itself does not list."""
    return [
        file
        for folder in reversed(serverapp.config_file_paths)
        for ending in ("py", "json")
        if os.path.isfile(file := os.path.join(folder, f"jupyter_notebook_config.{ending}"))
    ]
