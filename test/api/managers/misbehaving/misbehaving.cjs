/** One of each way in which a session manager can go wrong. */
const { writeFileSync } = require('node:fs');

const manager = getSession => ({ getSession });

exports.Hangs = manager(() => new Promise(() => undefined));
exports.LoopsForever = manager(() => {
  for (;;);
});
exports.Throws = manager(() => {
  throw new Error(`the vault refused ${process.env.COMPANY_SESSION}`);
});
exports.ThrowsText = manager(() => Promise.reject('no vault today'));
exports.ThrowsLater = manager(() => {
  setImmediate(() => {
    throw new Error('uncaught in a manager');
  });
  return new Promise(() => undefined);
});
exports.Exits = manager(() => process.exit(0));
exports.Nothing = manager(() => undefined);
exports.Text = manager(() => 'CanarySession0123456789abcdefABCD');
exports.NoId = manager(() => ({ session: 'no id' }));
exports.NumberAsSession = manager(() => ({ session: 12345678 }));
exports.FunctionAsQuery = manager(() => ({
  session: process.env.COMPANY_SESSION,
  query: () => 'SELECT 1'
}));
exports.WrongPort = manager(() => ({
  session: process.env.COMPANY_SESSION,
  connection: { protocol: 'http', host: 'db', port: 'many' }
}));
exports.NoMethod = { session: () => ({}) };
exports.Arrow = () => ({ session: 'x' });
exports.FailsToConstruct = class {
  constructor() {
    throw new Error('not on a Monday');
  }
};
exports.TakesAllMemory = manager(() => {
  const all = [];
  for (;;) {
    all.push(new Array(1e6).fill({}));
  }
});
/** Ends its thread once, then works: the next request heals it. */
exports.ExitsOnce = manager(() => {
  const { MARK } = process.env;
  try {
    writeFileSync(MARK, '', { flag: 'wx' });
  } catch {
    return { session: process.env.COMPANY_SESSION };
  }
  return process.exit(1);
});
