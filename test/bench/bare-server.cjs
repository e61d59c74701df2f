/**
 * What the sidecar is measured against: no more than `node:http`, which for each request reads
 * the session file, parses it and answers JSON. `node bare-server.cjs SOCKET FILE`.
 */
const { createServer } = require('node:http');
const { readFile } = require('node:fs/promises');

const [socket, file] = process.argv.slice(2);

createServer(async (request, response) => {
  const { session, query } = JSON.parse(await readFile(file, 'utf8'));
  const body = JSON.stringify({
    session,
    connection: { protocol: 'http', host: 'localhost', port: '6278' },
    environment: {
      protocol: 'OMNISCI_PROTOCOL',
      host: 'OMNISCI_HOST',
      port: 'OMNISCI_PORT'
    },
    query
  });
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}).listen(socket);
