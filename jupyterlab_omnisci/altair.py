"""Altair's renderer "omnisci": JupyterLab draws its charts itself, without internet."""

# JupyterLab 4 brings Vega-Lite 5. It takes Altair 6's charts too, which are of Vega-Lite 6.
MIME_TYPE = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def renderer(spec: dict, **embed_options) -> tuple[dict, dict]:
    """What Altair shows a chart as, with the options that `alt.renderers.enable` was given."""
    bundle = {MIME_TYPE: {**spec, "$schema": SCHEMA}, "text/plain": "A chart of Vega-Lite"}
    return bundle, {MIME_TYPE: {"embed_options": embed_options}} if embed_options else {}
