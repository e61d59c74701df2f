"""
`%%omnisci_vega` and `%%omnisci_vegalite`: an output with a picture that the database draws.

The cell draws it, whoever runs the cell: JupyterLab, nbconvert or papermill. So the picture is in
the saved notebook, and opening the notebook draws nothing. Where the database does not draw, the
output has the spec alone, and src/vega-output draws it in the browser.
"""

from collections.abc import Mapping

from IPython.core.error import UsageError

from ..omnisci_error import OmniSciError
from ..render import Picture, key_at, render
from .connections import connection_in_line, connection_to_keep
from .progress import shown_progress
from .spec_text import parse_spec, text_of

# src/vega-output reads it.
MIME_TYPE = "application/vnd.omnisci.vega+json"

NOT_LISTED = "JupyterLab lists no connection to that server."


class OmniSciVegaRenderer:
    """
    A picture of HeavyDB's Vega, or of Vega-Lite, at the end of a cell. The name is that of 2020.

    `connection` is what `connection_to_keep` takes: a key, a dictionary or a driver's connection.
    `data` is Vega, or `vl_data` Vega-Lite, each as a dictionary or as text. Raises TypeError if it
    is neither or both, and OmniSciError "vega_invalid" of a text that cannot be read.
    """

    def __init__(self, connection=None, data=None, vl_data=None):
        if (data is None) == (vl_data is None):
            raise TypeError("Give either data, for Vega, or vl_data, for Vega-Lite.")
        self._connection = connection_to_keep(connection)
        self._is_lite = data is None
        self._spec = _spec_of(vl_data if self._is_lite else data)
        self._text = text_of(self._spec)
        self._outcome: Picture | str | None = None

    def draw(self) -> None:
        """
        Draws the picture, unless it is drawn. Raises OmniSciError of what the user can mend.

        Where nobody can draw for the kernel, the output says so: that is no error.
        """
        if self._outcome is None:
            self._outcome = self._drawn()

    def __repr__(self):
        language = "Vega-Lite" if self._is_lite else "Vega"
        width, height = self._spec.get("width"), self._spec.get("height")
        # Vega-Lite may have {"step": 20}.
        is_known = all(isinstance(length, int | float) for length in (width, height))
        size = f", {width} by {height}" if is_known else ""
        why_not = f" {self._outcome}" if isinstance(self._outcome, str) else ""
        return f"A picture of {language}{size}.{why_not}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        self.draw()
        bundle = {
            MIME_TYPE: {
                "connection": self._connection,
                "vegaLite" if self._is_lite else "vega": self._spec,
            },
            # For nbconvert without a picture.
            "text/plain": repr(self),
        }
        if isinstance(self._outcome, Picture):
            bundle["image/png"] = self._outcome.png
        return bundle

    def _drawn(self) -> Picture | str:
        """The picture, or why there is none."""
        try:
            key = self._connection.get("key") or key_at(self._connection)
            if key is None:
                return NOT_LISTED
            return render(self._text, key, is_lite=self._is_lite)
        except OmniSciError as error:
            # Without a code, the Jupyter server is out of reach: JupyterLab may still draw.
            if error.code in ("", "rendering_unavailable"):
                return str(error)
            raise


def picture_of_cell(ipython, magic: str, line: str, cell: str, *, is_lite: bool):
    """Raises UsageError of a wrong line, and OmniSciError of what fails."""
    connection = connection_in_line(line, ipython.user_ns, magic)
    spec = parse_spec(cell)
    try:
        renderer = OmniSciVegaRenderer(connection, **{"vl_data" if is_lite else "data": spec})
    except TypeError as error:
        raise UsageError(str(error)) from None
    with shown_progress(ipython):
        renderer.draw()
    return renderer


def _spec_of(data) -> dict:
    if isinstance(data, str):
        return parse_spec(data)
    if isinstance(data, Mapping):
        return dict(data)
    raise TypeError("The spec is no dictionary and no text.")
