/**
 * Lets Runs start one after the other. During a Run, the user decides about the next: it waits, or
 * it stops the current one. Knows nothing of statements.
 */

import { within } from '../lifetime/within';
import type { RunChoice } from './questions';

/**
 * A question appears only after this time, because the current query may end soon.
 */
const GRACE_MS = 500;

/** How long a new Run waits for the old one to be cancelled. */
const CANCEL_LIMIT_MS = 2_000;

export type RunQueueOptions = {
  /** Cancels the current Run. */
  cancel: () => void;
  /** The question ends with {@link RunQueue.ended}. */
  ask: () => Promise<RunChoice>;
  /** Called when the number of waiting Runs changes. */
  changed: () => void;
};

export class RunQueue {
  constructor(private readonly _options: RunQueueOptions) {}

  /** How many Runs wait for the current one. */
  get waiting(): number {
    return this._waiting;
  }

  /** Settles when the current Run and those that wait now have ended. */
  get ended(): Promise<void> {
    return this._last;
  }

  /**
   * Starts a Run when it is its turn, and resolves when it ends. Does not start it if the user or a
   * later Run decides so. Never rejects unless `start` does.
   */
  async run(start: () => Promise<void>): Promise<void> {
    const turn = ++this._turn;
    if (this._isBusy) {
      await within(this._last, GRACE_MS);
      if (turn !== this._turn) {
        return;
      }
    }
    const choice = this._isBusy ? await this._options.ask() : 'wait';
    switch (choice) {
      case 'forget':
        return;
      case 'stop':
        this.stopAll();
        await within(this._last, CANCEL_LIMIT_MS);
        return this._start(start);
      case 'wait':
        return this._isBusy ? this._startAfter(start) : this._start(start);
    }
  }

  /** Stops the current Run; those that wait for it do not start. */
  stopAll(): void {
    this._stops++;
    this._waiting = 0;
    this._options.cancel();
    this._options.changed();
  }

  private _start(start: () => Promise<void>): Promise<void> {
    this._last = this._track(start);
    return this._last;
  }

  private _startAfter(start: () => Promise<void>): Promise<void> {
    const stops = this._stops;
    this._waiting++;
    this._options.changed();
    this._last = this._last.then(async () => {
      if (stops === this._stops) {
        this._waiting--;
        await this._track(start);
      }
    });
    return this._last;
  }

  private async _track(start: () => Promise<void>): Promise<void> {
    this._running++;
    try {
      await start();
    } finally {
      this._running--;
    }
  }

  private get _isBusy(): boolean {
    return this._running > 0 || this._waiting > 0;
  }

  private _turn = 0;
  private _stops = 0;
  private _running = 0;
  private _waiting = 0;
  private _last: Promise<void> = Promise.resolve();
}
