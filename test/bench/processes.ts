/** What Linux's /proc tells of a process: memory, its peak, CPU time, children. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Linux's USER_HZ, the unit of /proc/PID/stat. */
const TICK_MS = 10;

export const residentMb = (pid: number): number => statusMb(pid, 'VmRSS');

/** The most since {@link resetPeak}. */
export const peakMb = (pid: number): number => statusMb(pid, 'VmHWM');

/** By what proc_pid_clear_refs(5) says of writing a 5. */
export function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** User and system time of all threads; the name, the second field, may hold blanks. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** The first child whose command line holds this text. */
export function childOf(pid: number, text: string): number {
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const children = readFileSync(`/proc/${pid}/task/${thread}/children`);
    for (const child of children.toString().trim().split(' ')) {
      if (child && commandOf(child).includes(text)) {
        return Number(child);
      }
    }
  }
  throw new Error(`Process ${pid} has no child ${text}.`);
}

/** The value of an option of its command line. */
export function optionOf(pid: number, name: string): string {
  const command = commandOf(String(pid)).split('\0');
  const value = command[command.indexOf(name) + 1];
  if (!command.includes(name) || !value) {
    throw new Error(`Process ${pid} was started without ${name}.`);
  }
  return value;
}

const commandOf = (pid: string): string =>
  readFileSync(`/proc/${pid}/cmdline`, 'utf8');

function statusMb(pid: number, name: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const line = new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status);
  return Number(line?.[1]) / 1024;
}
