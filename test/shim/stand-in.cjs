/**
 * Stands in for the sidecar in the shim's tests: keeps its promises to the shim (socket or port
 * and secret, parent watch, exit), and answers with what it was asked. Can be told to misbehave.
 */
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const argument = name =>
  process.argv[process.argv.indexOf(`--${name}`) + 1] ?? '';
const usesSocket = process.argv.includes('--socket');
const parentPid = Number(argument('parent-pid'));
const { STAND_IN, STAND_IN_STARTS, STAND_IN_SESSION, STAND_IN_WORDS } =
  process.env;

fs.appendFileSync(STAND_IN_STARTS, `${process.pid}\n`);

process.stderr.write(STAND_IN_WORDS ?? '');

const leave = code => {
  if (usesSocket) {
    fs.rmSync(path.dirname(argument('socket')), {
      recursive: true,
      force: true
    });
  }
  process.exit(code);
};
process.on('SIGTERM', () => leave(143));
process.on('SIGINT', () => {});
setInterval(() => process.ppid === parentPid || leave(1), 200);

const HALF = 100_000;
const halves = [];

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    response.setHeader('Content-Type', 'application/json');
    const secret = process.env.JUPYTERLAB_OMNISCI_SECRET;
    if (secret && request.headers['x-omnisci-secret'] !== secret) {
      response.statusCode = 403;
      response.end();
    } else if (STAND_IN === 'vain' && url.pathname !== '/') {
      process.exit(1);
    } else if (url.pathname === '/spin') {
      fs.appendFileSync(`${STAND_IN_STARTS}-spinning`, '');
      for (;;);
    } else if (url.pathname === '/exit') {
      response.end('{}', () =>
        process.exit(Number(url.searchParams.get('code')))
      );
    } else if (url.pathname === '/die') {
      process.exit(1);
    } else if (url.pathname === '/wait') {
      const note = what =>
        fs.appendFileSync(`${STAND_IN_STARTS}-waiting`, `${what}\n`);
      note('began');
      response.on('close', () =>
        note(response.writableFinished ? 'answered' : 'left')
      );
      const ms = url.searchParams.get('ms');
      if (ms) {
        setTimeout(() => response.end('{}'), Number(ms));
      }
    } else if (url.pathname === '/cut') {
      // Ends in the middle of what was announced, or of a body without a length.
      const length = Number(url.searchParams.get('length'));
      if (length) {
        response.setHeader('Content-Length', length);
      }
      response.write(Buffer.alloc(Number(url.searchParams.get('bytes'))), () =>
        response.destroy()
      );
    } else if (url.pathname === '/halves') {
      response.write(Buffer.alloc(HALF, 1));
      halves.push(response);
    } else if (url.pathname === '/second-half') {
      halves.forEach(half => half.end(Buffer.alloc(HALF, 2)));
      response.end('{}');
    } else if (url.pathname === '/large') {
      response.end(Buffer.alloc(Number(url.searchParams.get('bytes'))));
    } else if (/\/sessions?$/.test(url.pathname) && STAND_IN_SESSION) {
      fs.appendFileSync(
        `${STAND_IN_STARTS}-asked`,
        `${request.method} ${request.url} ${Buffer.concat(chunks)}\n`
      );
      const { status, reply } = JSON.parse(
        fs.readFileSync(STAND_IN_SESSION, 'utf8')
      );
      response.writeHead(status, { Location: '/elsewhere' });
      response.end(JSON.stringify(reply));
    } else {
      response.end(
        JSON.stringify({
          method: request.method,
          url: request.url,
          headers: request.headers,
          bodyLength: Buffer.concat(chunks).length,
          pid: process.pid,
          arguments: process.argv.slice(2),
          variables: Object.keys(process.env),
          config: JSON.parse(process.env.JUPYTERLAB_OMNISCI_CONFIG)
        })
      );
    }
  });
});

if (STAND_IN === 'crash' || STAND_IN === 'exit-0') {
  process.exit(STAND_IN === 'crash' ? 1 : 0);
} else if (STAND_IN !== 'hang') {
  server.listen(
    usesSocket
      ? argument('socket')
      : { host: '127.0.0.1', port: Number(argument('port')) }
  );
}
