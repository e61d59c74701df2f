"""Altair's renderer "omnisci": JupyterLab draws its charts itself, without internet."""

# JupyterLab 4 has Vega-Lite 5. It also draws the charts of Altair 6, which has Vega-Lite 6.
MIME_TYPE = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def renderer(spec: dict, **embed_options) -> tuple[dict, dict]:
    """The MIME bundle of a chart, with the options of `alt.renderers.enable`."""
    bundle = {MIME_TYPE: {**spec, "$schema": SCHEMA}, "text/plain": "A chart of Vega-Lite"}
    return bundle, {MIME_TYPE: {"embed_options": embed_options}} if embed_options else {}
