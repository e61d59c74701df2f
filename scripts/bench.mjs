/**
 * `npm run bench`: measures, against baselines of the same run, what docs/performance.md tells of.
 * `npm run bench -- sidecar` or `-- link` measures one; `--rounds N` says how often. Judges nothing.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from './chromium.mjs';
import { SetupError, setUp } from './setup.mjs';
import { ROOT } from './stamps.mjs';

const say = line => process.stderr.write(`${line}\n`);

/** The benches are TypeScript, and share the tests' helpers. */
async function load(name) {
  const { createJiti } = await import('jiti');
  return createJiti(import.meta.url).import(
    join(ROOT, 'test', 'bench', `${name}.ts`)
  );
}

const BENCHES = {
  async sidecar(rounds) {
    const { benchSidecar } = await load('sidecar');
    return benchSidecar(rounds);
  },
  async link(rounds) {
    process.env.CHROMIUM = findChromium(say);
    const { benchLink } = await load('link');
    return benchLink(rounds);
  }
};

const number = (value, unit) =>
  Number.isNaN(value) ? '' : `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;

/** A Markdown table, as docs/performance.md has it. */
function tableOf(figures) {
  const rows = [
    ['', 'ours', 'baseline', 'ratio', 'aim'],
    ...figures.map(({ name, unit, ours, baseline, ratio, aim }) => [
      name,
      number(ours, unit),
      number(baseline, unit),
      aim ? ratio.toFixed(2) : '',
      aim ? `≤ ${aim}` : ''
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
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (positionals.length === 0 || positionals.includes(name)) {
      say(`Measuring ${name}, ${rounds} rounds …`);
      figures.push(...(await bench(rounds)));
    }
  }
  process.stdout.write(`\n${tableOf(figures)}`);
}

main().catch(error => {
  say(error instanceof SetupError ? error.message : error.stack);
  process.exitCode = 1;
});
