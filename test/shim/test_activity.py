"""What Jupyter's and JupyterHub's cullers see: a query is activity, asking for the status is none."""

from uuid import uuid4

import pytest


@pytest.fixture(scope="module")
def last_activity(shared):
    def read():
        reply = shared.ask("GET", "/api/status", login=True, path_is_ours=False)
        return reply.json["last_activity"]

    return read


@pytest.mark.parametrize(
    "path",
    [
        *["/", "/status", "/session", "/schema", "/queriesx", "/x/queries"],
        *["/connections/handover/status", "/connections/queries", "/connections/x/y/queries"],
    ],
)
def test_what_the_page_asks_by_itself_is_no_activity(shared, last_activity, path):
    before = last_activity()
    assert shared.get(path).status == 200
    assert last_activity() == before


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/queries"),
        ("GET", f"/queries/{uuid4()}/pages/3"),
        ("POST", f"/queries/{uuid4()}/cancel"),
        ("POST", "/connections/handover/queries"),
        ("GET", f"/connections/handover/queries/{uuid4()}/pages/3"),
        ("POST", "/renders"),
        ("POST", "/vega-lite"),
        ("POST", "/connections/handover/renders/7/pixel"),
    ],
)
def test_a_query_is_activity(shared, last_activity, method, path):
    before = last_activity()
    assert shared.ask(method, path, login=True).status == 200
    assert last_activity() > before


def test_a_query_without_login_is_none(shared, last_activity):
    before = last_activity()
    assert shared.ask("POST", "/queries").status == 403
    assert last_activity() == before
