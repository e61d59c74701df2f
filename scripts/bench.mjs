/**
 * `npm run bench`: measures what docs/performance.md reports, against baselines of the same run.
 * `npm run bench -- sidecar` or another name measures one part; `--rounds N` sets the repetitions.
 * Ends with the number of aims that are held, and with status 1 if one is missed.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { MAX_LOAD, holdsAim, verdictOn } from './bench-aims.mjs';
import { findChromium } from './chromium.mjs';
import { SetupError, setUp } from './setup.mjs';
import { importTest } from './typescript.mjs';

const say = line => process.stderr.write(`${line}\n`);

/** By name: the export that measures it, and whether it needs a browser. */
const BENCHES = {
  sidecar: { run: 'benchSidecar' },
  link: { run: 'benchLink', browser: true },
  rows: { run: 'benchRows', browser: true },
  'select-1': { run: 'benchSelect1' },
  notebook: { run: 'benchNotebook' },
  memory: { run: 'benchMemory' },
  transport: { run: 'benchTransport' },
  startup: { run: 'benchStartup', browser: true },
  typing: { run: 'benchTyping', browser: true },
  columns: { run: 'benchColumns', browser: true },
  completion: { run: 'benchCompletion', browser: true },
  scroll: { run: 'benchScroll', browser: true }
};

async function measure(name, rounds) {
  const { run, browser } = BENCHES[name];
  if (browser) {
    process.env.CHROMIUM = findChromium(say);
  }
  const bench = await importTest(`bench/${name}.ts`);
  return bench[run](rounds);
}

const number = (value, unit) =>
  Number.isNaN(value) ? '' : `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;

const aimOf = ({ unit, aim, limit }) => {
  if (limit !== undefined) {
    return `≤ ${limit} ${unit}`;
  }
  return aim ? `≤ ${aim}` : '';
};

const ratioOf = ratio =>
  Number.isNaN(ratio) ? '' : ratio.toFixed(ratio < 0.1 ? 3 : 2);

/** A Markdown table, as in docs/performance.md. */
function tableOf(figures) {
  const rows = [
    ['', 'ours', 'baseline', 'ratio', 'aim', ''],
    ...figures.map(figure => [
      figure.name,
      number(figure.ours, figure.unit),
      number(figure.baseline, figure.unit),
      ratioOf(figure.ratio),
      aimOf(figure),
      holdsAim(figure) === false ? 'missed' : ''
    ])
  ];
  const widths = rows[0].map((_, column) =>
    Math.max(3, ...rows.map(row => row[column].length))
  );
  const lines = rows.map(row =>
    row.map((cell, column) =>
      column ? cell.padStart(widths[column]) : cell.padEnd(widths[column])
    )
  );
  lines.splice(
    1,
    0,
    widths.map((width, column) =>
      column ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)
    )
  );
  return lines.map(line => `| ${line.join(' | ')} |\n`).join('');
}

function machine(rounds) {
  const day = new Date().toISOString().slice(0, 10);
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${day}, ${cpus().length} × ${cpus()[0].model.trim()}, ${memory} GiB, Node ${process.versions.node}, ${rounds} rounds, load average ${loadavg()[0].toFixed(1)}.`;
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '5' } }
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new SetupError('--rounds takes a whole number from 1.');
  }
  const unknown = positionals.filter(name => !(name in BENCHES));
  if (unknown.length > 0) {
    throw new SetupError(
      `No such bench: ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`
    );
  }
  await setUp({ lock: 'test', say });
  const figures = [];
  for (const name of Object.keys(BENCHES)) {
    if (positionals.length === 0 || positionals.includes(name)) {
      say(`Measuring ${name}, ${rounds} rounds …`);
      figures.push(...(await measure(name, rounds)));
      sayLoad();
    }
  }
  const { line, isGood } = verdictOn(figures);
  process.stdout.write(
    `\n${machine(rounds)}\n\n${tableOf(figures)}\n${line}\n`
  );
  process.exitCode = isGood ? 0 : 1;
}

function sayLoad() {
  const load = loadavg()[0];
  const advice =
    load > MAX_LOAD
      ? ` The machine was busy with something else, above ${MAX_LOAD}: compare the ratios only, and measure again.`
      : '';
  say(`Load average: ${load.toFixed(1)}.${advice}`);
}

main().catch(error => {
  say(error instanceof SetupError ? error.message : error.stack);
  process.exitCode = 1;
});
