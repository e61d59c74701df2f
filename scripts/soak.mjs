/**
 * `npm run soak -- --minutes 15`: clients, faults, new and expired sessions, cancelled queries and
 * callers that leave; `--kill` also kills the sidecar now and then. Prints what grew. Fails if an
 * answer was wrong, or if descriptors, sockets or sessions remain at the end.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { SetupError, setUp } from './setup.mjs';
import { importTest } from './typescript.mjs';

const say = line => process.stderr.write(`${line}\n`);
const average = () => loadavg()[0].toFixed(1);

const growthTable = growth => {
  const pair = (before, after) => `${before} → ${after}`;
  const lines = growth.map(({ name, baseline, after, mbPerHour, peakMb }) =>
    [
      name,
      `${pair(baseline.residentMb.toFixed(0), after.residentMb.toFixed(0))} (${peakMb.toFixed(0)})`,
      Number.isNaN(mbPerHour) ? '' : mbPerHour.toFixed(1),
      pair(baseline.descriptors, after.descriptors),
      pair(baseline.sockets, after.sockets),
      pair(baseline.threads, after.threads)
    ].join(' | ')
  );
  return [
    'process | resident MiB, quiet (peak) | MiB/h | descriptors | sockets | threads',
    '--- | --: | --: | --: | --: | --:',
    ...lines
  ]
    .map(line => `| ${line} |\n`)
    .join('');
};

async function main() {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '15' },
      kill: { type: 'boolean', default: false }
    }
  });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) {
    throw new SetupError('--minutes takes a number above 0.');
  }
  await setUp({ lock: 'test', say });
  const { soak } = await importTest('load/soak.ts');
  const { report } = await importTest('load/report.ts');
  say(`Load average ${average()}.`);
  const { tally, growth, sessions, kills, faults } = await soak({
    minutes,
    kill: values.kill,
    say
  });
  process.stdout.write(
    [
      `\n${report(tally)}`,
      growthTable(growth),
      `Sessions in the database: ${sessions.baseline} → ${sessions.after}, of which ${sessions.lostClones} were cloned in an answer that was spoilt; ${sessions.restarts} restarts of the database, ${kills} kills of the sidecar.`,
      `Load average at the end: ${average()}.`,
      faults.length > 0 ? faults.join('\n') : 'Nothing is left.'
    ].join('\n') + '\n'
  );
  process.exitCode = faults.length > 0 ? 1 : 0;
}

main().catch(error => {
  say(error instanceof SetupError ? error.message : error.stack);
  process.exitCode = 1;
});
