/**
 * Loaded into the real sidecar before its own code: writes down the address and headers of every
 * request that reaches it, one line of JSON each. Changes nothing.
 */
const { appendFileSync } = require('node:fs');
const { Server } = require('node:http');

const { emit } = Server.prototype;
Server.prototype.emit = function (event, request, ...rest) {
  if (event === 'request' || event === 'upgrade') {
    const { method, url, rawHeaders } = request;
    appendFileSync(
      process.env.RECORDED_REQUESTS,
      `${JSON.stringify({ method, url, rawHeaders })}\n`
    );
  }
  return emit.call(this, event, request, ...rest);
};
