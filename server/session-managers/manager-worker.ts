/**
 * The worker side of {@link WorkerSessionManager}: loads the administrator's session manager in its
 * own thread, and calls it. Its faults cannot stop the sidecar.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { ErrorCode } from '../protocol';
import type {
  ISessionManager,
  SessionManagerOptions
} from '../session/session-manager';
import { LoadFault, makeManager, type FindOptions } from './find-export';

export type WorkerInput = { find: FindOptions; options: SessionManagerOptions };
export type WorkerCall = { call: number };
export type WorkerAnswer = { call: number } & (
  | { session: unknown }
  | { fault: { code: ErrorCode; message: string; loading: boolean } }
);

export function runManagerWorker(): void {
  const { find, options } = workerData as WorkerInput;
  const port = parentPort!;
  let manager: Promise<ISessionManager> | undefined;
  let loading = true;

  const answer = async (call: number): Promise<WorkerAnswer> => {
    try {
      manager ??= makeManager(find, options);
      const ready = await manager;
      loading = false;
      return { call, session: plain(await ready.getSession()) };
    } catch (error) {
      const code =
        error instanceof LoadFault ? error.code : 'session_manager_failed';
      return { call, fault: { code, message: messageOf(error), loading } };
    }
  };

  port.on('message', ({ call }: WorkerCall) => {
    void answer(call).then(reply => port.postMessage(reply));
  });
}

/** The fields of the interface, without values that a message cannot carry, such as functions. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value === null ? null : `(${typeof value})`;
  }
  const { session, connection, query, expires } = value as Record<
    string,
    unknown
  >;
  const fields = {
    session: leaf(session),
    query: leaf(query),
    expires: leaf(expires)
  };
  if (typeof connection !== 'object' || connection === null) {
    return { ...fields, connection: leaf(connection) };
  }
  const { protocol, host, port } = connection as Record<string, unknown>;
  return {
    ...fields,
    connection: { protocol: leaf(protocol), host: leaf(host), port: leaf(port) }
  };
}

const leaf = (value: unknown): unknown =>
  ['string', 'number', 'undefined'].includes(typeof value) || value === null
    ? value
    : { notPlain: typeof value };

/** With the cause: `fetch` says "fetch failed", and keeps there that nothing listens. */
function messageOf(error: unknown): string {
  try {
    if (!(error instanceof Error)) {
      return String(error);
    }
    const { message, cause } = error;
    return cause instanceof Error && cause.message !== ''
      ? `${message}: ${cause.message}`
      : message;
  } catch {
    return 'an error that cannot be shown';
  }
}
