"""Answers `GET omnisci/check`: what `jupyter omnisci check` says, of the server that runs."""

from .admin.check import check_from_within
from .admin.findings import as_json
from .assembly import Parts
from .failure import failure_for
from .proxy import SAFE_METHODS, OmniSciProxyHandler


class CheckHandler(OmniSciProxyHandler):
    """Under the same rules as the routes of the sidecar."""

    def initialize(self, parts: Parts | None, **shared):
        """Without `parts` the settings are wrong, and the sidecar says so."""
        super().initialize(**shared)
        self.parts = parts

    async def _answer(self):
        if self.request.method not in SAFE_METHODS:
            raise failure_for(405)
        if self.parts is None:
            await self.sidecar.ensure()
        self.set_header("Content-Type", "application/json")
        self.finish(as_json(await check_from_within(self.serverapp, self.parts)))
