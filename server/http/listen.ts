/** Listens on a unix socket or a port of 127.0.0.1; takes over the socket that a killed sidecar left. */
import { lstatSync, rmdirSync, statSync, unlinkSync } from 'node:fs';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { dirname } from 'node:path';

/** Of sockaddr_un on macOS, the shortest; Linux has 107. */
const LONGEST_PATH = 103;
/**
 * Connections that wait while we are busy. Beyond it connecting to a unix socket fails at once,
 * with Node's 511 in a burst of requests; the system may set a lower limit.
 */
const BACKLOG = 4096;

export type Place = { socket: string; port: number | null };

/** Answers where it listens, for the log. */
export async function listen(server: Server, place: Place): Promise<string> {
  if (place.port !== null) {
    await listenOnce(server, { host: '127.0.0.1', port: place.port });
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  // Node would cut it silently, and listen somewhere else.
  if (Buffer.byteLength(place.socket) > LONGEST_PATH) {
    throw new Error(
      `The socket's path is longer than ${LONGEST_PATH} bytes: ${place.socket}`
    );
  }
  try {
    await listenOnce(server, { path: place.socket });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
      throw error;
    }
    if (!lstatSync(place.socket).isSocket()) {
      throw new Error(`${place.socket} exists and is no socket.`, {
        cause: error
      });
    }
    if (await isAnswered(place.socket)) {
      throw new Error(`Another process listens on ${place.socket}.`, {
        cause: error
      });
    }
    unlinkSync(place.socket);
    await listenOnce(server, { path: place.socket });
  }
  return place.socket;
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
      // Gone already, or not ours alone.
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
