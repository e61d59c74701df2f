"""Ends a sidecar that runs but does not answer, so that it can be replaced. Starts none itself."""

import asyncio
import subprocess
from collections.abc import Awaitable, Callable
from contextlib import contextmanager

# A request that waits this long starts a check of the sidecar.
QUIET = 2.0
# Seconds. With QUIET ten in all: a browser waits fifteen, and the longest computation takes three.
MAX_PROBE_S = 8


class Watchdog:
    """
    Watches one process while somebody waits for its answer. Until then, a stopped or looping
    process harms nobody.
    """

    def __init__(self, process: subprocess.Popen, log):
        self._process = process
        self._log = log
        self._waiting = 0
        self._watch: asyncio.Task | None = None

    @contextmanager
    def watching(self, answers: Callable[[], Awaitable[bool]]):
        """Marks that somebody waits. `answers` makes a request that every sidecar answers at once."""
        self._waiting += 1
        if self._watch is None:
            self._watch = asyncio.ensure_future(self._look_now_and_then(answers))
        try:
            yield
        finally:
            self._waiting -= 1
            if self._waiting == 0:
                self._watch.cancel()
                self._watch = None

    async def _look_now_and_then(self, answers) -> None:
        while self._process.poll() is None:
            await asyncio.sleep(QUIET)
            if not await _comes(answers):
                self._log.error(
                    "The OmniSci sidecar, process %s, runs but does not answer. It will be stopped.",
                    self._process.pid,
                )
                self._process.kill()
                return


async def _comes(answers) -> bool:
    """
    Whether there is any answer in time. Seconds are counted one by one and not read off a clock,
    so a sleeping computer or a busy Jupyter loses only one of them.
    """
    probe = asyncio.ensure_future(answers())
    try:
        for _ in range(MAX_PROBE_S):
            done, _pending = await asyncio.wait({probe}, timeout=1)
            if done:
                # A refusal is an answer too. The end of the process is noticed elsewhere.
                probe.exception()
                return True
        return False
    finally:
        probe.cancel()
