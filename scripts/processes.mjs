/**
 * Child processes of `npm start`: each has its own process group, and all are stopped when we end.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How long a process may take to end after SIGTERM. */
const GRACE_MS = 8_000;

/**
 * Starts a process that the terminal's Ctrl-C does not reach. Returns `{ child, exited, stop() }`;
 * `exited` resolves with its code or signal.
 */
export function startProcess(command, args, options) {
  const child = spawn(command, args, {
    detached: process.platform !== 'win32',
    ...options
  });
  const exited = once(child, 'exit').then(([code, signal]) => signal ?? code);
  exited.catch(() => undefined);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    await exited;
    clearTimeout(timer);
  };
  return { child, exited, stop };
}

/** The first line on standard output that is JSON. Rejects if the process ends before. */
export function firstJsonLine({ child, exited }) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', chunk => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) {
        resolve(JSON.parse(text.slice(0, end)));
      }
    });
    child.once('error', reject);
    void exited.then(code =>
      reject(new Error(`It ended before it was ready (${code}).`))
    );
  });
}
