/** Opens a database session, like Immerse for its user. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The ID of a new session on the HTTP JSON port of a HeavyDB server. */
export async function logIn({ host, port, user, password, database }) {
  const thrift = require('thrift');
  const Heavy = require('../server/thrift/generated/Heavy.js');
  const connection = thrift.createHttpConnection(host, port, {
    transport: thrift.TBufferedTransport,
    protocol: thrift.TJSONProtocol,
    path: '/',
    headers: {
      'Content-Type': 'application/vnd.apache.thrift.json',
      Connection: 'close'
    }
  });
  const client = thrift.createHttpClient(Heavy, connection);
  return new Promise((resolve, reject) => {
    connection.on('error', reject);
    client
      .connect(user, password, database)
      .then(resolve, error =>
        reject(new Error(error.error_msg ?? error.message))
      );
  });
}
