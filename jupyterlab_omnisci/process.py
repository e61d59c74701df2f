"""Keeps one sidecar process running while requests need it. Knows nothing of the requests."""

import asyncio
import atexit
import os
import secrets
import socket
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from shutil import rmtree
from threading import Thread

from .confinement import environment_for_node, forbid_core_dump
from .failure import Failure, unavailable
from .folders import make_folder, remove_stale_folders
from .node import NodeFinder
from .python_manager import PythonManager
from .sidecar_client import SidecarClient
from .sidecar_log import FORMAT, logger_below, pass_on
from .telemetry.recorder import Recorder
from .watchdog import Watchdog

SCRIPT = Path(__file__).parent / "sidecar" / "main.cjs"
NODE_FLAGS = ["--max-semi-space-size=1"]
UNIX_SOCKETS = hasattr(socket, "AF_UNIX")
# Seconds that a request waits for a restart; if the pause is longer, it fails at once.
RESTART_WAIT_S = 2.0
# A process of a session manager may outlive the sidecar, and keep its output open.
LAST_WORDS_TIMEOUT_S = 0.5


class Sidecar:
    """
    Started by the first request, and again by a request that finds it gone.

    Not simpervisor: that replaces Jupyter's signal handlers, restarts a failing command hundreds of
    times a second, and never restarts one that ended with 0.
    """

    def __init__(
        self,
        *,
        node: NodeFinder,
        environment: dict,
        start_timeout: float,
        log,
        manager: PythonManager | None = None,
        recorder: Recorder | None = None,
    ):
        self._node = node
        self._environment = environment
        self._start_timeout = start_timeout
        self._log = log
        self._manager = manager
        self._recorder = recorder
        self._lock = asyncio.Lock()
        self._process: subprocess.Popen | None = None
        self._ready = False
        self._client: SidecarClient | None = None
        self._watchdog: Watchdog | None = None
        self._log_reader: Thread | None = None
        # Failures of processes that have not answered anybody yet.
        self._vain_starts: list[float] = []
        self._failed_at = 0.0
        self._directory = ""
        self._port = 0
        self._secret = "" if UNIX_SOCKETS else secrets.token_urlsafe(32)
        atexit.register(self.stop)

    @property
    def client(self) -> SidecarClient:
        """Of the process that `ensure` returned."""
        return self._client

    async def ensure(self) -> subprocess.Popen:
        """Returns the process once it takes requests. Raises Failure if there is none."""
        asked_at = time.monotonic()
        async with self._lock:
            if self._process and self._ready and self._process.poll() is None:
                return self._process
            if self._failed_at > asked_at:
                # It failed while this request waited in line; fail the whole line at once.
                raise unavailable(
                    "The OmniSci sidecar does not start. See the log of the Jupyter server."
                )
            if self._process:
                self.discard(self._process)
                self._log.warning("The OmniSci sidecar ended (%s).", self._process.returncode)
            await self._pause()
            try:
                process = self._start(await self._node.find())
            except OSError as error:
                # For example, no descriptor, process or memory is left.
                self._log.error("The OmniSci sidecar cannot be started: %s", error)
                raise unavailable(
                    f"The OmniSci sidecar cannot be started: {error.strerror or error}."
                ) from error
            if not await self._wait_until_ready(process):
                self._failed_at = time.monotonic()
                self.discard(process)
                self._log.error("The OmniSci sidecar did not start (%s).", process.returncode)
                raise unavailable(
                    "The OmniSci sidecar does not start. See the log of the Jupyter server."
                )
            self._ready = True
            return process

    def watching(self):
        """Wraps the wait for an answer of the process that `ensure` returned."""
        return self._watchdog.watching(self._client.answers)

    def has_served(self, process: subprocess.Popen) -> None:
        """It answers requests, so after its end another may start at once."""
        if process is self._process:
            self._vain_starts.clear()

    async def has_ended(self, process: subprocess.Popen) -> bool:
        """A killed process closes its connections a moment before its end is visible."""
        for _ in range(20):
            if process.poll() is not None:
                return True
            await asyncio.sleep(0.02)
        return False

    def discard(self, process: subprocess.Popen) -> None:
        """Ends an unreachable process, unless another has replaced it."""
        if process is self._process:
            self._ready = False
            process.kill()
            process.wait()
            self._client.close()
            self._hear_out()
            self._remove_directory()

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(2)
            except subprocess.TimeoutExpired:
                self._process.kill()
        if self._client:
            self._client.close()
        self._hear_out()
        self._remove_directory()

    def _hear_out(self) -> None:
        """What an ended process wrote last is logged before what is said of its end."""
        if self._log_reader:
            self._log_reader.join(LAST_WORDS_TIMEOUT_S)

    async def _pause(self) -> None:
        """
        The second failed start within a minute has no pause; then come half a second, one, two, and
        so on. A sidecar that has served restarts at once; one that never serves does not loop.
        """
        now = time.monotonic()
        self._vain_starts = [start for start in self._vain_starts if now - start < 60]
        if len(self._vain_starts) < 2:
            return
        wait = self._vain_starts[-1] + min(2 ** (len(self._vain_starts) - 3), 30) - now
        if wait > RESTART_WAIT_S:
            raise unavailable(
                "The OmniSci sidecar keeps failing. It will be started again in a moment."
            )
        await asyncio.sleep(max(wait, 0))

    def _start(self, node: str) -> subprocess.Popen:
        environment = environment_for_node()
        if UNIX_SOCKETS:
            # A new directory for every start, so that no stale socket is ever in the way.
            try:
                self._directory = make_folder()
            except Failure as failure:
                self._log.error("%s", failure.message)
                raise
            if not self._process:
                remove_stale_folders(self._directory)
            socket_path = os.path.join(self._directory, "socket")
            where = ["--socket", socket_path]
        else:
            socket_path = None
            self._port = _free_port()
            where = ["--port", str(self._port)]
            environment["JUPYTERLAB_OMNISCI_SECRET"] = self._secret
        # Not in Jupyter's process group: a terminal's Ctrl-C asks Jupyter and must not end this.
        apart = {} if sys.platform == "win32" else {"start_new_session": True, "umask": 0o077}
        self._vain_starts.append(time.monotonic())
        manager_end = self._manager.connect() if self._manager and UNIX_SOCKETS else None
        if manager_end:
            apart["pass_fds"] = [manager_end.fileno()]
            where += ["--python-manager-fd", str(manager_end.fileno())]
        with manager_end or nullcontext():
            self._process = subprocess.Popen(
                [node, *NODE_FLAGS, str(SCRIPT), *where, "--parent-pid", str(os.getpid())],
                env={**environment, **FORMAT, **self._environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                **apart,
            )
        self._client = SidecarClient(socket=socket_path, port=self._port, secret=self._secret)
        try:
            record = self._recorder.from_thread() if self._recorder else None
            self._log_reader = pass_on(self._process.stdout, logger_below(self._log), record)
        except RuntimeError as error:
            self.discard(self._process)
            raise OSError(f"no thread for its log: {error}") from error
        self._watchdog = Watchdog(self._process, self._log)
        forbid_core_dump(self._process.pid, self._log)
        self._log.info("Started the OmniSci sidecar, process %s.", self._process.pid)
        return self._process

    async def _wait_until_ready(self, process) -> bool:
        async def until_it_answers():
            while process.poll() is None and not await self._client.answers():
                await asyncio.sleep(0.02)

        try:
            await asyncio.wait_for(until_it_answers(), self._start_timeout)
        except asyncio.TimeoutError:
            return False
        return process.poll() is None

    def _remove_directory(self) -> None:
        if self._directory:
            rmtree(self._directory, ignore_errors=True)


class NoSidecar:
    """Replaces the sidecar if invalid settings prevent it, and says why."""

    def __init__(self, problem: Failure):
        self._problem = problem

    async def ensure(self):
        raise self._problem


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
