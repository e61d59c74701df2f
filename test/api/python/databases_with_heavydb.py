"""Goes through the databases of the sandbox as two users; prints what it saw as one line of JSON."""

import json
import sys

import heavydb
from heavydb.exceptions import TDBException

server = json.loads(sys.argv[1])
password = server.pop("password")


def connect(user, database, password=password):
    return heavydb.connect(user=user, password=password, dbname=database, **server)


def refusal(attempt):
    try:
        attempt()
    except (heavydb.Error, TDBException) as error:
        return getattr(error, "error_msg", str(error))
    raise AssertionError("It was not refused.")


ana = connect("ana", "weather")
admin = connect("admin", "heavyai")
# The client has no methods of its own for these calls.
client, session = admin._client, admin._session
clone = client.clone_session(session)
client.switch_database(session, "weather")
print(
    json.dumps(
        {
            "ana": [row[0] for row in ana.execute("SHOW TABLES")],
            "databases": [list(row) for row in admin.execute("SHOW DATABASES")],
            "days": [list(row) for row in admin.execute("SELECT COUNT(*) FROM daily_weather")],
            "session": client.get_tables(session),
            "clone": client.get_tables(clone),
            "refusals": [
                refusal(lambda: connect("ana", "weather", "wrong")),
                refusal(lambda: connect("ana", "nowhere")),
                refusal(lambda: connect("ana", "heavyai")),
                refusal(lambda: client.switch_database(session, "nowhere")),
                refusal(lambda: ana._client.switch_database(ana._session, "heavyai")),
            ],
        }
    )
)
client.disconnect(clone)
ana.close()
admin.close()
