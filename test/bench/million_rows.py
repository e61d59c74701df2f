"""
Reads a million rows of the sandbox into pandas, by `%%omnisci_sql` and by heavyai over the binary
protocol in turn; prints milliseconds. Arguments: the number of rounds, the sandbox's binary port.
"""

import json
import sys
import time

import heavyai
from IPython.core.interactiveshell import InteractiveShell

from jupyterlab_omnisci.driver_limits import lift_size_limit

SQL = "SELECT * FROM flights LIMIT 1000000"


def timed(work):
    started = time.perf_counter()
    rows = work()
    elapsed = (time.perf_counter() - started) * 1000
    assert len(rows) == 1_000_000
    return elapsed


ipython = InteractiveShell.instance()
ipython.run_line_magic("load_ext", "jupyterlab_omnisci")
con = heavyai.connect(
    user="admin",
    password="HyperInteractive",
    dbname="heavyai",
    host="127.0.0.1",
    port=int(sys.argv[2]),
)
lift_size_limit(con._client)
ours = lambda: ipython.run_cell_magic("omnisci_sql", "", SQL)  # noqa: E731
baseline = lambda: con.select_ipc(SQL, transport_method=1)  # noqa: E731
# The first of each opens connections.
timed(ours), timed(baseline)
rounds = [{"ours": timed(ours), "baseline": timed(baseline)} for _ in range(int(sys.argv[1]))]
print("\n" + json.dumps(rounds))
