"""The built sandbox database, as a process of its own."""

import json
import shutil
import subprocess

import heavydb
from world import REPOSITORY


class Sandbox:
    def __init__(self, *options: str):
        """`options` are those of `npm run sandbox -- --help`."""
        node = shutil.which("node")
        self._process = subprocess.Popen(
            [
                *[node, REPOSITORY / "build" / "sandbox.mjs"],
                *["--http-port=0", "--binary-port=0", *options],
            ],
            stdout=subprocess.PIPE,
        )
        ports = json.loads(self._process.stdout.readline())
        self.connection = {
            "protocol": "binary",
            "host": "127.0.0.1",
            "port": str(ports["binaryPort"]),
        }
        self._owner = heavydb.connect(
            user="admin",
            password="HyperInteractive",
            dbname="heavyai",
            host="127.0.0.1",
            port=ports["binaryPort"],
        )

    def clone(self):
        return self._owner._client.clone_session(self._owner._session)

    def knows(self, session):
        try:
            self._owner._client.get_tables(session)
        except heavydb.exceptions.TDBException:
            return False
        return True

    def owner_works(self):
        return self.knows(self._owner._session)

    def stop(self):
        self._owner.close()
        self._process.terminate()
        self._process.wait()
