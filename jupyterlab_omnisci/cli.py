"""`jupyter serverextension`, which JupyterLab 4 no longer ships, on top of `jupyter server extension`."""

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from jupyter_server.config_manager import BaseJSONConfigManager
from jupyter_server.extension import serverextension as jupyter
from jupyter_server.extension.manager import ExtensionPackage
from jupyter_server.extension.utils import get_metadata

from .switches import CLASSIC_FILE, OURS, classic_switches, is_on, switches

LEVELS = "[--user|--sys-prefix|--system]"


class _Toggle(jupyter.ToggleServerExtensionApp):
    """
    Differs from Jupyter's own in three ways: it knows modules that this level does not list yet,
    its exit code shows a failure, and it does not write "on" a second time, so that uninstalling
    the package leaves no entry that warns of a missing module.
    """

    def start(self):
        if not self.extra_args:
            sys.exit(f"Usage: {self.name} {LEVELS} MODULE")
        for name in self.extra_args:
            try:
                # As before, --py names a package, which lists its modules.
                points = get_metadata(name)[1] if self.python else [{"module": name}]
                for point in points:
                    self.toggle_server_extension(point["module"])
            except Exception as error:  # importing a module may raise anything
                sys.exit(f"{name} cannot be {self._toggle_post_message}: {error}")

    def toggle_server_extension(self, import_name):
        wanted, level = self._toggle_value, self.config_dir
        self._validate(import_name)
        self._remove_entry(import_name)
        here = switches(level).get(import_name)
        if here is not wanted and not (wanted and here is None and is_on(import_name)):
            jupyter.toggle_server_extension_python(
                import_name, wanted, user=self.user, sys_prefix=self.sys_prefix
            )
            if switches(level)[import_name] is not wanted:
                raise ValueError(f"{level}/jupyter_server_config.json says otherwise")
        if wanted and classic_switches(level).get(import_name) is False:
            on = {"NotebookApp": {"nbserver_extensions": {import_name: True}}}
            BaseJSONConfigManager(config_dir=level).update(CLASSIC_FILE, on)
        print(f"{import_name} is {self._toggle_post_message} in {level}")
        if is_on(import_name) is not wanted:
            print("but another level, which is stronger, says otherwise:", file=sys.stderr)
            print("see `jupyter serverextension list`", file=sys.stderr)

    def _validate(self, name):
        if self._toggle_value:
            if not ExtensionPackage(name=name, enabled=True).validate():
                raise ValueError("it has no function that Jupyter Server could load it with")
        elif name not in switches(*jupyter_config_path()) and not find_spec(name):
            # A listed extension can be disabled even if it is no longer installed.
            raise ValueError("no such module is installed")

    def _remove_entry(self, name):
        file = Path(self.config_dir, "jupyter_server_config.d", f"{name}.json")
        if file.exists():
            written = json.loads(file.read_text("utf-8"))
            if written in [{"ServerApp": {"jpserver_extensions": {name: on}}} for on in (0, 1)]:
                file.unlink()


class Enable(_Toggle):
    name = "jupyter serverextension enable"
    description = f"Switch a server extension on.\n\n{name} {LEVELS} MODULE"
    _toggle_value = True
    _toggle_post_message = "enabled"


class Disable(_Toggle):
    name = "jupyter serverextension disable"
    description = f"Switch a server extension off.\n\n{name} {LEVELS} MODULE"
    _toggle_value = False
    _toggle_post_message = "disabled"


class List(jupyter.ListServerExtensionsApp):
    name = "jupyter serverextension list"


class ServerExtension(jupyter.ServerExtensionApp):
    name = "jupyter serverextension"
    examples = (
        "jupyter serverextension enable --sys-prefix jupyterlab_omnisci.serverextension\n"
        "jupyter serverextension list"
    )
    subcommands = {
        "enable": (Enable, "Switch a server extension on."),
        "disable": (Disable, "Switch a server extension off."),
        "list": (List, "List all server extensions, level by level."),
    }

    def start(self):
        if self.subapp is None:
            sys.exit(f"Usage: {self.name} {'|'.join(self.subcommands)}")
        super().start()


def main():
    arguments = sys.argv[1:]
    if _has_classic_notebook():
        arguments = _run_classic(arguments)
    if arguments is not None:
        ServerExtension.launch_instance(arguments)


def _run_classic(arguments):
    """
    Runs the same command of notebook 6, which writes its own files and knows nothing of Jupyter
    Server. Returns what is left to do for Jupyter Server, or None: our own extension is switched
    there too, others are left to their authors.
    """
    classic = [sys.executable, "-m", "notebook.serverextensions"]
    code = subprocess.call([*classic, *arguments])
    if code != 0:
        sys.exit(code)
    ours = (OURS, OURS.split(".")[0])
    left = [word for word in arguments[1:] if word.startswith("-") or word in ours]
    if arguments[0] != "list" and not any(word in ours for word in left):
        return None
    print(
        "The command above was for notebook 6. For Jupyter Server, which serves JupyterLab:",
        flush=True,
    )
    return [arguments[0], *left]


def _has_classic_notebook():
    try:
        return int(version("notebook").split(".")[0]) < 7
    except PackageNotFoundError:
        return False


if __name__ == "__main__":
    main()
