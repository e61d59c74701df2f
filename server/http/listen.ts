/**
 * Listens on a unix socket or a port of 127.0.0.1. Takes over the socket of a sidecar that was
 * killed.
 */
import { lstatSync, rmdirSync, statSync, unlinkSync } from 'node:fs';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { dirname } from 'node:path';

/** Limit of sockaddr_un on macOS, which is the shortest; Linux has 107. */
const MAX_PATH_LENGTH = 103;
/**
 * Connections that may wait while the sidecar is busy. With Node's default of 511, connecting to a
 * unix socket fails at once in a burst of requests. The system may set a lower limit.
 */
const BACKLOG = 4096;

export type ListenAddress = { socket: string; port: number | null };

/** Returns the address for the log. */
export async function listen(
  server: Server,
  address: ListenAddress
): Promise<string> {
  if (address.port !== null) {
    await listenOnce(server, { host: '127.0.0.1', port: address.port });
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  // Node would shorten the path silently and listen elsewhere.
  if (Buffer.byteLength(address.socket) > MAX_PATH_LENGTH) {
    throw new Error(
      `The socket's path is longer than ${MAX_PATH_LENGTH} bytes: ${address.socket}`
    );
  }
  const folder = dirname(address.socket);
  // Node reports it as a lack of permission.
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) {
    throw new Error(
      stats
        ? `The socket cannot be created: ${folder} is not a folder.`
        : `The socket cannot be created: the folder ${folder} does not exist.`
    );
  }
  try {
    await listenOnce(server, { path: address.socket });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
      throw error;
    }
    if (!lstatSync(address.socket).isSocket()) {
      throw new Error(`${address.socket} exists and is not a socket.`, {
        cause: error
      });
    }
    if (await isAnswered(address.socket)) {
      throw new Error(`Another process listens on ${address.socket}.`, {
        cause: error
      });
    }
    unlinkSync(address.socket);
    await listenOnce(server, { path: address.socket });
  }
  return address.socket;
}

/** Removes the socket, and the folder that was made for it alone. Never throws. */
export function removeSocket(path: string): void {
  if (path === '') {
    return;
  }
  const folder = dirname(path);
  for (const step of [
    () => unlinkSync(path),
    () => (statSync(folder).mode & 0o077) === 0 && rmdirSync(folder)
  ]) {
    try {
      step();
    } catch {
      // It is already gone, or others use it too.
    }
  }
}

function listenOnce(server: Server, options: object): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ backlog: BACKLOG, ...options }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const probe = connect({ path });
    const answer = (isAlive: boolean): void => {
      probe.destroy();
      resolve(isAlive);
    };
    probe.on('connect', () => answer(true));
    probe.on('error', error =>
      answer((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED')
    );
  });
}
