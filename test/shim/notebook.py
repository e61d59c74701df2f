"""A Jupyter server with a real sidecar on the sandbox, and kernels that belong to it."""

import json
from contextlib import contextmanager

from jupyter_client.manager import KernelManager
from world import REPOSITORY, Server, World

from sandbox import Sandbox


class Lab:
    """What `npm start` gives: a handed-over session, and a server `lab` to sign in to."""

    def __init__(self, sandbox: tuple[str, ...] = (), **config):
        """`sandbox` are options of the sandbox; `config` is of OmniSciConfig."""
        self.sandbox = Sandbox(*sandbox)
        self.world = World()
        self.world.use_real_sidecar()
        self.session_file = self.world.home / "session"
        self.renew_session()
        part = self.sandbox.connection
        settings = {
            "OmniSciConfig": config,
            "OmniSciSessionManager": {"session_file": str(self.session_file)},
        }
        (self.world.user_config / "jupyter_server_config.json").write_text(json.dumps(settings))
        self.server = Server(
            self.world,
            base_url="/user/me/",
            **{f"OMNISCI_{name.upper()}": value for name, value in part.items()},
        )

    def renew_session(self):
        self.session = self.sandbox.clone()
        self.session_file.write_text(json.dumps({"session": self.session}))
        self.session_file.chmod(0o600)

    def stop(self):
        self.server.stop()
        self.world.remove()
        self.sandbox.stop()

    @contextmanager
    def kernel(self):
        kernel = Kernel(self)
        try:
            yield kernel
        finally:
            kernel.stop()


class Kernel:
    """Runs cells in a real IPython kernel."""

    def __init__(self, lab):
        self.manager = KernelManager(kernel_name="python3")
        self.manager.start_kernel(
            env={**lab.world.environment, "PYTHONPATH": str(REPOSITORY)}, cwd=lab.world.home
        )
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=120)
        self.run(f"import os; os.environ['JPY_PARENT_PID'] = '{lab.server.pid}'")

    def run(self, code, on_output=lambda output: None):
        """The outputs of a cell, as a notebook would hold them; an error is the last of them."""
        outputs = []

        def is_continued(stream):
            return bool(outputs) and outputs[-1].get("name") == stream["name"]

        def take(message):
            kind, content = message["header"]["msg_type"], message["content"]
            if kind == "clear_output":
                outputs.clear()
            elif kind == "stream" and is_continued(content):
                # What is printed at once may arrive in parts.
                outputs[-1]["text"] += content["text"]
            elif kind in ("stream", "display_data", "execute_result", "error"):
                outputs.append({"output_type": kind, **content})
            elif kind == "update_display_data":
                outputs[-1]["data"] = content["data"]
            on_output(outputs)

        self.client.execute_interactive(code, timeout=120, output_hook=take)
        return outputs

    def value(self, expression):
        """The value of an expression that is JSON."""
        [output] = self.run(
            f"import json; print(json.dumps({expression}, default=lambda v: v.item()))"
        )
        return json.loads(output["text"])

    def error(self, code):
        """What the user sees of a cell that fails."""
        outputs = self.run(code)
        last = outputs[-1]
        shown = "\n".join(last["traceback"]) if last["output_type"] == "error" else last["text"]
        return shown.strip()

    def interrupt(self):
        self.manager.interrupt_kernel()

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()
