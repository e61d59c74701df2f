/** What Linux's /proc tells of a process that may leak: memory, descriptors, sockets, threads. */
import { readdirSync, readlinkSync } from 'node:fs';
import { residentMb } from '../bench/processes';

export type Vitals = {
  residentMb: number;
  descriptors: number;
  sockets: number;
  threads: number;
};

export function vitalsOf(pid: number): Vitals {
  const descriptors = readdirSync(`/proc/${pid}/fd`);
  return {
    residentMb: residentMb(pid),
    descriptors: descriptors.length,
    sockets: descriptors.filter(number => isSocket(pid, number)).length,
    threads: readdirSync(`/proc/${pid}/task`).length
  };
}

function isSocket(pid: number, descriptor: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/fd/${descriptor}`).startsWith('socket:');
  } catch {
    // Closed meanwhile.
    return false;
  }
}
