/** README and docs are followed to the letter, in a fresh clone and a new environment. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StatusReply } from '../../server/protocol';
import { connectionCell } from '../../src/cells/connection-cell';
import {
  COMMANDS,
  type CommandRun,
  documentedCommands
} from '../helpers/documented-commands';
import { Jupyter, JupyterFolders } from '../helpers/jupyter';
import { testPython } from '../helpers/python';
import { ROOT } from '../helpers/root';
import { startSandbox, type ISandbox } from '../helpers/sandbox';
import { isFull } from '../helpers/scale';

/** What a command left running. */
const END_WITH_SHELL = `trap 'kill $(jobs -p) 2> /dev/null || true' EXIT`;

/** Git's files as they are now, from the current folder to `$CLONE`. */
const COPY_CLONE =
  'git ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -T - -cf - | tar -xf - -C "$CLONE"';

const documents = Object.keys(COMMANDS);

test('each command of README and docs is known here, and none is that they do not have', () => {
  const known = documents.flatMap(document =>
    Object.keys(COMMANDS[document]!).map(command => `${document}: ${command}`)
  );
  const written = documentedCommands().map(
    ({ document, command }) => `${document}: ${command}`
  );
  expect(known.sort()).toEqual([...new Set(written)].sort());
});

// A clone is built, and three gigabytes are installed: minutes.
if (isFull) {
  const folder = mkdtempSync(join(tmpdir(), 'omnisci-docs-'));
  const clone = join(folder, 'clone');
  const bin = join(folder, 'venv', 'bin');
  let sandbox: ISandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
    writeFileSync(join(folder, 'session'), await sandbox.logIn(), {
      mode: 0o600
    });
    for (const name of ['private', 'home']) {
      mkdirSync(join(folder, name), { mode: 0o700 });
    }
    mkdirSync(clone);
    shell(COPY_CLONE, ROOT);
    execFileSync(testPython(), ['-m', 'venv', join(folder, 'venv')]);
  });
  afterAll(async () => {
    await sandbox?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    CLONE: clone,
    FOLDER: folder,
    HOME: join(folder, 'home'),
    PATH: `${bin}:${process.env['PATH']}`,
    JUPYTER_CONFIG_DIR: join(folder, 'home', '.jupyter')
  });

  /** What a script printed; throws, with that, where one of its lines fails. */
  const shell = (script: string, cwd: string): string =>
    execFileSync('bash', ['-euo', 'pipefail', '-c', script], {
      cwd,
      env: environment(),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024
    });

  const lineOf = (command: string, run: CommandRun): string => {
    if (run.kind === 'not run') {
      return '';
    }
    const line = (run.with ?? []).reduce(
      (text, [from, to]) => text.replaceAll(from, to),
      command
    );
    return run.until === undefined
      ? line
      : `${line} > /dev/null & until test -e ${run.until}; do sleep 0.1; done`;
  };

  test.each(documents)('%s', document => {
    const lines = documentedCommands()
      .filter(found => found.document === document)
      .map(({ command }) => lineOf(command, COMMANDS[document]![command]!));
    shell([END_WITH_SHELL, ...lines].join('\n'), clone);
  });

  test.each(['twine', 'twine==6.2.0'])(
    'then %s, of today or of 2025, finds nothing to mend in the wheel and the sources',
    twine => {
      const tools = join(folder, twine);
      shell(
        [
          'python -m build --sdist',
          `python -m venv ${tools}`,
          `${tools}/bin/pip install --quiet ${twine}`,
          `${tools}/bin/twine check --strict dist/*`
        ].join('\n'),
        clone
      );
    }
  );

  test('then the server is connected, without a Node of the machine, and the first cell runs', async () => {
    const folders = new JupyterFolders();
    writeFileSync(folders.sessionFile, await sandbox.logIn(), { mode: 0o600 });
    const database = {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(sandbox.httpPort)
    };
    const python = join(bin, 'python');
    const jupyter = await Jupyter.start(folders, {
      python,
      config: { OmniSciSessionManager: { session_file: folders.sessionFile } },
      env: { ...database, PATH: bin }
    });
    try {
      const { url, token } = jupyter;
      const reply = await fetch(new URL('omnisci/status', url), {
        headers: { Authorization: `token ${token}` }
      });
      const status = (await reply.json()) as StatusReply;
      expect(status).toMatchObject({ state: 'connected' });
      const cell = connectionCell({
        connection: 'handover',
        query: 'SELECT 42 AS answer'
      });
      const printed = execFileSync(python, ['-c', `${cell}\nprint(df)`], {
        env: {
          ...environment(),
          JUPYTER_RUNTIME_DIR: folders.runtime,
          JPY_PARENT_PID: String(jupyter.pid)
        },
        encoding: 'utf8'
      });
      expect(printed).toContain('42');
    } finally {
      await jupyter.stop();
    }
  });
}
