/**
 * `npm run load -- --minutes 10 --clients 500 --through both`: many clients at once, through
 * Jupyter and on the sidecar's own socket. Prints a table. Fails if an answer is wrong, missing, or
 * belongs to another client.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { SetupError, setUp } from './setup.mjs';
import { importTest } from './typescript.mjs';

const WAYS = ['jupyter', 'direct', 'both'];
const say = line => process.stderr.write(`${line}\n`);

async function main() {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      clients: { type: 'string', default: '500' },
      through: { type: 'string', default: 'both' }
    }
  });
  const { through } = values;
  const minutes = Number(values.minutes);
  const clients = Number(values.clients);
  if (!(minutes > 0) || !Number.isInteger(clients) || clients < 1) {
    throw new SetupError('--minutes and --clients take numbers above 0.');
  }
  if (!WAYS.includes(through)) {
    throw new SetupError(`--through takes one of ${WAYS.join(', ')}.`);
  }
  await setUp({ lock: 'test', say });
  const { load } = await importTest('load/load.ts');
  const { report } = await importTest('load/report.ts');
  say(
    `${clients} clients at each place, for ${minutes} minutes; load average ${loadavg()[0].toFixed(1)} …`
  );
  const tally = await load({ minutes, clients, through });
  const failed = [...tally.errors.values()].reduce((a, b) => a + b, 0);
  process.stdout.write(
    `\n${report(tally)}\nLoad average at the end: ${loadavg()[0].toFixed(1)}.\n`
  );
  process.exitCode = tally.bad + failed > 0 ? 1 : 0;
}

main().catch(error => {
  say(error instanceof SetupError ? error.message : error.stack);
  process.exitCode = 1;
});
