"""A machine of its own for each test: virtual environment, home, configuration, and real Jupyter servers."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import sysconfig
import time
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPSConnection
from importlib.metadata import entry_points
from pathlib import Path
from ssl import _create_unverified_context
from tempfile import mkdtemp
from urllib.parse import urlencode

REPOSITORY = Path(__file__).parents[2]
EXTENSION = "jupyterlab_omnisci.serverextension"


def eventually(condition, within=120.0):
    """The condition's first true answer; polls, because another process is being waited for."""
    deadline = time.monotonic() + within
    while not (answer := condition()):
        assert time.monotonic() < deadline, f"still not so after {within} s"
        time.sleep(0.02)
    return answer


def is_running(pid):
    try:
        # A zombie has ended; it only waits for its parent to take notice.
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


class World:
    def __init__(self, name: str = "world"):
        # Not pytest's folder: a socket's path has to be short.
        self.folder = folder = Path(mkdtemp(prefix=f"{name}-")).resolve()
        self.home, self.user_config = folder / "home", folder / "config"
        self.runtime, self.temp = folder / "runtime", folder / "tmp"
        for made in (self.home, self.user_config, self.runtime, self.temp):
            made.mkdir(parents=True)
        self.starts_file = folder / "starts"
        self.session_reply = folder / "session.json"
        self._make_environment()
        self._install_extension()
        self._use_stand_in()

    def _make_environment(self):
        """A virtual environment that sees the packages of the one the tests run in."""
        prefix = self.folder / "env"
        subprocess.run(
            [sys.executable, "-m", "venv", "--without-pip", "--symlinks", str(prefix)], check=True
        )
        self.bin = prefix / "bin"
        self.env_config = prefix / "etc" / "jupyter"
        self.system_config = self.folder / "system"
        [self.site] = prefix.glob("lib/python*/site-packages")
        outer = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        lines = [f"import site; site.addsitedir({path!r})" for path in sorted(outer)]
        (self.site / "outer.pth").write_text("\n".join(lines))
        # Nothing but the source says which folder the system's is. And rfc3987_syntax, an optional
        # checker that nothing here needs, takes a third of a server's start.
        (self.site / "sitecustomize.py").write_text(
            "import sys, jupyter_core.paths\n"
            "sys.modules['rfc3987_syntax'] = None\n"
            f"jupyter_core.paths.SYSTEM_CONFIG_PATH[:] = [{str(self.system_config)!r}]\n"
        )

    def _install_extension(self):
        """What installing the wheel puts into the environment."""
        shutil.copytree(
            REPOSITORY / "jupyter-config" / "server-config",
            self.env_config / "jupyter_server_config.d",
        )
        for name in ("jupyter-omnisci", "jupyter-serverextension", "jupyter-server"):
            [command] = entry_points(group="console_scripts", name=name)
            script = self.bin / name
            script.write_text(
                f"#!{self.bin}/python\nimport {command.module} as module\nmodule.{command.attr}()\n"
            )
            script.chmod(0o755)

    def _use_stand_in(self):
        self.script = self.folder / "stand-in.cjs"
        shutil.copy(REPOSITORY / "test" / "shim" / "stand-in.cjs", self.script)
        self.tweak("process", "SCRIPT", f"pathlib.Path({str(self.script)!r})")

    def use_real_sidecar(self):
        """And no tweak that was made before."""
        (self.user_config / "jupyter_config.py").unlink()

    def tweak(self, module, constant, python):
        """Changes a constant of the package inside the server, which no setting can."""
        with open(self.user_config / "jupyter_config.py", "a") as file:
            file.write(f"import jupyterlab_omnisci.{module} as module, pathlib\n")
            file.write(f"module.{constant} = {python}\n")

    @property
    def environment(self):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "JPY"))}
        return {
            **kept,
            "HOME": str(self.home),
            "TMPDIR": str(self.temp),
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "JUPYTER_CONFIG_DIR": str(self.user_config),
            "JUPYTER_RUNTIME_DIR": str(self.runtime),
            "JUPYTER_DATA_DIR": str(self.folder / "data"),
            "STAND_IN_STARTS": str(self.starts_file),
            "STAND_IN_SESSION": str(self.session_reply) if self.session_reply.exists() else "",
        }

    def run(self, *command, **environment):
        """Runs a command of the environment to its end."""
        return subprocess.run(
            [str(self.bin / "python"), *command],
            env={**self.environment, **environment},
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=600,
        )

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def starts(self):
        """The processes that the stand-in was started as, in order."""
        return (
            [int(pid) for pid in self.starts_file.read_text().split()]
            if self.starts_file.exists()
            else []
        )

    def socket_folders(self):
        return [
            folder
            for parent in (self.runtime, self.temp)
            for folder in parent.glob("jupyterlab-omnisci-*")
        ]


class Reply:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    """A running `jupyter server`."""

    def __init__(
        self,
        world: World,
        *arguments,
        base_url="/",
        ip="127.0.0.1",
        certificate: Path | None = None,
        token: str | None = None,
        stdin=subprocess.DEVNULL,
        **environment,
    ):
        """`certificate` is a PEM file of a key and its certificate; an empty `token` leaves it to Jupyter."""
        self.world = world
        self.token = secrets.token_hex(16) if token is None else token
        self.certificate = certificate
        self.base_url = base_url
        self.log_file = world.folder / f"log-{secrets.token_hex(3)}"
        with open(self.log_file, "w") as log:
            self.process = subprocess.Popen(
                [
                    world.bin / "python",
                    "-m",
                    "jupyter_server",
                    "--port=0",
                    f"--ServerApp.ip={ip}",
                    *([f"--ServerApp.certfile={certificate}"] if certificate else []),
                    "--allow-root",
                    "--no-browser",
                    f"--ServerApp.base_url={base_url}",
                    *arguments,
                ],
                env={
                    **world.environment,
                    **({"JUPYTER_TOKEN": self.token} if self.token else {}),
                    **environment,
                },
                cwd=world.home,
                stdin=stdin,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.pid = self.process.pid
        self.info_file = world.runtime / f"jpserver-{self.pid}.json"
        eventually(lambda: self.process.poll() is None and self.info_file.exists())
        self.port = eventually(lambda: self._read_port())
        eventually(self._answers)

    def _read_port(self):
        try:
            return json.loads(self.info_file.read_text())["port"]
        except ValueError:
            return None

    def _answers(self):
        try:
            return self.ask("GET", "/api", path_is_ours=False).status
        except OSError:
            return None

    @property
    def log(self):
        text = self.log_file.read_text()
        return text.replace(self.token, "[token]") if self.token else text

    def ask(self, *arguments, **options):
        """One request; `login` sends the token as our front end would."""
        with self.asking(*arguments, **options) as response:
            return Reply(response)

    @contextmanager
    def asking(
        self, method, path="/echo", headers=None, body=None, *, login=False, path_is_ours=True
    ):
        """The same, with the body still to be read."""
        headers = dict(headers or {})
        if login:
            headers["Authorization"] = f"token {self.token}"
        prefix = self.base_url.rstrip("/") + ("/omnisci" if path_is_ours else "")
        connection = (
            # Any: the test made it.
            HTTPSConnection("127.0.0.1", self.port, context=_create_unverified_context())  # noqa: S323
            if self.certificate
            else HTTPConnection("127.0.0.1", self.port, timeout=300)
        )
        try:
            connection.request(method, prefix + path, body, headers)
            yield connection.getresponse()
        finally:
            connection.close()

    def get(self, path="/echo", **headers):
        return self.ask("GET", path, headers, login=True)

    def login_cookies(self):
        """What the browser of somebody who logged in with the token sends: (Cookie header, XSRF token)."""
        page = self.ask("GET", "/login", path_is_ours=False)
        xsrf = page.headers["set-cookie"].split("_xsrf=")[1].split(";")[0]
        form = urlencode({"password": self.token, "_xsrf": xsrf})
        reply = self.ask(
            "POST",
            "/login",
            {
                "Cookie": f"_xsrf={xsrf}",
                "Content-Type": "application/x-www-form-urlencoded",
            },
            form,
            path_is_ours=False,
        )
        login = reply.headers["set-cookie"].split(";")[0]
        return f"{login}; _xsrf={xsrf}", xsrf

    def stop(self):
        """Told once, Jupyter was seen to go on for 20 seconds, a few times in many hundred."""
        for _ in range(24):
            if self.process.poll() is not None:
                return
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(5)
        assert self.process.poll() is not None
