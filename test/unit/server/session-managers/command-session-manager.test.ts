/** With real programs: small scripts, run by the very Node that runs the test. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SessionId } from '../../../../server/session/session-id';
import { CommandSessionManager } from '../../../../server/session-managers/command-session-manager';

const ID = 'CanarySession0123456789abcdefABCD';

let folder: string;
let manager: CommandSessionManager | undefined;
let now = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnisci-command-'));
  now = 1_000_000;
});
afterEach(async () => {
  await manager?.dispose();
  rmSync(folder, { recursive: true });
});

/** A command that counts its runs. */
function manage(script: string, timeLimitMs?: number): CommandSessionManager {
  const file = join(folder, 'command.cjs');
  writeFileSync(
    file,
    `require('fs').appendFileSync(${JSON.stringify(join(folder, 'runs'))}, '.');\n${script}`
  );
  return (manager = new CommandSessionManager({
    argv: [process.execPath, file],
    env: { PATH: process.env.PATH },
    now: () => now,
    ...(timeLimitMs && { timeLimitMs })
  }));
}

const runs = (): number => readFileSync(join(folder, 'runs'), 'utf8').length;

const prints = (value: unknown): string =>
  `console.log(${JSON.stringify(JSON.stringify(value))});`;

/** What came of it, with no secret: none is shown where a test fails. */
const told = (expired?: string): Promise<string> =>
  manager!.getSession(expired ? SessionId.parse(expired)! : undefined).then(
    ({ session, expiresAt }) => `${session === ID} until ${expiresAt}`,
    (error: { code: string; message: string }) =>
      `${error.code}: ${error.message}`.replaceAll(ID, 'LEAKED')
  );

test('one run serves all, until the database does not know the session', async () => {
  manage(prints({ session: ID }));
  expect(await Promise.all([told(), told(), told()])).toEqual(
    Array(3).fill('true until null')
  );
  await told();
  expect(runs()).toBe(1);
  await told(ID);
  expect(runs()).toBe(2);
  await told('AnotherSession0123');
  expect(runs()).toBe(2);
});

test('it is run again once its answer has expired', async () => {
  manage(prints({ session: ID, expires: '1970-01-01T01:00:00+00:00' }));
  expect(await told()).toBe('true until 3600000');
  now = 3_599_999;
  await told();
  expect(runs()).toBe(1);
  now = 3_600_000;
  await told();
  expect(runs()).toBe(2);
});

test('a bare ID will do', async () => {
  manage(`console.log('${ID}');`);
  expect(await told()).toBe('true until null');
});

test.each([
  [
    `console.error('no ticket for ${ID}'); console.log('${ID}'); process.exit(3);`,
    /^session_manager_failed: .* ended with the code 3: no ticket for \S*\.$/
  ],
  ['', /^session_missing: The output of the session command/],
  [`console.log('{');`, /^session_invalid: .*is not valid JSON/],
  [
    prints({ session: ID, expires: 'soon' }),
    /^session_invalid: .*"expires" that is not a time/
  ]
])('of a command that goes wrong it says why (%#)', async (script, message) => {
  manage(script);
  const text = await told();
  expect(text).toMatch(message);
  expect(text).not.toContain('LEAKED');
});

test('a command that hangs is ended', async () => {
  manage('setInterval(() => undefined, 1000);', 300);
  expect(await told()).toMatch(
    /^session_manager_timeout: .*did not end within 0.3 seconds/
  );
});
