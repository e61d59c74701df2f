/**
 * `npm test`: sets everything up, runs every runner, and ends with one line of totals. `npm test
 * unit ui` runs only the named ones. `--full`, used by `npm run test:trust`, repeats the trust
 * tests as often as an issue asks; otherwise they repeat as time allows.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { LANES, REPORTS } from './runners.mjs';
import { SetupError, setUp } from './setup.mjs';
import { ROOT } from './stamps.mjs';

/** Time for a command's output to arrive after its end. */
const LAST_WORDS_MS = 2000;

const write = text => void process.stderr.write(text);
const say = line => write(`${line}\n`);

/** Runs a command, passes its output to `show`, and returns its exit code. */
const runCommand = (show, command, args, env) =>
  new Promise(resolve => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env }
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', show);
    }
    child.on('error', () => resolve(127));
    // A process that a test left running may hold the other ends for ever.
    child.on('exit', () =>
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, LAST_WORDS_MS).unref()
    );
    child.on('close', (code, signal) => resolve(signal ? 128 : code));
  });

/** Runs one runner. Beside another one, it shows its output only when it has ended. */
async function runRunner(name, runner, isAlone) {
  const shown = [];
  const show = isAlone ? write : text => void shown.push(text);
  say(isAlone ? `\n── ${name} ──` : `── ${name} begins ──`);
  const started = Date.now();
  const counts = await runner({
    run: (command, args, env = {}) => runCommand(show, command, args, env),
    say: line => show(`${line}\n`)
  }).catch(error => {
    show(`${error.message}\n`);
    return { passed: 0, failed: 1 };
  });
  if (!isAlone) {
    write(`\n── ${name} ──\n${shown.join('')}`);
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  return { name, ...counts, seconds };
}

async function runLane(runners, isAlone) {
  const results = [];
  for (const [name, runner] of Object.entries(runners)) {
    results.push(await runRunner(name, runner, isAlone));
  }
  return results;
}

/** The lanes with the named runners, or with all; empty lanes are left out. */
function chooseRunners(names) {
  const known = LANES.flatMap(lane => Object.keys(lane));
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new SetupError(
      `No such runner: ${unknown.join(', ')}. There are: ${known.join(', ')}.`
    );
  }
  return LANES.map(lane =>
    Object.fromEntries(
      Object.entries(lane).filter(
        ([name]) => names.length === 0 || names.includes(name)
      )
    )
  ).filter(lane => Object.keys(lane).length > 0);
}

async function main() {
  const { values, positionals: names } = parseArgs({
    options: { full: { type: 'boolean', default: false } },
    allowPositionals: true
  });
  if (values.full) {
    process.env.OMNISCI_TRUST = 'full';
  }
  const lanes = chooseRunners(names);
  await setUp({ lock: 'test', say });
  mkdirSync(REPORTS, { recursive: true });
  // Runners that also count in full mode and need the machine for themselves.
  const isAlone = lanes.length === 1 || values.full;
  const results = isAlone
    ? await runLane(Object.assign({}, ...lanes), isAlone)
    : (await Promise.all(lanes.map(lane => runLane(lane, isAlone)))).flat();
  const total = key => results.reduce((sum, result) => sum + result[key], 0);
  const lines = results.map(
    ({ name, passed, failed, seconds }) =>
      `${name.padEnd(12)} ${passed} passed, ${failed} failed (${seconds} s)`
  );
  process.stdout.write(
    `\n${lines.join('\n')}\n\n${total('passed')} passed, ${total('failed')} failed\n`
  );
  process.exitCode = total('failed') === 0 ? 0 : 1;
}

main().catch(error => {
  say(error instanceof SetupError ? error.message : error.stack);
  process.stdout.write('\n0 passed, 1 failed\n');
  process.exitCode = 1;
});
