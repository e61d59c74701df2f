/**
 * Makes the calls of each connection one after another, within the limits of the queries, and stops
 * those that are not wanted any more. Does not know what they ask.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Admission } from '../admission/admission';
import { pictureTurns } from '../admission/limits';
import type { Connection } from '../connections/connection';
import { ApiError } from '../errors/api-error';

/** A database that does not end an interrupted picture is not waited for. */
const STOP_MS = 2000;

type RunningCall = {
  connection: Connection;
  stop: AbortController;
  ended: Promise<unknown>;
};

export class Turns {
  private readonly ofConnection = new WeakMap<Connection, Admission>();
  private readonly running = new Set<RunningCall>();

  /** @param admission - shared with the queries: both load the database. */
  constructor(private readonly admission: Admission) {}

  /**
   * Runs `work` when its turn has come. Settles as it does, or rejects if it waits too long or
   * `signal` is aborted first.
   *
   * @param work - its signal is aborted when the caller has gone, or when it is cancelled.
   */
  async take<T>(
    connection: Connection,
    signal: AbortSignal,
    work: (stop: AbortSignal) => Promise<T>
  ): Promise<T> {
    signal.throwIfAborted();
    const stop = new AbortController();
    const leave = (): void => stop.abort(signal.reason);
    signal.addEventListener('abort', leave);
    // The connection's turn comes first: a place among the queries is not held while waiting.
    const ended = this.of(connection).take(
      () => this.admission.take(() => work(stop.signal), stop.signal),
      stop.signal
    );
    const call = { connection, stop, ended };
    this.running.add(call);
    try {
      return await ended;
    } finally {
      this.running.delete(call);
      signal.removeEventListener('abort', leave);
    }
  }

  /** Stops the calls of these connections, or all. Never rejects. */
  async cancelAll(connections?: ReadonlySet<Connection>): Promise<void> {
    const calls = [...this.running].filter(
      ({ connection }) => connections?.has(connection) ?? true
    );
    for (const { stop } of calls) {
      stop.abort(new ApiError('query_cancelled', 'The picture was cancelled.'));
    }
    await Promise.race([
      Promise.allSettled(calls.map(({ ended }) => ended)),
      pause(STOP_MS, undefined, { ref: false })
    ]);
  }

  private of(connection: Connection): Admission {
    let turns = this.ofConnection.get(connection);
    if (!turns) {
      turns = pictureTurns();
      this.ofConnection.set(connection, turns);
    }
    return turns;
  }
}
