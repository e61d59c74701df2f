/** Linux's view of running processes: which belong together, and their ports. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export type Process = { pid: number; uid: number; command: string };

export type Listener = { pid: number; port: number };

/** Every process with this text in its environment, which children inherit. */
export function processesWith(variable: string, value: string): Process[] {
  const wanted = `${variable}=${value}`;
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => read(`/proc/${pid}/environ`).split('\0').includes(wanted))
    .map(pid => ({
      pid: Number(pid),
      uid: Number(/^Uid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1]),
      command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()
    }));
}

/** The TCP ports that these processes listen on. */
export function listenersOf(processes: readonly Process[]): Listener[] {
  const ports = new Map(
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(listeningSockets)
  );
  return processes.flatMap(({ pid }) =>
    socketsOf(pid).flatMap(socket => {
      const port = ports.get(socket);
      return port === undefined ? [] : [{ pid, port }];
    })
  );
}

const LISTENING = '0A';

/** Pairs of a socket's inode and its port. */
function listeningSockets(table: string): [string, number][] {
  return read(table)
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(columns => columns[3] === LISTENING)
    .map(columns => [
      columns[9] ?? '',
      Number.parseInt(columns[1]?.split(':')[1] ?? '', 16)
    ]);
}

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap(
      fd => /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${fd}`))?.[1] ?? []
    );
  } catch {
    return [];
  }
}

/** Empty if the process is gone, or belongs to another user. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
