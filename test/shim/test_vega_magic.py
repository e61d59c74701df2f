"""`%%omnisci_vega` and `%%omnisci_vegalite` in a real kernel, over the sandbox, which draws."""

import base64
import json
import threading

import pytest
from world import eventually

from jupyterlab_omnisci.magics.connections import connection_to_keep
from jupyterlab_omnisci.magics.spec_text import parse_spec, text_of
from jupyterlab_omnisci.omnisci_error import OmniSciError
from notebook import Lab

VEGA = "application/vnd.omnisci.vega+json"
SECRETS = {"user": "Zaphod", "username": "Zaphod", "password": "Hunter2!", "sessionId": "s3ss10n"}
ELSEWHERE = {"protocol": "https", "host": "db.example.com", "port": "443", "database": "flights"}

SPEC = {
    "width": 200,
    "height": 100,
    "data": [{"name": "airports", "sql": "SELECT longitude AS x, latitude AS y FROM airports"}],
    "scales": [
        {"name": "x", "type": "linear", "domain": [-180, -60], "range": "width"},
        {"name": "y", "type": "linear", "domain": [10, 75], "range": "height"},
    ],
    "marks": [
        {
            "type": "points",
            "from": {"data": "airports"},
            "properties": {
                "x": {"scale": "x", "field": "x"},
                "y": {"scale": "y", "field": "y"},
                "fillColor": "red",
                "size": 3,
            },
        }
    ],
}
BODY = json.dumps(SPEC)
ENDLESS = "SELECT COUNT(*) AS x, COUNT(*) AS y FROM flights a, flights b WHERE a.delay < b.delay"
LITE = {
    "width": 200,
    "height": 100,
    "data": {"sql": "SELECT longitude AS x, latitude AS y FROM airports"},
    "mark": "circle",
    "encoding": {
        "x": {"field": "x", "type": "quantitative", "scale": {"domain": [-180, -60]}},
        "y": {"field": "y", "type": "quantitative", "scale": {"domain": [10, 75]}},
    },
}


@pytest.mark.parametrize(
    "text",
    ['{"a": ' + "[" * 100_000, "a: " + "[" * 5_000, '{"a": ' + "1" * 5_000 + "}"],
    ids=["JSON without end", "YAML without end", "a number without end"],
)
def test_a_hostile_spec_is_an_error_with_a_code(text):
    with pytest.raises(OmniSciError) as raised:
        parse_spec(text)
    assert raised.value.code == "vega_invalid"


def test_a_spec_that_contains_itself_is_an_error_with_a_code():
    spec = {}
    spec["data"] = spec
    with pytest.raises(OmniSciError) as raised:
        text_of(spec)
    assert raised.value.code == "vega_invalid"


def test_a_host_is_kept_without_a_login():
    assert connection_to_keep({"host": "ada:Hunter2!@db"}) == {"host": "db"}


def test_a_url_that_cannot_be_read_is_not_repeated():
    with pytest.raises(TypeError, match="URL") as raised:
        connection_to_keep({"url": "https://ada:Hunter2/!@db"})
    assert "Hunter2" not in str(raised.value) and raised.value.__cause__ is None


@pytest.fixture(scope="module")
def kernel(lab):
    with lab.kernel() as kernel:
        kernel.run("import jupyterlab_omnisci")
        kernel.run(f"elsewhere = {dict(ELSEWHERE, port=443, dbname='flights', **SECRETS)!r}")
        here = {**lab.sandbox.connection, **SECRETS}
        kernel.run(f"here = {here!r}")
        yield kernel


def size_of(png):
    """Of a PNG in base64: (width, height)."""
    head = base64.b64decode(png)[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


@pytest.mark.parametrize("magic", ["omnisci_vega", "heavyai_vega", "mapd"])
def test_the_output_holds_the_picture_and_the_spec(kernel, magic):
    [output] = kernel.run(f"%%{magic}\n{BODY}")
    assert output["output_type"] == "execute_result"
    assert output["data"][VEGA] == {"connection": {"key": "handover"}, "vega": SPEC}
    assert output["data"]["text/plain"] == "A picture of Vega, 200 by 100."
    assert size_of(output["data"]["image/png"]) == (200, 100)


@pytest.mark.parametrize("magic", ["omnisci_vegalite", "heavyai_vegalite"])
def test_vega_lite_is_drawn_and_kept_as_it_was_written(kernel, magic):
    [output] = kernel.run(f"%%{magic}\n{json.dumps(LITE)}")
    assert output["data"][VEGA] == {"connection": {"key": "handover"}, "vegaLite": LITE}
    assert size_of(output["data"]["image/png"]) == (200, 100)


@pytest.mark.parametrize("line", ["-c handover", "$here", "here", "{here!r}"])
def test_the_database_of_the_line_draws_and_no_secret_is_kept(kernel, lab, line):
    here = {**lab.sandbox.connection, **SECRETS}
    [output] = kernel.run(f"%%omnisci_vega {line.format(here=here)}\n{BODY}")
    assert size_of(output["data"]["image/png"]) == (200, 100)
    kept = json.dumps(output)
    assert not [name for name, secret in SECRETS.items() if secret in kept]


@pytest.mark.parametrize(
    "body",
    [
        # As people paste it: SQL with its line breaks and tabs.
        BODY.replace("SELECT longitude AS x,", "SELECT\n\tlongitude AS x,"),
        "\n\n" + json.dumps(SPEC, indent=2) + "\n",
        # YAML, as in 2018.
        "\n".join(f"{key}: {json.dumps(value)}" for key, value in SPEC.items()),
    ],
    ids=["raw newlines", "blank lines", "yaml"],
)
def test_the_body_is_json_or_yaml(kernel, body):
    [output] = kernel.run(f"%%omnisci_vega\n{body}")
    assert size_of(output["data"]["image/png"]) == (200, 100)
    assert output["data"][VEGA]["vega"]["marks"] == SPEC["marks"]


def test_without_pyyaml_json_is_read_and_yaml_is_explained(kernel):
    kernel.run("import sys; yaml, sys.modules['yaml'] = sys.modules.get('yaml'), None")
    try:
        [output] = kernel.run(f"%%omnisci_vega\n{BODY}")
        assert "image/png" in output["data"]
        assert "%pip install PyYAML" in kernel.error("%%omnisci_vega\nwidth: 200")
    finally:
        kernel.run("del sys.modules['yaml']")


def test_the_class_of_2020_draws_at_the_end_of_a_cell(kernel):
    kernel.run(f"spec = {SPEC!r}\nlite = {LITE!r}")
    for arguments, key in (("here, spec", "vega"), ("None, vl_data=lite", "vegaLite")):
        [output] = kernel.run(
            f"from jupyterlab_omnisci import OmniSciVegaRenderer\nOmniSciVegaRenderer({arguments})"
        )
        assert key in output["data"][VEGA]
        assert size_of(output["data"]["image/png"]) == (200, 100)


def test_a_connection_of_heavydb_names_its_server(kernel):
    kernel.run(
        "from types import SimpleNamespace\n"
        "con = SimpleNamespace(_protocol=here['protocol'], _port=here['port'], _dbname='')\n"
        # Over HTTP, it keeps the protocol in the host.
        "con._host = f\"{here['protocol']}://{here['host']}\""
    )
    [output] = kernel.run(f"%%omnisci_vega con\n{BODY}")
    assert size_of(output["data"]["image/png"]) == (200, 100)
    assert "://" not in output["data"][VEGA]["connection"]["host"]


def test_a_size_that_follows_the_data_is_not_named(kernel):
    body = json.dumps(
        {
            "data": {"name": "airports"},
            "width": {"step": 5},
            "height": 100,
            "mark": "bar",
            "encoding": {
                "x": {"field": "state", "type": "nominal"},
                "y": {"aggregate": "count"},
            },
        }
    )
    [output] = kernel.run(f"%%omnisci_vegalite\n{body}")
    assert output["data"]["text/plain"] == "A picture of Vega-Lite."


def test_a_server_that_jupyterlab_does_not_list_gets_no_request(kernel):
    [output] = kernel.run(f"%%omnisci_vega elsewhere\n{BODY}")
    assert output["data"] == {
        VEGA: {"connection": ELSEWHERE, "vega": SPEC},
        "text/plain": "A picture of Vega, 200 by 100. JupyterLab lists no connection to that server.",
    }


def test_without_the_jupyter_server_the_output_has_the_spec(kernel):
    kernel.run(
        "server = {name: os.environ.pop(name) for name in list(os.environ) if 'JPY' in name}"
    )
    kernel.run("server['JUPYTER_RUNTIME_DIR'] = os.environ['JUPYTER_RUNTIME_DIR']")
    kernel.run("os.environ['JUPYTER_RUNTIME_DIR'] = '/nonexistent'")
    try:
        [output] = kernel.run(f"%%omnisci_vega\n{BODY}")
        assert output["data"][VEGA]["vega"] == SPEC
        assert "image/png" not in output["data"]
        assert "was not found on this machine" in output["data"]["text/plain"]
    finally:
        kernel.run("os.environ.update(server)")


BAD_MARK = json.dumps({**SPEC, "marks": [{**SPEC["marks"][0], "type": "bars"}]})
BAD_SQL = BODY.replace("FROM airports", "FROM nothing")


@pytest.mark.parametrize(
    ("line", "body", "says"),
    [
        ("$missing", BODY, "UsageError: There is no variable missing."),
        ("{'password': 'Hunter2!'", BODY, "UsageError: After %%omnisci_vega"),
        ("{'password': 'Hunter2!'}", BODY, "UsageError: The connection has no host."),
        ("", "# nothing", "OmniSciError: The cell has no spec below its first line"),
        ("", "[1]", "OmniSciError: The cell has no spec below its first line"),
        ("", '{\n "width": 200,,\n}', "OmniSciError: The spec is no JSON:"),
        ("", "a: [1", "OmniSciError: The spec is no YAML:"),
        ("", "since: 2020-01-31", "OmniSciError: /since: JSON has no value like"),
        ("", BAD_MARK, "OmniSciError: "),
        ("", BAD_SQL, "OmniSciError: "),
    ],
)
def test_what_is_wrong_is_said_in_one_line_without_the_password(kernel, line, body, says):
    shown = kernel.error(f"%%omnisci_vega {line}\n{body}")
    assert shown.startswith(says)
    assert len(shown.splitlines()) == 1
    assert ("Hunter2!" in shown) is False


def test_an_error_of_the_spec_names_its_json_path(kernel):
    assert "/marks/0/type" in kernel.error(f"%%omnisci_vega\n{BAD_MARK}")
    assert "nothing" in kernel.error(f"%%omnisci_vega\n{BAD_SQL}")


def test_the_line_of_a_json_error_is_that_of_the_body(kernel):
    shown = kernel.error('%%omnisci_vega\n{\n "width": 200,,\n}')
    assert shown.endswith("line 2, column 15.")


def test_a_database_that_does_not_draw_leaves_words_and_no_error():
    lab = Lab(sandbox=("--no-rendering",))
    try:
        with lab.kernel() as kernel:
            kernel.run("%load_ext jupyterlab_omnisci")
            [output] = kernel.run(f"%%omnisci_vega\n{BODY}")
            assert output["data"] == {
                VEGA: {"connection": {"key": "handover"}, "vega": SPEC},
                "text/plain": "A picture of Vega, 200 by 100. The database does not draw pictures.",
            }
            # What JupyterLab cannot draw either is an error here, too.
            assert kernel.error('%%omnisci_vega\n{"width": 1,,}').startswith("OmniSciError: ")
    finally:
        lab.stop()


def test_an_interrupt_reaches_the_database_and_progress_leaves_nothing_behind(kernel):
    def interrupt_once_it_shows(outputs):
        if outputs and "Running" in str(outputs[-1].get("data")) and not told.is_set():
            told.set()
            kernel.interrupt()

    told = threading.Event()
    body = json.dumps({**SPEC, "data": [{"name": "airports", "sql": ENDLESS}]})
    outputs = kernel.run(f"%%omnisci_vega\n{body}", interrupt_once_it_shows)
    assert told.is_set()
    assert [output["output_type"] for output in outputs] == ["error"]
    assert outputs[0]["evalue"] == "The picture was cancelled."
    # The next one is not behind it in the queue.
    eventually(lambda: "image/png" in kernel.run(f"%%omnisci_vega\n{BODY}")[0]["data"])
