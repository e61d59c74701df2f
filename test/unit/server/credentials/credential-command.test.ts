/** With real programs: small scripts, run by the very Node that runs the test. */
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CredentialCommand } from '../../../../server/credentials/credential-command';
import { until } from '../../../helpers/until';

const SECRET = 'Canary "of" the-command 0123456789';
const SESSION = 'CanarySession0123456789abcdefABCD';
const TARGET = {
  server: 'prod',
  protocol: 'https',
  host: 'db.example.com',
  port: '6278',
  user: 'ada',
  database: 'flights'
};
const TELLS = `console.log(JSON.stringify({ password: ${JSON.stringify(SECRET)} }));`;

let folder: string;
const commands: CredentialCommand[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnisci-command-'));
});
afterEach(async () => {
  await Promise.all(commands.splice(0).map(command => command.dispose()));
  rmSync(folder, { recursive: true });
});

/** A command that runs a script, which has `folder` as its argument. */
function command(script: string, options = {}): CredentialCommand {
  const file = join(folder, 'command.cjs');
  writeFileSync(file, `const folder = process.argv[2];\n${script}`);
  const made = new CredentialCommand({
    argv: [process.execPath, file, folder],
    env: { PATH: process.env.PATH },
    ...options
  });
  commands.push(made);
  return made;
}

/** What came of it, with no secret: none is shown where a test fails. */
const outcome = (of: CredentialCommand): Promise<string> =>
  of.find(TARGET).then(
    found =>
      found === null
        ? 'nothing'
        : 'session' in found
          ? `session ${found.session.reveal() === SESSION}`
          : `password ${found.password.reveal() === SECRET}`,
    (error: { code: string; message: string }) =>
      `${error.code}: ${error.message.replace(process.execPath, 'node').replaceAll(SECRET, '(the password!)')}`
  );

const PREFIX = 'credential_command_failed: The credential command "node"';

describe('what it prints', () => {
  test('may be a password', async () => {
    expect(await outcome(command(TELLS))).toBe('password true');
  });

  test('may be a session', async () => {
    const script = `console.log('{"session": "${SESSION}", "Version": 1}')`;
    expect(await outcome(command(script))).toBe('session true');
  });

  test('may be that it knows neither', async () => {
    expect(await outcome(command('console.log("{}")'))).toBe('nothing');
  });

  test.each([
    ['', 'printed something else than a JSON object'],
    [SECRET, 'printed something else than a JSON object'],
    [`["${SESSION}"]`, 'printed something else than a JSON object'],
    ['{"password": 5}', 'a "password" that is not a text'],
    ['{"password": ""}', 'a "password" that is not a text'],
    ['{"session": "short"}', 'a "session" that is not a session ID'],
    [`{"session": "${SESSION}", "password": "x"}`, 'both a "password" and']
  ])('is refused where it makes no sense', async (text, says) => {
    const script = `process.stdout.write(${JSON.stringify(text)})`;
    const answer = await outcome(command(script));
    expect(answer.startsWith(PREFIX)).toBe(true);
    expect(answer).toContain(says);
    expect(answer).not.toMatch(/Canary|the password!/);
  });
});

test('it is told the server as JSON, and has the environment that it is given', async () => {
  const script = `
    let text = '';
    process.stdin.on('data', part => (text += part)).on('end', () => {
      require('fs').writeFileSync(folder + '/seen', JSON.stringify([JSON.parse(text), process.env.MARK]));
      ${TELLS}
    });`;
  const told = command(script, { env: { MARK: 'mine' } });
  expect(await outcome(told)).toBe('password true');
  expect(JSON.parse(readFileSync(join(folder, 'seen'), 'utf8'))).toEqual([
    TARGET,
    'mine'
  ]);
});

test('no shell reads its arguments', async () => {
  const argv = ['printf', '%s', '{"password": "$(id) *"}'];
  const found = await command('', { argv }).find(TARGET);
  expect(found && 'password' in found && found.password.reveal()).toBe(
    '$(id) *'
  );
});

describe('a failure', () => {
  test('tells the first line of what was complained of', async () => {
    const script =
      'console.error("vault: permission denied\\nmore"); process.exit(2);';
    expect(await outcome(command(script))).toBe(
      `${PREFIX} ended with the code 2: vault: permission denied.`
    );
  });

  test.each([
    ['what it printed', 'refused: " + secret + " is old'],
    ['in base64', '" + Buffer.from(secret).toString("base64") + "'],
    ['an assignment', 'no login with password=hunter2 there'],
    ['a URL', 'cannot reach https://ada:hunter2@vault.example/'],
    ['a token', 'used hvs.CAESIJhunter2hunter2hunter2']
  ])('tells no secret: %s', async (_name, text) => {
    const script = `
      const secret = ${JSON.stringify(SECRET)};
      ${TELLS}
      console.error("${text}");
      process.exitCode = 1;`;
    const answer = await outcome(command(script));
    expect(answer).toMatch(/ended with the code 1: /);
    expect(answer).not.toMatch(/hunter2|Canary|the password!/);
    expect(answer).not.toContain(Buffer.from(SECRET).toString('base64', 3, 20));
  });

  test('by a signal is told', async () => {
    const script =
      'process.kill(process.pid, "SIGTERM"); setInterval(() => 0, 1e6)';
    expect(await outcome(command(script))).toBe(
      `${PREFIX} was ended by SIGTERM.`
    );
  });

  test('to start is told', async () => {
    const missing = command('', { argv: [join(folder, 'none')] });
    expect(await outcome(missing)).toMatch(/none" was not found\.$/);
    writeFileSync(join(folder, 'plain'), '', { mode: 0o600 });
    const plain = command('', { argv: [join(folder, 'plain')] });
    expect(await outcome(plain)).toMatch(/plain" may not be run\.$/);
    const zero = command('', { argv: ['printf', 'a\0b'] });
    expect(await outcome(zero)).toMatch(/printf" cannot be started/);
  });
});

/** A command that starts another of its group, both of which would go on for ever. */
const ENDLESS = ['sh', '-c', 'sleep 9999 & echo $$ $! > "$0/pids"; wait'];
const endless = (options = {}) =>
  command('', { argv: [...ENDLESS, folder], ...options });

/** The processes that the command named, when it has named them. */
function pids(): number[] | null {
  const file = join(folder, 'pids');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text.endsWith('\n') ? text.trim().split(' ').map(Number) : null;
}

async function expectNoneLeft(): Promise<void> {
  const started = pids()!;
  expect(started.length).toBeGreaterThan(0);
  await until(
    () => (started.some(isRunning) ? null : true),
    'the command and what it started have ended'
  );
}

function isRunning(pid: number): boolean {
  try {
    // A zombie has ended; whoever adopted it may be slow to notice.
    return !/State:\tZ/.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('an end is made of', () => {
  test('a command that takes too long, with all that it started', async () => {
    const slow = endless({ timeLimitMs: 1500 });
    expect(await outcome(slow)).toBe(
      `${PREFIX.replace('node', 'sh')} did not end within 1.5 seconds.`
    );
    await expectNoneLeft();
  });

  test('a command that prints without end', async () => {
    const script = `
      require('fs').writeFileSync(folder + '/pids', process.pid + '\\n');
      (function more() { process.stdout.write('x'.repeat(4096), more) })();`;
    expect(await outcome(command(script))).toBe(
      `${PREFIX} printed more than 64 KiB.`
    );
    await expectNoneLeft();
  });

  test('what still runs when the sidecar ends', async () => {
    const running = endless();
    const waiting = outcome(running);
    await until(pids, 'the command runs');
    await running.dispose();
    expect(await waiting).toBe(
      `${PREFIX.replace('node', 'sh')} was ended with the sidecar.`
    );
    await expectNoneLeft();
  });
});

test('complaints without end do not stop it', async () => {
  const script = `process.stderr.write('x'.repeat(1e6), () => { ${TELLS} });`;
  expect(await outcome(command(script))).toBe('password true');
});

test('an agent that it leaves behind is not waited for', async () => {
  const script = `
    const child = require('child_process').spawn(process.execPath,
      ['-e', 'setInterval(() => 0, 1e6)'], { stdio: 'inherit', detached: true });
    require('fs').writeFileSync(folder + '/agent', String(child.pid));
    child.unref();
    ${TELLS}`;
  try {
    expect(await outcome(command(script))).toBe('password true');
  } finally {
    process.kill(Number(readFileSync(join(folder, 'agent'), 'utf8')));
  }
});

describe('callers at the same time', () => {
  const COUNTS = `require('fs').appendFileSync(folder + '/runs', 'x'); ${TELLS}`;
  const runs = (): number => readFileSync(join(folder, 'runs'), 'utf8').length;

  test('share one run for the same server, and its failure', async () => {
    const shared = command(COUNTS);
    const answers = await Promise.all([outcome(shared), outcome(shared)]);
    expect(answers).toEqual(['password true', 'password true']);
    expect(runs()).toBe(1);
    expect(await outcome(shared)).toBe('password true');
    expect(runs()).toBe(2);
  });

  test('have a run each for another user', async () => {
    const apart = command(COUNTS);
    await Promise.all([
      apart.find(TARGET),
      apart.find({ ...TARGET, user: 'bob' })
    ]);
    expect(runs()).toBe(2);
  });
});

test('what was found does not show itself', async () => {
  const found = await command(TELLS).find(TARGET);
  expect(`${inspect(found)} ${JSON.stringify(found)}`).toBe(
    '{ password: [password] } {"password":"[password]"}'
  );
});
