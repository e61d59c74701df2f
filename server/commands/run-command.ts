/**
 * Runs a program once, without a shell: one text in, its output out. The program gets its own
 * process group, which is killed if it takes too long or prints too much.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { NO_DESCRIPTORS, tooManyFiles } from '../admission/limits';

const MAX_OUTPUT_BYTES = 64 * 1024;
const MAX_COMPLAINT_BYTES = 4 * 1024;
/** How long to wait for output after the end: a background process may hold the pipe open. */
const OUTPUT_GRACE_MS = 250;

export type RunOptions = {
  argv: readonly string[];
  input: string;
  env: NodeJS.ProcessEnv;
  timeLimitMs: number;
  /** Kills the program. */
  signal: AbortSignal;
};

export type RunResult = {
  /** Why it failed; continues "The command …". `null` if it ended with 0. */
  fault: string | null;
  /** It failed because its time was over. */
  isTooSlow: boolean;
  output: Buffer;
  /** The first part of its stderr. */
  complaint: Buffer;
};

/** Rejects only if this process has no free descriptor, with an ApiError. */
export function runCommand(options: RunOptions): Promise<RunResult> {
  const { argv, input, env, timeLimitMs, signal } = options;
  const output: Buffer[] = [];
  const complaint: Buffer[] = [];
  return new Promise((resolve, reject) => {
    const timers: NodeJS.Timeout[] = [];
    const end = (fault: string | null, isTooSlow = false): void => {
      timers.forEach(clearTimeout);
      signal.removeEventListener('abort', onAbort);
      child?.stdout?.destroy();
      child?.stderr?.destroy();
      resolve({
        fault,
        isTooSlow,
        output: Buffer.concat(output),
        complaint: Buffer.concat(complaint)
      });
    };
    const stop = (fault: string, isTooSlow = false): void => {
      killGroup(child);
      end(fault, isTooSlow);
    };
    const onAbort = (): void => stop('was ended with the sidecar');
    const fail = ({ code = '' }: NodeJS.ErrnoException): void => {
      if (NO_DESCRIPTORS.includes(code)) {
        reject(tooManyFiles());
      }
      end(START_FAULTS[code] ?? `cannot be started (${code})`);
    };

    let child: ChildProcess | undefined;
    try {
      child = spawn(argv[0]!, argv.slice(1), {
        env,
        // A new session, so that it has neither our group nor a terminal. Windows has no groups.
        detached: process.platform !== 'win32',
        windowsHide: true
      });
    } catch (error) {
      // For example, if an argument contains a zero byte.
      fail(error as NodeJS.ErrnoException);
      return;
    }
    child.on('error', fail);
    if (!child.stdin || !child.stdout || !child.stderr) {
      return; // Without descriptors there are no pipes; the error comes in a moment.
    }
    signal.addEventListener('abort', onAbort);
    timers.push(
      setTimeout(
        () => stop(`did not end within ${timeLimitMs / 1000} seconds`, true),
        timeLimitMs
      )
    );
    collect(child.stdout, output, MAX_OUTPUT_BYTES, () =>
      stop(`printed more than ${MAX_OUTPUT_BYTES / 1024} KiB`)
    );
    collect(child.stderr, complaint, MAX_COMPLAINT_BYTES);
    child.on('exit', (code, by) => {
      timers.forEach(clearTimeout);
      const fault = faultOf(code, by);
      timers.push(setTimeout(() => end(fault), OUTPUT_GRACE_MS));
      child?.on('close', () => end(fault));
    });
    // A program need not read its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    if (signal.aborted) {
      onAbort();
    }
  });
}

const START_FAULTS: Record<string, string> = {
  ENOENT: 'was not found',
  EACCES: 'may not be run'
};

const faultOf = (
  code: number | null,
  by: NodeJS.Signals | null
): string | null =>
  code === 0
    ? null
    : code === null
      ? `was ended by ${by}`
      : `ended with the code ${code}`;

/** Keeps at most `maxBytes` but reads on, because a full pipe would stop the program. */
function collect(
  stream: Readable,
  into: Buffer[],
  maxBytes: number,
  onMore?: () => void
): void {
  let room = maxBytes;
  stream.on('data', (bytes: Buffer) => {
    into.push(bytes.subarray(0, room));
    if (bytes.length > room) {
      onMore?.();
    }
    room = Math.max(0, room - bytes.length);
  });
}

/** Including its child processes, except those in another process group. */
function killGroup(child: ChildProcess | undefined): void {
  try {
    if (process.platform === 'win32') {
      child?.kill('SIGKILL');
    } else if (child?.pid !== undefined) {
      process.kill(-child.pid, 'SIGKILL');
    }
  } catch {
    // ESRCH: all of them have already ended.
  }
}
