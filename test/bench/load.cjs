/**
 * Asks one unix socket `GET /session` so many times, 16 at a time on kept connections. A process
 * of its own, so that its work does not count. `node load.cjs SOCKET REQUESTS`.
 */
const http = require('node:http');

const CONNECTIONS = 16;
const [socketPath, requests] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
let left = Number(requests);

const ask = () =>
  new Promise((resolve, reject) => {
    http
      .get({ socketPath, path: '/session', agent }, response => {
        if (response.statusCode !== 200) {
          reject(new Error(`GET /session answered ${response.statusCode}.`));
        }
        response.on('end', resolve).resume();
      })
      .on('error', reject);
  });

async function keepAsking() {
  while (left-- > 0) {
    await ask();
  }
}

Promise.all(Array.from({ length: CONNECTIONS }, keepAsking)).then(
  () => agent.destroy(),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  }
);
