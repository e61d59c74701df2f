"""
Shows the rows of a query in JupyterLab as the grid of the SQL editor.

The output also holds what pandas shows, for JupyterLab without our front end and for nbconvert.
"""

import base64
import weakref

# src/result-output reads it.
MIME_TYPE = "application/vnd.omnisci.result+json"
# The output is saved in the notebook, so it holds no more than a look at the rows.
MAX_ROWS = 1_000
MAX_BYTES = 1 << 20

_frames: weakref.WeakValueDictionary = weakref.WeakValueDictionary()


def show_as_grid(frame):
    """Returns the DataFrame; whenever a cell shows this very one, it shows as a grid."""
    from IPython import get_ipython

    _frames[id(frame)] = frame
    formatter = get_ipython().display_formatter.mimebundle_formatter
    # Without a function it only tells which one there is: somebody else's stays.
    if formatter.for_type(type(frame)) is None:
        formatter.for_type(type(frame), _bundle)
    return frame


def _bundle(frame, include=None, exclude=None):
    if _frames.get(id(frame)) is not frame:
        return None
    stream = _stream_of(frame)
    if stream is None:
        return None
    return {
        MIME_TYPE: {
            "arrow": base64.b64encode(stream).decode("ascii"),
            "totalRows": len(frame),
        }
    }


def _stream_of(frame) -> bytes | None:
    """The first rows as an Arrow IPC stream; None if Arrow cannot hold them, or not in the limit."""
    import pandas as pd
    import pyarrow as pa

    if type(frame.index) is not pd.RangeIndex:
        return None
    try:
        table = pa.Table.from_pandas(frame.head(MAX_ROWS), preserve_index=False)
    except (pa.ArrowException, ValueError):
        # Two columns of the same name, or values that the user has put there.
        return None
    table = table.replace_schema_metadata(None)
    while table.num_rows:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        stream = sink.getvalue()
        if stream.size <= MAX_BYTES:
            return stream.to_pybytes()
        table = table.slice(0, table.num_rows // 2)
    return None
