"""`%%omnisci_sqleditor` in a real kernel: what the notebook file gets."""

import json

import pytest

EDITOR = "application/vnd.omnisci.sqleditor+json"
SECRETS = {"user": "Zaphod", "username": "Zaphod", "password": "Hunter2!", "sessionId": "s3ss10n"}
PLACE = {"protocol": "https", "host": "db.example.com", "port": "443", "database": "flights"}


@pytest.fixture(scope="module")
def kernel(lab):
    with lab.kernel() as kernel:
        kernel.run("import jupyterlab_omnisci")
        kernel.run(f"as_2020 = {dict(PLACE, port=443, dbname='flights', **SECRETS)!r}")
        yield kernel


@pytest.mark.parametrize(
    ("line", "connection"),
    [
        ("", {"key": "handover"}),
        ("-c prod", {"key": "prod"}),
        ("-c prod -d flights", {"key": "prod;flights"}),
        ("$as_2020", PLACE),
        ("as_2020", PLACE),
        (repr({**SECRETS, **PLACE}), PLACE),
        # IPython would format this text, and take the port for a width.
        ("{'host':'db','port':443}", {"host": "db", "port": "443"}),
        (
            "{'url':'https://Zaphod:Hunter2!@db.example.com:443/','database':'flights'}",
            PLACE,
        ),
    ],
)
def test_the_output_holds_the_statement_and_where_it_belongs_and_no_secret(
    kernel, line, connection
):
    [output] = kernel.run(f"%%omnisci_sqleditor {line}\n\nSELECT 1\n")
    assert output["output_type"] == "execute_result"
    assert output["data"] == {
        EDITOR: {"connection": connection, "query": "SELECT 1"},
        "text/plain": "SELECT 1",
    }
    kept = json.dumps(output)
    assert not [name for name, secret in SECRETS.items() if secret in kept]


def test_the_connection_of_a_driver_and_the_class_of_2020(kernel):
    kernel.run("con = jupyterlab_omnisci.connect_session()")
    [output] = kernel.run("%%heavyai_sqleditor con\nSELECT 1")
    connection = output["data"][EDITOR]["connection"]
    # The session knows its database; the driver does not.
    assert set(connection) == {"protocol", "host", "port"}
    assert connection["port"] == kernel.value("str(con._port)")
    [output] = kernel.run(
        "from jupyterlab_omnisci import OmniSciSQLEditorRenderer\n"
        "OmniSciSQLEditorRenderer(as_2020, 'SELECT 2')"
    )
    assert output["data"][EDITOR] == {"connection": PLACE, "query": "SELECT 2"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("$missing", "UsageError: There is no variable missing."),
        ("-c", "UsageError: argument -c"),
        ("-c a;b -d c", "UsageError: -c a;b names a database already"),
        ("{'password': 'Hunter2!', 'host': open('x')}", "UsageError: After %%omnisci_sqleditor"),
        ("{'password': 'Hunter2!'}", "UsageError: The connection has no host."),
        ("{'password': 'Hunter2!'", "UsageError: After %%omnisci_sqleditor"),
        ("12", "UsageError: The connection has no host."),
    ],
)
def test_what_is_wrong_is_said_in_one_line_without_the_password(kernel, line, says):
    shown = kernel.error(f"%%omnisci_sqleditor {line}\nSELECT 1")
    assert shown.startswith(says)
    assert len(shown.splitlines()) == 1
    assert ("Hunter2!" in shown) is False
