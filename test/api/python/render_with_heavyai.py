"""Renders a specification with heavyai's render_vega; prints its display as one line of JSON."""

import json
import sys

import heavyai

options = json.loads(sys.argv[1])
vega = options.pop("vega")
connection = heavyai.connect(**options)
print(json.dumps(connection.render_vega(vega)._repr_mimebundle_()))
