/** Whether a process runs, and whose it is, as Linux tells it. */
import { readdirSync, readFileSync } from 'node:fs';

/** The process that runs the sidecar of this Jupyter server; `null` where there is none. */
export const sidecarOf = (jupyter: number): number | null =>
  pids().find(pid => {
    const command = told(pid, 'cmdline');
    return (
      command.includes('sidecar/main.cjs') &&
      command.includes(`--parent-pid\0${jupyter}\0`)
    );
  }) ?? null;

/** Those that inherited this text in their environment: its command lines, for a test's message. */
export const commandsWith = (mark: string): string[] =>
  pids()
    .filter(pid => isRunning(pid) && told(pid, 'environ').includes(mark))
    .map(pid => told(pid, 'cmdline').replaceAll('\0', ' ').trim());

/** One that has ended and only waits for its parent to take notice does not count. */
export const isRunning = (pid: number): boolean =>
  /^State:\s+[^Z]/m.test(told(pid, 'status'));

const pids = (): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number);

/** Empty for a process that is gone, or somebody else's. */
function told(pid: number, what: 'cmdline' | 'environ' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}
