/** The sandbox's process: arguments, the line that says it is ready, and when to end. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import {
  HELP,
  parseOptions,
  type SandboxOptions,
  withPasswords
} from './options.js';
import { openSandbox } from './sandbox.js';

const PARENT_CHECK_MS = 1000;

try {
  const options = parseOptions(process.argv.slice(2));
  if (options) {
    await start(
      options.passwordFile === undefined
        ? options
        : withPasswords(options, readFileSync(options.passwordFile, 'utf8'))
    );
  } else {
    process.stdout.write(HELP);
  }
} catch (error) {
  process.stderr.write(`sandbox: ${explain(error)}\n`);
  process.exitCode = 1;
}

async function start(options: SandboxOptions): Promise<void> {
  const { parentPid, readyFile } = options;
  if (parentPid !== undefined) {
    setInterval(() => {
      if (!isAlive(parentPid)) {
        process.kill(process.pid, 'SIGKILL');
      }
    }, PARENT_CHECK_MS).unref();
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Not by exit, at which DuckDB waits for its queries to be done, be it for hours.
    process.on(signal, () => process.kill(process.pid, 'SIGKILL'));
  }
  const { httpPort, binaryPort } = await openSandbox(options);
  const ready = `${JSON.stringify({ httpPort, binaryPort })}\n`;
  if (readyFile !== undefined) {
    // Renamed into place, so that a program that waits for it never reads half of it.
    writeFileSync(`${readyFile}.part`, ready);
    renameSync(`${readyFile}.part`, readyFile);
  }
  process.stdout.write(ready);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function explain(error: unknown): string {
  const { code, message, port } = error as NodeJS.ErrnoException & {
    port?: number;
  };
  return code === 'EADDRINUSE'
    ? `port ${port} is taken. Choose others with --http-port and --binary-port; 0 means any free one.`
    : message;
}
