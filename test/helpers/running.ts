/** Whether a process runs, and its owner, from Linux. */
import { readdirSync, readFileSync } from 'node:fs';

/** The sidecar process of this Jupyter server; `null` if there is none. */
export const sidecarOf = (jupyter: number): number | null =>
  pids().find(pid => {
    const command = told(pid, 'cmdline');
    return (
      command.includes('sidecar/main.cjs') &&
      command.includes(`--parent-pid\0${jupyter}\0`)
    );
  }) ?? null;

/**
 * Processes that inherited this text in their environment: their command lines, for a test's
 * message.
 */
export const commandsWith = (mark: string): string[] =>
  pids()
    .filter(pid => isRunning(pid) && told(pid, 'environ').includes(mark))
    .map(pid => told(pid, 'cmdline').replaceAll('\0', ' ').trim());

/** A zombie, which only waits for its parent, does not count. */
export const isRunning = (pid: number): boolean =>
  /^State:\s+[^Z]/m.test(told(pid, 'status'));

const pids = (): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number);

/** Empty for a process that is gone, or belongs to another user. */
function told(pid: number, what: 'cmdline' | 'environ' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}
