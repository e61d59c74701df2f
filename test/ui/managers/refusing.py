"""An authorizer of a test: everybody may use Jupyter, and nobody the database."""

from jupyter_server.auth import Authorizer


class NoDatabase(Authorizer):
    def is_authorized(self, handler, user, action, resource):
        return resource != "omnisci"
